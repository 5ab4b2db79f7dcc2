import { goTo } from "@app/navigate";
import type { SaleDocument } from "@shared/api/types";
import type { Command } from "@shared/ui/command/command";
import { ClipboardCheck, Printer, Repeat2, ScanBarcode, ScanLine, Undo2 } from "lucide-react";
import { quantityLeft } from "./returning";

export const openTill: Command = {
  id: "till.open",
  label: (t) => t("sales.newSale"),
  icon: ScanBarcode,
  permission: "sales.sell",
  keys: "n",
  run: () => goTo("/till"),
};

export function findReceipt(open: () => void): Command {
  return {
    id: "sales.find",
    label: (t) => t("sales.find.command"),
    icon: ScanLine,
    keys: "f",
    run: open,
  };
}

export function returnSale(open: () => void): Command<SaleDocument> {
  return {
    id: "sales.return",
    label: (t) => t("sales.return.command"),
    icon: Undo2,
    permission: "sales.return",
    when: (document) => document.lines.some((line) => quantityLeft(line) > 0),
    run: open,
  };
}

export function exchangeSale(open: () => void): Command<SaleDocument> {
  return {
    id: "sales.exchange",
    label: (t) => t("sales.exchange.command"),
    icon: Repeat2,
    // It takes back and sells again.
    permission: ["sales.return", "sales.sell"],
    when: (document) => document.lines.some((line) => quantityLeft(line) > 0),
    run: open,
  };
}

export function reviewOffline(open: () => void): Command<SaleDocument> {
  return {
    id: "sales.review_offline",
    label: (t) => t("sales.offline.review"),
    icon: ClipboardCheck,
    permission: "sales.offline.review",
    when: (document) => document.offline !== undefined && document.offline.reviewed_at === undefined,
    run: open,
  };
}

export function printSale(print: () => void): Command<SaleDocument> {
  return {
    id: "sales.print",
    label: (t) => t("sales.print"),
    icon: Printer,
    run: print,
  };
}
