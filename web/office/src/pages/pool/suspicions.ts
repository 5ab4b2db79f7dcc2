import type { Suspicion } from "@shared/api/poolTypes";

export interface Line extends Suspicion {
  /** How many entries of the report it stands for. */
  groups: number;
}

/** One line for each thing somebody did: the report names every text repeated by itself, with nothing to tell them apart. */
export function linesOf(items: readonly Suspicion[]): Line[] {
  const lines = new Map<string, Line>();
  for (const item of items) {
    const key = `${item.kind} ${item.staff_id} ${item.other_staff_id ?? ""}`;
    const before = lines.get(key);
    lines.set(
      key,
      before
        ? {
            ...before,
            groups: before.groups + 1,
            count: before.count + item.count,
            customer_ids: [...new Set([...before.customer_ids, ...item.customer_ids])],
          }
        : { ...item, groups: 1 },
    );
  }
  return [...lines.values()];
}
