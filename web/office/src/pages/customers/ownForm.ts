import type { OwnField, OwnValue } from "@shared/api/ownFields";
import type { CustomerWrite } from "@shared/api/types";

/** Own values stand in the form as fields of their own, so that a conflict names each. */
export const ownName = (key: string) => `own_values.${key}`;

/** A record as the form holds it. */
export function spreadOwn(record: Record<string, unknown>): Record<string, unknown> {
  const { own_values, ...others } = record;
  const spread: Record<string, unknown> = { ...others };
  for (const { field, value } of (own_values as OwnValue[] | undefined) ?? []) spread[ownName(field)] = value;
  return spread;
}

/** The form's fields as the API takes them: when one of them changed, all are sent. */
export function gatherOwn(
  sent: Record<string, unknown>,
  values: Record<string, unknown>,
  fields: readonly Pick<OwnField, "key">[],
): CustomerWrite {
  const gathered: Record<string, unknown> = {};
  let touched = false;
  for (const [name, value] of Object.entries(sent)) {
    if (name.startsWith("own_values.")) touched = true;
    else gathered[name] = value;
  }
  if (touched)
    gathered.own_values = fields.flatMap((field) => {
      const value = values[ownName(field.key)];
      return typeof value === "string" && value.trim() !== ""
        ? [{ field: field.key, value: value.trim() }]
        : [];
    });
  return gathered as CustomerWrite;
}
