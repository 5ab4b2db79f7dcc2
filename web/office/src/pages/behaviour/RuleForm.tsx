import { behaviour } from "@shared/api/endpoints";
import type { BehaviourRule } from "@shared/api/types";
import { PointsInput } from "@shared/ui/form/AmountInput";
import { InstantInput } from "@shared/ui/form/dates";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, between, chosen, needed, readable } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { App, Checkbox, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useKindName, useKinds } from "./kinds";
import { kNewRule, type RuleValues, ruleWrite, versionFrom } from "./ruleValues";

/** A new rule, or a new version of one: what was given by the old one stays. */
export function RuleForm(props: { open: boolean; from: BehaviourRule | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { open, from, onClose } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const kinds = useKinds();
  const kindName = useKindName();
  const labels: Record<string, string> = {
    code: t("behaviour.rules.code"),
    kind_id: t("behaviour.rules.kind"),
    name: t("behaviour.rules.name"),
    points: t("behaviour.rules.points"),
    marks: t("behaviour.rules.marks"),
    dimension: t("behaviour.rules.dimension"),
    most_per_day: t("behaviour.rules.perDay"),
    most_per_month: t("behaviour.rules.perMonth"),
    most_in_all: t("behaviour.rules.inAll"),
    cool_down_hours: t("behaviour.rules.coolDown"),
    needs_approval: t("behaviour.rules.needsApproval"),
    effective_from: t("behaviour.rules.effectiveFrom"),
    effective_to: t("behaviour.rules.effectiveTo"),
  };
  const cap = <InputNumber min={0} max={100_000} precision={0} style={{ width: "100%" }} />;
  return (
    <FormDrawer<RuleValues, BehaviourRule>
      open={open}
      title={from ? t("behaviour.rules.edit") : t("behaviour.rules.create")}
      initial={from ? versionFrom(from) : kNewRule}
      labels={labels}
      draft={from ? undefined : "behaviour_rule"}
      submit={(values, { key }) => behaviour.createRule(ruleWrite(values), { key })}
      submitText={t("points.strategy.publish")}
      onClose={onClose}
      onDone={(rule) => {
        void queries.invalidateQueries({ queryKey: ["behaviour"] });
        void message.success(t("behaviour.rules.created", { name: rule.name }));
        onClose();
      }}
    >
      <div className="hp-form-grid">
        <Form.Item
          name="name"
          label={labels.name}
          rules={[needed(t, t("behaviour.rules.name")), atMost(t, 80)]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="code"
          label={labels.code}
          extra={from ? undefined : t("behaviour.rules.codeHint")}
          rules={[needed(t, t("behaviour.rules.code")), atMost(t, 40)]}
        >
          <Input autoComplete="off" spellCheck={false} disabled={from !== undefined} />
        </Form.Item>
        <Form.Item
          name="kind_id"
          label={labels.kind_id}
          rules={[chosen(t, t("behaviour.rules.kind"))]}
          className="hp-form-wide"
        >
          <Select
            disabled={from !== undefined}
            showSearch={{ optionFilterProp: "label" }}
            options={kinds
              .filter((kind) => kind.status === "active" || kind.id === from?.kind_id)
              .map((kind) => ({ value: kind.id, label: kindName(kind.id) }))}
          />
        </Form.Item>
        <h3 className="hp-form-section hp-form-wide">{t("behaviour.rules.gives")}</h3>
        <Form.Item
          name="points"
          label={labels.points}
          rules={[
            readable(t("form.points")),
            between(0, Number.MAX_SAFE_INTEGER, t("reasons.request.out_of_range")),
          ]}
        >
          <PointsInput />
        </Form.Item>
        <Form.Item name="marks" label={labels.marks} extra={t("behaviour.rules.marksHint")}>
          <InputNumber min={-1000} max={1000} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item
          name="dimension"
          label={labels.dimension}
          extra={t("behaviour.rules.dimensionHint")}
          rules={[atMost(t, 40)]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <h3 className="hp-form-section hp-form-wide">{t("behaviour.rules.caps")}</h3>
        <Form.Item name="most_per_day" label={labels.most_per_day} extra={t("behaviour.rules.capHint")}>
          {cap}
        </Form.Item>
        <Form.Item name="most_per_month" label={labels.most_per_month} extra={t("behaviour.rules.capHint")}>
          {cap}
        </Form.Item>
        <Form.Item name="most_in_all" label={labels.most_in_all} extra={t("behaviour.rules.capHint")}>
          {cap}
        </Form.Item>
        <Form.Item
          name="cool_down_hours"
          label={labels.cool_down_hours}
          extra={t("behaviour.rules.coolDownHint")}
        >
          <InputNumber min={0} max={8760} step={1} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="needs_approval" valuePropName="checked" className="hp-form-wide">
          <Checkbox>{labels.needs_approval}</Checkbox>
        </Form.Item>
        <Form.Item name="effective_from" label={labels.effective_from}>
          <InstantInput only="future" placeholder={t("behaviour.rules.now")} />
        </Form.Item>
        <Form.Item name="effective_to" label={labels.effective_to}>
          <InstantInput only="future" />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
