import { asProblem, type Problem } from "@shared/api/problem";
import type { OfflineReview, OfflineSale } from "@shared/api/types";

/** What buyers who had paid too much were given of it. */
export type PaidBack = "all" | "nothing";

export function theirsOf(row: Pick<OfflineSale, "difference_minor">): number {
  return Math.max(0, row.difference_minor);
}

export function reviewOf(
  row: Pick<OfflineSale, "difference_minor">,
  paidBack: PaidBack | undefined,
  note: string | undefined,
): OfflineReview {
  const theirs = theirsOf(row);
  return {
    ...(paidBack === "all" && theirs > 0 ? { paid_back_minor: theirs } : {}),
    ...(note ? { note } : {}),
  };
}

export interface Reviewed {
  done: number;
  refused: Problem[];
}

/** One after the other, each for itself: what is refused of one holds up none of the others. */
export async function reviewEach(
  rows: readonly OfflineSale[],
  send: (row: OfflineSale) => Promise<unknown>,
): Promise<Reviewed> {
  const reviewed: Reviewed = { done: 0, refused: [] };
  for (const row of rows) {
    try {
      await send(row);
      reviewed.done += 1;
    } catch (error) {
      const problem = asProblem(error);
      // Without the server the rest would fail as well: the form stays, and is sent again.
      if (problem.status === 0 || problem.status >= 500) throw error;
      reviewed.refused.push(problem);
    }
  }
  return reviewed;
}
