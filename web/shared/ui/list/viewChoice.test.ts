import { describe, expect, test } from "vitest";
import type { SavedView } from "../../api/views";
import { defaultChoice } from "./columnChoice";
import { choiceOf, differs, filtersOf, kept } from "./viewChoice";

const columns = [{ key: "name" }, { key: "phone" }, { key: "tier" }, { key: "email", initiallyHidden: true }];
const names = ["q", "tag_id"];
const view = (change: Partial<SavedView> = {}): SavedView => ({
  id: "1",
  list: "customers",
  name: "Gone quiet",
  owner_staff_id: "2",
  is_shared: false,
  is_dense: false,
  columns: ["tier", "name"],
  filters: [
    { name: "gone", value: "x" },
    { name: "tag_id", value: "7" },
  ],
  created_at: "2026-11-22T00:00:00Z",
  updated_at: "2026-11-22T00:00:00Z",
  version: 1,
  ...change,
});

describe("a saved view", () => {
  test("shows its columns in its order, and those it does not name wait unseen", () => {
    expect(choiceOf(view(), columns)).toEqual({
      order: ["tier", "name", "phone", "email"],
      hidden: ["phone", "email"],
      dense: false,
    });
  });
  test("without columns, or with none the list still has, shows the list's own", () => {
    expect(choiceOf(view({ columns: [] }), columns)).toEqual(defaultChoice(columns));
    expect(choiceOf(view({ columns: ["gone"], is_dense: true }), columns)).toEqual({
      ...defaultChoice(columns),
      dense: true,
    });
  });
  test("asks only filters the list still has", () => {
    expect(filtersOf(view(), names)).toEqual({ tag_id: "7" });
  });
  test.each([
    ["as it was kept", {}, false],
    ["another filter", { filters: { tag_id: "8" } }, true],
    ["one filter more", { filters: { tag_id: "7", q: "lin" } }, true],
    ["one filter less", { filters: {} }, true],
    ["another order", { sort: "name" }, true],
    ["another column", { choice: { ...choiceOf(view(), columns), hidden: ["email"] } }, true],
    [
      "hidden columns in another order",
      { choice: { order: ["tier", "name", "email", "phone"], hidden: ["phone", "email"], dense: false } },
      false,
    ],
    ["closer lines", { choice: { ...choiceOf(view(), columns), dense: true } }, true],
  ])("%s: differs is %j", (_, change, expected) => {
    const asked = { filters: { tag_id: "7" }, sort: undefined, choice: choiceOf(view(), columns), ...change };
    expect(differs(view(), asked, names, columns)).toBe(expected);
  });
  test("is kept as the API has it and comes back the same", () => {
    const asked = { filters: { q: "林" }, sort: "-created_at", choice: choiceOf(view(), columns) };
    const sent = kept(asked, columns);
    expect(sent).toEqual({
      filters: [{ name: "q", value: "林" }],
      sort: "-created_at",
      columns: ["tier", "name"],
      is_dense: false,
    });
    const back = view({ ...sent, sort: "-created_at" });
    expect(differs(back, asked, names, columns)).toBe(false);
  });
});
