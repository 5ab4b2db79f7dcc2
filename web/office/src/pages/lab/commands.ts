import { goTo } from "@app/navigate";
import { type Backtest, lab } from "@shared/api/lab";
import type { Command } from "@shared/ui/command/command";
import { CircleStop, FlaskConical, Trash2 } from "lucide-react";

/** The lab shows margins on every page: the server answers nobody who may not see them. */
export const kLabPermissions = ["lab.run", "finance.margin.read"] as const;

export const newBacktest: Command = {
  id: "lab.new",
  label: (t) => t("lab.create"),
  icon: FlaskConical,
  permission: kLabPermissions,
  keys: "n",
  run: () => goTo("/lab/new"),
};

const kRefresh = ["backtests"];
export const isUnfinished = (backtest: Backtest) =>
  backtest.state === "waiting" || backtest.state === "running";

export const stopBacktest: Command<Backtest> = {
  id: "lab.stop",
  label: (t) => t("lab.stop"),
  icon: CircleStop,
  permission: kLabPermissions,
  danger: true,
  when: isUnfinished,
  run: (backtest, key) => lab.cancel(backtest.id, { key }),
  done: (t) => t("lab.stopped"),
  refresh: kRefresh,
};

export const removeBacktest: Command<Backtest> = {
  id: "lab.remove",
  label: (t) => t("action.remove"),
  icon: Trash2,
  permission: kLabPermissions,
  danger: true,
  when: (backtest) => !isUnfinished(backtest),
  confirm: (t, backtest) => ({
    title: t("lab.removeTitle", { name: backtest.name }),
    text: t("lab.removeText"),
    danger: true,
  }),
  run: (backtest, key) => lab.remove(backtest.id, { key }),
  done: (t, backtest) => t("lab.removed", { name: backtest.name }),
  refresh: kRefresh,
};
