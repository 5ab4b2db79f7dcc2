import type { Condition, ConditionOp } from "@shared/api/ownFields";
import { lastInstantOf } from "@shared/format/time";
import { useCan } from "@shared/ui/command/CommandProvider";
import { EmptyState } from "@shared/ui/EmptyState";
import { useFormat } from "@shared/ui/FormatProvider";
import { MoneyInput, PointsInput } from "@shared/ui/form/AmountInput";
import { DayInput } from "@shared/ui/form/dates";
import { focusFirst } from "@shared/ui/form/focusFirst";
import { useOrgUnits, useStaff, useTiers } from "@shared/ui/Lookup";
import { useOwnFields, useTags } from "@shared/ui/OwnValues";
import { Button, Input, InputNumber, Modal, Select } from "antd";
import { ListFilter as Funnel, Plus, X } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type ConditionField,
  opsOf,
  opText,
  ownConditionField,
  readConditions,
  takesDays,
  takesMany,
  takesNone,
  writeConditions,
} from "./conditionFields";
import "./conditions.css";

const kMost = 12;
const kPurposes = ["sms", "email", "wechat", "phone_call", "profiling"] as const;

/** Every field that can be asked about, in the order of the record page. */
function useConditionFields(): readonly ConditionField[] {
  const { t } = useTranslation();
  const can = useCan();
  const tags = useTags();
  const own = useOwnFields();
  const units = useOrgUnits();
  const staff = useStaff(can("identity.staff.read"));
  const tiers = useTiers(can("programme.read"));
  return useMemo(() => {
    const named = (items: readonly { id: string; name: string }[]) =>
      items.map(({ id, name }) => ({ value: id, label: name }));
    const months = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, "0"));
    const fields: ConditionField[] = [
      { name: "name", label: t("customers.field.name"), kind: "text" },
      {
        name: "tag",
        label: t("customers.field.tag_ids"),
        kind: "choice",
        options: named(tags),
        several: true,
      },
      { name: "store_id", label: t("customers.field.store_id"), kind: "choice", options: named(units) },
      ...(can("identity.staff.read")
        ? [
            {
              name: "owner_staff_id",
              label: t("customers.field.owner_staff_id"),
              kind: "choice" as const,
              options: named(staff),
            },
          ]
        : []),
      ...own.filter((field) => field.status === "active").map((field) => ownConditionField(t, field)),
      {
        name: "gender",
        label: t("customers.field.gender"),
        kind: "choice",
        options: (["female", "male", "other"] as const).map((value) => ({
          value,
          label: t(`customers.gender.${value}`),
        })),
      },
      {
        name: "kind",
        label: t("customers.field.kind"),
        kind: "choice",
        options: (["person", "organisation"] as const).map((value) => ({
          value,
          label: t(`customers.kind.${value}`),
        })),
      },
      { name: "birthday_on", label: t("customers.field.birthday_on"), kind: "date" },
      {
        name: "birthday_month",
        label: t("ownFields.conditions.fields.birthday_month"),
        kind: "choice",
        options: months.map((value) => ({ value, label: String(Number(value)) })),
      },
      ...(can("customers.phone.read")
        ? [{ name: "phone", label: t("customers.field.phone"), kind: "text" as const }]
        : []),
      { name: "email", label: t("customers.field.email"), kind: "text" },
      { name: "occupation", label: t("customers.field.occupation"), kind: "text" },
      { name: "source", label: t("customers.field.source"), kind: "text" },
      { name: "external_ref", label: t("customers.field.external_ref"), kind: "text" },
      { name: "note", label: t("customers.field.note"), kind: "text" },
      { name: "card", label: t("customers.field.card_number"), kind: "text" },
      ...(["consent", "consent_refused"] as const).map((name) => ({
        name,
        label: t(name === "consent" ? "privacy.consents.given" : "privacy.consents.refused"),
        kind: "choice" as const,
        options: kPurposes.map((value) => ({ value, label: t(`privacy.purpose.${value}`) })),
      })),
      { name: "created_at", label: t("ownFields.conditions.fields.created_at"), kind: "time" },
      { name: "updated_at", label: t("ownFields.conditions.fields.updated_at"), kind: "time" },
    ];
    if (can("points.read")) {
      const label = (name: "combined_points" | "consumption_points" | "available_points") => ({
        name,
        label: t(`ownFields.conditions.fields.${name}`),
        kind: "points" as const,
      });
      fields.push(
        { name: "tier_id", label: t("customers.column.tier"), kind: "choice", options: named(tiers) },
        ...(can("finance.margin.read") ? [label("combined_points")] : []),
        label("consumption_points"),
        label("available_points"),
        { name: "spent_minor", label: t("ownFields.conditions.fields.spent_minor"), kind: "money" },
        { name: "sales_count", label: t("ownFields.conditions.fields.sales_count"), kind: "integer" },
        {
          name: "first_purchase_at",
          label: t("ownFields.conditions.fields.first_purchase_at"),
          kind: "time",
        },
        { name: "last_purchase_at", label: t("ownFields.conditions.fields.last_purchase_at"), kind: "time" },
        { name: "points_expire_at", label: t("ownFields.conditions.fields.points_expire_at"), kind: "time" },
      );
    }
    return fields;
  }, [t, can, tags, own, units, staff, tiers]);
}

