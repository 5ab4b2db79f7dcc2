export type Language = "zh" | "en";

interface Parts {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  second: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    const options: Intl.DateTimeFormatOptions = {
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    };
    try {
      formatter = new Intl.DateTimeFormat("en-US", { ...options, timeZone: zone });
    } catch {
      formatter = new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
    }
    formatters.set(zone, formatter);
  }
  return formatter;
}

function partsOf(at: string, zone: string): Parts | undefined {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return undefined;
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterFor(zone).formatToParts(instant)) parts[type] = value;
  return parts as unknown as Parts;
}

/** "2026-11-21 18:00" on the wall clock of `zone`; the text itself when it is no instant. */
export function dateTime(at: string, zone: string): string {
  const p = partsOf(at, zone);
  return p ? `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}` : at;
}

export function dateTimeSeconds(at: string, zone: string): string {
  const p = partsOf(at, zone);
  return p ? `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}:${p.second}` : at;
}

export function dateOf(at: string, zone: string): string {
  const p = partsOf(at, zone);
  return p ? `${p.year}-${p.month}-${p.day}` : at;
}

const kMinute = 60;
const kHour = 60 * kMinute;
const kDay = 24 * kHour;

/** "3 minutes ago"; beyond a week the date says more than a distance does. */
export function relativeTime(at: string, now: number, zone: string, language: Language): string {
  const instant = new Date(at).getTime();
  if (Number.isNaN(instant)) return at;
  const seconds = Math.round((instant - now) / 1000);
  const distance = Math.abs(seconds);
  const words = new Intl.RelativeTimeFormat(language === "zh" ? "zh-CN" : "en", { numeric: "auto" });
  if (distance < 45) return words.format(0, "second");
  if (distance < kHour)
    return words.format(Math.sign(seconds) * Math.max(1, Math.round(distance / kMinute)), "minute");
  if (distance < kDay) return words.format(Math.sign(seconds) * Math.round(distance / kHour), "hour");
  if (distance < 7 * kDay) return words.format(Math.sign(seconds) * Math.round(distance / kDay), "day");
  return dateOf(at, zone);
}

/** "1:05" or "1:02:03" for a waiting time. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const pad = (n: number) => String(n).padStart(2, "0");
  const h = Math.floor(whole / kHour);
  const m = Math.floor((whole % kHour) / kMinute);
  const s = whole % kMinute;
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}

/**
 * The instant at which the clocks of `zone` show "2026-11-21 18:00", as RFC 3339. An hour that summer time leaves out is
 * one that comes a little earlier. Two rounds are enough: a zone's offset changes at most once near any time.
 */
export function instantOf(wall: string, zone: string): string {
  const wanted = Date.parse(`${wall.replace(" ", "T")}:00Z`);
  let at = wanted;
  for (let round = 0; round < 2; round += 1) {
    const p = partsOf(new Date(at).toISOString(), zone);
    if (!p) break;
    at += wanted - Date.parse(`${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}Z`);
  }
  return new Date(at).toISOString();
}

const dayStarts = new Map<string, string>();

/** The first instant of calendar day `on` in `zone`, as RFC 3339. A list filter by day asks the server with it. */
export function startOfDay(on: string, zone: string): string {
  const key = `${on}|${zone}`;
  const known = dayStarts.get(key) ?? instantOf(`${on} 00:00`, zone);
  dayStarts.set(key, known);
  return known;
}

/** The last instant of the day, as far as milliseconds go. */
export function lastInstantOf(on: string, zone: string): string {
  return new Date(Date.parse(startOfDay(addDays(on, 1), zone)) - 1).toISOString();
}

export function addDays(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * kDay * 1000).toISOString().slice(0, 10);
}

/** "2026年11月", "November 2026": the month of a calendar day. */
export function monthOf(on: string, language: Language): string {
  const words = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en", {
    year: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  return words.format(new Date(`${on}T00:00:00Z`));
}
