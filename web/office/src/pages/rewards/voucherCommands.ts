import type { Redemption, Voucher } from "@shared/api/types";
import type { Command } from "@shared/ui/command/command";
import { Ban, Undo2 } from "lucide-react";

export function cancelVoucher(open: () => void): Command<Voucher> {
  return {
    id: "rewards.voucher.cancel",
    label: (t) => t("rewards.voucher.cancel"),
    icon: Ban,
    permission: "rewards.issue",
    danger: true,
    when: (voucher) => voucher.state === "issued",
    run: open,
  };
}

export function cancelRedemption(open: () => void): Command<Redemption> {
  return {
    id: "rewards.redemption.cancel",
    label: (t) => t("rewards.redemption.cancel"),
    icon: Undo2,
    permission: "rewards.cancel",
    danger: true,
    when: (redemption) => redemption.state === "done" && !redemption.source_kind,
    run: open,
  };
}
