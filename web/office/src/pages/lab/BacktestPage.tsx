import {
  type Backtest,
  type BacktestDocument,
  type BacktestResult,
  kExportParts,
  lab,
} from "@shared/api/lab";
import { asProblem } from "@shared/api/problem";
import type { Strategy } from "@shared/api/types";
import { duration } from "@shared/format/time";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { Page, Panel } from "@shared/ui/Page";
import { Alert, Button, Dropdown, Skeleton } from "antd";
import { ArrowUpRight, Download, PencilRuler } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { MonthChart, TierChart } from "./Charts";
import { ComparisonTable, Headlines } from "./Comparison";
import { isUnfinished, removeBacktest, stopBacktest } from "./commands";
import { parametersOf } from "./draft";
import { BacktestStatus, ReplayProgress } from "./States";
import { RankedCustomers, ServiceTypesTable } from "./Tables";
import { useBacktest } from "./useBacktest";
import "./lab.css";

function About(props: { backtest: Backtest }) {
  const { t } = useTranslation();
  const { backtest } = props;
  const took =
    backtest.started_at && backtest.finished_at
      ? Math.max(1, Math.round((Date.parse(backtest.finished_at) - Date.parse(backtest.started_at)) / 1000))
      : undefined;
  return (
    <span className="hp-lab-about">
      <BacktestStatus state={backtest.state} />
      <span className="hp-num">{t("lab.fromTo", { from: backtest.from_on, to: backtest.to_on })}</span>
      {took === undefined ? null : <span className="hp-num">{t("lab.took", { time: duration(took) })}</span>}
      <span>{backtest.created_by_name}</span>
    </span>
  );
}

function ExportMenu(props: { id: string }) {
  const { t } = useTranslation();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: kExportParts.map((part) => ({
          key: part,
          label: (
            <a href={lab.exportPath(props.id, part)} download>
              {t(`lab.exports.${part}`)}
            </a>
          ),
        })),
      }}
    >
      <Button icon={<Download size={16} />}>{t("lab.export")}</Button>
    </Dropdown>
  );
}

function Running(props: { backtest: Backtest }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { backtest } = props;
  return (
    <Panel title={t(`lab.state.${backtest.state}`)}>
      <ReplayProgress backtest={backtest} />
      <p className="hp-num" aria-live="polite">
        {backtest.state === "waiting"
          ? t("lab.waitingText")
          : t("lab.replayed", {
              done: format.integer(backtest.sales_done),
              total: format.integer(backtest.sales_total),
            })}
      </p>
      <p className="hp-faint">{t("lab.runningHint")}</p>
    </Panel>
  );
}

function Result(props: { id: string; result: BacktestResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, result } = props;
  const { totals } = result;
  return (
    <div className="hp-lab-stack">
      <p className="hp-lab-lead hp-num">
        {t("lab.lead", {
          sales: format.integer(totals.sales_count),
          returns: format.integer(totals.returns_count),
          customers: format.integer(totals.customers_count),
          amount: format.money(totals.amount_minor ?? 0),
        })}
      </p>
      <Headlines totals={totals} />
      <div className="hp-lab-charts">
        <MonthChart months={result.months} />
        <TierChart result={result} />
      </div>
      <ComparisonTable totals={totals} />
      <ServiceTypesTable types={result.service_types} />
      <RankedCustomers id={id} gaining={totals.gaining_count} losing={totals.losing_count} />
      <p className="hp-faint">{t("lab.assumptions")}</p>
    </div>
  );
}

function useCommands(document: BacktestDocument) {
  const navigate = useNavigate();
  const { backtest, request } = document;
  const use = useMemo<Command<Backtest>>(
    () => ({
      id: "lab.use",
      label: (t) => t("lab.use"),
      icon: ArrowUpRight,
      permission: "programme.write",
      when: (one) => one.state === "done",
      // The form of a new version opens with these parameters; it is published there or not at all.
      run: () =>
        navigate("/strategies", {
          state: { draft: { ...parametersOf(request.strategy as Partial<Strategy>), name: request.name } },
        }),
    }),
    [navigate, request],
  );
  const again = useMemo<Command<Backtest>>(
    () => ({
      id: "lab.again",
      label: (t) => t("lab.again"),
      icon: PencilRuler,
      permission: "lab.run",
      when: (one) => !isUnfinished(one),
      run: (one) => navigate(`/lab/new?from=${one.id}`),
    }),
    [navigate],
  );
  return [
    bind(use, backtest),
    bind(again, backtest),
    bind(stopBacktest, backtest),
    bind(removeBacktest, backtest),
  ];
}

function Document(props: { document: BacktestDocument }) {
  const { t } = useTranslation();
  const can = useCan();
  const { backtest, result } = props.document;
  const commands = useCommands(props.document);
  return (
    <Page
      title={backtest.name}
      sub={<About backtest={backtest} />}
      commands={commands.filter((command) => command.available(can))}
      extra={result ? <ExportMenu id={backtest.id} /> : null}
    >
      {isUnfinished(backtest) ? <Running backtest={backtest} /> : null}
      {result ? <Result id={backtest.id} result={result} /> : null}
      {backtest.state === "failed" || backtest.state === "interrupted" || backtest.state === "cancelled" ? (
        <Alert
          type={backtest.state === "cancelled" ? "info" : "error"}
          showIcon
          title={t(`lab.ended.${backtest.state}`)}
          description={backtest.error ?? t("lab.endedText")}
        />
      ) : null}
    </Page>
  );
}

export default function BacktestPage() {
  const { id = "" } = useParams();
  const query = useBacktest(id);
  if (query.error && !query.data)
    return <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  return <Document key={id} document={query.data} />;
}
