import type { GradeLimit, PoolRule, RoleLimit } from "@shared/api/poolTypes";

/** What a new pool starts from when it has no rule of its own yet. */
export const kFirstRule: PoolRule = {
  role_limits: [],
  won_counts: false,
  exempt_grades: [],
  exempt_sources: [],
  protect_max_days: 30,
  cooldown_days: 7,
  cooldown_binds_assignment: false,
  embargo_hours: 0,
  combine: "any",
  grade_limits: [],
  default_protection_days: 0,
  extension_days_per_follow_up: 0,
  extension_max_days: 30,
  remind_before_hours: [48, 24],
  collaborator_days: 0,
  open_order_stops: true,
};

export const kPeriods = ["follow_up_days", "first_follow_up_hours", "deal_days", "max_days"] as const;

const kNumbers = [
  "daily_claim_limit",
  "hold_limit",
  "store_hold_limit",
  "protect_limit",
  ...kPeriods,
] as const;

function present(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function tidyGrade(limit: GradeLimit): GradeLimit {
  const tidy: GradeLimit = { grade: limit.grade.trim() };
  for (const period of kPeriods) if (present(limit[period])) tidy[period] = limit[period];
  return tidy;
}

function tidyRole(limit: RoleLimit): RoleLimit {
  const tidy: RoleLimit = { role_id: limit.role_id };
  if (present(limit.daily_claim_limit)) tidy.daily_claim_limit = limit.daily_claim_limit;
  if (present(limit.hold_limit)) tidy.hold_limit = limit.hold_limit;
  return tidy;
}

/** What the form holds as the server wants it: rows without a name left out, reminders in falling order, no empty limits. */
export function toRule(values: Partial<PoolRule>): PoolRule {
  const rule: PoolRule = { ...kFirstRule, ...values };
  for (const name of kNumbers) if (!present(rule[name])) delete rule[name];
  const note = values.note?.trim();
  if (note) rule.note = note;
  else delete rule.note;
  rule.grade_limits = (values.grade_limits ?? []).filter((one) => one?.grade?.trim()).map(tidyGrade);
  rule.role_limits = (values.role_limits ?? []).filter((one) => one?.role_id).map(tidyRole);
  rule.exempt_grades = values.exempt_grades ?? [];
  rule.exempt_sources = values.exempt_sources ?? [];
  rule.remind_before_hours = [...new Set((values.remind_before_hours ?? []).filter(present))].sort(
    (a, b) => b - a,
  );
  for (const name of ["protect_max_days", "cooldown_days", "embargo_hours", "collaborator_days"] as const)
    if (!present(rule[name])) rule[name] = 0;
  for (const name of [
    "default_protection_days",
    "extension_days_per_follow_up",
    "extension_max_days",
  ] as const)
    if (!present(rule[name])) rule[name] = 0;
  return rule;
}

export interface Change {
  field: keyof PoolRule;
  before: unknown;
  after: unknown;
}

/** Where two rules differ; a limit that is not set equals one that is absent. The note is no rule. */
export function changesBetween(before: PoolRule, after: PoolRule): Change[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof PoolRule>;
  fields.delete("note");
  return [...fields]
    .map((field) => ({ field, before: before[field], after: after[field] }))
    .filter((one) => canonical(one.before) !== canonical(one.after));
}

function canonical(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return JSON.stringify(value.map(canonical));
  if (typeof value === "object") {
    const entries = Object.entries(value)
      .filter(([, one]) => one !== undefined && one !== null)
      .sort(([a], [b]) => a.localeCompare(b));
    return JSON.stringify(entries);
  }
  return JSON.stringify(value);
}
