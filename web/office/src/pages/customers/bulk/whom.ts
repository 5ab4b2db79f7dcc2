import type { BulkWhom } from "@shared/api/bulk";

/** Whom a task can be about: the rows ticked, or everything the list answers. */
export interface Candidates {
  ids: readonly string[];
  filters: Record<string, string>;
  /** Of the list; counted exactly to a thousand. */
  total: number;
  isExact: boolean;
}

export function whomOf(selection: BulkWhom["selection"], candidates: Candidates): BulkWhom {
  if (selection === "chosen") return { selection, customer_ids: [...candidates.ids] };
  return {
    selection,
    parameters: Object.entries(candidates.filters).map(([name, value]) => ({ name, value })),
  };
}
