import type { Task } from "@shared/api/followUps";
import { describe, expect, test } from "vitest";
import { byDay, daysOf, dueOf, nextMonth, step, weekday } from "./calendar";

const kZone = "Asia/Shanghai";

test.each([
  ["2026-11-16", 0],
  ["2026-11-21", 5],
  ["2026-11-22", 6],
])("%s is day %d of its week", (on, day) => {
  expect(weekday(on)).toBe(day);
});

describe("the days of a view", () => {
  test("a week begins on Monday", () => {
    expect(daysOf("week", "2026-11-22")).toEqual([
      "2026-11-16",
      "2026-11-17",
      "2026-11-18",
      "2026-11-19",
      "2026-11-20",
      "2026-11-21",
      "2026-11-22",
    ]);
  });

  test.each([
    ["2026-11-21", "2026-10-26", "2026-12-06"],
    // Begins on a Monday, ends on a Sunday: four weeks and nothing more.
    ["2027-02-10", "2027-02-01", "2027-02-28"],
    ["2026-12-31", "2026-11-30", "2027-01-03"],
  ])("the month of %s goes from %s to %s", (on, first, last) => {
    const days = daysOf("month", on);
    expect([days[0], days.at(-1)]).toEqual([first, last]);
    expect(days.length % 7).toBe(0);
  });
});

test.each([
  ["month", "2026-12-31", 1, "2027-01-01"],
  ["month", "2026-01-31", -1, "2025-12-01"],
  ["week", "2026-12-29", 1, "2027-01-05"],
] as const)("a %s from %s by %d is %s", (view, on, by, next) => {
  expect(step(view, on, by)).toBe(next);
});

test("a month away is the first of that month", () => {
  expect(nextMonth("2026-11-30", 3)).toBe("2027-02-01");
});

test("a task stands on the day of the chain's clock", () => {
  const task = (task_id: string, due_at: string) => ({ task_id, due_at }) as Task;
  const days = byDay([task("late", "2026-11-21T17:00:00Z"), task("early", "2026-11-21T15:00:00Z")], kZone);
  expect(days.get("2026-11-21")?.map((one) => one.task_id)).toEqual(["early"]);
  expect(days.get("2026-11-22")?.map((one) => one.task_id)).toEqual(["late"]);
});

test.each([
  ["2026-11-17T01:00:00Z", "overdue"],
  ["2026-11-17T14:00:00Z", "today"],
  ["2026-11-17T17:00:00Z", "tomorrow"],
  ["2026-11-22T02:00:00Z", "week"],
  ["2026-11-23T02:00:00Z", "later"],
] as const)("on Tuesday morning %s is %s", (due_at, part) => {
  expect(dueOf({ due_at }, Date.parse("2026-11-17T02:00:00Z"), "2026-11-17", kZone)).toBe(part);
});
