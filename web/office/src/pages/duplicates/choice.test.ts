import type { DuplicatePair } from "@shared/api/duplicates";
import type { OwnField } from "@shared/api/ownFields";
import { expect, test } from "vitest";
import { chosenSide, compared, firstStays, takenFields } from "./choice";

const pair = {
  customer: {
    name: "王小明",
    phone: "13800138000",
    email: "",
    birthday_on: "1990-11-24",
    created_at: "2026-02-01T00:00:00Z",
    tag_ids: ["1"],
    own_values: [{ field: "skin", value: "dry" }],
  },
  other: {
    name: "王晓明",
    phone: "13800138001",
    email: "wang@example.cn",
    birthday_on: "1990-11-24",
    created_at: "2025-02-01T00:00:00Z",
    tag_ids: ["1", "2"],
    own_values: [],
  },
} as unknown as DuplicatePair;
const fields = [{ key: "skin", name: "肤质" }] as unknown as OwnField[];

test("what either record says is compared, what neither says is left out", () => {
  expect(compared(pair, fields).map(({ name, differs }) => [name, differs])).toEqual([
    ["name", true],
    ["phone", true],
    ["birthday_on", false],
    ["email", true],
    ["own_values.skin", true],
  ]);
});

test("the older record stays, and a field it says nothing of comes from the other", () => {
  expect(firstStays(pair)).toBe("other");
  const rows = compared(pair, fields);
  const email = rows.find(({ name }) => name === "email");
  const skin = rows.find(({ name }) => name === "own_values.skin");
  if (!email || !skin) throw new Error("these rows differ");
  expect(chosenSide(email, "customer", new Map())).toBe("other");
  expect(chosenSide(email, "customer", new Map([["email", "customer"]]))).toBe("customer");
  expect(chosenSide(skin, "other", new Map())).toBe("customer");
});

test("only what differs and was chosen from the other is taken over, and tags of both are kept", () => {
  const rows = compared(pair, fields);
  expect(takenFields(pair, rows, "customer", new Map([["name", "other"]]))).toEqual([
    "name",
    "email",
    "tag_ids",
  ]);
  expect(takenFields(pair, rows, "other", new Map([["birthday_on", "customer"]]))).toEqual([
    "own_values.skin",
  ]);
});
