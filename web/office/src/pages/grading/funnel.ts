import type { AnalysisRow } from "@shared/api/grading";

export type Step = "arrived" | "taken" | "contacted" | "opportunity" | "won";
export interface FunnelStep {
  step: Step;
  count: number;
  ofAllPpm: number;
  ofBeforePpm: number;
}

const kOne = 1_000_000;
const part = (count: number, of: number) => (of > 0 ? Math.round((count / of) * kOne) : 0);

/** The steps of a funnel with their shares of all and of the step before. */
export function funnelOf(row: AnalysisRow): FunnelStep[] {
  const counts: readonly [Step, number][] = [
    ["arrived", row.arrivals],
    ["taken", row.taken],
    ["contacted", row.contacted],
    ["opportunity", row.opportunities],
    ["won", row.won],
  ];
  return counts.map(([step, count], i) => ({
    step,
    count,
    ofAllPpm: Math.min(kOne, part(count, row.arrivals)),
    ofBeforePpm: i === 0 ? kOne : part(count, counts[i - 1]?.[1] ?? 0),
  }));
}
