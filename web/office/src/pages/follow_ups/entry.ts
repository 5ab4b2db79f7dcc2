import type { FollowUpKind, FollowUpResult, FollowUpWrite } from "@shared/api/followUps";
import type { Format } from "@shared/format/format";
import { addDays } from "@shared/format/time";

export type When = "none" | "tomorrow" | "three" | "week" | "other";

export interface Entry {
  kind: FollowUpKind;
  result: FollowUpResult | undefined;
  text: string;
  when: When;
  /** "YYYY-MM-DD HH:mm" on the chain's clock, for `other`. */
  at: string;
  next: string;
}

export const kKinds: readonly FollowUpKind[] = ["call", "message", "visit", "appointment", "note"];
export const kResults: readonly FollowUpResult[] = [
  "reached",
  "interested",
  "ordered",
  "no_answer",
  "refused",
];
/** Tasks of "tomorrow" are due when a working day begins. */
const kHour = 10;

export const kEmpty: Entry = { kind: "call", result: undefined, text: "", when: "none", at: "", next: "" };

/** A note has no result: nobody was there to answer. */
export function withKind(entry: Entry, kind: FollowUpKind): Entry {
  return { ...entry, kind, result: kind === "note" ? undefined : entry.result };
}

const kDaysAhead = { tomorrow: 1, three: 3, week: 7 } as const;

type Clock = Pick<Format, "today" | "instantOf">;

export function nextAt(entry: Entry, format: Clock): string | undefined {
  if (entry.when === "none") return undefined;
  if (entry.when === "other") return entry.at ? format.instantOf(entry.at) : undefined;
  const on = addDays(format.today(), kDaysAhead[entry.when]);
  return format.instantOf(`${on} ${String(kHour).padStart(2, "0")}:00`);
}

/** What is sent: nothing that wasn't said. `fallback` is the next step of somebody who only chose a day. */
export function writeOf(entry: Entry, format: Clock, fallback: string): FollowUpWrite {
  const at = nextAt(entry, format);
  return {
    kind: entry.kind,
    text: entry.text.trim(),
    ...(entry.result ? { result: entry.result } : {}),
    ...(at ? { next_at: at, next_text: entry.next.trim() || fallback } : {}),
  };
}

/** A phrase goes behind what was typed, never over it. */
export function withPhrase(text: string, phrase: string): string {
  const typed = text.trimEnd();
  if (typed === "") return phrase;
  return typed.includes(phrase) ? text : `${typed}${/[。.!！?？]$/.test(typed) ? " " : "。 "}${phrase}`;
}
