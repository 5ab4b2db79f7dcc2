import type { Task } from "@shared/api/followUps";
import { addDays, dateOf } from "@shared/format/time";

export type View = "month" | "week";
const kWeek = 7;

/** 0 for Monday. */
export function weekday(on: string): number {
  return (new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % kWeek;
}

/** The days a view shows: whole weeks, Monday first. */
export function daysOf(view: View, on: string): string[] {
  if (view === "week") {
    const first = addDays(on, -weekday(on));
    return Array.from({ length: kWeek }, (_, i) => addDays(first, i));
  }
  const first = `${on.slice(0, 7)}-01`;
  const start = addDays(first, -weekday(first));
  const next = nextMonth(first, 1);
  const days: string[] = [];
  for (let day = start; day < next || days.length % kWeek !== 0; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The first of the month `by` months away. */
export function nextMonth(on: string, by: number): string {
  const [year = 0, month = 1] = on.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
}

export function step(view: View, on: string, by: 1 | -1): string {
  return view === "week" ? addDays(on, by * kWeek) : nextMonth(on, by);
}

/** Tasks by the day on the chain's clock, the earliest first. */
export function byDay(tasks: readonly Task[], zone: string): Map<string, Task[]> {
  const days = new Map<string, Task[]>();
  for (const task of [...tasks].sort((a, b) => a.due_at.localeCompare(b.due_at))) {
    const on = dateOf(task.due_at, zone);
    days.set(on, [...(days.get(on) ?? []), task]);
  }
  return days;
}

export type Due = "overdue" | "today" | "tomorrow" | "week" | "later";

/** In which part of the list an open task stands. */
export function dueOf(task: Pick<Task, "due_at">, now: number, today: string, zone: string): Due {
  if (Date.parse(task.due_at) < now) return "overdue";
  const on = dateOf(task.due_at, zone);
  if (on <= today) return "today";
  if (on === addDays(today, 1)) return "tomorrow";
  return on <= addDays(today, kWeek - 1 - weekday(today)) ? "week" : "later";
}
