import type { SaleLine } from "@shared/api/types";
import { describe, expect, test } from "vitest";
import { addTaken, differenceOf, exchangeRequest, setTaken, type TakenLine, takenLines } from "./exchanging";

const product = (id: string) => ({ id, sku: `S${id}`, name: `P${id}`, price_minor: 1000 });
const line = (line_no: number, quantity: number, paid_minor: number): SaleLine =>
  ({ line_no, quantity, returned_quantity: 0, paid_minor, combined_points: 0 }) as SaleLine;

describe("an exchange", () => {
  test("the same product again is one more of it, none of it is gone", () => {
    let taken: TakenLine[] = [];
    taken = addTaken(addTaken(addTaken(taken, product("1")), product("2")), product("1"));
    expect(takenLines(taken)).toEqual([
      { product_id: "1", quantity: 2 },
      { product_id: "2", quantity: 1 },
    ]);
    expect(takenLines(setTaken(taken, 0, 0))).toEqual([{ product_id: "2", quantity: 1 }]);
  });

  test.each([
    [1500, 1000, 500],
    [1000, 1000, 0],
    [400, 1000, -600],
  ])("%i of new goods against %i of credit leaves %i", (payable, credit, difference) => {
    expect(differenceOf(payable, credit)).toBe(difference);
  });

  test("a payment is sent only where something is to be paid", () => {
    const lines = [line(1, 2, 2000), line(2, 1, 500)];
    const values = {
      lines: [{ quantity: 1 }, { quantity: 0 }],
      taken: [{ product: product("1"), quantity: 1 }],
      reason: " too small ",
      payment: "wechat" as const,
    };
    const more = exchangeRequest(lines, values, 1500).body;
    expect(more).toEqual({
      return_lines: [{ line_no: 1, quantity: 1 }],
      reason: "too small",
      lines: [{ product_id: "1", quantity: 1 }],
      payments: [{ kind: "wechat", amount_minor: 500 }],
      expected_payable_minor: 1500,
    });
    expect(exchangeRequest(lines, values, 700).body.payments).toEqual([]);
  });
});
