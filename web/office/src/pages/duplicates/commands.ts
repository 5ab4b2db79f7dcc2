import { type DuplicatePair, duplicates } from "@shared/api/duplicates";
import type { Command } from "@shared/ui/command/command";
import { RotateCcw, ScanSearch, UserRoundX } from "lucide-react";

const kDecide = "duplicates.decide";
const kRefresh = ["duplicates"];

export const scanDuplicates: Command = {
  id: "duplicates.scan",
  label: (t) => t("duplicates.scan"),
  icon: ScanSearch,
  permission: kDecide,
  run: (_, key) => duplicates.scan({ key }),
  done: (t) => t("duplicates.scanning"),
  refresh: kRefresh,
};

export function dismissDuplicate(after?: () => void): Command<DuplicatePair> {
  return {
    id: "duplicates.dismiss",
    label: (t) => t("duplicates.dismiss"),
    icon: UserRoundX,
    permission: kDecide,
    keys: "x",
    when: ({ state }) => state === "open",
    run: async (pair, key) => {
      await duplicates.dismiss(pair.id, { key });
      after?.();
    },
    done: (t) => t("duplicates.dismissed"),
    undo: (pair) => duplicates.reopen(pair.id),
    refresh: kRefresh,
  };
}

export const reopenDuplicate: Command<DuplicatePair> = {
  id: "duplicates.reopen",
  label: (t) => t("duplicates.reopen"),
  icon: RotateCcw,
  permission: kDecide,
  when: ({ state }) => state === "dismissed",
  run: (pair, key) => duplicates.reopen(pair.id, { key }),
  refresh: kRefresh,
};
