import { all, points, system } from "@shared/api/endpoints";
import { asProblem } from "@shared/api/problem";
import type { Tier, TierWrite } from "@shared/api/types";
import { CommandButton } from "@shared/ui/command/CommandButtons";
import { useCan } from "@shared/ui/command/CommandProvider";
import { bind, type Command } from "@shared/ui/command/command";
import { EmptyState, ProblemState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { PercentInput, PointsInput } from "@shared/ui/form/AmountInput";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, between, chosen, needed, readable } from "@shared/ui/form/rules";
import { Page, Panel } from "@shared/ui/Page";
import { Points, TierTag } from "@shared/ui/Values";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, ColorPicker, Form, Input, Skeleton } from "antd";
import { Pencil, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import "./loyalty.css";

const kOne = 1_000_000;
const kColours = ["#8a9a94", "#b07a3f", "#7f8fa6", "#d4a017", "#3f8d8b", "#6b5b95", "#b93a2b", "#1a2523"];

function Colour(props: { value?: string; onChange?: (colour: string) => void; id?: string }) {
  return (
    <ColorPicker
      format="hex"
      disabledAlpha
      disabledFormat
      showText
      value={props.value || kColours[0]}
      presets={[{ label: "", colors: kColours, defaultOpen: true }]}
      onChangeComplete={(colour) => props.onChange?.(colour.toHexString().slice(0, 7))}
    />
  );
}

function TierForm(props: { editing: Tier | "new" | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { editing, onClose } = props;
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const tier = editing === "new" ? undefined : editing;
  const labels: Record<string, string> = {
    name: t("points.tiers.name"),
    threshold_points: t("points.tiers.threshold"),
    discount_ppm: t("points.tiers.discount"),
    colour: t("points.tiers.colour"),
  };
  const outOfRange = t("reasons.request.out_of_range");
  return (
    <FormDrawer<TierWrite, Tier>
      open={editing !== undefined}
      title={tier ? t("points.tiers.edit") : t("points.tiers.create")}
      initial={tier ?? { discount_ppm: kOne, colour: kColours[0] }}
      version={tier?.version}
      labels={labels}
      show={(field, value) =>
        field === "discount_ppm"
          ? format.percent(Number(value))
          : field === "threshold_points"
            ? format.points(Number(value))
            : undefined
      }
      submit={(values, { key, version, base }) =>
        tier
          ? points.updateTier(tier.id, changed(base, values), { key, version })
          : points.createTier(filled(values), { key })
      }
      onClose={onClose}
      onDone={(saved) => {
        void queries.invalidateQueries({ queryKey: ["tiers"] });
        void message.success(t(tier ? "points.tiers.saved" : "points.tiers.created", { name: saved.name }));
        onClose();
      }}
      width={440}
    >
      <Form.Item name="name" label={labels.name} rules={[needed(t, t("points.tiers.name")), atMost(t, 40)]}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="threshold_points"
        label={labels.threshold_points}
        rules={[
          chosen(t, t("points.tiers.threshold")),
          readable(t("form.points")),
          between(0, Number.MAX_SAFE_INTEGER, outOfRange),
        ]}
      >
        <PointsInput />
      </Form.Item>
      <Form.Item
        name="discount_ppm"
        label={labels.discount_ppm}
        extra={t("points.tiers.discountHint")}
        rules={[
          chosen(t, t("points.tiers.discount")),
          readable(t("form.percent")),
          between(1, kOne, outOfRange),
        ]}
      >
        <PercentInput />
      </Form.Item>
      <Form.Item name="colour" label={labels.colour}>
        <Colour />
      </Form.Item>
    </FormDrawer>
  );
}

export default function TiersPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const can = useCan();
  const [editing, setEditing] = useState<Tier | "new">();
  const query = useQuery({ queryKey: ["tiers", "all"], queryFn: ({ signal }) => all(points.tiers, signal) });
  const members = useQuery({
    queryKey: ["home"],
    queryFn: ({ signal }) => system.home(signal),
    staleTime: 60_000,
  }).data?.tiers;
  const tiers = useMemo(
    () => [...(query.data ?? [])].sort((a, b) => a.threshold_points - b.threshold_points),
    [query.data],
  );
  const create = useMemo<Command>(
    () => ({
      id: "tiers.new",
      label: (text) => text("points.tiers.create"),
      icon: Plus,
      permission: "programme.write",
      keys: "n",
      run: () => setEditing("new"),
    }),
    [],
  );
  const edit = useMemo<Command<Tier>>(
    () => ({
      id: "tiers.edit",
      label: (text) => text("action.edit"),
      icon: Pencil,
      permission: "programme.write",
      run: (tier) => setEditing(tier),
    }),
    [],
  );
  return (
    <Page title={t("points.tiers.title")} commands={[bind(create, undefined)]} narrow>
      {query.error ? (
        <ProblemState problem={asProblem(query.error)} retry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <Skeleton active paragraph={{ rows: 5 }} /> : null}
      {query.data && tiers.length === 0 ? (
        <EmptyState kind="nothing" title={t("points.tiers.emptyTitle")} text={t("points.tiers.emptyText")}>
          {can("programme.write") ? <CommandButton command={bind(create, undefined)} kind="primary" /> : null}
        </EmptyState>
      ) : null}
      {tiers.length > 0 ? (
        <Panel flush>
          <ol className="hp-ladder">
            {tiers.map((tier, i) => {
              const count = members?.find((other) => other.tier_id === tier.id)?.customers;
              return (
                <li key={tier.id}>
                  <span
                    className="hp-rung"
                    style={{
                      height: `${20 + ((i + 1) / tiers.length) * 24}px`,
                      background: tier.colour || "var(--hp-accent)",
                    }}
                    aria-hidden="true"
                  />
                  <span className="hp-ladder-name">
                    <TierTag name={tier.name} colour={tier.colour} />
                  </span>
                  <span>
                    <small>{t("points.threshold")}</small>
                    <Points value={tier.threshold_points} />
                  </span>
                  <span>
                    <small>{t("points.discount")}</small>
                    <span className="hp-num">
                      {t("points.tiers.benefit", { percent: format.percent(tier.discount_ppm) })}
                    </span>
                  </span>
                  <span>
                    <small>{t("points.tiers.customers")}</small>
                    <span className="hp-num">{count === undefined ? "—" : format.integer(count)}</span>
                  </span>
                  <CommandButton command={bind(edit, tier)} kind="text" size="small" />
                </li>
              );
            })}
          </ol>
        </Panel>
      ) : null}
      <TierForm editing={editing} onClose={() => setEditing(undefined)} />
    </Page>
  );
}
