import { goTo } from "@app/navigate";
import { rewards } from "@shared/api/endpoints";
import type { Gift, VoucherBatch, VoucherSeries } from "@shared/api/types";
import type { Command } from "@shared/ui/command/command";
import {
  Ban,
  Boxes,
  CircleCheck,
  Gift as GiftIcon,
  OctagonX,
  Pencil,
  Plus,
  ScanLine,
  Send,
} from "lucide-react";

export const newGift: Command = {
  id: "rewards.gift.new",
  label: (t) => t("rewards.gift.create"),
  icon: Plus,
  permission: "rewards.write",
  run: () => goTo("/gifts?new=1"),
};

export function editGift(open: () => void): Command<Gift> {
  return {
    id: "rewards.gift.edit",
    label: (t) => t("action.edit"),
    icon: Pencil,
    permission: "rewards.write",
    run: open,
  };
}

export function moveStock(open: () => void): Command<Gift> {
  return {
    id: "rewards.gift.stock",
    label: (t) => t("rewards.stock.command"),
    icon: Boxes,
    permission: "rewards.write",
    run: open,
  };
}

const setGift = (status: Gift["status"]) => (gift: Gift, key: string) =>
  rewards.updateGift(gift.id, { status }, { key, version: gift.version });

export const disableGift: Command<Gift> = {
  id: "rewards.gift.disable",
  label: (t) => t("action.disable"),
  icon: Ban,
  permission: "rewards.write",
  danger: true,
  when: (gift) => gift.status === "active",
  run: setGift("disabled"),
  done: (t, { name }) => t("rewards.gift.disabled", { name }),
  undo: (_, after) => {
    const gift = after as Gift;
    return rewards.updateGift(gift.id, { status: "active" }, { version: gift.version });
  },
  refresh: ["rewards"],
};

export const enableGift: Command<Gift> = {
  id: "rewards.gift.enable",
  label: (t) => t("action.enable"),
  icon: CircleCheck,
  permission: "rewards.write",
  when: (gift) => gift.status === "disabled",
  run: setGift("active"),
  done: (t, { name }) => t("rewards.gift.enabled", { name }),
  refresh: ["rewards"],
};

export const newSeries: Command = {
  id: "rewards.series.new",
  label: (t) => t("rewards.series.create"),
  icon: Plus,
  permission: "rewards.write",
  run: () => goTo("/vouchers?new=1"),
};

export const findVoucher: Command = {
  id: "rewards.voucher.find",
  label: (t) => t("nav.findVoucher"),
  icon: ScanLine,
  permission: "rewards.read",
  run: () => goTo("/voucher"),
};

export function editSeries(open: () => void): Command<VoucherSeries> {
  return {
    id: "rewards.series.edit",
    label: (t) => t("action.edit"),
    icon: Pencil,
    permission: "rewards.write",
    run: open,
  };
}

export function issueSeries(open: () => void): Command<VoucherSeries> {
  return {
    id: "rewards.series.issue",
    label: (t) => t("rewards.issue.command"),
    icon: Send,
    permission: "rewards.issue",
    when: (series) => series.status === "active",
    run: open,
  };
}

const setSeries = (status: VoucherSeries["status"]) => (series: VoucherSeries, key: string) =>
  rewards.updateSeries(series.id, { status }, { key, version: series.version });

export const disableSeries: Command<VoucherSeries> = {
  id: "rewards.series.disable",
  label: (t) => t("action.disable"),
  icon: Ban,
  permission: "rewards.write",
  danger: true,
  when: (series) => series.status === "active",
  run: setSeries("disabled"),
  done: (t, { name }) => t("rewards.gift.disabled", { name }),
  undo: (_, after) => {
    const series = after as VoucherSeries;
    return rewards.updateSeries(series.id, { status: "active" }, { version: series.version });
  },
  refresh: ["rewards"],
};

export const enableSeries: Command<VoucherSeries> = {
  id: "rewards.series.enable",
  label: (t) => t("action.enable"),
  icon: CircleCheck,
  permission: "rewards.write",
  when: (series) => series.status === "disabled",
  run: setSeries("active"),
  done: (t, { name }) => t("rewards.gift.enabled", { name }),
  refresh: ["rewards"],
};

export const stopBatch: Command<VoucherBatch> = {
  id: "rewards.batch.stop",
  label: (t) => t("rewards.issue.stop"),
  icon: OctagonX,
  permission: "rewards.issue",
  danger: true,
  when: (batch) => batch.state === "running",
  run: (batch, key) => rewards.stopBatch(batch.id, { key }),
  done: (t) => t("rewards.issue.stopped"),
  refresh: ["rewards"],
};

export function redeemGift(open: () => void): Command {
  return {
    id: "rewards.redeem",
    label: (t) => t("rewards.redemption.create"),
    icon: GiftIcon,
    permission: "rewards.redeem",
    run: open,
  };
}
