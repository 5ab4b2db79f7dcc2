import { ownFields } from "@shared/api/ownFieldCalls";
import type { OwnField, OwnFieldKind, OwnFieldOption, OwnFieldWrite } from "@shared/api/ownFields";
import { changed, filled } from "@shared/ui/form/changes";
import { FormDrawer } from "@shared/ui/form/FormDrawer";
import { atMost, needed } from "@shared/ui/form/rules";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, InputNumber, Radio, Select, Switch } from "antd";
import { ArrowDown, ArrowUp, Ban, Plus, RotateCcw, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import "./ownFields.css";

const kKinds: readonly OwnFieldKind[] = ["text", "number", "date", "choice", "yes_no"];
const kMostOptions = 100;

function Options(props: { value?: OwnFieldOption[]; onChange?: (options: OwnFieldOption[]) => void }) {
  const { t } = useTranslation();
  const { value = [], onChange } = props;
  const set = (i: number, change: Partial<OwnFieldOption>) =>
    onChange?.(value.map((option, k) => (k === i ? { ...option, ...change } : option)));
  const swap = (i: number, by: 1 | -1) => {
    const after = [...value];
    const [moved] = after.splice(i, 1);
    if (moved) after.splice(i + by, 0, moved);
    onChange?.(after);
  };
  return (
    <div className="hp-own-options">
      {value.map((option, i) => {
        const label = t("ownFields.option", { n: i + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a new option has nothing else until it is saved
          <div key={i} className="hp-own-option">
            <Input
              aria-label={label}
              value={option.label}
              maxLength={40}
              disabled={option.is_retired}
              suffix={
                option.is_retired ? <span className="hp-faint">{t("ownFields.retired")}</span> : undefined
              }
              onChange={(event) => set(i, { label: event.target.value })}
            />
            <Button
              type="text"
              size="small"
              disabled={i === 0}
              icon={<ArrowUp size={14} />}
              aria-label={`${t("list.moveUp")}: ${label}`}
              onClick={() => swap(i, -1)}
            />
            <Button
              type="text"
              size="small"
              disabled={i === value.length - 1}
              icon={<ArrowDown size={14} />}
              aria-label={`${t("list.moveDown")}: ${label}`}
              onClick={() => swap(i, 1)}
            />
            {option.key ? (
              <Button
                type="text"
                size="small"
                icon={option.is_retired ? <RotateCcw size={14} /> : <Ban size={14} />}
                aria-label={`${t(option.is_retired ? "ownFields.reoffer" : "ownFields.retire")}: ${label}`}
                onClick={() => set(i, { is_retired: !option.is_retired })}
              />
            ) : (
              <Button
                type="text"
                size="small"
                icon={<X size={14} />}
                aria-label={`${t("ownFields.drop")}: ${label}`}
                onClick={() => onChange?.(value.filter((_, k) => k !== i))}
              />
            )}
          </div>
        );
      })}
      <Button
        type="dashed"
        block
        icon={<Plus size={15} />}
        disabled={value.length >= kMostOptions}
        onClick={() => onChange?.([...value, { label: "", is_retired: false }])}
      >
        {t("ownFields.addOption")}
      </Button>
    </div>
  );
}

function Inputs(props: { labels: Record<string, string>; create: boolean }) {
  const { t } = useTranslation();
  const { labels, create } = props;
  const form = Form.useFormInstance<OwnFieldWrite>();
  const kind = Form.useWatch("kind", form);
  return (
    <>
      <Form.Item name="name" label={labels.name} rules={[needed(t, t("ownFields.name")), atMost(t, 40)]}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="kind"
        label={labels.kind}
        required
        extra={create ? t("ownFields.kindHint") : undefined}
      >
        <Radio.Group
          disabled={!create}
          optionType="button"
          options={kKinds.map((value) => ({ value, label: t(`ownFields.kinds.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="key"
        label={labels.key}
        extra={create ? t("ownFields.keyHint") : undefined}
        rules={[
          needed(t, t("ownFields.key")),
          { pattern: /^[a-z][a-z0-9_]*$/, message: t("ownFields.keyBad") },
          atMost(t, 40),
        ]}
      >
        <Input autoComplete="off" spellCheck={false} disabled={!create} />
      </Form.Item>
      {kind === "choice" ? (
        <Form.Item name="options" label={labels.options} required>
          <Options />
        </Form.Item>
      ) : null}
      {kind === "number" ? (
        <Form.Item name="digits" label={labels.digits}>
          <Select
            disabled={!create}
            options={[0, 1, 2, 3, 4, 5, 6].map((n) => ({ value: n, label: String(n) }))}
          />
        </Form.Item>
      ) : null}
      {kind === "number" || kind === "text" ? (
        <Form.Item name="unit" label={labels.unit} rules={[atMost(t, 20)]}>
          <Input autoComplete="off" />
        </Form.Item>
      ) : null}
      <Form.Item name="is_required" label={labels.is_required} valuePropName="checked" required>
        <Switch />
      </Form.Item>
      <Form.Item name="is_searchable" label={labels.is_searchable} valuePropName="checked" required>
        <Switch />
      </Form.Item>
      <Form.Item name="place" label={labels.place} extra={t("ownFields.placeHint")} required>
        <InputNumber min={0} max={10000} precision={0} />
      </Form.Item>
    </>
  );
}

/** New field without a record, edit with one. */
export function FieldForm(props: {
  open: boolean;
  field?: OwnField;
  /** What a new one begins with. */
  begin?: { name: string; key: string };
  nextPlace: number;
  onClose: () => void;
  onSaved?: (field: OwnField) => void;
}) {
  const { t } = useTranslation();
  const { open, field, begin, onClose, onSaved } = props;
  const { message } = App.useApp();
  const queries = useQueryClient();
  const labels: Record<string, string> = {
    name: t("ownFields.name"),
    kind: t("ownFields.kind"),
    key: t("ownFields.key"),
    options: t("ownFields.options"),
    digits: t("ownFields.digits"),
    unit: t("ownFields.unit"),
    is_required: t("ownFields.required"),
    is_searchable: t("ownFields.searchable"),
    place: t("ownFields.place"),
  };
  return (
    <FormDrawer<OwnFieldWrite, OwnField>
      open={open}
      title={field ? t("ownFields.edit") : t("ownFields.create")}
      initial={
        field ?? {
          kind: "text",
          digits: 0,
          is_required: false,
          is_searchable: true,
          place: props.nextPlace,
          ...begin,
        }
      }
      version={field?.version}
      show={(name, value) =>
        name === "options" && Array.isArray(value) ? value.map(({ label }) => label).join(" · ") : undefined
      }
      labels={labels}
      submit={(values, { key, version, base }) =>
        field
          ? ownFields.update(field.id, changed(base, values), { key, version })
          : ownFields.create(filled(values), { key })
      }
      onClose={onClose}
      onDone={(saved) => {
        for (const first of ["own_fields", "customers", "customer"])
          void queries.invalidateQueries({ queryKey: [first] });
        void message.success(t("ownFields.saved", { name: saved.name }));
        onSaved?.(saved);
        onClose();
      }}
    >
      <Inputs labels={labels} create={!field} />
    </FormDrawer>
  );
}
