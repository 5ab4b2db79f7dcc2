import type {
  MemberHead,
  PaymentKind,
  Product,
  Quote,
  QuoteRequest,
  Reservation,
  SaleDocument,
  SaleRequest,
} from "@shared/api/types";
import { type ChosenRewards, dueOf, hasRewards, kNoRewards, rewardsRequest } from "./rewards";

/** What one till is busy with: one sale from the first scan to the receipt. Pure; the page shows it. */

export const kMostLines = 200;
/** The server allows more, but nobody at a till means it: a mistyped barcode would. */
export const kMostQuantity = 9_999;

export type TillProduct = Pick<Product, "id" | "sku" | "name" | "price_minor">;
/** As a look-up finds it, at the server or on this device. */
export type FoundProduct = TillProduct & Pick<Product, "status"> & { barcode?: string };
export interface TillLine {
  product: TillProduct;
  quantity: number;
}
/** Points are missing for those who may not read them. */
export type TillMember = Pick<MemberHead, "customer"> & Partial<Pick<MemberHead, "points">>;

export interface Taken {
  kind: PaymentKind;
  /** What counts towards the sale. */
  amount: number;
  /** What was handed over; more than the amount only for cash. */
  received: number;
}

/** A sale on its way to the server. The key stays until an answer came, so that sending again does nothing twice. */
export interface Attempt {
  key: string;
  request: SaleRequest;
  unsure: boolean;
  /** Completes what was reserved; the rewards are laid aside under it. */
  reservationId?: string;
}

export interface Changed {
  before: number;
  after: number;
}

export interface Done {
  document: SaleDocument;
  member: TillMember | undefined;
  received: number;
  change: number;
  /** The server doesn't know it yet: this device keeps it until it does. */
  kept?: boolean;
}

export interface Till {
  step: "scan" | "pay" | "done";
  lines: readonly TillLine[];
  /** Index of the current line; -1 without lines. */
  current: number;
  member: TillMember | undefined;
  rewards: ChosenRewards;
  /** Lays goods, price and rewards aside until its time is over. */
  reservation: Reservation | undefined;
  taken: readonly Taken[];
  attempt: Attempt | undefined;
  changed: Changed | undefined;
  done: Done | undefined;
  /** The key of a kept sale the server refused, which this one stands in for. */
  corrects: string | undefined;
  /** Counts sales, so that nothing computed for one is shown for the next. */
  round: number;
}

export const kFresh: Till = {
  step: "scan",
  lines: [],
  current: -1,
  member: undefined,
  rewards: kNoRewards,
  reservation: undefined,
  taken: [],
  attempt: undefined,
  changed: undefined,
  done: undefined,
  corrects: undefined,
  round: 0,
};

export type Action =
  | { do: "add"; product: TillProduct; quantity: number }
  | { do: "quantity"; index: number; quantity: number }
  | { do: "remove"; index: number }
  | { do: "current"; index: number }
  | { do: "member"; member: TillMember | undefined }
  | { do: "rewards"; rewards: ChosenRewards }
  | { do: "pay"; reservation?: Reservation }
  | { do: "back" }
  | { do: "expired" }
  | { do: "restore"; till: Pick<Till, "lines" | "member" | "rewards" | "corrects"> & Partial<Till> }
  | { do: "take"; taken: Taken }
  | { do: "untake"; index: number }
  | { do: "send"; key: string; request: SaleRequest }
  | { do: "unsure" }
  | { do: "refused" }
  | { do: "changed"; changed: Changed }
  | { do: "done"; done: Done }
  | { do: "next" };

const within = (index: number, count: number) => Math.max(-1, Math.min(count - 1, index));

function add(till: Till, product: TillProduct, quantity: number): Till {
  const at = till.lines.findIndex((line) => line.product.id === product.id);
  if (at < 0 && till.lines.length >= kMostLines) return till;
  const lines =
    at < 0
      ? [...till.lines, { product, quantity: Math.min(quantity, kMostQuantity) }]
      : till.lines.map((line, i) =>
          i === at ? { product, quantity: Math.min(line.quantity + quantity, kMostQuantity) } : line,
        );
  return { ...till, lines, current: at < 0 ? lines.length - 1 : at };
}

