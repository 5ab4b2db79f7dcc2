import type { ImportColumn, ImportDocument } from "@shared/api/types";
import { describe, expect, test } from "vitest";
import { choose } from "../choice";
import { fileSize } from "../file";
import { csvCell, errorsCsv } from "./errorFile";
import {
  allowedMeanings,
  type Choice,
  dateSample,
  firstChoice,
  firstOptions,
  lacks,
  toMapping,
} from "./mapping";

const column = (index: number, suggested_field?: ImportColumn["suggested_field"], samples = ["x"]) =>
  ({ index, name: `c${index}`, samples, suggested_field }) as ImportColumn;
const document = (columns: ImportColumn[], more: Partial<ImportDocument> = {}): ImportDocument => ({
  import: { id: "1", state: "uploaded" } as ImportDocument["import"],
  columns,
  date_formats: ["m/d/y", "d/m/y"],
  ...more,
});
const whole: Choice = new Map([
  [0, "order_ref"],
  [1, "sold_at"],
  [2, "customer_ref"],
  [3, "sku"],
  [4, "quantity"],
  [5, "amount"],
]);
const options = { dateFormat: "m/d/y", storeId: "3", serviceTypeId: undefined };

describe("the first choice", () => {
  const columns = [column(0, "order_ref"), column(1), column(2, "cost"), column(3, "profit")];

  test("follows the suggestions, and takes the profit rather than the cost", () => {
    expect([...firstChoice(document(columns), true)]).toEqual([
      [0, "order_ref"],
      [3, "profit"],
    ]);
  });

  test("leaves secrets alone for those who may not read them", () => {
    expect([...firstChoice(document(columns), false)]).toEqual([[0, "order_ref"]]);
    expect(allowedMeanings(false)).not.toContain("cost");
  });

  test("follows what was chosen before", () => {
    const before = document(columns, {
      mapping: { order_ref: 1, profit: 2, date_format: "y-m-d", without_customer: "refuse" },
    });
    expect([...firstChoice(before, true)]).toEqual([
      [1, "order_ref"],
      [2, "profit"],
    ]);
    expect(firstOptions(before, "9")).toEqual({
      dateFormat: "y-m-d",
      storeId: "9",
      serviceTypeId: undefined,
    });
  });

  test("the date format suggested first is taken", () => {
    expect(firstOptions(document(columns), undefined).dateFormat).toBe("m/d/y");
  });
});

describe("choosing", () => {
  test("a meaning moves to the column it was chosen for last", () => {
    expect([...choose(whole, 9, "sku")]).toContainEqual([9, "sku"]);
    expect([...choose(whole, 9, "sku")]).not.toContainEqual([3, "sku"]);
  });

  test("a column can be left out again", () => {
    expect(choose(whole, 3, undefined).has(3)).toBe(false);
  });
});

describe("what is lacking", () => {
  test("nothing of a whole mapping", () => {
    expect(lacks(whole, options)).toEqual([]);
  });

  test("everything of an empty one", () => {
    expect(lacks(new Map(), { dateFormat: undefined, storeId: undefined, serviceTypeId: undefined })).toEqual(
      ["order_ref", "sold_at", "customer", "sku", "quantity", "price", "date_format", "store_id"],
    );
  });

  test("a phone names the customer, a unit price the amount, a column the store", () => {
    let choice = choose(choose(whole, 2, "customer_phone"), 5, "unit_price");
    choice = choose(choice, 6, "store");
    expect(lacks(choice, { ...options, storeId: undefined })).toEqual([]);
  });

  test("cost and profit are one too many", () => {
    expect(lacks(choose(choose(whole, 6, "cost"), 7, "profit"), options)).toEqual(["cost_and_profit"]);
  });
});

test("the mapping is sent flat", () => {
  expect(toMapping(whole, { ...options, serviceTypeId: "2" })).toEqual({
    order_ref: 0,
    sold_at: 1,
    customer_ref: 2,
    sku: 3,
    quantity: 4,
    amount: 5,
    date_format: "m/d/y",
    default_store_id: "3",
    service_type_id: "2",
  });
});

test("the sample of a date is the first that says something", () => {
  expect(dateSample([column(1, undefined, ["", "11/8/2017"])], whole)).toBe("11/8/2017");
  expect(dateSample([], whole)).toBeUndefined();
});

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1536, "1.5 KB"],
  [2 * 1024 * 1024, "2 MB"],
  [150 * 1024 * 1024, "150 MB"],
  [1024 ** 3, "1 GB"],
  [5000 * 1024 ** 3, "5000 GB"],
])("%d bytes are %s", (bytes, text) => {
  expect(fileSize(bytes)).toBe(text);
});

test.each([
  ["plain", "plain"],
  ['say "hi", now', '"say ""hi"", now"'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", '"\'=1+1"'],
  ["-2", '"\'-2"'],
])("%j in a file is %j", (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test("the rows with a problem make a file a spreadsheet opens", () => {
  const error = { row: 17, field: "sold_at", reason: "imports.date_unreadable", detail: "d", value: "31/12" };
  const words = { field: () => "日期", reason: () => "原因" };
  expect(errorsCsv(["行", "字段", "问题", "内容", "detail"], [error], words)).toBe(
    "\ufeff行,字段,问题,内容,detail\r\n17,日期,原因,31/12,d\r\n",
  );
});
