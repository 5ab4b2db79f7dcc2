import type { GrantWrite } from "@shared/api/types";

export interface GrantValues {
  points: number;
  reason: string;
  /** At once without. */
  activates_at?: string | null;
  /** By the strategy without. */
  expires_at?: string | null;
}

export function grantWrite(values: GrantValues): GrantWrite {
  const { points, reason, activates_at, expires_at } = values;
  return {
    points,
    reason: reason.trim(),
    ...(activates_at ? { activates_at } : {}),
    ...(expires_at ? { expires_at } : {}),
  };
}

/** Nobody could ever spend them. */
export function expiresTooEarly(values: Partial<GrantValues>, now: Date): boolean {
  const { activates_at, expires_at } = values;
  if (!expires_at) return false;
  const from = Math.max(now.getTime(), activates_at ? Date.parse(activates_at) : 0);
  return Date.parse(expires_at) <= from;
}
