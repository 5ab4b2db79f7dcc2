import type { PoolCustomer, Stage } from "@shared/api/poolTypes";
import { kStages } from "./choices";

export type Columns = Record<Stage, PoolCustomer[]>;

const kLast = Number.MAX_SAFE_INTEGER;
const due = (customer: PoolCustomer) => (customer.due_at ? Date.parse(customer.due_at) : kLast);

/** The customers by stage, the most urgent on top. */
export function byStage(customers: readonly PoolCustomer[]): Columns {
  const columns: Columns = { fresh: [], contacted: [], interested: [], opportunity: [] };
  for (const customer of customers) columns[customer.stage]?.push(customer);
  for (const stage of kStages) columns[stage].sort((a, b) => due(a) - due(b));
  return columns;
}

export function beside(stage: Stage, by: -1 | 1): Stage | undefined {
  return kStages[kStages.indexOf(stage) + by];
}

/** Where the arrow keys lead from a card: up and down within its column, left and right to the next column that has cards. */
export function neighbour(
  columns: Columns,
  id: string,
  key: "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight",
): string | undefined {
  const at = kStages.findIndex((stage) => columns[stage].some((one) => one.customer_id === id));
  const stage = kStages[at];
  if (!stage) return undefined;
  const row = columns[stage].findIndex((one) => one.customer_id === id);
  if (key === "ArrowUp") return columns[stage][row - 1]?.customer_id;
  if (key === "ArrowDown") return columns[stage][row + 1]?.customer_id;
  const by = key === "ArrowLeft" ? -1 : 1;
  for (let i = at + by; i >= 0 && i < kStages.length; i += by) {
    const next = kStages[i];
    const cards = next ? columns[next] : [];
    if (cards.length > 0) return cards[Math.min(row, cards.length - 1)]?.customer_id;
  }
  return undefined;
}
