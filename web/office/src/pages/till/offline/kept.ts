import type { Problem } from "@shared/api/problem";
import type { SaleDocument, SaleLine, SaleRequest } from "@shared/api/types";

/**
 * A sale this till completed without an answer of the server, and what has become of it. The key and the request never
 * change once money was taken, so that however often it is sent it counts once.
 */
export interface KeptSale {
  key: string;
  request: SaleRequest;
  /** What the receipt said; its number is missing until the server has given one. */
  told: SaleDocument;
  staffId: string;
  staffName: string;
  madeAt: string;
  state: KeptState;
  tries: number;
  refusal?: Refusal;
  /** Where the server keeps it. */
  sale?: { customer_id: string; sale_id: string };
  settledAt?: string;
}

export type KeptState = "waiting" | "refused" | "sent" | "corrected" | "dropped";

export interface Refusal {
  reason: string;
  detail: string;
  field?: string;
  at: string;
}

const kDayMs = 86_400_000;
/** Sent ones stay in view for a week, the ones a person decided about for a quarter: somebody may ask. */
const kForgetMs: Record<KeptState, number> = {
  waiting: Number.POSITIVE_INFINITY,
  refused: Number.POSITIVE_INFINITY,
  sent: 7 * kDayMs,
  corrected: 90 * kDayMs,
  dropped: 90 * kDayMs,
};

export function isForgotten(kept: KeptSale, now: number): boolean {
  return now - Date.parse(kept.settledAt ?? kept.madeAt) > kForgetMs[kept.state];
}

/** Whether the server has said no for good; anything else is tried again later. */
export function isRefusal(problem: Pick<Problem, "status">): boolean {
  const { status } = problem;
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);
}

/**
 * Says that the sale was made without the server and at which prices, so that those agreed then count. A sale that had
 * already been sent without saying so keeps its words: under one key only one request is ever understood.
 */
export function asOffline(
  request: SaleRequest,
  soldAt: string,
  shown: readonly Pick<SaleLine, "unit_price_minor">[] = [],
): SaleRequest {
  const lines = request.lines.map((line, i) => {
    const price = line.unit_price_minor ?? shown[i]?.unit_price_minor;
    return price === undefined ? line : { ...line, unit_price_minor: price };
  });
  return { ...request, lines, offline: true, sold_at: soldAt };
}

/** A price that changed meanwhile refuses a sale that doesn't say it was made without the server: then it may be said. */
export function mayBecomeOffline(kept: KeptSale, problem: Pick<Problem, "reason">): boolean {
  return problem.reason === "sales.payable_changed" && kept.request.offline !== true;
}

export function answered(kept: KeptSale, document: SaleDocument, at: string): KeptSale {
  const { customer_id, sale_id } = document.sale;
  const { refusal: _, ...others } = kept;
  return {
    ...others,
    state: "sent",
    tries: kept.tries + 1,
    told: document,
    sale: { customer_id, sale_id },
    settledAt: at,
  };
}

export function refused(kept: KeptSale, problem: Problem, at: string): KeptSale {
  const { reason, detail, field } = problem;
  return {
    ...kept,
    state: "refused",
    tries: kept.tries + 1,
    refusal: { reason, detail, at, ...(field ? { field } : {}) },
  };
}

export function tried(kept: KeptSale): KeptSale {
  return { ...kept, tries: kept.tries + 1 };
}

/** A person wants it sent once more: the cause is gone. */
export function again(kept: KeptSale): KeptSale {
  return kept.state === "refused" ? { ...kept, state: "waiting" } : kept;
}

/** A person has decided: entered anew, or never to be sent. */
export function decided(kept: KeptSale, state: "corrected" | "dropped", at: string): KeptSale {
  return kept.state === "refused" ? { ...kept, state, settledAt: at } : kept;
}

/** Oldest first, so that points and tiers come in the order of the sales. */
export function nextToSend(all: readonly KeptSale[], staffId: string): KeptSale | undefined {
  return all
    .filter((kept) => kept.state === "waiting" && kept.staffId === staffId)
    .sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1))[0];
}

/** What the till shows about them in one look. */
export function countKept(all: readonly KeptSale[]): { waiting: number; refused: number } {
  return {
    waiting: all.filter((kept) => kept.state === "waiting").length,
    refused: all.filter((kept) => kept.state === "refused").length,
  };
}

const kRank: Record<KeptState, number> = { refused: 0, waiting: 1, sent: 2, corrected: 2, dropped: 2 };

/** What needs a person first, then what waits, then the rest; the newest of each on top. */
export function inOrder(all: readonly KeptSale[]): KeptSale[] {
  return [...all].sort((a, b) => kRank[a.state] - kRank[b.state] || (a.madeAt < b.madeAt ? 1 : -1));
}
