import { goTo } from "@app/navigate";
import { imports } from "@shared/api/endpoints";
import type { ImportJob } from "@shared/api/types";
import type { Command } from "@shared/ui/command/command";
import { CircleStop, FileUp, Trash2 } from "lucide-react";

export const newImport: Command = {
  id: "imports.new",
  label: (t) => t("imports.create"),
  icon: FileUp,
  permission: "sales.import",
  keys: "n",
  run: () => goTo("/imports/new"),
};

const kRefresh = ["imports", "home"];
const nameOf = (job: ImportJob) => job.file_name || job.id;

export const stopImport: Command<ImportJob> = {
  id: "imports.stop",
  label: (t) => t("imports.run.cancel"),
  icon: CircleStop,
  permission: "sales.import",
  danger: true,
  when: (job) => job.state === "running",
  confirm: (t, job) => ({
    title: t("imports.run.cancelTitle", { name: nameOf(job) }),
    text: t("imports.run.cancelText"),
    danger: true,
  }),
  run: (job, key) => imports.cancel(job.id, { key }),
  done: (t) => t("imports.run.cancelled"),
  refresh: kRefresh,
};

export const dropImport: Command<ImportJob> = {
  id: "imports.drop",
  label: (t) => t("imports.run.discard"),
  icon: Trash2,
  permission: "sales.import",
  danger: true,
  when: (job) => job.state === "uploaded" || job.state === "checked",
  confirm: (t, job) => ({
    title: t("imports.run.discardTitle", { name: nameOf(job) }),
    text: t("imports.run.discardText"),
    danger: true,
  }),
  run: (job, key) => imports.cancel(job.id, { key }),
  refresh: kRefresh,
};
