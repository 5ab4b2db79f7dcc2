import type { Text } from "@shared/text/i18n";
import { describe, expect, test } from "vitest";
import { offlineDifferenceText, offlineReasons } from "./offlineReasons";

const kNone = {
  difference_minor: 0,
  unexplained: false,
  earlier_price: false,
  disabled_product: false,
  disabled_member: false,
};

describe("why a sale made without the network is looked at", () => {
  test.each([
    [{}, []],
    [{ difference_minor: 110 }, ["tooMuch"]],
    [{ difference_minor: -110 }, ["tooLittle"]],
    [{ difference_minor: -110, unexplained: true }, ["unexplained"]],
    [{ earlier_price: true }, ["earlierPrice"]],
    [{ disabled_product: true, disabled_member: true }, ["disabledProduct", "disabledMember"]],
  ])("%o", (change, expected) => {
    expect(offlineReasons({ ...kNone, ...change })).toEqual(expected);
  });
});

test.each([
  [459, "sales.offlineMore"],
  [-459, "sales.offlineLess"],
])("a difference of %i is said as %s", (difference, key) => {
  expect(offlineDifferenceText(((text: string) => text) as unknown as Text, difference)).toBe(key);
});
