import { describe, expect, test } from "vitest";
import { arrange, defaultChoice, move, parseChoice } from "./columnChoice";
import { kDefaultLimit, nextSort, readListState, restart, writeListState } from "./listState";

const names = ["q", "status"];
const read = (text: string) => readListState(new URLSearchParams(text), names);
const roundTrip = (text: string) => writeListState(new URLSearchParams(text), read(text), names).toString();

describe("the address of a list", () => {
  test.each([
    ["", ""],
    ["q=zhang&status=active", "q=zhang&status=active"],
    ["q=++", ""],
    ["sort=-created_at", "sort=-created_at"],
    ["cursor=abc&page=3", "cursor=abc&page=3"],
    ["page=3", ""],
    ["limit=50", ""],
    ["limit=100", "limit=100"],
    ["limit=77", ""],
    ["open=12&tab=lines", "open=12&tab=lines"],
  ])("%j is kept as %j", (before, after) => {
    expect(roundTrip(before)).toBe(after);
  });

  test("another question starts at its first page and keeps the rest", () => {
    const state = restart(read("q=a&cursor=x&page=4&limit=100"), { filters: { q: "b" } });
    expect(state).toMatchObject({ filters: { q: "b" }, cursor: undefined, page: 1, limit: 100 });
  });

  test("a plain list has the usual size", () => {
    expect(read("").limit).toBe(kDefaultLimit);
  });

  test("a header goes through rising, falling and none", () => {
    expect(nextSort(undefined, "name")).toBe("name");
    expect(nextSort("name", "name")).toBe("-name");
    expect(nextSort("-name", "name")).toBeUndefined();
    expect(nextSort("-phone", "name")).toBe("name");
  });
});

describe("the columns a person chose", () => {
  const columns = [{ key: "name" }, { key: "phone" }, { key: "email", initiallyHidden: true }];

  test("start as designed", () => {
    expect(arrange(columns, defaultChoice(columns)).map((c) => c.key)).toEqual(["name", "phone"]);
  });

  test("survive columns that came and went", () => {
    const choice = parseChoice(
      JSON.stringify({ order: ["gone", "phone", "email"], hidden: ["gone"], dense: true }),
      columns,
    );
    expect(choice.order).toEqual(["name", "phone", "email"]);
    expect(choice.hidden).toEqual([]);
    expect(choice.dense).toBe(true);
    expect(arrange(columns, choice).map((c) => c.key)).toEqual(["name", "phone", "email"]);
  });

  test.each(["", "null", "7", "{", '{"order":7,"hidden":"x"}'])(
    "rubbish %j in the browser does no harm",
    (stored) => {
      expect(arrange(columns, parseChoice(stored, columns)).map((c) => c.key)).toEqual(["name", "phone"]);
    },
  );

  test("move within bounds only", () => {
    expect(move(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
    expect(move(["a", "b", "c"], "c", 1)).toEqual(["a", "b", "c"]);
    expect(move(["a", "b", "c"], "x", 1)).toEqual(["a", "b", "c"]);
  });
});
