import type { Command } from "@shared/ui/command/command";
import { FileDown } from "lucide-react";

/** Everything that is held of a customer, for himself. */
export function exportPersonalData(open: () => void): Command<{ id: string }> {
  return {
    id: "privacy.export",
    label: (t) => t("privacy.export.command"),
    icon: FileDown,
    permission: "privacy.export",
    run: open,
  };
}
