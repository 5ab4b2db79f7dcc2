import { Problem } from "@shared/api/problem";
import type { ExchangeQuote, Quote, SaleLine } from "@shared/api/types";
import { describe, expect, test } from "vitest";
import {
  addTaken,
  adopted,
  changesBetween,
  currentQuote,
  type ExchangeValues,
  exchangeQuestion,
  exchangeRequest,
  onExchangeForm,
  setTaken,
  type TakenLine,
} from "./exchanging";

const product = (id: string) => ({ id, sku: `S${id}`, name: `P${id}`, price_minor: 1000 });
const line = (line_no: number, quantity: number, paid_minor: number): SaleLine =>
  ({ line_no, quantity, returned_quantity: 0, paid_minor, combined_points: 0 }) as SaleLine;
const lines = [line(1, 2, 2000), line(2, 1, 500)];
const values: ExchangeValues = {
  lines: [{ quantity: 1 }, { quantity: 0 }],
  taken: [{ product: product("1"), quantity: 1 }],
  reason: " too small ",
  payment: "wechat",
};

const priced = (payable_minor: number, tier_name = "Gold", unit_price_minor = payable_minor): Quote =>
  ({
    payable_minor,
    tier_name,
    lines: [{ product_id: "1", product_name: "P1", unit_price_minor }],
  }) as Quote;
/** 1,000 in money come back, however much of it the new goods take. */
const shown = (payable: number): ExchangeQuote => ({
  refund_minor: 1000,
  refunds: [{ kind: "cash", amount_minor: 1000, exchanged_minor: Math.min(payable, 1000) }],
  withheld_minor: 0,
  quote: priced(payable),
  exchanged_minor: Math.min(payable, 1000),
  due_minor: Math.max(0, payable - 1000),
  paid_out_minor: Math.max(0, 1000 - payable),
  difference_minor: payable - 1000,
});

describe("an exchange", () => {
  test("the same product again is one more of it, none of it is gone", () => {
    let taken: TakenLine[] = [];
    taken = addTaken(addTaken(addTaken(taken, product("1")), product("2")), product("1"));
    expect(exchangeQuestion(lines, { ...values, taken })?.lines).toEqual([
      { product_id: "1", quantity: 2 },
      { product_id: "2", quantity: 1 },
    ]);
    expect(exchangeQuestion(lines, { ...values, taken: setTaken(taken, 0, 0) })?.lines).toEqual([
      { product_id: "2", quantity: 1 },
    ]);
  });

  test.each<[string, Partial<ExchangeValues>, boolean]>([
    ["both sides are chosen", {}, true],
    ["nothing comes back", { lines: [{ quantity: 0 }, {}] }, false],
    ["nothing is taken", { taken: [] }, false],
    ["nothing is chosen yet", { taken: undefined, lines: undefined }, false],
  ])("is asked about only when %s", (_, differing, asked) => {
    expect(exchangeQuestion(lines, { ...values, ...differing }) !== undefined).toBe(asked);
  });

  test("what is sent is what was shown, with a payment only where something is due", () => {
    expect(exchangeRequest(lines, values, shown(1500))).toEqual({
      body: {
        return_lines: [{ line_no: 1, quantity: 1 }],
        reason: "too small",
        lines: [{ product_id: "1", quantity: 1 }],
        payments: [{ kind: "wechat", amount_minor: 500 }],
        expected_payable_minor: 1500,
      },
      indexes: [0],
    });
    const back = exchangeRequest(lines, values, shown(700)).body;
    expect(back.payments).toEqual([]);
    expect(back.expected_payable_minor).toBe(700);
  });

  test.each([
    [1500, 1800, { exchanged_minor: 1000, due_minor: 800, paid_out_minor: 0, difference_minor: 800 }],
    [1500, 1000, { exchanged_minor: 1000, due_minor: 0, paid_out_minor: 0, difference_minor: 0 }],
    [1500, 600, { exchanged_minor: 600, due_minor: 0, paid_out_minor: 400, difference_minor: -400 }],
    [600, 1500, { exchanged_minor: 1000, due_minor: 500, paid_out_minor: 0, difference_minor: 500 }],
  ])(
    "new goods that were shown at %i and now cost %i leave another difference",
    (before, after, expected) => {
      const made = adopted(shown(before), priced(after));
      expect(made).toMatchObject({ ...expected, refund_minor: 1000 });
      expect(made.quote.payable_minor).toBe(after);
      // What is sent next is what holds now.
      expect(exchangeRequest(lines, values, made).body.expected_payable_minor).toBe(after);
    },
  );

  test("says what changed, the causes before the sums", () => {
    const before = shown(1500);
    expect(changesBetween(before, before)).toEqual([]);
    expect(changesBetween(before, adopted(before, priced(1800, "Silver", 1900)))).toEqual([
      { what: "price", name: "P1", before: 1500, after: 1900 },
      { what: "tier", before: "Gold", after: "Silver" },
      { what: "payable", before: 1500, after: 1800 },
      { what: "difference", before: 500, after: 800 },
    ]);
    const kept = {
      ...before,
      withheld_minor: 300,
      exchanged_minor: 700,
      due_minor: 800,
      difference_minor: 800,
    };
    expect(changesBetween(before, kept).map(({ what }) => what)).toEqual(["withheld", "difference"]);
  });

  test.each([
    ["sales.payable_changed", priced(10), true],
    ["sales.payable_changed", undefined, false],
    ["sales.payable_changed", { lines: [] }, false],
    ["request.version_conflict", priced(10), false],
  ])("%s with %j brings a price along: %s", (reason, current, yes) => {
    expect(currentQuote({ reason, current }) !== undefined).toBe(yes);
  });

  test.each([
    ["sales.return_exceeds_sold", "lines[1].quantity", "lines[3].quantity"],
    ["sales.return_line_unknown", "lines[0].line_no", "lines[2].quantity"],
    ["request.out_of_range", "return_lines[1].quantity", "lines[3].quantity"],
    ["sales.product_unknown", "lines[1].product_id", "taken"],
    ["sales.payable_changed", "expected_payable_minor", "expected_payable_minor"],
    ["request.too_long", "reason", "reason"],
  ])("%s at %s lands on %s", (reason, field, place) => {
    const problem = new Problem({ status: 422, reason, field, errors: [{ field, reason, detail: "no" }] });
    const moved = onExchangeForm(problem, [2, 3]);
    expect([moved.field, moved.errors[0]?.field]).toEqual([place, place]);
  });
});
