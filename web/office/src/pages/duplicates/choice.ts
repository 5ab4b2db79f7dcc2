import type { DuplicatePair } from "@shared/api/duplicates";
import type { OwnField } from "@shared/api/ownFields";

/** Which of two records stays, and what it takes over from the other. Pure. */

type Record = DuplicatePair["customer"];
export type Side = "customer" | "other";
export const otherSide = (side: Side): Side => (side === "customer" ? "other" : "customer");

/** Fields of which one record's value is chosen; others are shown only. */
export const kChosen = ["name", "phone", "gender", "birthday_on", "email", "occupation", "note"] as const;
export const kShown = ["external_ref", "source", "created_at"] as const;
export type Chosen = (typeof kChosen)[number];

/** A row of the comparison: `name` as the merge takes it. */
export interface Compared {
  name: string;
  one: string | undefined;
  other: string | undefined;
  differs: boolean;
}

const plain = (value: unknown): string | undefined =>
  value === undefined || value === null || value === "" ? undefined : String(value);

const ownOf = (record: Record, key: string) => record.own_values?.find(({ field }) => field === key)?.value;

/** What can be chosen, row by row; what neither record says is left out. */
export function compared(
  pair: Pick<DuplicatePair, "customer" | "other">,
  fields: readonly OwnField[],
): Compared[] {
  const row = (name: string, one: string | undefined, other: string | undefined): Compared[] =>
    one === undefined && other === undefined ? [] : [{ name, one, other, differs: one !== other }];
  return [
    ...kChosen.flatMap((name) => row(name, plain(pair.customer[name]), plain(pair.other[name]))),
    ...fields.flatMap(({ key }) =>
      row(`own_values.${key}`, plain(ownOf(pair.customer, key)), plain(ownOf(pair.other, key))),
    ),
  ];
}

/** By field: the record whose value is kept. Not named: that of the record that stays, unless it says nothing. */
export type Choices = ReadonlyMap<string, Side>;

export function chosenSide(row: Compared, stays: Side, choices: Choices): Side {
  const made = choices.get(row.name);
  if (made) return made;
  const own = stays === "customer" ? row.one : row.other;
  return own === undefined ? otherSide(stays) : stays;
}

/** The fields the one who stays takes over, as the merge wants them. Tags of both are kept. */
export function takenFields(
  pair: Pick<DuplicatePair, "customer" | "other">,
  rows: readonly Compared[],
  stays: Side,
  choices: Choices,
): string[] {
  const taken = rows
    .filter((row) => row.differs && chosenSide(row, stays, choices) !== stays)
    .map(({ name }) => name);
  const tags = pair[otherSide(stays)].tag_ids ?? [];
  if (tags.some((tag) => !pair[stays].tag_ids?.includes(tag))) taken.push("tag_ids");
  return taken;
}

/** Whose record is older stays, unless somebody says otherwise: more refers to it. */
export function firstStays(pair: Pick<DuplicatePair, "customer" | "other">): Side {
  return (pair.other.created_at ?? "") < (pair.customer.created_at ?? "") ? "other" : "customer";
}
