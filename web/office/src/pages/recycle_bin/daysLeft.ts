const kDay = 86_400_000;

/** Days until then, the last one begun counting whole, 0 when it is over; nothing when it never comes. */
export function daysLeft(from: string | undefined, now: number): number | undefined {
  if (!from) return undefined;
  return Math.max(0, Math.ceil((Date.parse(from) - now) / kDay));
}
