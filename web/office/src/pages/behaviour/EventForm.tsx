import { behaviour } from "@shared/api/endpoints";
import type { BehaviourEvent, BehaviourEventWrite } from "@shared/api/types";
import { useFormat } from "@shared/ui/FormatProvider";
import { filled } from "@shared/ui/form/changes";
import { InstantInput } from "@shared/ui/form/dates";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, chosen } from "@shared/ui/form/rules";
import { UnitSelect } from "@shared/ui/Lookup";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CustomerSelect } from "../sales/CustomerSelect";
import { useKindName, useKinds } from "./kinds";

function Customer(props: { value?: string; onChange?: (id: string | undefined) => void; label: string }) {
  return <CustomerSelect value={props.value} onChange={(id) => props.onChange?.(id)} label={props.label} />;
}

/** Where several rules of a kind are in force, one of them must be named. */
function RuleChoice() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<BehaviourEventWrite>();
  const code = Form.useWatch("kind", form);
  const kind = useKinds().find((one) => one.code === code);
  const rules = useQuery({
    queryKey: ["behaviour", "rules", kind?.id],
    queryFn: ({ signal }) => behaviour.rules({ kind_id: kind?.id, in_force: "true", limit: 50 }, signal),
    enabled: kind !== undefined,
  }).data?.items;
  if (!rules || rules.length < 2) return null;
  return (
    <Form.Item
      name="rule_code"
      label={t("behaviour.rules.name")}
      rules={[chosen(t, t("behaviour.rules.name"))]}
    >
      <Select options={rules.map((rule) => ({ value: rule.code, label: rule.name }))} />
    </Form.Item>
  );
}

export function EventForm(props: { open: boolean; customerId?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { open, customerId, onClose } = props;
  const format = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const kinds = useKinds();
  const kindName = useKindName();
  const labels: Record<string, string> = {
    customer_id: t("behaviour.events.customer"),
    kind: t("behaviour.events.kind"),
    rule_code: t("behaviour.rules.name"),
    occurred_at: t("behaviour.events.at"),
    store_id: t("behaviour.events.store"),
    evidence: t("behaviour.events.evidence"),
  };
  const tell = (event: BehaviourEvent) => {
    if (event.state === "granted")
      void message.success(t("behaviour.events.recorded", { points: format.points(event.points) }));
    else if (event.state === "waiting") void message.info(t("behaviour.events.recordedWaiting"));
    else {
      const why = event.why_not ? t(`behaviour.events.whyNot.${event.why_not}`) : "";
      void message.warning(t("behaviour.events.recordedNothing", { why }), 5);
    }
  };
  return (
    <FormDrawer<BehaviourEventWrite, BehaviourEvent>
      open={open}
      title={t("behaviour.events.record")}
      initial={customerId ? { customer_id: customerId } : {}}
      labels={labels}
      width={460}
      submitText={t("behaviour.events.record")}
      submit={(values, { key }) => behaviour.record(filled(values) as BehaviourEventWrite, { key })}
      onClose={onClose}
      onDone={(event) => {
        for (const first of ["behaviour", "customer"]) void queries.invalidateQueries({ queryKey: [first] });
        tell(event);
        onClose();
      }}
    >
      <Form.Item
        name="customer_id"
        label={labels.customer_id}
        rules={[chosen(t, t("behaviour.events.customer"))]}
        hidden={customerId !== undefined}
      >
        <Customer label={t("behaviour.events.customer")} />
      </Form.Item>
      <Form.Item name="kind" label={labels.kind} rules={[chosen(t, t("behaviour.events.kind"))]}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={kinds
            .filter((kind) => kind.status === "active")
            .map((kind) => ({ value: kind.code, label: kindName(kind.id) }))}
        />
      </Form.Item>
      <RuleChoice />
      <Form.Item name="occurred_at" label={labels.occurred_at}>
        <InstantInput placeholder={t("behaviour.events.now")} />
      </Form.Item>
      <Form.Item name="store_id" label={labels.store_id}>
        <UnitSelect storesOnly />
      </Form.Item>
      <Form.Item name="evidence" label={labels.evidence} rules={[atMost(t, 2000)]}>
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder={t("behaviour.events.evidenceHint")}
        />
      </Form.Item>
    </FormDrawer>
  );
}
