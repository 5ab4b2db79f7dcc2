import type { BatchItem, PoolCustomer } from "@shared/api/poolTypes";
import { asProblem } from "@shared/api/problem";

export interface BatchOutcome {
  items: readonly BatchItem[];
  customers: readonly Pick<PoolCustomer, "customer_id" | "name">[];
}

export function refusedItem(customer_id: string, error: unknown): BatchItem {
  const { reason, detail } = asProblem(error);
  return { customer_id, status: "refused", reason, detail };
}

/** The refused ones as a file that a spreadsheet opens; a cell that begins like a formula stays text. */
export function refusedCsv(
  heads: readonly string[],
  rows: readonly (readonly [name: string, reason: string, detail: string])[],
): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  };
  return `\ufeff${[heads, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
