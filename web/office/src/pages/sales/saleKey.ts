import type { Sale } from "@shared/api/types";

/** A sale lives at its customer: both ids together name it, in an address as "1001.5003". */
export interface SaleKey {
  customerId: string;
  saleId: string;
}

export function saleKeyText(sale: Pick<Sale, "customer_id" | "sale_id">): string {
  return `${sale.customer_id}.${sale.sale_id}`;
}

export function parseSaleKey(text: string | undefined): SaleKey | undefined {
  const found = /^(-?\d{1,19})\.(\d{1,19})$/.exec(text ?? "");
  return found?.[1] && found[2] ? { customerId: found[1], saleId: found[2] } : undefined;
}

/** What a receipt's code says, also as a Chinese input method spells its point. */
export function parseReceiptCode(text: string): SaleKey | undefined {
  return parseSaleKey(text.trim().replace(/[\u3002\uFF0E]/, "."));
}

/** Buyers who gave no name have a negative id of their own. */
export function isAnonymous(customerId: string): boolean {
  return customerId.startsWith("-");
}
