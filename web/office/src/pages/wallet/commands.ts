import type { Command } from "@shared/ui/command/command";
import { ArrowLeftRight, Gift, History, Lock, LockOpen, SlidersHorizontal } from "lucide-react";

/** What a wallet's commands need to know of it. */
export interface WalletSubject {
  customerId: string;
  name: string;
  isBlocked: boolean;
}

type Open = () => void;

export function adjustPoints(open: Open): Command<WalletSubject> {
  return {
    id: "wallet.adjust",
    label: (t) => t("wallet.adjust.command"),
    icon: SlidersHorizontal,
    permission: "points.adjust",
    run: open,
  };
}

export function grantPoints(open: Open): Command<WalletSubject> {
  return {
    id: "wallet.grant",
    label: (t) => t("wallet.grant.command"),
    icon: Gift,
    permission: "points.grant",
    run: open,
  };
}

export function transferPoints(open: Open): Command<WalletSubject> {
  return {
    id: "wallet.transfer",
    label: (t) => t("wallet.transfer.command"),
    icon: ArrowLeftRight,
    permission: "points.transfer",
    when: (wallet) => !wallet.isBlocked,
    run: open,
  };
}

export function lookBack(open: Open): Command<WalletSubject> {
  return {
    id: "wallet.at",
    label: (t) => t("wallet.at.command"),
    icon: History,
    permission: "points.read",
    run: open,
  };
}

export function blockWallet(open: Open): Command<WalletSubject> {
  return {
    id: "wallet.block",
    label: (t) => t("wallet.block.command"),
    icon: Lock,
    permission: "points.block",
    danger: true,
    when: (wallet) => !wallet.isBlocked,
    run: open,
  };
}

export function unblockWallet(open: Open): Command<WalletSubject> {
  return {
    id: "wallet.unblock",
    label: (t) => t("wallet.block.undo"),
    icon: LockOpen,
    permission: "points.block",
    when: (wallet) => wallet.isBlocked,
    run: open,
  };
}
