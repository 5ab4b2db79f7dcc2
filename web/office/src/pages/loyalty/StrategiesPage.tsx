import { all, points } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Strategy } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { useStaff } from "@shared/ui/Lookup";
import { Facts, Page, Panel, ScrollX } from "@shared/ui/Page";
import { Blank, Percent, Points, Status, Time } from "@shared/ui/Values";
import { useQuery } from "@tanstack/react-query";
import { Alert, Skeleton } from "antd";
import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { StrategyForm } from "./StrategyForm";
import { WalletFacts } from "./WalletFacts";
import "./loyalty.css";

type Standing = "scheduled" | "inForce" | "past";

function standingOf(strategy: Strategy, current: Strategy | undefined, now: number): Standing {
  if (strategy.id === current?.id) return "inForce";
  return Date.parse(strategy.effective_from) > now ? "scheduled" : "past";
}

function Standing(props: { standing: Standing }) {
  const { t } = useTranslation();
  const tone = { scheduled: "warn", inForce: "good", past: "muted" } as const;
  return <Status tone={tone[props.standing]}>{t(`points.strategy.${props.standing}`)}</Status>;
}

/** The first version holds for sales of any date, however old. */
const kAlways = Date.parse("1970-01-02T00:00:00Z");

function Effective(props: { at: string }) {
  const { t } = useTranslation();
  return Date.parse(props.at) < kAlways ? t("points.strategy.always") : <Time at={props.at} exact />;
}

const kOne = 1_000_000;

function PeriodFacts(props: { strategy: Strategy; period: "development" | "maintenance" }) {
  const { t } = useTranslation();
  const { strategy, period } = props;
  const x = strategy[`${period}_x_ppm`];
  const y = strategy[`${period}_y_ppm`];
  const cap = strategy[`${period}_cap_points`];
  const bonus = strategy[`${period}_bonus_points`];
  return (
    <div>
      <h3 className="hp-form-section">{t(`points.strategy.${period}`)}</h3>
      <Facts
        items={[
          strategy.x_ppm === undefined
            ? undefined
            : x === undefined || x === null
              ? [t("points.strategy.weights"), t("points.strategy.same")]
              : [
                  t("points.strategy.weights"),
                  <span key="xy" className="hp-num">
                    <Percent ppm={x} /> / <Percent ppm={y} />
                  </span>,
                ],
          [
            t("points.strategy.multiplier"),
            <Percent key="m" ppm={strategy[`${period}_weight_multiplier_ppm`]} />,
          ],
          [t("points.strategy.cap"), cap > 0 ? <Points key="cap" value={cap} /> : t("none")],
          [t("points.strategy.bonus"), bonus > 0 ? <Points key="bonus" value={bonus} /> : t("none")],
        ]}
      />
    </div>
  );
}

