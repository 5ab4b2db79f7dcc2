import { describe, expect, test } from "vitest";
import { makeFormat } from "./format";
import { initials, isMasked, phone } from "./mask";
import { count, decimal, decimalInput, money, parseDecimal, percent, points } from "./number";
import { passwordStrength } from "./password";
import { addDays, dateTime, dateTimeSeconds, duration, monthOf, relativeTime, startOfDay } from "./time";

describe("amounts", () => {
  test.each([
    [0, 2, "0.00"],
    [5, 2, "0.05"],
    [145100, 2, "1,451.00"],
    [-145100, 2, "−1,451.00"],
    [1234567, 0, "1,234,567"],
    [123456789, 3, "123,456.789"],
    [9007199254740991, 2, "90,071,992,547,409.91"],
  ])("%d with %d digits is %s", (value, digits, text) => {
    expect(decimal(value, digits)).toBe(text);
  });

  test.each([
    [145100, "CNY", 2, "¥1,451.00"],
    [-99, "CNY", 2, "−¥0.99"],
    [1500, "JPY", 0, "¥1,500"],
    [1500, "CHF", 2, "CHF 15.00"],
  ])("%d %s is written as money", (minor, currency, digits, text) => {
    expect(money(minor, currency, digits)).toBe(text);
  });

  test.each([
    ["1451", 2, 145100],
    ["1,451.5", 2, 145150],
    ["¥1,451.50", 2, 145150],
    ["１２．５", 2, 1250],
    ["-3.20", 2, -320],
    ["−3.20", 2, -320],
    [".5", 2, 50],
    ["0.29", 2, 29],
    ["12.3400", 2, 1234],
    ["-0", 2, 0],
    ["", 2, undefined],
    [".", 2, undefined],
    ["1.234", 2, undefined],
    ["1e3", 2, undefined],
    ["12a", 2, undefined],
    ["--1", 2, undefined],
    ["90071992547409.92", 2, undefined],
  ])("typed %j with %d digits reads as %s", (text, digits, value) => {
    expect(parseDecimal(text, digits)).toBe(value);
  });

  test.each([
    [145100, 2, 2, "1451.00"],
    [145100, 2, 0, "1451"],
    [-5, 2, 0, "-0.05"],
    [undefined, 2, 0, ""],
  ])("the input for %s starts from its plain form", (value, digits, keep, text) => {
    expect(decimalInput(value, digits, keep)).toBe(text);
  });

  test("what an input shows reads back as the same value", () => {
    for (const value of [0, 1, -1, 99, 100, 12345678, -987654321]) {
      expect(parseDecimal(decimalInput(value, 2, 2), 2)).toBe(value);
      expect(parseDecimal(decimal(value, 2), 2)).toBe(value);
    }
  });

  test("rates are shown as percentages without superfluous zeros", () => {
    expect(percent(800000)).toBe("80%");
    expect(percent(333333)).toBe("33.3333%");
    expect(percent(1)).toBe("0.0001%");
    expect(percent(-50000)).toBe("−5%");
    expect(percent(1000000)).toBe("100%");
  });

  test("points have two decimals and counts say when they were cut", () => {
    expect(points(39000)).toBe("390.00");
    expect(count(37, true)).toBe("37");
    expect(count(1000, false)).toBe("1,000+");
  });
});

describe("time", () => {
  const now = Date.parse("2026-11-21T10:00:00Z");

  test("an instant is written on the chain's wall clock", () => {
    expect(dateTime("2026-11-21T10:00:00.123456Z", "Asia/Shanghai")).toBe("2026-11-21 18:00");
    expect(dateTime("2026-11-21T16:30:00Z", "Asia/Shanghai")).toBe("2026-11-22 00:30");
    expect(dateTimeSeconds("2026-11-21T10:00:09Z", "America/New_York")).toBe("2026-11-21 05:00:09");
    expect(dateTime("not a time", "Asia/Shanghai")).toBe("not a time");
  });

  test("an unknown zone falls back to UTC", () => {
    expect(dateTime("2026-11-21T10:00:00Z", "Mars/Base")).toBe("2026-11-21 10:00");
  });

  test.each([
    ["2026-11-21T09:59:40Z", "now", "现在"],
    ["2026-11-21T09:57:00Z", "3 minutes ago", "3分钟前"],
    ["2026-11-21T07:00:00Z", "3 hours ago", "3小时前"],
    ["2026-11-20T10:00:00Z", "yesterday", "昨天"],
    ["2026-10-01T10:00:00Z", "2026-10-01", "2026-10-01"],
  ])("%s is said as a distance", (at, en, zh) => {
    expect(relativeTime(at, now, "Asia/Shanghai", "en")).toBe(en);
    expect(relativeTime(at, now, "Asia/Shanghai", "zh")).toBe(zh);
  });

  test("a day starts at its zone's midnight, also where the clock changes", () => {
    expect(startOfDay("2026-11-21", "Asia/Shanghai")).toBe("2026-11-20T16:00:00.000Z");
    expect(startOfDay("2026-03-08", "America/New_York")).toBe("2026-03-08T05:00:00.000Z");
    expect(startOfDay("2026-03-09", "America/New_York")).toBe("2026-03-09T04:00:00.000Z");
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  });

  test("a waiting time is written like a clock", () => {
    expect(duration(65)).toBe("1:05");
    expect(duration(3723)).toBe("1:02:03");
    expect(duration(-4)).toBe("0:00");
  });
});

describe("people", () => {
  test("phones are grouped, masked ones too", () => {
    expect(phone("13812345678")).toBe("138 1234 5678");
    expect(phone("+8613812345678")).toBe("138 1234 5678");
    expect(phone("138****5678")).toBe("138 **** 5678");
    expect(phone("+44 20 7946 0018")).toBe("+44 20 7946 0018");
    expect(isMasked("138****5678")).toBe(true);
  });

  test("initials follow the script of the name", () => {
    expect(initials("张伟")).toBe("张");
    expect(initials("Ada Lovelace")).toBe("AL");
    expect(initials("  ")).toBe("?");
  });

  test("a longer, more varied password is stronger; a known word or one's name is not", () => {
    expect(passwordStrength("short")).toBe(0);
    expect(passwordStrength("password1234")).toBeLessThanOrEqual(1);
    expect(passwordStrength("aaaaaaaaaaaaaaaa")).toBeLessThanOrEqual(1);
    expect(passwordStrength("correct horse battery staple")).toBe(4);
    expect(passwordStrength("Harbour-7421-blue", ["harbour"])).toBeLessThan(
      passwordStrength("Harbour-7421-blue"),
    );
  });
});

test("a format is bound to currency, zone and language", () => {
  const format = makeFormat({ currency: "CNY", currencyDigits: 2, zone: "Asia/Shanghai", language: "zh" });
  expect(format.money(145100)).toBe("¥1,451.00");
  expect(format.parseMoney("¥1,451")).toBe(145100);
  expect(format.parsePercent("80 %")).toBe(800000);
  expect(format.parsePercent("12.5％")).toBe(125000);
});

test("a month is said as its language says it", () => {
  expect(monthOf("2026-11-22", "zh")).toBe("2026年11月");
  expect(monthOf("2026-11-22", "en")).toBe("November 2026");
  expect(monthOf("2026-01-01", "en")).toBe("January 2026");
});
