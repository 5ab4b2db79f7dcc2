import type { OwnField } from "@shared/api/ownFields";
import type { PeopleColumn, PeopleDocument, PeopleMapping, PersonMeaning } from "@shared/api/types";
import { columnOf, type Choice as OfColumns, pairsOf, withoutDoubles } from "../choice";

/** The wizard's choice of meanings, column by column, and what it still lacks. Pure. */

export const kMeanings: readonly PersonMeaning[] = [
  "external_ref",
  "name",
  "phone",
  "email",
  "gender",
  "birthday",
  "kind",
  "occupation",
  "card_number",
  "store",
  "source",
  "note",
];
export const kModes = ["insert", "update", "both"] as const;
export const kKeys: readonly PersonMeaning[] = ["external_ref", "phone", "card_number"];

/** A meaning the program knows, or an own field of the chain. */
export type Meaning = PersonMeaning | `own:${string}`;
export type Choice = OfColumns<Meaning>;

export const ownMeaning = (key: string): Meaning => `own:${key}`;
export const ownKey = (meaning: Meaning): string | undefined =>
  meaning.startsWith("own:") ? meaning.slice("own:".length) : undefined;

export interface Options {
  mode: (typeof kModes)[number];
  withoutKey: "refuse" | "create";
  /** How a birthday with slashes is meant. */
  slashes: "m/d/y" | "d/m/y" | undefined;
  storeId: string | undefined;
}

type Fields = readonly Pick<OwnField, "key" | "name">[];

function ownFieldOf(column: PeopleColumn, fields: Fields): Meaning | undefined {
  const name = column.name.trim().toLowerCase();
  const field = fields.find((one) => one.name.toLowerCase() === name || one.key === name);
  return field && ownMeaning(field.key);
}

/** Chosen before, or suggested by the names of the columns. `fields`: the own fields in use. */
export function firstChoice(document: PeopleDocument, fields: Fields = []): Choice {
  const { mapping, columns } = document;
  const chosen: (readonly [number, Meaning])[] = pairsOf(mapping, kMeanings);
  const own = (mapping?.own ?? []).flatMap(({ field, column }) =>
    fields.some(({ key }) => key === field) ? [[column, ownMeaning(field)] as const] : [],
  );
  if (chosen.length > 0) return withoutDoubles([...chosen, ...own]);
  return withoutDoubles(
    columns.flatMap((column) => {
      const meaning = column.suggested_field ?? ownFieldOf(column, fields);
      return meaning ? [[column.index, meaning] as const] : [];
    }),
  );
}

export function firstOptions(document: PeopleDocument, home: string | undefined): Options {
  const { mapping } = document;
  const slashes = mapping?.date_format;
  return {
    mode: mapping?.mode ?? "insert",
    withoutKey: mapping?.without_key ?? "refuse",
    slashes: slashes === "m/d/y" || slashes === "d/m/y" ? slashes : undefined,
    storeId: mapping?.default_store_id ?? home,
  };
}

export type Lack = "key" | "name" | "store_id";

/** What keeps the file from being checked. */
export function lacks(choice: Choice, options: Options): Lack[] {
  const has = (meaning: PersonMeaning) => columnOf(choice, meaning) !== undefined;
  const missing: Lack[] = [];
  if (!kKeys.some(has)) {
    const anew = options.withoutKey === "create" && options.mode === "insert";
    if (!anew) missing.push("key");
    else if (!has("name")) missing.push("name");
  }
  if (options.mode !== "update" && !has("store") && !options.storeId) missing.push("store_id");
  return missing;
}

export function toMapping(choice: Choice, options: Options): PeopleMapping {
  const mapping: PeopleMapping = { mode: options.mode, without_key: options.withoutKey };
  const own: { field: string; column: number }[] = [];
  for (const [column, meaning] of choice) {
    const field = ownKey(meaning);
    if (field !== undefined) own.push({ field, column });
    else mapping[meaning as PersonMeaning] = column;
  }
  if (own.length > 0) mapping.own = own;
  if (options.slashes) mapping.date_format = options.slashes;
  if (options.storeId && options.mode !== "update") mapping.default_store_id = options.storeId;
  return mapping;
}

/** The meaning a refusal of the server is about. */
export function wrongMeaning(mapping: PeopleMapping, field: string | undefined): string | undefined {
  const place = /^own\[(\d+)\]/.exec(field ?? "");
  const own = place ? mapping.own?.[Number(place[1])] : undefined;
  return own ? ownMeaning(own.field) : field;
}

/** What to begin with when a column becomes a field of its own. */
export function fieldFrom(
  name: string,
  fields: readonly Pick<OwnField, "key">[],
): { name: string; key: string } {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 40);
  const free = (key: string) => !fields.some((one) => one.key === key);
  let key = plain || "field";
  for (let n = 2; !free(key); ++n) key = `${(plain || "field").slice(0, 36)}_${n}`;
  return { name: name.trim().slice(0, 40), key };
}
