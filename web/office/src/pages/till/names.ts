import type { PaymentKind } from "@shared/api/types";
import type { Text } from "@shared/text/i18n";
import {
  Banknote,
  CreditCard,
  type LucideIcon,
  MessageCircle,
  MoreHorizontal,
  Repeat2,
  Smartphone,
} from "lucide-react";

/** In the order of their keys, 1 to 6. */
export const kPaymentKinds: readonly { kind: PaymentKind; icon: LucideIcon }[] = [
  { kind: "cash", icon: Banknote },
  { kind: "card", icon: CreditCard },
  { kind: "wechat", icon: MessageCircle },
  { kind: "alipay", icon: Smartphone },
  { kind: "transfer", icon: Repeat2 },
  { kind: "other", icon: MoreHorizontal },
];

export function paymentName(t: Text, kind: PaymentKind): string {
  return t(`sales.payment.${kind}`);
}

/** At a till other customers look on: the middle of a phone is never shown, whatever the person may read. */
export function veiledPhone(text: string): string {
  if (text.includes("*")) return text.replace(/^\+?86(?=1)/, "");
  const digits = text.replace(/^\+?86(?=1\d{10}$)/, "").replace(/\D/g, "");
  return digits.length < 7 ? "****" : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

export function veiledCard(text: string): string {
  const bare = text.replace(/\s/g, "");
  return bare.includes("*") ? bare : `**** ${bare.slice(-4)}`;
}
