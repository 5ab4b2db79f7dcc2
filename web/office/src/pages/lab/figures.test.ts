import type { BacktestResult } from "@shared/api/lab";
import { describe, expect, test } from "vitest";
import { comparison, difference, movesBetween, moveTable, toneOf } from "./figures";

const sums = (margin: number, rebate: number, wallet: number) => ({
  consumption_points: 1,
  profit_points: 1,
  combined_points: 1,
  wallet_points: wallet,
  rebate_minor: rebate,
  margin_minor: margin,
  wallet_value_minor: wallet,
});
const side = (margin: number, rebate: number, wallet: number) => ({
  sums: sums(margin, rebate, wallet),
  issued_points: 1,
  liability_minor: wallet,
  tiers_raised_count: 2,
});
const totals = {
  recorded: sums(100, 10, 0),
  present: side(100, 10, 5),
  changed: side(90, 20, 4),
} as unknown as BacktestResult["totals"];

describe("the comparison", () => {
  const row = (key: string) => {
    const found = comparison(totals).find((one) => one.key === key);
    if (!found) throw new Error(key);
    return found;
  };

  test("says what a change is worth, and whether that is good", () => {
    expect(difference(row("margin_minor"))).toBe(-10);
    expect(toneOf(row("margin_minor"))).toBe("bad");
    expect(toneOf(row("rebate_minor"))).toBe("bad");
    expect(toneOf(row("liability_minor"))).toBe("good");
    expect(toneOf(row("tiers_raised_count"))).toBe("muted");
  });

  test("takes the points off the margin", () => {
    expect(row("margin_after_points_minor")).toMatchObject({ present: 95, changed: 86 });
  });
});

describe("moves between tiers", () => {
  const result = {
    present_tiers: [{ name: "A" }, { name: "B" }],
    changed_tiers: [{ name: "A" }, { name: "B" }],
    moves: [
      { from_tier: 0, to_tier: 0, customers_count: 5 },
      { from_tier: 0, to_tier: 1, customers_count: 2 },
      { from_tier: 1, to_tier: 0, customers_count: 1 },
    ],
  } as unknown as BacktestResult;

  test("stand in a table, without a row for no tier where nobody is", () => {
    expect(moveTable(result)).toEqual([
      [5, 2],
      [1, 0],
    ]);
    const strays = { ...result, moves: [{ from_tier: 2, to_tier: 0, customers_count: 3 }] };
    expect(moveTable(strays as BacktestResult)).toHaveLength(3);
  });

  test("are counted up and down", () => {
    expect(movesBetween(result)).toEqual({ higher: 2, lower: 1 });
  });
});
