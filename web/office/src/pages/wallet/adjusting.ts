import type { AdjustmentWrite } from "@shared/api/types";

export interface AdjustValues {
  /** Spendable points, the history that decides the tier, or both alike. */
  book: "wallet" | "combined" | "both";
  direction: "add" | "take";
  points: number;
  reason: string;
}

/** Undefined while no amount can be read. */
export function signedPoints(
  values: Partial<Pick<AdjustValues, "direction" | "points">>,
): number | undefined {
  const { direction, points } = values;
  if (points === undefined || points === null || Number.isNaN(points)) return undefined;
  return direction === "take" ? -points : points;
}

export function adjustmentWrite(values: AdjustValues): AdjustmentWrite {
  const points = signedPoints(values) ?? 0;
  return {
    ...(values.book === "combined" ? {} : { wallet_points: points }),
    ...(values.book === "wallet" ? {} : { combined_points: points }),
    reason: values.reason.trim(),
  };
}
