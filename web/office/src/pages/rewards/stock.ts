import type { MovementKind } from "@shared/api/types";

/** What will be there after a movement; undefined while it isn't said whole. Below zero the server refuses it. */
export function stockAfter(
  now: number,
  kind: MovementKind | undefined,
  quantity: number | null | undefined,
): number | undefined {
  if (quantity === undefined || quantity === null || Number.isNaN(quantity)) return undefined;
  switch (kind) {
    case "received":
    case "put_back":
      return now + quantity;
    case "written_off":
    case "redeemed":
      return now - quantity;
    case "counted":
      return quantity;
    default:
      return undefined;
  }
}
