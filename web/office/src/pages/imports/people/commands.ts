import { goTo } from "@app/navigate";
import { peopleImports } from "@shared/api/endpoints";
import type { ImportJob } from "@shared/api/types";
import type { Command } from "@shared/ui/command/command";
import { FileUp, Undo2 } from "lucide-react";
import * as sales from "../sales/commands";

export const kPermission = "customers.import";
const kRefresh = ["imports", "home"];

export const newImport: Command = {
  id: "people_imports.new",
  label: (t) => t("peopleImports.create"),
  icon: FileUp,
  permission: kPermission,
  keys: "n",
  run: () => goTo("/customer-imports/new"),
};

export const stopImport: Command<ImportJob> = {
  ...sales.stopImport,
  id: "people_imports.stop",
  permission: kPermission,
  confirm: (t, job) => ({
    title: t("imports.run.cancelTitle", { name: job.file_name || job.id }),
    text: t("peopleImports.stopText"),
    danger: true,
  }),
  run: (job, key) => peopleImports.cancel(job.id, { key }),
};

export const dropImport: Command<ImportJob> = {
  ...sales.dropImport,
  id: "people_imports.drop",
  permission: kPermission,
  run: (job, key) => peopleImports.cancel(job.id, { key }),
};

export const undoImport: Command<ImportJob> = {
  id: "people_imports.undo",
  label: (t) => t("peopleImports.undo.do"),
  icon: Undo2,
  permission: kPermission,
  danger: true,
  when: (job) =>
    (job.state === "done" || job.state === "failed" || job.state === "cancelled") &&
    (job.customers_created ?? 0) + (job.customers_updated ?? 0) > 0,
  confirm: (t, job) => ({
    title: t("peopleImports.undo.title", { name: job.file_name || job.id }),
    text: t("peopleImports.undo.text"),
    danger: true,
  }),
  run: (job, key) => peopleImports.undo(job.id, { key }),
  done: (t) => t("peopleImports.undo.started"),
  refresh: kRefresh,
};
