import type { Reservation } from "@shared/api/types";
import type { Till } from "./basket";

/** A sale laid aside while the next customer is served. */
export interface Parked {
  /** Made up here; the reservation has its own. */
  id: string;
  at: string;
  storeId: string;
  lines: Till["lines"];
  member: Till["member"];
  rewards: Till["rewards"];
  corrects: Till["corrects"];
  /** None when it was parked without a network: then nothing is promised. */
  reservation: Reservation | undefined;
  payable: number;
}

/** More than any counter has room for. */
export const kMostParked = 20;

export function parkedOf(
  till: Till,
  facts: Pick<Parked, "id" | "at" | "storeId" | "payable" | "reservation">,
): Parked {
  const { lines, member, rewards, corrects } = till;
  return { ...facts, lines, member, rewards, corrects };
}

/** Seconds until its time is over, 0 when it is; undefined when it has none. */
export function secondsLeft(
  reservation: Pick<Reservation, "expires_at"> | undefined,
  now: number,
): number | undefined {
  if (!reservation) return undefined;
  const left = (Date.parse(reservation.expires_at) - now) / 1000;
  return Number.isNaN(left) ? undefined : Math.max(0, left);
}

export function isExpired(reservation: Pick<Reservation, "expires_at"> | undefined, now: number): boolean {
  return secondsLeft(reservation, now) === 0;
}

export function fromStoredParked(text: string | null): Parked[] {
  if (!text) return [];
  try {
    const stored: unknown = JSON.parse(text);
    if (!Array.isArray(stored)) return [];
    return stored.filter((one): one is Parked => typeof one?.id === "string" && Array.isArray(one.lines));
  } catch {
    return [];
  }
}
