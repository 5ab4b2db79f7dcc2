import type { OwnField } from "@shared/api/ownFields";
import { DayInput } from "@shared/ui/form/dates";
import { atMost, chosen, needed } from "@shared/ui/form/rules";
import { TagMark, useOwnFields, useTags } from "@shared/ui/OwnValues";
import { Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { ownName } from "./ownForm";

function OwnInput(props: {
  field: OwnField;
  value?: string;
  onChange?: (value?: string) => void;
  id?: string;
}) {
  const { t } = useTranslation();
  const { field, value, onChange, id } = props;
  if (field.kind === "date") return <DayInput id={id} value={value} onChange={onChange} />;
  if (field.kind === "choice" || field.kind === "yes_no") {
    const options =
      field.kind === "choice"
        ? field.options
            .filter((option) => !option.is_retired || option.key === value)
            .map((option) => ({ value: option.key, label: option.label }))
        : [
            { value: "yes", label: t("ownFields.yes") },
            { value: "no", label: t("ownFields.no") },
          ];
    return (
      <Select
        id={id}
        allowClear
        value={value}
        options={options}
        onChange={(next?: string) => onChange?.(next)}
      />
    );
  }
  return (
    <Input
      id={id}
      autoComplete="off"
      inputMode={field.kind === "number" ? "decimal" : undefined}
      suffix={field.unit}
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
    />
  );
}

/** The fields that are offered: the active ones. */
export function useFormFields(): readonly OwnField[] {
  return useOwnFields().filter((field) => field.status === "active");
}

export function OwnInputs(props: { fields: readonly OwnField[] }) {
  const { t } = useTranslation();
  if (props.fields.length === 0) return null;
  return (
    <>
      <h3 className="hp-form-section hp-form-wide">{t("ownFields.section")}</h3>
      {props.fields.map((field) => (
        <Form.Item
          key={field.key}
          name={ownName(field.key)}
          label={field.name}
          required={field.is_required}
          rules={[
            ...(field.is_required
              ? [field.kind === "text" ? needed(t, field.name) : chosen(t, field.name)]
              : []),
            ...(field.kind === "text" ? [atMost(t, 500)] : []),
            ...(field.kind === "number"
              ? [{ pattern: /^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/, message: t("reasons.own_fields.not_a_number") }]
              : []),
          ]}
        >
          <OwnInput field={field} />
        </Form.Item>
      ))}
    </>
  );
}

export function TagSelect(props: { value?: string[]; onChange?: (ids: string[]) => void; id?: string }) {
  const { value = [], onChange, id } = props;
  const tags = useTags();
  return (
    <Select
      id={id}
      mode="multiple"
      value={value}
      onChange={(ids: string[]) => onChange?.(ids)}
      optionFilterProp="search"
      maxCount={50}
      options={tags
        .filter((tag) => tag.status === "active" || value.includes(tag.id))
        .map((tag) => ({ value: tag.id, label: <TagMark tag={tag} />, search: tag.name }))}
    />
  );
}
