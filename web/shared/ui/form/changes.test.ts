import { expect, test } from "vitest";
import { changed, conflicts, filled, theirChanges } from "./changes";

const record = { name: "Zhang", note: "", phone: "138", role_ids: ["1", "2"], price_minor: 100, version: 4 };

test("a create sends what was filled in, trimmed", () => {
  expect(filled({ name: " Zhang ", note: "  ", phone: undefined, price_minor: 0, on: false })).toEqual({
    name: "Zhang",
    price_minor: 0,
    on: false,
  });
});

test("an edit sends only what differs, and null for what was cleared", () => {
  expect(
    changed(record, { name: "Zhang", note: undefined, phone: "", role_ids: ["1", "2"], price_minor: 90 }),
  ).toEqual({
    phone: null,
    price_minor: 90,
  });
});

test("an untouched form sends nothing", () => {
  expect(
    changed(record, {
      name: "Zhang ",
      note: undefined,
      phone: "138",
      role_ids: ["1", "2"],
      price_minor: 100,
    }),
  ).toEqual({});
});

test("two people collide only where both changed the same field differently", () => {
  const theirs = { ...record, name: "Zhang Wei", phone: "139", price_minor: 120, version: 5 };
  const mine = { name: "Zhang San", note: "mine", phone: "139", price_minor: 100 };
  expect(conflicts(record, mine, theirs, ["name", "note", "phone", "price_minor"])).toEqual([
    { field: "name", mine: "Zhang San", theirs: "Zhang Wei" },
  ]);
});

test("what only the other changed is known, to be taken along", () => {
  const theirs = { ...record, phone: "139", note: null, version: 5 };
  expect(theirChanges(record, theirs, ["name", "note", "phone"])).toEqual({ phone: "139" });
});
