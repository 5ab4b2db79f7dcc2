import type { Quote, RewardRequest, RewardShown, VoucherQuote } from "@shared/api/types";

/** What the member pays with besides money. `off` is what points take off, in minor units; 0 means none. */
export interface ChosenRewards {
  off: number;
  vouchers: readonly ChosenVoucher[];
  gifts: readonly ChosenGift[];
}

export interface ChosenVoucher {
  code: string;
  name: string;
}

export interface ChosenGift {
  gift_id: string;
  name: string;
  quantity: number;
  points: number;
}

export const kNoRewards: ChosenRewards = { off: 0, vouchers: [], gifts: [] };

/** More on one receipt than anybody hands over; the server has its own limit. */
export const kMostVouchers = 10;
const kMostGifts = 20;

export function hasRewards(chosen: ChosenRewards): boolean {
  return chosen.off > 0 || chosen.vouchers.length > 0 || chosen.gifts.length > 0;
}

export function withVoucher(chosen: ChosenRewards, voucher: ChosenVoucher): ChosenRewards {
  const there = chosen.vouchers.some((other) => other.code === voucher.code);
  if (there || chosen.vouchers.length >= kMostVouchers) return chosen;
  return { ...chosen, vouchers: [...chosen.vouchers, voucher] };
}

export function withoutVoucher(chosen: ChosenRewards, code: string): ChosenRewards {
  return { ...chosen, vouchers: chosen.vouchers.filter((other) => other.code !== code) };
}

export function withGift(chosen: ChosenRewards, gift: ChosenGift): ChosenRewards {
  const others = chosen.gifts.filter((other) => other.gift_id !== gift.gift_id);
  if (gift.quantity <= 0) return { ...chosen, gifts: others };
  const at = chosen.gifts.findIndex((other) => other.gift_id === gift.gift_id);
  if (at < 0) return others.length >= kMostGifts ? chosen : { ...chosen, gifts: [...others, gift] };
  return { ...chosen, gifts: chosen.gifts.map((other, i) => (i === at ? gift : other)) };
}

export function withPoints(chosen: ChosenRewards, off: number): ChosenRewards {
  return { ...chosen, off: Math.max(0, Math.trunc(off)) };
}

/** In the order they are applied: vouchers lower what is left for points. */
export function rewardsRequest(chosen: ChosenRewards): RewardRequest[] {
  return [
    ...chosen.vouchers.map(({ code }): RewardRequest => ({ kind: "voucher", code })),
    ...chosen.gifts.map(({ gift_id, quantity }): RewardRequest => ({ kind: "gift", gift_id, quantity })),
    ...(chosen.off > 0 ? [{ kind: "points", amount_minor: chosen.off } as RewardRequest] : []),
  ];
}

/** What is left to pay with money. A server, or a local price, that knows no rewards asks for all of it. */
export function dueOf(quote: Pick<Quote, "payable_minor"> & { due_minor?: number }): number {
  return quote.due_minor ?? quote.payable_minor;
}

/** The most that points may take off here, in minor units. */
export function mostOff(quote: Quote | undefined): number {
  return quote?.points_payable_max_minor ?? 0;
}

/** The answers of a quote by what was chosen: they come in the order of the request. */
export function shownRewards(
  chosen: ChosenRewards,
  answers: readonly RewardShown[],
): {
  vouchers: (RewardShown | undefined)[];
  gifts: (RewardShown | undefined)[];
  points: RewardShown | undefined;
} {
  const of = (kind: RewardShown["kind"]) => answers.filter((one) => one.kind === kind);
  const vouchers = of("voucher");
  const gifts = of("gift");
  return {
    vouchers: chosen.vouchers.map((_, i) => vouchers[i]),
    gifts: chosen.gifts.map((gift, i) => gifts.find((one) => one.gift_id === gift.gift_id) ?? gifts[i]),
    points: of("points")[0],
  };
}

/** The quote decides about these, which depend on what is in the basket. */
const kUpToBasket = new Set([
  "rewards.nothing_applies",
  "rewards.minimum_not_reached",
  "rewards.customer_needed",
  "rewards.member_needed",
]);

/** Why a voucher that was found can't be put into any sale here; undefined when it may be tried. */
export function voucherProblem(found: Pick<VoucherQuote, "is_usable" | "why_not">): string | undefined {
  if (found.is_usable || !found.why_not || kUpToBasket.has(found.why_not)) return undefined;
  return found.why_not;
}
