import type { PoolCustomer } from "@shared/api/poolTypes";
import type { Format } from "@shared/format/format";
import type { Text } from "@shared/text/i18n";

/** How near the day is on which a customer goes back. */
export type Urgency = "over" | "today" | "near" | "soon" | "far" | "none" | "protected";

type Clock = Pick<
  PoolCustomer,
  | "state"
  | "due_at"
  | "due_reason"
  | "days_left"
  | "protected_until"
  | "order_until"
  | "last_counted_at"
  | "taken_at"
>;

const kNearDays = 1;
const kSoonDays = 3;
const kHourMs = 3_600_000;
const kDayMs = 86_400_000;

function isProtected(customer: Pick<PoolCustomer, "protected_until">, now: number): boolean {
  return Boolean(customer.protected_until && Date.parse(customer.protected_until) > now);
}

/** Whole days until it goes back: the server's count, else counted from the stored date. */
export function daysLeft(customer: Clock, now: number): number | undefined {
  if (customer.days_left !== undefined && customer.days_left !== null) return customer.days_left;
  return customer.due_at ? Math.floor((Date.parse(customer.due_at) - now) / kDayMs) : undefined;
}

/** Whole hours until it goes back, for the last day. */
export function hoursLeft(customer: Pick<Clock, "due_at">, now: number): number {
  return customer.due_at ? Math.max(0, Math.floor((Date.parse(customer.due_at) - now) / kHourMs)) : 0;
}

export function urgencyOf(customer: Clock, now: number): Urgency {
  if (customer.state !== "tracking") return "none";
  const days = daysLeft(customer, now);
  if (days === undefined) return isProtected(customer, now) ? "protected" : "none";
  if (days < 0) return "over";
  if (days === 0) return "today";
  if (days <= kNearDays) return "near";
  return days <= kSoonDays ? "soon" : "far";
}

/** Why it goes back, and when, as a sentence. */
export function dueSentence(t: Text, format: Format, customer: Clock, now: number): string {
  if (customer.state === "common") return t("pool.due.won");
  if (!customer.due_at || !customer.due_reason) {
    return isProtected(customer, now)
      ? t("pool.due.protected", { at: format.dateTime(customer.protected_until ?? "") })
      : t("pool.due.none");
  }
  if (customer.order_until && Date.parse(customer.order_until) > now) {
    return t("pool.due.order", { at: format.dateTime(customer.order_until) });
  }
  if (Date.parse(customer.due_at) <= now) return t("pool.due.over");
  const at = format.dateTime(customer.due_at);
  switch (customer.due_reason) {
    case "no_follow_up":
      return customer.last_counted_at
        ? t("pool.due.no_follow_up", { at, last: format.date(customer.last_counted_at) })
        : t("pool.due.no_follow_up_never", { at });
    case "no_deal":
      return t("pool.due.no_deal", { at, taken: customer.taken_at ? format.date(customer.taken_at) : "" });
    default:
      return t(`pool.due.${customer.due_reason}`, { at });
  }
}

/** "40 min", "5 h", "3 d": a median of minutes as people say it. */
export function minutesText(t: Text, minutes: number): string {
  if (minutes < 90) return t("pool.minutes.minutes", { n: minutes });
  const hours = minutes / 60;
  if (hours < 48) return t("pool.minutes.hours", { n: Math.round(hours) });
  return t("pool.minutes.days", { n: Math.round(hours / 24) });
}
