import dayjs, { type Dayjs } from "dayjs";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";

// A calendar shows the wall clock of the chain, wherever the browser stands. What goes in and comes out of it are texts
// of that clock; the objects between are in no zone at all, so that no hour is skipped by the browser's summer time.
dayjs.extend(utc);
dayjs.extend(timezone);

export const kDay = "YYYY-MM-DD";
export const kWall = "YYYY-MM-DD HH:mm";

/** From then on "today" and "now" of every calendar are those of this zone. */
export function setCalendarZone(zone: string): void {
  dayjs.tz.setDefault(zone);
}

export function toCalendar(wall: string | null | undefined): Dayjs | null {
  return wall ? dayjs.utc(wall.replace(" ", "T")) : null;
}

/** Which days can be chosen: from today on, or up to today; `today` as the chain has it. */
export type Only = "future" | "past";
export function isOutside(only: Only, today: string): (day: Dayjs) => boolean {
  return (day) => (only === "future" ? day.format(kDay) < today : day.format(kDay) > today);
}

/** Whole years that end with this day. */
export function yearsUpTo(to: string, years: number): [string, string] {
  return [dayjs.utc(to).subtract(years, "year").add(1, "day").format(kDay), to];
}