function whole(value: string | undefined): number | undefined {
  const number = Number(value);
  return value === undefined || value === "" || !Number.isFinite(number) ? undefined : number;
}

function Value(props: {
  field: ConditionField;
  op: ConditionOp;
  values: string[];
  set: (values: string[]) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { field, op, values, set } = props;
  const label = t("ownFields.conditions.value");
  const [first] = values;
  const one = (value: string | number | undefined | null) =>
    set(value === undefined || value === null || Number.isNaN(value) ? [] : [String(value)]);
  if (takesNone(op)) return <span />;
  if (takesDays(op))
    return (
      <InputNumber
        aria-label={label}
        min={0}
        max={36500}
        precision={0}
        suffix={t("ownFields.conditions.days")}
        value={whole(first) ?? null}
        onChange={one}
      />
    );
  if (field.options)
    return (
      <Select
        aria-label={label}
        mode={takesMany(op) ? "multiple" : undefined}
        value={takesMany(op) ? values : first}
        options={[...field.options]}
        optionFilterProp="label"
        showSearch
        onChange={(next: string | string[]) => set(Array.isArray(next) ? next : [next])}
      />
    );
  if (field.kind === "points") return <PointsInput aria-label={label} value={whole(first)} onChange={one} />;
  if (field.kind === "money") return <MoneyInput aria-label={label} value={whole(first)} onChange={one} />;
  if (field.kind === "date" || field.kind === "time")
    return (
      <DayInput
        aria-label={label}
        value={field.kind === "date" ? first : first && format.date(first)}
        onChange={(on) => {
          // A moment is compared: "from" begins with the chain's day, "until" ends with it.
          if (!on) set([]);
          else if (field.kind === "date") set([on]);
          else set([op === "at_most" ? lastInstantOf(on, format.zone) : format.startOfDay(on)]);
        }}
      />
    );
  if (takesMany(op))
    return (
      <Select aria-label={label} mode="tags" open={false} suffixIcon={null} value={values} onChange={set} />
    );
  return (
    <Input
      aria-label={label}
      inputMode={field.kind === "text" ? undefined : "decimal"}
      value={first ?? ""}
      maxLength={200}
      onChange={(event) => one(event.target.value)}
    />
  );
}

interface Draft extends Condition {
  /** Of this row, as long as it stands. */
  row: number;
}

function Row(props: {
  fields: readonly ConditionField[];
  draft: Draft;
  change: (change: Partial<Condition>) => void;
  remove: () => void;
}) {
  const { t } = useTranslation();
  const { fields, draft, change, remove } = props;
  const field = fields.find((one) => one.name === draft.field);
  return (
    <div className="hp-condition">
      <Select
        aria-label={t("ownFields.conditions.field")}
        showSearch
        optionFilterProp="label"
        value={draft.field || undefined}
        placeholder={t("ownFields.conditions.field")}
        options={fields.map(({ name, label }) => ({ value: name, label }))}
        onChange={(name: string) => {
          const next = fields.find((one) => one.name === name);
          change({ field: name, op: (next ? opsOf(next)[0] : undefined) ?? "any_of", values: [] });
        }}
      />
      <Select
        aria-label={t("ownFields.conditions.op")}
        disabled={!field}
        value={field ? draft.op : undefined}
        options={field ? opsOf(field).map((op) => ({ value: op, label: opText(t, field, op) })) : []}
        onChange={(op: ConditionOp) => {
          const keeps = takesMany(op) === takesMany(draft.op) && takesDays(op) === takesDays(draft.op);
          change({ op, values: keeps ? draft.values : [] });
        }}
      />
      {field ? (
        <Value field={field} op={draft.op} values={draft.values} set={(values) => change({ values })} />
      ) : (
        <span />
      )}
      <Button
        type="text"
        icon={<X size={15} />}
        aria-label={t("ownFields.conditions.remove")}
        onClick={remove}
      />
    </div>
  );
}

/** The combined conditions of the list, as one filter whose value is their JSON. */
export function Conditions(props: {
  value: string | undefined;
  onChange: (where: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const fields = useConditionFields();
  const asked = readConditions(props.value);
  const [drafts, setDrafts] = useState<Draft[]>();
  const close = () => setDrafts(undefined);
  const open = () => setDrafts((asked.length > 0 ? asked : [empty]).map((one, row) => ({ ...one, row })));
  const apply = () => {
    props.onChange(writeConditions(drafts ?? []));
    close();
  };
  return (
    <>
      <Button
        icon={<Funnel size={15} />}
        type={asked.length > 0 ? "primary" : "default"}
        ghost={asked.length > 0}
        onClick={open}
      >
        {asked.length > 0
          ? t("ownFields.conditions.buttonCount", { n: asked.length })
          : t("ownFields.conditions.button")}
      </Button>
      <Modal
        open={drafts !== undefined}
        afterOpenChange={focusFirst}
        title={t("ownFields.conditions.title")}
        width={720}
        onCancel={close}
        onOk={apply}
        okText={t("ownFields.conditions.apply")}
        footer={(_, { OkBtn, CancelBtn }) => (
          <>
            <Button onClick={() => setDrafts([])}>{t("ownFields.conditions.clear")}</Button>
            <CancelBtn />
            <OkBtn />
          </>
        )}
      >
        {drafts?.length === 0 ? (
          <EmptyState kind="nothing" title={t("ownFields.conditions.empty")} text="" />
        ) : null}
        {drafts?.map((draft) => (
          <Row
            key={draft.row}
            fields={fields}
            draft={draft}
            change={(change) =>
              setDrafts((before) =>
                before?.map((one) => (one.row === draft.row ? { ...one, ...change } : one)),
              )
            }
            remove={() => setDrafts((before) => before?.filter((one) => one.row !== draft.row))}
          />
        ))}
        <Button
          type="dashed"
          block
          icon={<Plus size={15} />}
          disabled={(drafts?.length ?? 0) >= kMost}
          onClick={() =>
            setDrafts((before = []) => [
              ...before,
              { ...empty, row: Math.max(-1, ...before.map((one) => one.row)) + 1 },
            ])
          }
        >
          {t("ownFields.conditions.add")}
        </Button>
      </Modal>
    </>
  );
}

const empty: Condition = { field: "", op: "any_of", values: [] };
