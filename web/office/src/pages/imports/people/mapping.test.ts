import type { PeopleColumn, PeopleDocument } from "@shared/api/types";
import { expect, test } from "vitest";
import { choose } from "../choice";
import {
  fieldFrom,
  firstChoice,
  firstOptions,
  lacks,
  type Options,
  toMapping,
  wrongMeaning,
} from "./mapping";

const column = (index: number, suggested_field?: PeopleColumn["suggested_field"]) =>
  ({ index, name: `c${index}`, samples: [], suggested_field }) as PeopleColumn;
const document = (columns: PeopleColumn[], more: Partial<PeopleDocument> = {}): PeopleDocument =>
  ({
    import: { id: "1", state: "uploaded" } as PeopleDocument["import"],
    columns,
    fix_count: 0,
    ...more,
  }) as PeopleDocument;
const options = (more: Partial<Options> = {}): Options => ({
  mode: "insert",
  withoutKey: "refuse",
  slashes: undefined,
  storeId: "7",
  ...more,
});

test("columns are suggested by name, each meaning once", () => {
  const choice = firstChoice(
    document([column(0, "name"), column(1, "phone"), column(2, "phone"), column(3)]),
  );
  expect([...choice]).toEqual([
    [0, "name"],
    [1, "phone"],
  ]);
});

test("what was chosen for such columns before goes first", () => {
  const before = document([column(0, "name"), column(1, "phone")], {
    mapping: { name: 1, external_ref: 0, mode: "both", without_key: "refuse", date_format: "d/m/y" },
  } as Partial<PeopleDocument>);
  expect([...firstChoice(before)].sort()).toEqual([
    [0, "external_ref"],
    [1, "name"],
  ]);
  expect(firstOptions(before, "9")).toEqual({
    mode: "both",
    withoutKey: "refuse",
    slashes: "d/m/y",
    storeId: "9",
  });
});

test("a meaning moves to the column it was chosen for last", () => {
  const choice = choose(choose(new Map(), 0, "phone"), 3, "phone");
  expect([...choice]).toEqual([[3, "phone"]]);
  expect([...choose(choice, 3, undefined)]).toEqual([]);
});

test.each([
  ["a key and a store are enough", new Map([[0, "phone"]] as const), options(), []],
  ["nobody can be known by a name", new Map([[0, "name"]] as const), options(), ["key"]],
  ["unless rows are made anew", new Map([[0, "name"]] as const), options({ withoutKey: "create" }), []],
  ["which needs a name", new Map(), options({ withoutKey: "create" }), ["name"]],
  [
    "and no update",
    new Map([[0, "name"]] as const),
    options({ withoutKey: "create", mode: "both" }),
    ["key"],
  ],
  [
    "new customers need a store",
    new Map([[0, "phone"]] as const),
    options({ storeId: undefined }),
    ["store_id"],
  ],
  [
    "updated ones have theirs",
    new Map([[0, "phone"]] as const),
    options({ storeId: undefined, mode: "update" }),
    [],
  ],
] as const)("%s", (_about, choice, given, missing) => {
  expect(lacks(choice, given)).toEqual(missing);
});

test("an update sends no store", () => {
  expect(toMapping(new Map([[2, "phone"]]), options({ mode: "update", slashes: "m/d/y" }))).toEqual({
    mode: "update",
    without_key: "refuse",
    phone: 2,
    date_format: "m/d/y",
  });
});

test("own fields are known by name or key, kept, and named when they are wrong", () => {
  const fields = [
    { key: "skin", name: "肤质" },
    { key: "visits", name: "Visits" },
  ];
  const named = (index: number, name: string) => ({ ...column(index), name });
  const choice = firstChoice(document([named(0, "肤质"), named(1, "VISITS"), column(2, "phone")]), fields);
  expect([...choice]).toEqual([
    [0, "own:skin"],
    [1, "own:visits"],
    [2, "phone"],
  ]);
  const mapping = toMapping(choice, options());
  expect(mapping.own).toEqual([
    { field: "skin", column: 0 },
    { field: "visits", column: 1 },
  ]);
  expect(wrongMeaning(mapping, "own[1].field")).toBe("own:visits");
  expect(wrongMeaning(mapping, "phone")).toBe("phone");
  // A field that is in use no more is not proposed again.
  const kept = { mapping: { ...mapping } } as Partial<PeopleDocument>;
  expect([...firstChoice(document([], kept), fields.slice(1))]).toEqual([
    [2, "phone"],
    [1, "own:visits"],
  ]);
});

test.each([
  ["Lead Origin", [], "lead_origin"],
  ["肤质", [], "field"],
  ["肤质", [{ key: "field" }], "field_2"],
  ["2nd choice", [], "nd_choice"],
])("a field made of the column %s begins with a key that is free", (name, fields, key) => {
  expect(fieldFrom(name, fields)).toEqual({ name, key });
});
