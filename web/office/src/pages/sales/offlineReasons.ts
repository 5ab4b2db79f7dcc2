import type { OfflineSale } from "@shared/api/types";
import type { Text } from "@shared/text/i18n";

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

/** What a till without network took beside what it comes to: more is the buyer's, less was borne by us. */
export function offlineDifferenceText(t: Text, difference: number): string {
  return t(difference > 0 ? "sales.offlineMore" : "sales.offlineLess");
}
