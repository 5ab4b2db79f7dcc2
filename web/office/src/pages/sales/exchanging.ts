import type { ExchangeRequest, PaymentKind, Product, SaleLine } from "@shared/api/types";
import { expectedReturn, type ReturnValues, returnRequest } from "./returning";

export type TakenProduct = Pick<Product, "id" | "sku" | "name" | "price_minor">;
export interface TakenLine {
  product: TakenProduct;
  quantity: number;
}

export interface ExchangeValues extends ReturnValues {
  taken?: TakenLine[];
  payment?: PaymentKind;
}

export function addTaken(taken: readonly TakenLine[], product: TakenProduct): TakenLine[] {
  const at = taken.findIndex((line) => line.product.id === product.id);
  if (at < 0) return [...taken, { product, quantity: 1 }];
  return taken.map((line, i) => (i === at ? { ...line, quantity: line.quantity + 1 } : line));
}

export function setTaken(taken: readonly TakenLine[], at: number, quantity: number): TakenLine[] {
  return quantity <= 0
    ? taken.filter((_, i) => i !== at)
    : taken.map((line, i) => (i === at ? { ...line, quantity } : line));
}

export function takenLines(taken: readonly TakenLine[]): ExchangeRequest["lines"] {
  return taken.map(({ product, quantity }) => ({ product_id: product.id, quantity }));
}

/** What is still to pay (above zero) or to give back: the new goods less the credit. */
export function differenceOf(payable: number, credit: number): number {
  return payable - credit;
}

export function exchangeRequest(
  lines: readonly SaleLine[],
  values: ExchangeValues,
  payable: number,
): { body: ExchangeRequest; indexes: number[] } {
  const { body, indexes } = returnRequest(lines, values);
  const difference = differenceOf(payable, expectedReturn(lines, values).refund);
  return {
    body: {
      return_lines: body.lines,
      reason: body.reason,
      lines: takenLines(values.taken ?? []),
      payments: difference > 0 ? [{ kind: values.payment ?? "cash", amount_minor: difference }] : [],
      expected_payable_minor: payable,
    },
    indexes,
  };
}
