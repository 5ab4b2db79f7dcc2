import type { Quote } from "@shared/api/types";
import { describe, expect, test } from "vitest";
import { dueNow, kFresh, localQuote, quoteRequest, reduce, type Till } from "./basket";
import {
  dueOf,
  hasRewards,
  kMostVouchers,
  kNoRewards,
  rewardsRequest,
  shownRewards,
  voucherProblem,
  withGift,
  withoutVoucher,
  withPoints,
  withVoucher,
} from "./rewards";

const voucher = (n: number) => ({ code: `V${n}`, name: `voucher ${n}` });
const gift = (quantity: number) => ({ gift_id: "1", name: "g", quantity, points: 500 });

describe("rewards chosen for a sale", () => {
  test("a code counts once, and there are not endless many", () => {
    let chosen = withVoucher(withVoucher(kNoRewards, voucher(1)), voucher(1));
    expect(chosen.vouchers).toHaveLength(1);
    for (let n = 2; n < 20; n += 1) chosen = withVoucher(chosen, voucher(n));
    expect(chosen.vouchers).toHaveLength(kMostVouchers);
    expect(withoutVoucher(chosen, "V1").vouchers).toHaveLength(kMostVouchers - 1);
  });

  test("a gift's quantity is set anew; none of it removes it", () => {
    const two = withGift(withGift(kNoRewards, gift(1)), gift(2));
    expect(two.gifts).toEqual([gift(2)]);
    expect(hasRewards(withGift(two, gift(0)))).toBe(false);
  });

  test("vouchers come before points in what is asked", () => {
    const chosen = withPoints(withGift(withVoucher(kNoRewards, voucher(1)), gift(2)), 900);
    expect(rewardsRequest(chosen)).toEqual([
      { kind: "voucher", code: "V1" },
      { kind: "gift", gift_id: "1", quantity: 2 },
      { kind: "points", amount_minor: 900 },
    ]);
    expect(withPoints(chosen, -5).off).toBe(0);
  });

  test("answers belong to what was asked for, in its order", () => {
    const chosen = withPoints(withVoucher(withVoucher(kNoRewards, voucher(1)), voucher(2)), 900);
    const shown = shownRewards(chosen, [
      { kind: "voucher", amount_minor: 11 },
      { kind: "voucher", amount_minor: 22 },
      { kind: "points", amount_minor: 900, points: 9000 },
    ]);
    expect(shown.vouchers.map((one) => one?.amount_minor)).toEqual([11, 22]);
    expect(shown.points?.points).toBe(9000);
    expect(shownRewards(chosen, []).vouchers).toEqual([undefined, undefined]);
  });

  test("only what the basket can't mend stops a voucher", () => {
    expect(voucherProblem({ is_usable: true, why_not: "" })).toBeUndefined();
    expect(voucherProblem({ is_usable: false, why_not: "rewards.minimum_not_reached" })).toBeUndefined();
    expect(voucherProblem({ is_usable: false, why_not: "rewards.voucher_used" })).toBe(
      "rewards.voucher_used",
    );
  });
});

describe("what is due", () => {
  const till: Till = reduce(
    reduce(kFresh, {
      do: "add",
      product: { id: "1", sku: "S1", name: "P1", price_minor: 1990 },
      quantity: 3,
    }),
    { do: "rewards", rewards: withPoints(kNoRewards, 100) },
  );

  test("rewards lower it, a server without them asks for all", () => {
    expect(dueOf({ payable_minor: 500, due_minor: 300 })).toBe(300);
    expect(dueOf({ payable_minor: 500 })).toBe(500);
  });

  test("what is reserved counts before what is quoted, what was sent before both", () => {
    const quote = { payable_minor: 500, due_minor: 400 } as Quote;
    const reservation = { reservation_id: "7", expires_at: "", quote: { ...quote, due_minor: 350 } };
    const held = reduce(till, { do: "pay", reservation });
    expect(dueNow(till, quote)).toBe(400);
    expect(dueNow(held, quote)).toBe(350);
    const sent = reduce(held, {
      do: "send",
      key: "k",
      request: {
        store_id: "1",
        lines: [],
        payments: [
          { kind: "cash", amount_minor: 100 },
          { kind: "card", amount_minor: 250 },
        ],
        expected_payable_minor: 500,
      },
    });
    expect(sent.attempt?.reservationId).toBe("7");
    expect(dueNow(sent, quote)).toBe(350);
  });

  test("a held sale goes back to the basket when its time is over, but not while it is being sent", () => {
    const reservation = { reservation_id: "7", expires_at: "", quote: { payable_minor: 5 } as Quote };
    const held = reduce(till, { do: "pay", reservation });
    expect(reduce(held, { do: "expired" })).toMatchObject({ step: "scan", reservation: undefined });
    const sent = reduce(held, {
      do: "send",
      key: "k",
      request: { store_id: "1", lines: [], payments: [], expected_payable_minor: 5 },
    });
    expect(reduce(sent, { do: "expired" })).toBe(sent);
  });

  test("without a server the list price holds and nothing is earned", () => {
    const quote = localQuote(till, "3");
    expect(quote).toMatchObject({
      payable_minor: 5970,
      due_minor: 5970,
      rebate_minor: 0,
      wallet_points: 0,
    });
    expect(quote.lines[0]).toMatchObject({ line_no: 1, quantity: 3, amount_minor: 5970, paid_minor: 5970 });
  });

  test("another member takes no other one's rewards along", () => {
    const member = { customer: { id: "9" } } as NonNullable<Till["member"]>;
    const changed = reduce(till, { do: "member", member });
    expect(changed.rewards).toEqual(kNoRewards);
    expect(quoteRequest(changed, "3")).not.toHaveProperty("rewards");
    expect(quoteRequest(till, "3")).toMatchObject({ rewards: [{ kind: "points", amount_minor: 100 }] });
  });
});
