import type { Problem } from "@shared/api/problem";
import type {
  ExchangeQuote,
  ExchangeQuoteRequest,
  ExchangeRequest,
  PaymentKind,
  Product,
  Quote,
  SaleLine,
} from "@shared/api/types";
import { type ReturnValues, relocated, returnRequest } from "./returning";

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

function takenLines(taken: readonly TakenLine[]): ExchangeRequest["lines"] {
  return taken.map(({ product, quantity }) => ({ product_id: product.id, quantity }));
}

/** What to ask the server; undefined while nothing comes back or nothing is taken. */
export function exchangeQuestion(
  lines: readonly SaleLine[],
  values: ExchangeValues,
): ExchangeQuoteRequest | undefined {
  const back = returnRequest(lines, values).body.lines;
  const taken = takenLines(values.taken ?? []);
  return back.length > 0 && taken.length > 0 ? { return_lines: back, lines: taken } : undefined;
}

/** What is sent: as it was shown, so that nobody pays an amount he hasn't seen. */
export function exchangeRequest(
  lines: readonly SaleLine[],
  values: ExchangeValues,
  shown: Pick<ExchangeQuote, "quote" | "due_minor">,
): { body: ExchangeRequest; indexes: number[] } {
  const { body, indexes } = returnRequest(lines, values);
  const due = shown.due_minor;
  return {
    body: {
      return_lines: body.lines,
      reason: body.reason,
      lines: takenLines(values.taken ?? []),
      payments: due > 0 ? [{ kind: values.payment ?? "cash", amount_minor: due }] : [],
      expected_payable_minor: shown.quote.payable_minor,
    },
    indexes,
  };
}

/** What a refusal brought along as the price that holds now; undefined where it brought none. */
export function currentQuote(problem: Pick<Problem, "reason" | "current">): Quote | undefined {
  if (problem.reason !== "sales.payable_changed") return undefined;
  const current = problem.current as Partial<Quote> | undefined;
  return typeof current?.payable_minor === "number" ? (current as Quote) : undefined;
}

/** The exchange with the new goods at another price: what the return gives is the same. */
export function adopted(shown: ExchangeQuote, quote: Quote): ExchangeQuote {
  const money = shown.exchanged_minor + shown.paid_out_minor;
  const exchanged = Math.min(money, quote.payable_minor);
  const due = quote.payable_minor - exchanged;
  const paidOut = money - exchanged;
  return {
    ...shown,
    quote,
    exchanged_minor: exchanged,
    due_minor: due,
    paid_out_minor: paidOut,
    difference_minor: due > 0 ? due : 0 - paidOut,
  };
}

export type Change =
  | { what: "price"; name: string; before: number; after: number }
  | { what: "tier"; before: string; after: string }
  | { what: "payable" | "refund" | "withheld" | "difference"; before: number; after: number };

/** In what two answers to the same question differ, as a person would ask for it; the causes first. */
export function changesBetween(before: ExchangeQuote, after: ExchangeQuote): Change[] {
  const changes: Change[] = [];
  for (const line of after.quote.lines) {
    const old = before.quote.lines.find((one) => one.product_id === line.product_id);
    if (old && old.unit_price_minor !== line.unit_price_minor)
      changes.push({
        what: "price",
        name: line.product_name,
        before: old.unit_price_minor,
        after: line.unit_price_minor,
      });
  }
  const tiers = [before.quote.tier_name ?? "", after.quote.tier_name ?? ""] as const;
  if (tiers[0] !== tiers[1]) changes.push({ what: "tier", before: tiers[0], after: tiers[1] });
  const amounts = [
    ["payable", before.quote.payable_minor, after.quote.payable_minor],
    ["refund", before.refund_minor, after.refund_minor],
    ["withheld", before.withheld_minor, after.withheld_minor],
    ["difference", before.difference_minor, after.difference_minor],
  ] as const;
  for (const [what, old, now] of amounts) if (old !== now) changes.push({ what, before: old, after: now });
  return changes;
}

/** The server counts two lists of lines, what comes back and what is taken; the form has a field for each. */
export function onExchangeForm(problem: Problem, indexes: readonly number[]): Problem {
  const isOfReturn = problem.reason.startsWith("sales.return_");
  return relocated(problem, (field) => {
    const found = /^(return_)?lines\[(\d+)\]/.exec(field);
    if (!found) return field;
    if (!found[1] && !isOfReturn) return "taken";
    const n = Number(found[2]);
    return `lines[${indexes[n] ?? n}].quantity`;
  });
}
