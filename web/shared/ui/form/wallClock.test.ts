import { makeFormat } from "@shared/format/format";
import { lastInstantOf } from "@shared/format/time";
import dayjs from "dayjs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isOutside, kDay, kWall, setCalendarZone, toCalendar, yearsUpTo } from "./wallClock";

const shanghai = makeFormat({ currency: "CNY", currencyDigits: 2, zone: "Asia/Shanghai", language: "zh" });
const london = makeFormat({ currency: "GBP", currencyDigits: 2, zone: "Europe/London", language: "en" });

afterEach(() => {
  vi.useRealTimers();
});

test("the tests run where no chain is", () => {
  expect(new Date("2026-11-22T00:00:00Z").getHours()).toBe(19);
});

describe("a clerk in New York works for a chain in Shanghai", () => {
  test("chooses the chain's time", () => {
    expect(shanghai.instantOf("2026-11-25 10:00")).toBe("2026-11-25T02:00:00.000Z");
    expect(shanghai.dateTime("2026-11-25T02:00:00Z")).toBe("2026-11-25 10:00");
  });

  test("sees in the calendar what the chain's clock shows, and gets back what she chose", () => {
    for (const wall of [
      "2026-11-25 10:00",
      "2026-11-25 00:00",
      "2026-11-25 23:59",
      "2026-03-08 02:30",
      "2026-11-01 01:30",
    ]) {
      const shown = toCalendar(wall);
      expect(shown?.format(kWall)).toBe(wall);
      expect(shanghai.dateTime(shanghai.instantOf(wall))).toBe(wall);
    }
    expect(toCalendar("2026-11-25")?.format(kDay)).toBe("2026-11-25");
    expect(toCalendar("")).toBeNull();
    expect(toCalendar(undefined)).toBeNull();
  });

  test("has the chain's today and now in the calendar", () => {
    vi.useFakeTimers();
    vi.setSystemTime(new Date("2026-11-21T20:30:00Z")); // 15:30 of the 21st there, 04:30 of the 22nd here
    setCalendarZone(shanghai.zone);
    // What antd asks for its "today": see @rc-component/picker/es/generate/dayjs.
    expect(dayjs().tz().format(kWall)).toBe("2026-11-22 04:30");
    expect(shanghai.today()).toBe("2026-11-22");
    const day = (on: string) => toCalendar(on) ?? dayjs(0);
    const past = isOutside("future", shanghai.today());
    expect([past(day("2026-11-21")), past(day("2026-11-22"))]).toEqual([true, false]);
    const future = isOutside("past", shanghai.today());
    expect([future(day("2026-11-22")), future(day("2026-11-23"))]).toEqual([false, true]);
    setCalendarZone(london.zone);
    expect(dayjs().tz().format(kWall)).toBe("2026-11-21 20:30");
  });

  test("asks for whole days of the chain", () => {
    expect(shanghai.startOfDay("2026-11-22")).toBe("2026-11-21T16:00:00.000Z");
    expect(lastInstantOf("2026-11-22", shanghai.zone)).toBe("2026-11-22T15:59:59.999Z");
  });
});

test("where the chain has summer time, an hour left out is the one before, and days are as long as they are", () => {
  expect(london.instantOf("2026-03-29 00:59")).toBe("2026-03-29T00:59:00.000Z");
  expect(london.instantOf("2026-03-29 02:00")).toBe("2026-03-29T01:00:00.000Z");
  expect(london.dateTime(london.instantOf("2026-03-29 01:30"))).toMatch(/2026-03-29 0[02]:30/);
  expect(london.instantOf("2026-07-01 10:00")).toBe("2026-07-01T09:00:00.000Z");
  const hours = (on: string, next: string) =>
    (Date.parse(london.startOfDay(next)) - Date.parse(london.startOfDay(on))) / 3_600_000;
  expect(hours("2026-03-29", "2026-03-30")).toBe(23);
  expect(hours("2026-10-25", "2026-10-26")).toBe(25);
});

test("years end with the day they are counted from", () => {
  expect(yearsUpTo("2026-11-22", 1)).toEqual(["2025-11-23", "2026-11-22"]);
  expect(yearsUpTo("2028-02-29", 3)).toEqual(["2025-03-01", "2028-02-29"]);
});