/** Cash on cash is one payment; so is any other kind. */
function take(taken: readonly Taken[], next: Taken): Taken[] {
  const at = taken.findIndex((other) => other.kind === next.kind);
  if (at < 0) return [...taken, next];
  return taken.map((other, i) =>
    i === at
      ? { ...other, amount: other.amount + next.amount, received: other.received + next.received }
      : other,
  );
}

export function reduce(till: Till, action: Action): Till {
  // Until the server has answered, nothing of the sale may change: what is sent again must be the same.
  const open = till.attempt === undefined && till.step !== "done";
  const scanning = open && till.step === "scan";
  switch (action.do) {
    case "add":
      return scanning ? add(till, action.product, action.quantity) : till;
    case "quantity": {
      if (!scanning || !till.lines[action.index]) return till;
      if (action.quantity <= 0) return reduce(till, { do: "remove", index: action.index });
      const quantity = Math.min(action.quantity, kMostQuantity);
      const lines = till.lines.map((line, i) => (i === action.index ? { ...line, quantity } : line));
      return { ...till, lines, current: action.index };
    }
    case "remove": {
      if (!scanning) return till;
      const lines = till.lines.filter((_, i) => i !== action.index);
      const current = till.current > action.index ? till.current - 1 : till.current;
      return { ...till, lines, current: within(current, lines.length) };
    }
    case "current":
      return {
        ...till,
        current: Math.max(till.lines.length > 0 ? 0 : -1, within(action.index, till.lines.length)),
      };
    case "member":
      if (!scanning) return till;
      // Points and vouchers belong to the member who leaves.
      return action.member?.customer.id === till.member?.customer.id
        ? { ...till, member: action.member }
        : { ...till, member: action.member, rewards: kNoRewards };
    case "rewards":
      return scanning ? { ...till, rewards: action.rewards } : till;
    case "pay":
      return scanning && till.lines.length > 0
        ? { ...till, step: "pay", taken: [], changed: undefined, reservation: action.reservation }
        : till;
    case "back":
      return open && till.step === "pay"
        ? { ...till, step: "scan", taken: [], changed: undefined, reservation: undefined }
        : till;
    case "expired":
      return till.reservation && !till.attempt
        ? { ...till, step: "scan", taken: [], reservation: undefined }
        : till;
    case "restore":
      return open && till.lines.length === 0
        ? { ...kFresh, ...action.till, current: action.till.lines.length - 1, round: till.round + 1 }
        : till;
    case "take":
      return open && till.step === "pay"
        ? { ...till, taken: take(till.taken, action.taken), changed: undefined }
        : till;
    case "untake":
      return open && till.step === "pay"
        ? { ...till, taken: till.taken.filter((_, i) => i !== action.index) }
        : till;
    case "send":
      // A second press while one is on its way, or unsure, sends the first one again.
      if (till.step !== "pay") return till;
      return {
        ...till,
        changed: undefined,
        attempt: till.attempt
          ? { ...till.attempt, unsure: false }
          : {
              key: action.key,
              request: action.request,
              unsure: false,
              ...(till.reservation ? { reservationId: till.reservation.reservation_id } : {}),
            },
      };
    case "unsure":
      return till.attempt ? { ...till, attempt: { ...till.attempt, unsure: true } } : till;
    case "refused":
      return { ...till, attempt: undefined };
    case "changed":
      return { ...till, attempt: undefined, taken: [], changed: action.changed };
    case "done":
      return { ...till, step: "done", attempt: undefined, done: action.done };
    case "next":
      return till.attempt ? till : { ...kFresh, round: till.round + 1 };
  }
}

