import type { BacktestResult } from "@shared/api/lab";

type Totals = BacktestResult["totals"];
type Sums = NonNullable<Totals["recorded"]>;

export interface Row {
  key: string;
  kind: "money" | "points" | "count";
  recorded?: number;
  present: number;
  changed: number;
  /** What is good news for the chain when it grows: 1; when it shrinks: -1; neither: 0. */
  good: 1 | 0 | -1;
}

const sums = (
  key: keyof Sums,
  kind: Row["kind"],
  good: Row["good"],
  totals: Totals,
  recorded = true,
): Row => ({
  key,
  kind,
  good,
  ...(recorded ? { recorded: totals.recorded[key] ?? 0 } : {}),
  present: totals.present.sums[key] ?? 0,
  changed: totals.changed.sums[key] ?? 0,
});

type Side = Totals["present"];
const side = (
  key: Exclude<keyof Side, "sums">,
  kind: Row["kind"],
  good: Row["good"],
  totals: Totals,
): Row => ({
  key,
  kind,
  good,
  present: totals.present[key] ?? 0,
  changed: totals.changed[key] ?? 0,
});

/** The lines of the comparison, the most important first. */
export function comparison(totals: Totals): Row[] {
  const after = (one: Sums) => (one.margin_minor ?? 0) - (one.wallet_value_minor ?? 0);
  return [
    sums("margin_minor", "money", 1, totals),
    sums("rebate_minor", "money", -1, totals),
    sums("wallet_value_minor", "money", -1, totals, false),
    {
      key: "margin_after_points_minor",
      kind: "money",
      good: 1,
      present: after(totals.present.sums),
      changed: after(totals.changed.sums),
    },
    side("liability_minor", "money", -1, totals),
    sums("combined_points", "points", 0, totals),
    sums("consumption_points", "points", 0, totals),
    sums("profit_points", "points", 0, totals),
    side("issued_points", "points", 0, totals),
    side("taken_back_points", "points", 0, totals),
    side("bonus_points", "points", 0, totals),
    side("wallet_issued_points", "points", 0, totals),
    side("wallet_taken_back_points", "points", 0, totals),
    side("wallet_expired_points", "points", 0, totals),
    side("wallet_left_points", "points", 0, totals),
    side("tiers_raised_count", "count", 0, totals),
    side("tiers_lowered_count", "count", 0, totals),
    side("capped_sales_count", "count", 0, totals),
    side("refused_sales_count", "count", -1, totals),
  ];
}

export function difference(row: Row): number {
  return row.changed - row.present;
}

export function toneOf(row: Row): "good" | "bad" | "muted" {
  const by = difference(row) * row.good;
  return by > 0 ? "good" : by < 0 ? "bad" : "muted";
}

/** Customers by tier at present (rows) and with the change (columns); whoever has no tier comes last. */
export function moveTable(result: Pick<BacktestResult, "present_tiers" | "changed_tiers" | "moves">) {
  const table = Array.from({ length: result.present_tiers.length + 1 }, () =>
    Array.from({ length: result.changed_tiers.length + 1 }, () => 0),
  );
  for (const move of result.moves) {
    const row = table[move.from_tier];
    if (row) row[move.to_tier] = move.customers_count;
  }
  const without = (row: number[]) => row.at(-1) === 0;
  const nobody = table.at(-1)?.every((count) => count === 0) && table.every(without);
  return nobody ? table.slice(0, -1).map((row) => row.slice(0, -1)) : table;
}

/** Up, down or as before: only where both tables have the same tiers does the place tell it. */
export function movesBetween(result: Pick<BacktestResult, "present_tiers" | "changed_tiers" | "moves">) {
  let higher = 0;
  let lower = 0;
  for (const move of result.moves) {
    if (move.to_tier > move.from_tier) higher += move.customers_count;
    if (move.to_tier < move.from_tier) lower += move.customers_count;
  }
  return { higher, lower };
}
