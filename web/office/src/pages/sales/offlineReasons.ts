import type { OfflineSale } from "@shared/api/types";

export type OfflineReason =
  | "tooMuch"
  | "tooLittle"
  | "unexplained"
  | "earlierPrice"
  | "disabledProduct"
  | "disabledMember";

/** Why somebody is to look at a sale made without the network. */
export function offlineReasons(
  offline: Pick<
    OfflineSale,
    "difference_minor" | "unexplained" | "earlier_price" | "disabled_product" | "disabled_member"
  >,
): OfflineReason[] {
  const reasons: [OfflineReason, boolean][] = [
    ["tooMuch", offline.difference_minor > 0],
    ["unexplained", offline.unexplained],
    ["tooLittle", offline.difference_minor < 0 && !offline.unexplained],
    ["earlierPrice", offline.earlier_price],
    ["disabledProduct", offline.disabled_product],
    ["disabledMember", offline.disabled_member],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}
