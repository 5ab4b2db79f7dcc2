import { customers } from "@shared/api/endpoints";
import type { Card } from "@shared/api/types";
import type { Command } from "@shared/ui/command/command";
import { QrCode, Replace, ShieldAlert, ShieldCheck, Trash2 } from "lucide-react";

export interface OwnCard extends Card {
  customerId: string;
}

const kRefresh = ["customer", "customers"];

export const removeCard: Command<OwnCard> = {
  id: "customers.card.remove",
  label: (t) => t("action.remove"),
  icon: Trash2,
  permission: "customers.write",
  danger: true,
  when: (card) => card.status !== "returned",
  run: (card, key) => customers.removeCard(card.customerId, card.card_number, { key }),
  done: (t) => t("customers.record.cardRemoved"),
  undo: (card) => customers.addCard(card.customerId, card.card_number),
  refresh: kRefresh,
};

export const freezeCard: Command<OwnCard> = {
  id: "customers.card.freeze",
  label: (t) => t("customers.record.freezeCard"),
  icon: ShieldAlert,
  permission: "customers.write",
  when: (card) => card.status === "active",
  run: (card, key) => customers.freezeCard(card.customerId, card.card_number, { key }),
  done: (t, card) => t("customers.record.cardFrozen", { number: card.card_number }),
  undo: (card) => customers.unfreezeCard(card.customerId, card.card_number),
  refresh: kRefresh,
};

export const unfreezeCard: Command<OwnCard> = {
  id: "customers.card.unfreeze",
  label: (t) => t("customers.record.unfreezeCard"),
  icon: ShieldCheck,
  permission: "customers.write",
  when: (card) => card.status === "frozen",
  run: (card, key) => customers.unfreezeCard(card.customerId, card.card_number, { key }),
  done: (t, card) => t("customers.record.cardUnfrozen", { number: card.card_number }),
  undo: (card) => customers.freezeCard(card.customerId, card.card_number),
  refresh: kRefresh,
};

export function replaceCard(open: (card: OwnCard) => void): Command<OwnCard> {
  return {
    id: "customers.card.replace",
    label: (t) => t("customers.record.replaceCard"),
    icon: Replace,
    permission: "customers.write",
    when: (card) => card.status !== "returned",
    run: open,
  };
}

/** Of a card that can be used: a scanner would find nobody by the others. */
export function showCodes(open: (card: OwnCard) => void): Command<OwnCard> {
  return {
    id: "customers.card.codes",
    label: (t) => t("customers.record.showCode"),
    icon: QrCode,
    permission: "customers.read",
    when: (card) => card.status === "active",
    run: open,
  };
}
