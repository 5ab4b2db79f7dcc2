import { Problem } from "@shared/api/problem";
import type { SaleLine } from "@shared/api/types";
import { describe, expect, test } from "vitest";
import { expectedReturn, onFormLines, quantityLeft, returnRequest, shareOfUnits } from "./returning";
import { isAnonymous, parseReceiptCode, parseSaleKey, saleKeyText } from "./saleKey";

const line = (
  line_no: number,
  quantity: number,
  returned_quantity: number,
  paid_minor: number,
): SaleLine => ({
  line_no,
  product_id: String(line_no),
  sku: `S${line_no}`,
  product_name: `P${line_no}`,
  quantity,
  unit_price_minor: paid_minor,
  discount_minor: 0,
  amount_minor: paid_minor,
  rebate_minor: 0,
  paid_minor,
  consumption_points: 0,
  returned_quantity,
});

describe("what comes back", () => {
  test.each([
    [1000, 3],
    [1001, 3],
    [-1001, 3],
    [1, 7],
    [0, 5],
    [999_999_999_999, 999],
  ])("%d over %d units adds up however it is returned", (share, quantity) => {
    let sum = 0;
    for (let returned = 0; returned < quantity; returned += 1)
      sum += shareOfUnits(share, { quantity, returned_quantity: returned }, 1);
    expect(sum).toBe(share);
  });

  test("never more than what is left", () => {
    const lines = [line(1, 2, 1, 1000), line(2, 1, 1, 500)];
    expect(lines.map(quantityLeft)).toEqual([1, 0]);
    expect(expectedReturn(lines, { lines: [{ quantity: 9 }, { quantity: 9 }] })).toEqual({
      pieces: 1,
      refund: 500,
      combined: undefined,
    });
  });

  test("points are foretold only where every line shows them", () => {
    const shown = { ...line(1, 2, 0, 1000), combined_points: 301 };
    expect(expectedReturn([shown], { lines: [{ quantity: 1 }] }).combined).toBe(151);
    expect(
      expectedReturn([shown, line(2, 1, 0, 1)], { lines: [{ quantity: 1 }, { quantity: 1 }] }).combined,
    ).toBeUndefined();
    expect(expectedReturn([shown], {}).combined).toBe(0);
  });

  test("only chosen lines are sent, and refusals come home to their line", () => {
    const lines = [line(1, 1, 0, 1), line(2, 5, 0, 1), line(3, 5, 0, 1)];
    const { body, indexes } = returnRequest(lines, {
      lines: [{ quantity: 0 }, { quantity: 2 }, { quantity: 1 }],
      reason: " allergy ",
    });
    expect(body).toEqual({
      lines: [
        { line_no: 2, quantity: 2 },
        { line_no: 3, quantity: 1 },
      ],
      reason: "allergy",
    });
    const problem = new Problem({
      status: 422,
      reason: "sales.return_exceeds_sold",
      field: "lines[1].quantity",
    });
    expect(onFormLines(problem, indexes).field).toBe("lines[2].quantity");
  });
});

test.each(["", "12", "a.b", "1.2.3", "1.-2"])("%j names no sale", (text) => {
  expect(parseSaleKey(text)).toBeUndefined();
});

test("a sale's name in an address reads back", () => {
  const text = saleKeyText({ customer_id: "-77", sale_id: "5003" });
  expect(parseSaleKey(text)).toEqual({ customerId: "-77", saleId: "5003" });
  expect([isAnonymous("-77"), isAnonymous("77")]).toEqual([true, false]);
});

test.each([
  ["1001.2002", "1001.2002"],
  ["-1001.2002", "-1001.2002"],
  [" 1001.2002\r\n", "1001.2002"],
  ["1001\u30022002", "1001.2002"],
  ["1001\uFF0E2002", "1001.2002"],
  ["6901234567892", undefined],
  ["1001.2002.3", undefined],
  ["1001,2002", undefined],
  ["A-1", undefined],
])("%j is the receipt of %s", (text, key) => {
  const found = parseReceiptCode(text);
  expect(found && `${found.customerId}.${found.saleId}`).toBe(key);
});
