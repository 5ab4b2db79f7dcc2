import { type BulkTask, type BulkWhom, bulk } from "@shared/api/bulk";
import { useCan } from "@shared/ui/command/CommandProvider";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormFields } from "../ownInputs";
import { WhomField } from "./WhomField";
import { type Candidates, whomOf } from "./whom";

interface Values {
  selection: BulkWhom["selection"];
  columns: string[];
}

const kUsual = ["name", "phone", "tier_name", "store_name", "last_purchase_at", "tags"];

/** The columns a file can have, in the words of the list. */
function useFileColumns(): { value: string; label: string }[] {
  const { t } = useTranslation();
  const can = useCan();
  const own = useFormFields();
  return [
    { value: "id", label: "ID" },
    { value: "name", label: t("customers.field.name") },
    { value: "phone", label: t("customers.field.phone") },
    { value: "tier_name", label: t("customers.column.tier") },
    ...(can("finance.margin.read")
      ? [{ value: "combined_points", label: t("customers.column.points") }]
      : []),
    { value: "store_name", label: t("customers.column.store") },
    { value: "last_purchase_at", label: t("customers.column.lastPurchase") },
    { value: "tags", label: t("customers.column.tags") },
    { value: "consents", label: t("privacy.consents.given") },
    { value: "kind", label: t("customers.field.kind") },
    { value: "gender", label: t("customers.field.gender") },
    { value: "birthday_on", label: t("customers.field.birthday_on") },
    { value: "email", label: t("customers.field.email") },
    { value: "owner", label: t("customers.column.owner") },
    { value: "card_number", label: t("customers.field.card_number") },
    { value: "status", label: t("customers.field.status") },
    { value: "source", label: t("customers.field.source") },
    { value: "external_ref", label: t("customers.field.external_ref") },
    { value: "note", label: t("customers.field.note") },
    { value: "created_at", label: t("customers.column.createdAt") },
    ...own.map((field) => ({ value: `own.${field.key}`, label: field.name })),
  ];
}

export function ExportDrawer(props: {
  candidates: Candidates | undefined;
  onClose: () => void;
  onStarted: (task: BulkTask) => void;
}) {
  const { t, i18n } = useTranslation();
  const { candidates, onClose, onStarted } = props;
  const columns = useFileColumns();
  const titles = new Map(columns.map(({ value, label }) => [value, label]));
  return (
    <FormDrawer<Values, BulkTask>
      open={candidates !== undefined}
      title={t("bulk.exportTitle")}
      initial={{
        selection: candidates && candidates.ids.length > 0 ? "chosen" : "asked",
        columns: kUsual,
      }}
      labels={{ selection: t("bulk.whom"), columns: t("bulk.columns") }}
      width={480}
      submitText={t("bulk.startExport")}
      submit={(values, { key }) =>
        bulk.export(
          {
            whom: whomOf(values.selection, candidates ?? { ids: [], filters: {}, total: 0, isExact: true }),
            form: {
              columns: values.columns.map((column) => ({ key: column, title: titles.get(column) ?? column })),
              language: i18n.language.startsWith("zh") ? "zh" : "en",
            },
          },
          { key },
        )
      }
      onClose={onClose}
      onDone={onStarted}
    >
      {candidates ? <WhomField candidates={candidates} /> : null}
      <Form.Item
        name="columns"
        label={t("bulk.columns")}
        extra={t("bulk.columnsHint")}
        rules={[{ required: true, message: t("bulk.columnsNeeded") }]}
      >
        <Select mode="multiple" showSearch={{ optionFilterProp: "label" }} options={columns} />
      </Form.Item>
    </FormDrawer>
  );
}