function Warnings(props: { strategy: Strategy }) {
  const { t, i18n } = useTranslation();
  const can = useCan();
  const warnings = useQuery({
    queryKey: ["strategies", props.strategy.id, "warnings"],
    queryFn: ({ signal }) => points.strategyWarnings(props.strategy.id, signal),
    enabled: can("finance.margin.read"),
  }).data?.items;
  if (!warnings || warnings.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="hp-form-note"
      title={t("points.strategy.warnings")}
      description={
        <ul>
          {warnings.map((warning) => (
            <li key={`${warning.key}${warning.period}${warning.service_type}`}>
              {i18n.language === "zh" ? warning.text_zh : warning.text_en}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Current(props: { strategy: Strategy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { strategy } = props;
  const { x_ppm: x, y_ppm: y } = strategy;
  return (
    <Panel title={strategy.name} extra={<Standing standing="inForce" />}>
      <Warnings strategy={strategy} />
      {x === undefined || y === undefined ? null : (
        <div
          className="hp-weights"
          role="img"
          aria-label={t("points.strategy.formula", { x: format.percent(x), y: format.percent(y) })}
        >
          <span style={{ flexGrow: x }}>
            {t("points.profit")} {format.percent(x)}
          </span>
          <span style={{ flexGrow: Math.max(y, kOne / 12) }}>
            {t("points.consumption")} {format.percent(y)}
          </span>
        </div>
      )}
      <p className="hp-formula">
        {x === undefined || y === undefined
          ? null
          : t("points.strategy.formula", { x: format.percent(x), y: format.percent(y) })}
      </p>
      <p className="hp-formula">{t("points.strategy.payable")}</p>
      <div className="hp-strategy">
        <div>
          <h3 className="hp-form-section">{t("points.strategy.general")}</h3>
          <Facts
            items={[
              [t("points.strategy.effectiveFrom"), <Effective key="from" at={strategy.effective_from} />],
              [t("points.strategy.accrueOn"), t(`points.strategy.accrue.${strategy.accrue_on}`)],
              [t("points.strategy.lossLines"), t(`points.strategy.loss.${strategy.loss_lines}`)],
              [t("points.strategy.upgrade"), t(`points.strategy.upgrades.${strategy.upgrade}`)],
              [t("points.strategy.downgrade"), t(`points.strategy.downgradePolicy.${strategy.downgrade}`)],
              [
                t("points.strategy.developmentDays"),
                strategy.development_days > 0
                  ? t("points.strategy.days", { n: strategy.development_days })
                  : t("points.strategy.untilFirst"),
              ],
            ]}
          />
        </div>
        <PeriodFacts strategy={strategy} period="development" />
        <PeriodFacts strategy={strategy} period="maintenance" />
      </div>
      <WalletFacts strategy={strategy} />
    </Panel>
  );
}

function History(props: { versions: readonly Strategy[]; current: Strategy | undefined }) {
  const { t } = useTranslation();
  const can = useCan();
  const staff = useStaff(can("identity.staff.read"));
  const now = Date.now();
  return (
    <Panel title={t("points.strategy.history")} flush>
      <ScrollX label={t("points.strategy.history")}>
        <table className="hp-lines hp-versions">
          <thead>
            <tr>
              <th>{t("points.strategy.name")}</th>
              <th>{t("points.strategy.effectiveFrom")}</th>
              {can("finance.margin.read") ? (
                <th className="hp-right">{t("points.strategy.weights")}</th>
              ) : null}
              <th>{t("points.strategy.createdBy")}</th>
              <th>{t("field.status")}</th>
            </tr>
          </thead>
          <tbody>
            {props.versions.map((version) => (
              <tr key={version.id}>
                <td>{version.name}</td>
                <td>
                  <Effective at={version.effective_from} />
                </td>
                {can("finance.margin.read") ? (
                  <td className="hp-right">
                    <Percent ppm={version.x_ppm} /> / <Percent ppm={version.y_ppm} />
                  </td>
                ) : null}
                <td>
                  {version.created_by
                    ? (staff.find((person) => person.id === version.created_by)?.name ?? <Blank />)
                    : t("system")}
                </td>
                <td>
                  <Standing standing={standingOf(version, props.current, now)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </Panel>
  );
}

export default function StrategiesPage() {
  const { t } = useTranslation();
  // The strategy lab hands over what was tried there; it is published here or not at all.
  const draft = (useLocation().state as { draft?: Partial<Strategy> } | null)?.draft;
  const navigate = useNavigate();
  const [open, setOpen] = useState(draft !== undefined);
  const versions = useQuery({
    queryKey: ["strategies", "all"],
    queryFn: ({ signal }) => all(points.strategies, signal),
  });
  const current = useQuery({
    queryKey: ["strategies", "current"],
    queryFn: ({ signal }) => points.currentStrategy(signal),
  });
  const publish = useMemo<Command>(
    () => ({
      id: "strategies.new",
      label: (text) => text("points.strategy.newVersion"),
      icon: Plus,
      permission: "programme.write",
      keys: "n",
      run: () => setOpen(true),
    }),
    [],
  );
  const problem = current.error ? asProblem(current.error) : undefined;
  const none = problem?.status === 404;
  return (
    <Page title={t("points.strategy.title")} commands={[bind(publish, undefined)]}>
      {problem && !none ? <ProblemState problem={problem} retry={() => void current.refetch()} /> : null}
      {current.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {none ? (
        <EmptyState kind="nothing" title={t("points.strategy.none")} text={t("points.strategy.noneText")} />
      ) : null}
      <div className="hp-stack">
        {current.data ? <Current strategy={current.data} /> : null}
        {versions.data && versions.data.length > 0 ? (
          <History versions={versions.data} current={current.data} />
        ) : null}
      </div>
      <StrategyForm
        open={open && !current.isPending}
        from={current.data}
        draft={draft}
        onClose={() => {
          setOpen(false);
          if (draft) void navigate("/strategies", { replace: true });
        }}
      />
    </Page>
  );
}
