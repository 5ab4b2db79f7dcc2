import type { Condition, ConditionOp, OwnField } from "@shared/api/ownFields";
import type { Text } from "@shared/text/i18n";

/** What the values of a field are, and so how they are entered. */
export type ConditionKind =
  | "text"
  | "choice"
  | "integer"
  | "points"
  | "money"
  | "number"
  | "date"
  | "time"
  | "yes_no";

export interface ConditionField {
  name: string;
  label: string;
  kind: ConditionKind;
  options?: readonly { value: string; label: string }[];
  /** Several of them can be had at once. */
  several?: boolean;
}

const kByKind: Record<ConditionKind, readonly ConditionOp[]> = {
  text: ["contains", "any_of", "none_of", "is_set", "is_not_set"],
  choice: ["any_of", "none_of", "is_set", "is_not_set"],
  integer: ["at_least", "at_most", "any_of"],
  points: ["at_least", "at_most"],
  money: ["at_least", "at_most"],
  number: ["at_least", "at_most", "any_of", "is_set", "is_not_set"],
  date: ["at_least", "at_most", "within_days", "not_within_days", "is_set", "is_not_set"],
  time: ["at_least", "at_most", "within_days", "not_within_days", "is_set", "is_not_set"],
  yes_no: ["any_of", "is_set", "is_not_set"],
};

export function opsOf(field: ConditionField): readonly ConditionOp[] {
  return field.several ? ["any_of", "all_of", "none_of", "is_set", "is_not_set"] : kByKind[field.kind];
}

export function opText(t: Text, field: ConditionField, op: ConditionOp): string {
  const isDay = field.kind === "date" || field.kind === "time";
  if (isDay && op === "at_least") return t("ownFields.conditions.ops.from");
  if (isDay && op === "at_most") return t("ownFields.conditions.ops.until");
  return t(`ownFields.conditions.ops.${op}`);
}

export const takesNone = (op: ConditionOp) => op === "is_set" || op === "is_not_set";
export const takesMany = (op: ConditionOp) => op === "any_of" || op === "none_of" || op === "all_of";
export const takesDays = (op: ConditionOp) => op === "within_days" || op === "not_within_days";

/** Whether it can be asked as it stands. */
export function isComplete(condition: Condition): boolean {
  if (takesNone(condition.op)) return true;
  return condition.values.length > 0 && condition.values.every((value) => value.trim() !== "");
}

/** The conditions of an address; none where it can't be read. */
export function readConditions(where: string | undefined): Condition[] {
  if (!where) return [];
  try {
    const { all } = JSON.parse(where) as { all?: unknown };
    if (!Array.isArray(all)) return [];
    return all.flatMap((one: Partial<Condition>) =>
      typeof one?.field === "string" && typeof one.op === "string"
        ? [{ field: one.field, op: one.op, values: Array.isArray(one.values) ? one.values.map(String) : [] }]
        : [],
    );
  } catch {
    return [];
  }
}

/** Undefined for none, so that the address stays plain. */
export function writeConditions(conditions: readonly Condition[]): string | undefined {
  const all = conditions
    .filter(isComplete)
    .map(({ field, op, values }) => ({ field, op, values: takesNone(op) ? [] : values }));
  return all.length === 0 ? undefined : JSON.stringify({ all });
}

export function ownConditionField(t: Text, field: OwnField): ConditionField {
  const name = `own.${field.key}`;
  const { kind } = field;
  if (kind === "choice") {
    const options = field.options.map((option) => ({ value: option.key ?? "", label: option.label }));
    return { name, label: field.name, kind: "choice", options };
  }
  if (kind === "yes_no") {
    const options = [
      { value: "yes", label: t("ownFields.yes") },
      { value: "no", label: t("ownFields.no") },
    ];
    return { name, label: field.name, kind: "yes_no", options };
  }
  return { name, label: field.name, kind };
}