export function pieces(lines: readonly TillLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

export function quoteRequest(till: Till, storeId: string | undefined): QuoteRequest | undefined {
  if (!storeId || till.lines.length === 0) return undefined;
  const lines = till.lines.map(({ product, quantity }) => ({ product_id: product.id, quantity }));
  const rewards = hasRewards(till.rewards) ? { rewards: rewardsRequest(till.rewards) } : {};
  return till.member
    ? { store_id: storeId, customer_id: till.member.customer.id, lines, ...rewards }
    : { store_id: storeId, lines, ...rewards };
}

/**
 * The basket at the prices this device knows, for the time without a server: no rebate, no points, nothing redeemed. What
 * the sale earns the server works out when it arrives.
 */
export function localQuote(till: Pick<Till, "lines">, storeId: string): Quote {
  const lines = till.lines.map(({ product, quantity }, i) => {
    const amount = product.price_minor * quantity;
    return {
      line_no: i + 1,
      product_id: product.id,
      sku: product.sku,
      product_name: product.name,
      quantity,
      unit_price_minor: product.price_minor,
      discount_minor: 0,
      amount_minor: amount,
      rebate_minor: 0,
      paid_minor: amount,
      consumption_points: 0,
    };
  });
  const list_minor = lines.reduce((sum, line) => sum + line.amount_minor, 0);
  return {
    store_id: storeId,
    lines,
    list_minor,
    payable_minor: list_minor,
    rewards: [],
    due_minor: list_minor,
    rebate_minor: 0,
    consumption_points: 0,
    wallet_points: 0,
    explanation: [],
  };
}

/** What the payments must add up to. */
export function dueNow(till: Till, quote: Quote | undefined): number {
  if (till.attempt) return till.attempt.request.payments.reduce((sum, one) => sum + one.amount_minor, 0);
  if (till.reservation) return dueOf(till.reservation.quote);
  return quote ? dueOf(quote) : 0;
}

export function saleRequest(quote: QuoteRequest, taken: readonly Taken[], payable: number): SaleRequest {
  return {
    ...quote,
    payments: taken.map(({ kind, amount }) => ({ kind, amount_minor: amount })),
    expected_payable_minor: payable,
  };
}

export const amountTaken = (taken: readonly Taken[]) => taken.reduce((sum, one) => sum + one.amount, 0);
export const restOf = (payable: number, taken: readonly Taken[]) => Math.max(0, payable - amountTaken(taken));
export const changeOf = (taken: readonly Taken[]) =>
  taken.reduce((sum, one) => sum + one.received - one.amount, 0);

/** How much of what was typed counts; undefined when it can't be taken (nothing due, zero, too much of no cash). */
export function takenOf(kind: PaymentKind, typed: number, rest: number): Taken | undefined {
  if (typed <= 0 || rest <= 0) return undefined;
  if (kind !== "cash" && typed > rest) return undefined;
  return { kind, amount: Math.min(typed, rest), received: typed };
}

/** What survives a reload: an unanswered sale above all. */
export function toStored(till: Till): string | undefined {
  if (till.step === "done" || (till.lines.length === 0 && !till.member)) return undefined;
  const { lines, current, member, rewards, reservation, taken, attempt, step, corrects } = till;
  return JSON.stringify({ lines, current, member, rewards, reservation, taken, attempt, step, corrects });
}

export function fromStored(text: string | null): Till {
  if (!text) return kFresh;
  try {
    const stored = JSON.parse(text) as Partial<Till>;
    if (!Array.isArray(stored.lines)) return kFresh;
    const attempt = stored.attempt ? { ...stored.attempt, unsure: true } : undefined;
    return {
      ...kFresh,
      lines: stored.lines,
      current: within(stored.current ?? 0, stored.lines.length),
      member: stored.member,
      rewards: stored.rewards ?? kNoRewards,
      reservation: stored.reservation,
      corrects: stored.corrects,
      // Money is taken anew, unless it is already on its way.
      taken: attempt ? (stored.taken ?? []) : [],
      attempt,
      step: attempt || stored.reservation ? "pay" : "scan",
    };
  } catch {
    return kFresh;
  }
}
