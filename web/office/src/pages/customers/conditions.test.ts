import { expect, test } from "vitest";
import { isComplete, readConditions, writeConditions } from "./conditionFields";
import { gatherOwn, spreadOwn } from "./ownForm";

test("conditions survive the address, and unfinished ones are not asked", () => {
  const asked = [
    { field: "tag", op: "any_of" as const, values: ["1", "2"] },
    { field: "own.skin", op: "is_set" as const, values: ["left over"] },
    { field: "name", op: "contains" as const, values: [" "] },
    { field: "store_id", op: "none_of" as const, values: [] },
  ];
  const where = writeConditions(asked);
  expect(readConditions(where)).toEqual([
    { field: "tag", op: "any_of", values: ["1", "2"] },
    { field: "own.skin", op: "is_set", values: [] },
  ]);
  expect(writeConditions([])).toBeUndefined();
  expect(asked.map(isComplete)).toEqual([true, true, false, false]);
});

test("an address somebody wrote by hand asks nothing rather than break", () => {
  for (const where of ["", "{", "[]", '{"all":1}', '{"all":[1,null,{"field":1}]}'])
    expect(readConditions(where)).toEqual([]);
});

test("own values are fields of the form, and all are sent when one has changed", () => {
  const record = { name: "Lin", own_values: [{ field: "skin", value: "dry" }] };
  expect(spreadOwn(record)).toEqual({ name: "Lin", "own_values.skin": "dry" });
  const fields = [{ key: "skin" }, { key: "height" }];
  const values = { name: "Lin", "own_values.skin": "dry", "own_values.height": " 170 " };
  expect(gatherOwn({ "own_values.height": "170" }, values, fields)).toEqual({
    own_values: [
      { field: "skin", value: "dry" },
      { field: "height", value: "170" },
    ],
  });
  expect(gatherOwn({ name: "Lina" }, values, fields)).toEqual({ name: "Lina" });
  expect(gatherOwn({ "own_values.skin": null }, { "own_values.skin": null }, fields)).toEqual({
    own_values: [],
  });
});
