import type { WeightSuggestions } from "@shared/api/types";

export type Suggestion = WeightSuggestions["items"][number];

/** Something was sold, and it says another weight than the present one. */
export function advised(row: Suggestion): boolean {
  return typeof row.suggested_weight_ppm === "number" && row.suggested_weight_ppm !== row.weight_ppm;
}

/** Smaller differences are noise of the last sales: offered, but not chosen from the start. */
const kWorthPpm = 5_000;

export function differing(rows: readonly Suggestion[]): Suggestion[] {
  return rows.filter(
    (row) => advised(row) && Math.abs((row.suggested_weight_ppm ?? 0) - row.weight_ppm) >= kWorthPpm,
  );
}
