import { makeFormat } from "@shared/format/format";
import type { Text } from "@shared/text/i18n";
import { describe, expect, test } from "vitest";
import { daysLeft, dueSentence, hoursLeft, minutesText, urgencyOf } from "./due";

const kNow = Date.parse("2026-11-21T04:00:00Z");
const inDays = (n: number) => new Date(kNow + n * 86_400_000).toISOString();
const format = makeFormat({ currency: "CNY", currencyDigits: 2, zone: "Asia/Shanghai", language: "zh" });
// The key and its parameters are what is decided here; the words are the texts'.
const said = ((key: string, params?: object) =>
  params ? `${key} ${JSON.stringify(params)}` : key) as unknown as Text;
const tracked = { state: "tracking", due_reason: "no_follow_up" } as const;

describe("how near the return is", () => {
  test.each([
    [-2, "over"],
    [0, "today"],
    [1, "near"],
    [2, "soon"],
    [3, "soon"],
    [4, "far"],
  ] as const)("%d days left is %s", (days_left, urgency) => {
    expect(urgencyOf({ ...tracked, due_at: inDays(days_left), days_left }, kNow)).toBe(urgency);
  });

  test("without the server's count it is counted from the date", () => {
    expect(daysLeft({ ...tracked, due_at: inDays(2.5) }, kNow)).toBe(2);
    expect(daysLeft({ ...tracked, due_at: inDays(-0.1) }, kNow)).toBe(-1);
  });

  test.each([
    [23.9, 23],
    [1, 1],
    [0.9, 0],
    [-2, 0],
  ])("%d hours before, %d whole ones are left", (hours, whole) => {
    expect(hoursLeft({ due_at: inDays(hours / 24) }, kNow)).toBe(whole);
  });

  test("who is protected, public or won has no such day", () => {
    expect(urgencyOf({ state: "tracking", protected_until: inDays(3) }, kNow)).toBe("protected");
    expect(urgencyOf({ state: "tracking", protected_until: inDays(-3) }, kNow)).toBe("none");
    expect(urgencyOf({ state: "public", days_left: 1 }, kNow)).toBe("none");
    expect(urgencyOf({ state: "common", days_left: 1 }, kNow)).toBe("none");
  });
});

describe("why it goes back, as a sentence", () => {
  const due_at = "2026-11-23T10:00:00Z";
  test.each([
    [{ due_reason: "no_first_follow_up" }, 'pool.due.no_first_follow_up {"at":"2026-11-23 18:00"}'],
    [
      { due_reason: "no_follow_up", last_counted_at: "2026-11-15T20:00:00Z" },
      'pool.due.no_follow_up {"at":"2026-11-23 18:00","last":"2026-11-16"}',
    ],
    [{ due_reason: "no_follow_up" }, 'pool.due.no_follow_up_never {"at":"2026-11-23 18:00"}'],
    [
      { due_reason: "no_deal", taken_at: "2026-11-01T00:00:00Z" },
      'pool.due.no_deal {"at":"2026-11-23 18:00","taken":"2026-11-01"}',
    ],
    [{ due_reason: "maximum" }, 'pool.due.maximum {"at":"2026-11-23 18:00"}'],
  ] as const)("%j", (clock, sentence) => {
    expect(dueSentence(said, format, { state: "tracking", due_at, ...clock }, kNow)).toBe(sentence);
  });

  test("when the day has passed, protection holds or nothing is due, it says so", () => {
    const past = { ...tracked, due_at: inDays(-1) };
    expect(dueSentence(said, format, past, kNow)).toBe("pool.due.over");
    expect(dueSentence(said, format, { state: "common" }, kNow)).toBe("pool.due.won");
    expect(dueSentence(said, format, { state: "tracking" }, kNow)).toBe("pool.due.none");
    expect(dueSentence(said, format, { state: "tracking", protected_until: inDays(1) }, kNow)).toContain(
      "pool.due.protected",
    );
  });
});

test.each([
  [5, 'pool.minutes.minutes {"n":5}'],
  [89, 'pool.minutes.minutes {"n":89}'],
  [90, 'pool.minutes.hours {"n":2}'],
  [2879, 'pool.minutes.hours {"n":48}'],
  [2880, 'pool.minutes.days {"n":2}'],
])("%d minutes are said as people do", (minutes, text) => {
  expect(minutesText(said, minutes)).toBe(text);
});
