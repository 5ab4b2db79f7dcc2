import { pools } from "@shared/api/pool";
import type { Pool, PoolWrite } from "@shared/api/poolTypes";
import { useCan } from "@shared/ui/command/CommandProvider";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, needed } from "@shared/ui/form/rules";
import { SearchSelect } from "@shared/ui/form/SearchSelect";
import { useOrgUnits, useStaff } from "@shared/ui/Lookup";
import { useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Form, Input, InputNumber, Radio, Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

const kHidden = ["name", "phone", "email", "note"] as const;
const kEngines = ["none", "rotation", "weighted", "least_loaded"] as const;
const kRuns = ["by_hand", "on_arrival", "scheduled"] as const;
const kFields = [
  "name",
  "status",
  "mode",
  "hidden_fields",
  "daily_reveal_limit",
  "priority",
  "match_sources",
  "match_org_unit_ids",
  "engine",
  "engine_runs",
  "engine_minutes",
  "default_assignee_id",
  "needs_presence",
  "prefers_own_store",
] as const;
const kNew: PoolWrite = {
  status: "on",
  mode: "claimable",
  hidden_fields: ["name", "phone"],
  priority: 0,
  match_sources: [],
  match_org_unit_ids: [],
  engine: "none",
  engine_runs: "by_hand",
  engine_minutes: 60,
  needs_presence: false,
  prefers_own_store: false,
};
const kMostReveals = 10_000;
const kMostMinutes = 10_080;
const kMostPriority = 1000;

function Matching() {
  const { t } = useTranslation();
  const units = useOrgUnits();
  return (
    <>
      <h3 className="hp-form-section">{t("poolRules.section.match")}</h3>
      <Form.Item
        name="match_sources"
        label={t("poolRules.field.match_sources")}
        extra={t("poolRules.hint.match")}
      >
        <Select mode="tags" tokenSeparators={[",", "，", "、"]} maxCount={100} />
      </Form.Item>
      <Form.Item name="match_org_unit_ids" label={t("poolRules.field.match_org_unit_ids")}>
        <SearchSelect mode="multiple" options={units.map((unit) => ({ value: unit.id, label: unit.name }))} />
      </Form.Item>
      <Form.Item name="priority" label={t("poolRules.field.priority")} extra={t("poolRules.hint.priority")}>
        <InputNumber min={-kMostPriority} max={kMostPriority} precision={0} />
      </Form.Item>
    </>
  );
}

function Engine() {
  const { t } = useTranslation();
  const can = useCan();
  const form = Form.useFormInstance<PoolWrite>();
  const engine = Form.useWatch("engine", form);
  const runs = Form.useWatch("engine_runs", form);
  const staff = useStaff(can("identity.staff.read"));
  return (
    <>
      <h3 className="hp-form-section">{t("poolRules.section.engine")}</h3>
      <Form.Item name="engine" label={t("poolRules.field.engine")}>
        <Select options={kEngines.map((one) => ({ value: one, label: t(`poolRules.engine.${one}`) }))} />
      </Form.Item>
      <Form.Item name="engine_runs" label={t("poolRules.field.engine_runs")} hidden={engine === "none"}>
        <Radio.Group
          optionType="button"
          options={kRuns.map((one) => ({ value: one, label: t(`poolRules.runs.${one}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="engine_minutes"
        label={t("poolRules.field.engine_minutes")}
        hidden={engine === "none" || runs !== "scheduled"}
      >
        <InputNumber min={1} max={kMostMinutes} precision={0} />
      </Form.Item>
      <Form.Item
        name="default_assignee_id"
        label={t("poolRules.field.default_assignee_id")}
        extra={t("poolRules.hint.default")}
        hidden={engine === "none"}
      >
        <SearchSelect
          options={staff
            .filter((one) => one.status === "active")
            .map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Form.Item name="needs_presence" valuePropName="checked" hidden={engine === "none"}>
        <Checkbox>{t("poolRules.field.needs_presence")}</Checkbox>
      </Form.Item>
      <Form.Item name="prefers_own_store" valuePropName="checked" hidden={engine === "none"}>
        <Checkbox>{t("poolRules.field.prefers_own_store")}</Checkbox>
      </Form.Item>
    </>
  );
}

/** What a pool is: its name, whom it takes in, who gets them by itself. Rules and members have pages of their own. */
export function PoolForm(props: {
  open: boolean;
  pool?: Pool;
  onClose: () => void;
  onSaved?: (pool: Pool) => void;
}) {
  const { t } = useTranslation();
  const { open, pool, onClose, onSaved } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const labels = useMemo<Record<string, string>>(
    () => Object.fromEntries(kFields.map((field) => [field, t(`poolRules.field.${field}`)])),
    [t],
  );
  return (
    <FormDrawer<PoolWrite, Pool>
      open={open}
      title={pool ? t("poolRules.edit") : t("poolRules.create")}
      initial={pool ?? kNew}
      version={pool?.version}
      labels={labels}
      submit={(values, { key, version, base }) =>
        pool
          ? pools.update(pool.id, changed(base, values), { key, version })
          : pools.create(filled(values), { key })
      }
      onDone={(saved) => {
        void queries.invalidateQueries({ queryKey: ["pools"] });
        void message.success(t(pool ? "poolRules.saved" : "poolRules.created", { name: saved.name }));
        onClose();
        onSaved?.(saved);
      }}
      onClose={onClose}
      draft={pool ? undefined : "pool"}
      width={560}
    >
      <Form.Item
        name="name"
        label={labels.name}
        rules={[needed(t, t("poolRules.field.name")), atMost(t, 80)]}
      >
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <div className="hp-form-grid">
        <Form.Item name="mode" label={labels.mode} required>
          <Radio.Group
            optionType="button"
            options={(["claimable", "assign_only"] as const).map((one) => ({
              value: one,
              label: t(`poolRules.mode.${one}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="status" label={labels.status} required>
          <Radio.Group
            optionType="button"
            options={(["on", "off"] as const).map((one) => ({
              value: one,
              label: t(`poolRules.status.${one}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="hidden_fields" label={labels.hidden_fields}>
          <Checkbox.Group
            options={kHidden.map((one) => ({ value: one, label: t(`poolRules.hidden.${one}`) }))}
          />
        </Form.Item>
        <Form.Item name="daily_reveal_limit" label={labels.daily_reveal_limit}>
          <InputNumber min={0} max={kMostReveals} precision={0} />
        </Form.Item>
      </div>
      <Matching />
      <Engine />
    </FormDrawer>
  );
}
