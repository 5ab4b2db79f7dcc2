import { type BulkTask, type BulkWhom, bulk, type CustomerChange } from "@shared/api/bulk";
import { useCan } from "@shared/ui/command/CommandProvider";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost } from "@shared/ui/form/rules";
import { useOrgUnits, useStaff } from "@shared/ui/Lookup";
import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { gatherOwn } from "../ownForm";
import { OwnInputs, TagSelect, useFormFields } from "../ownInputs";
import { WhomField } from "./WhomField";
import { type Candidates, whomOf } from "./whom";

const kNobody = "nobody";

interface Values extends Omit<CustomerChange, "own_values" | "clears_owner"> {
  selection: BulkWhom["selection"];
  [own: string]: unknown;
}

const isGiven = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== "";

/** One change to many; what is left empty stays as it is. */
export function EditDrawer(props: {
  candidates: Candidates | undefined;
  onClose: () => void;
  onStarted: (task: BulkTask) => void;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const { candidates, onClose, onStarted } = props;
  const units = useOrgUnits();
  const staff = useStaff(can("identity.staff.read"));
  const fields = useFormFields().map((field) => ({ ...field, is_required: false }));
  const labels: Record<string, string> = {
    selection: t("bulk.whom"),
    add_tag_ids: t("bulk.addTags"),
    remove_tag_ids: t("bulk.removeTags"),
    store_id: t("bulk.store"),
    owner_staff_id: t("bulk.owner"),
    source: t("bulk.source"),
    status: t("bulk.status"),
  };
  return (
    <FormDrawer<Values, BulkTask>
      open={candidates !== undefined}
      title={t("bulk.editTitle")}
      initial={{ selection: candidates && candidates.ids.length > 0 ? "chosen" : "asked" }}
      labels={labels}
      width={480}
      submitText={t("bulk.edit")}
      submit={({ selection, owner_staff_id, ...values }, { key }) => {
        const { own_values, ...given } = gatherOwn(
          Object.fromEntries(Object.entries(values).filter(([, value]) => isGiven(value))),
          values,
          fields,
        ) as CustomerChange;
        const change: CustomerChange = {
          ...given,
          ...(own_values && own_values.length > 0 ? { own_values } : {}),
          ...(owner_staff_id === kNobody ? { clears_owner: true } : owner_staff_id ? { owner_staff_id } : {}),
        };
        return bulk.edit(
          {
            whom: whomOf(selection, candidates ?? { ids: [], filters: {}, total: 0, isExact: true }),
            change,
          },
          { key },
        );
      }}
      onClose={onClose}
      onDone={onStarted}
    >
      {candidates ? <WhomField candidates={candidates} /> : null}
      <p className="hp-faint">{t("bulk.hint")}</p>
      <Form.Item name="add_tag_ids" label={labels.add_tag_ids}>
        <TagSelect />
      </Form.Item>
      <Form.Item name="remove_tag_ids" label={labels.remove_tag_ids}>
        <TagSelect />
      </Form.Item>
      <Form.Item name="store_id" label={labels.store_id}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={units
            .filter((unit) => unit.kind === "store" || unit.kind === "franchisee")
            .map((unit) => ({ value: unit.id, label: unit.name }))}
        />
      </Form.Item>
      {can("identity.staff.read") ? (
        <Form.Item name="owner_staff_id" label={labels.owner_staff_id}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            options={[
              { value: kNobody, label: t("bulk.nobody") },
              ...staff
                .filter((person) => person.status === "active")
                .map((person) => ({ value: person.id, label: person.name })),
            ]}
          />
        </Form.Item>
      ) : null}
      <Form.Item name="source" label={labels.source} rules={[atMost(t, 40)]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="status" label={labels.status}>
        <Select
          allowClear
          options={(["active", "disabled"] as const).map((value) => ({ value, label: t(`status.${value}`) }))}
        />
      </Form.Item>
      <OwnInputs fields={fields} />
    </FormDrawer>
  );
}
