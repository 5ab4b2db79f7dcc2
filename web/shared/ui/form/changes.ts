/** Plain equality of what a form holds: scalars and lists of scalars. */
export function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (blank(a) && blank(b)) return true;
  return a === b;
}

export function blank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function tidy(value: unknown): unknown {
  return typeof value === "string" ? value.trim() : value;
}

/** What a create sends: everything that was filled in. */
export function filled<T extends object>(values: T): Partial<T> {
  const sent: Record<string, unknown> = {};
  for (const [name, raw] of Object.entries(values)) {
    const value = tidy(raw);
    if (!blank(value)) sent[name] = value;
  }
  return sent as Partial<T>;
}

/** What an edit sends: the fields that differ from what was read. A cleared field is sent as null. */
export function changed<T extends object>(before: object, values: T): Partial<T> {
  const known = before as Record<string, unknown>;
  const sent: Record<string, unknown> = {};
  for (const [name, raw] of Object.entries(values)) {
    const value = tidy(raw);
    if (same(known[name], value)) continue;
    sent[name] = blank(value) ? null : value;
  }
  return sent as Partial<T>;
}

export interface Difference {
  field: string;
  mine: unknown;
  theirs: unknown;
}

/**
 * Where two people changed the same field of `base` differently. What only one of them changed is no conflict:
 * an edit sends its own fields only, so both survive.
 */
export function conflicts(
  base: object,
  mine: object,
  theirs: object,
  fields: readonly string[],
): Difference[] {
  const [was, my, their] = [base, mine, theirs] as Record<string, unknown>[];
  return fields
    .map((field) => ({ field, mine: tidy(my?.[field]), theirs: their?.[field] }))
    .filter(
      (d) => !same(d.mine, d.theirs) && !same(d.mine, was?.[d.field]) && !same(d.theirs, was?.[d.field]),
    );
}

/** The fields of `theirs` that aren't as they were in `base`. */
export function theirChanges(
  base: object,
  theirs: object,
  fields: readonly string[],
): Record<string, unknown> {
  const [was, their] = [base, theirs] as Record<string, unknown>[];
  return Object.fromEntries(
    fields.filter((field) => !same(their?.[field], was?.[field])).map((field) => [field, their?.[field]]),
  );
}
