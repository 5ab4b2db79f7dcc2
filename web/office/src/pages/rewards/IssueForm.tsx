import { rewards } from "@shared/api/endpoints";
import type { VoucherBatch, VoucherBatchWrite, VoucherSeries } from "@shared/api/types";
import { useCan } from "@shared/ui/command/CommandProvider";
import { filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, chosen } from "@shared/ui/form/rules";
import { UnitSelect, useTiers } from "@shared/ui/Lookup";
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { CustomersSelect } from "./CustomersSelect";

const kAudiences = ["list", "condition", "bearer"] as const;
const kMostCodes = 10_000;

/** Only what the chosen audience means is sent; what was typed for another stays in the form. */
function batchWrite(series: string, values: VoucherBatchWrite): VoucherBatchWrite {
  const { audience, note } = values;
  const rest =
    audience === "list"
      ? { customer_ids: values.customer_ids ?? [] }
      : audience === "bearer"
        ? { count: values.count ?? 0 }
        : filled({ store_id: values.store_id, tier_id: values.tier_id });
  return { series_id: series, audience, ...rest, ...(note?.trim() ? { note: note.trim() } : {}) };
}

export function IssueForm(props: { series: VoucherSeries | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { series, onClose } = props;
  const { message } = App.useApp();
  const can = useCan();
  const queries = useQueryClient();
  const tiers = useTiers(can("programme.read"));
  const labels: Record<string, string> = {
    audience: t("rewards.issue.audience"),
    customer_ids: t("rewards.issue.customers"),
    store_id: t("rewards.issue.store"),
    tier_id: t("rewards.issue.tier"),
    count: t("rewards.issue.count"),
    note: t("rewards.issue.note"),
  };
  return (
    <FormDrawer<VoucherBatchWrite, VoucherBatch>
      open={series !== undefined}
      title={t("rewards.issue.title", { name: series?.name ?? "" })}
      initial={{ audience: "list" }}
      labels={labels}
      submitText={t("rewards.issue.start")}
      submit={(values, { key }) => rewards.issueBatch(batchWrite(series?.id ?? "", values), { key })}
      onClose={onClose}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: ["rewards"] });
        void message.success(t("rewards.issue.started"));
        onClose();
      }}
    >
      {(form) => (
        <>
          <Form.Item name="audience" label={labels.audience} required>
            <Radio.Group
              optionType="button"
              options={kAudiences.map((value) => ({ value, label: t(`rewards.issue.audiences.${value}`) }))}
            />
          </Form.Item>
          <Form.Item noStyle dependencies={["audience"]}>
            {() => {
              const audience = form.getFieldValue("audience") as VoucherBatchWrite["audience"];
              if (audience === "list") {
                return (
                  <Form.Item
                    name="customer_ids"
                    label={labels.customer_ids}
                    extra={t("rewards.issue.customersHint")}
                    rules={[chosen(t, t("rewards.issue.customers"))]}
                  >
                    <CustomersSelect label={t("rewards.issue.customers")} />
                  </Form.Item>
                );
              }
              if (audience === "bearer") {
                return (
                  <Form.Item name="count" label={labels.count} rules={[chosen(t, t("rewards.issue.count"))]}>
                    <InputNumber min={1} max={kMostCodes} precision={0} style={{ width: "100%" }} />
                  </Form.Item>
                );
              }
              return (
                <>
                  <Form.Item name="store_id" label={labels.store_id}>
                    <UnitSelect storesOnly placeholder={t("rewards.series.allStores")} />
                  </Form.Item>
                  <Form.Item name="tier_id" label={labels.tier_id} extra={t("rewards.issue.conditionHint")}>
                    <Select
                      allowClear
                      placeholder={t("rewards.gift.anyTier")}
                      options={tiers.map((tier) => ({ value: tier.id, label: tier.name }))}
                    />
                  </Form.Item>
                </>
              );
            }}
          </Form.Item>
          <Form.Item name="note" label={labels.note} rules={[atMost(t, 200)]}>
            <Input autoComplete="off" />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
