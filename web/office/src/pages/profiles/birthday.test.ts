import type { Birthday } from "@shared/api/profiles";
import type { Text } from "@shared/text/i18n";
import { expect, test } from "vitest";
import { lunarText } from "./birthdayText";
import { codesAbove } from "./inputs";

const t = ((key: string, words: { month: string; day: string }) =>
  `${key.endsWith("LeapDay") ? "闰" : ""}${words.month}月${words.day}`) as unknown as Text;
const born = (lunar_month: number, lunar_day: number, is_leap_month = false): Birthday => ({
  customer_id: "1",
  calendar: "lunar",
  lunar_month,
  lunar_day,
  is_leap_month,
});

test.each([
  [born(1, 1), "正月初一"],
  [born(12, 8), "腊月初八"],
  [born(8, 15), "八月十五"],
  [born(5, 10), "五月初十"],
  [born(5, 20), "五月二十"],
  [born(11, 29), "冬月廿九"],
  [born(10, 30), "十月三十"],
  [born(6, 21, true), "闰六月廿一"],
])("a lunar day reads as in an almanac: %o", (birthday, text) => {
  expect(lunarText(t, "zh", birthday)).toBe(text);
});

test("nothing is said of a birthday nobody knows", () => {
  expect(lunarText(t, "zh", { customer_id: "1", calendar: "solar" })).toBeUndefined();
});

test("a division leads up to its province", () => {
  expect(codesAbove("440305")).toEqual(["440000", "440300", "440305"]);
  expect(codesAbove("440300")).toEqual(["440000", "440300"]);
  expect(codesAbove("440000")).toEqual(["440000"]);
});
