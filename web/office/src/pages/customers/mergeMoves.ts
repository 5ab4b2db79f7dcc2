import type { Customer } from "@shared/api/types";

type Valued = Pick<Customer, "own_values">;

/** The keys of the own fields that go along in a merge: those the one who stays has none of. */
export function movedValues(goes: Valued, stays: Valued): string[] {
  const kept = new Set(stays.own_values.map((value) => value.field));
  return goes.own_values.map((value) => value.field).filter((field) => !kept.has(field));
}
