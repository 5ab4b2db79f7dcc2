import { type BoundCommand, bind, type Command } from "@shared/ui/command/command";
import { Download, ListChecks, PencilLine } from "lucide-react";

/** What is done to the rows ticked, or to all of the list. */
export function bulkCommands(doing: { edit: () => void; export: () => void }): readonly BoundCommand[] {
  const edit: Command = {
    id: "bulk.edit",
    label: (t) => t("bulk.edit"),
    icon: PencilLine,
    permission: "bulk.edit",
    run: doing.edit,
  };
  const file: Command = {
    id: "bulk.export",
    label: (t) => t("bulk.export"),
    icon: Download,
    permission: "bulk.export",
    run: doing.export,
  };
  return [bind(edit, undefined), bind(file, undefined)];
}

export function showTasks(open: () => void): Command {
  return {
    id: "bulk.tasks",
    label: (t) => t("bulk.tasks"),
    icon: ListChecks,
    permission: "customers.read",
    run: open,
  };
}
