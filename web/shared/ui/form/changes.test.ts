import { expect, test } from "vitest";
import { changed, differences, filled } from "./changes";

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

test("two people's versions are compared field by field", () => {
  const current = { ...record, name: "Zhang Wei", phone: "139", version: 5 };
  expect(
    differences({ name: "Zhang", note: undefined, phone: "139" }, current, ["name", "note", "phone"]),
  ).toEqual([{ field: "name", mine: "Zhang", theirs: "Zhang Wei" }]);
});
