import type { PoolMember } from "@shared/api/poolTypes";
import type { TFunction } from "i18next";

export const kAllDays = "1234567";
export const kDayMinutes = 1440;

/** A member as it is sent: what the engine needs is filled in, nothing that only the server says. */
export function memberOf(member: Partial<PoolMember> & Pick<PoolMember, "kind" | "ref_id">): PoolMember {
  return {
    kind: member.kind,
    ref_id: member.ref_id,
    is_administrator: member.is_administrator ?? false,
    weight: member.weight ?? 1,
    ...(member.day_capacity ? { day_capacity: member.day_capacity } : {}),
    ...(member.week_capacity ? { week_capacity: member.week_capacity } : {}),
    weekdays: member.weekdays || kAllDays,
    from_minute: member.from_minute ?? 0,
    to_minute: member.to_minute ?? kDayMinutes,
  };
}

/** "09:30" of minutes since midnight; the end of the day is 24:00. */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

export function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
}

/** "Mo Tu 09:00–18:00"; nothing for somebody who works at any time. */
export function shiftText(t: TFunction, member: PoolMember): string {
  const days = member.weekdays || kAllDays;
  const from = member.from_minute ?? 0;
  const to = member.to_minute ?? kDayMinutes;
  const allDays = days === kAllDays;
  const allDay = from === 0 && to === kDayMinutes;
  if (allDays && allDay) return "";
  const names = allDays
    ? ""
    : [...days].map((day) => t(`poolRules.members.weekday.d${day as "1"}`)).join(" ");
  return `${names} ${allDay ? "" : `${clock(from)}–${clock(to)}`}`.trim();
}
