import type { PageModule } from "@app/module";
import { bind } from "@shared/ui/command/command";
import { kLabPermissions, newBacktest } from "./commands";

const module: PageModule = {
  nav: [
    {
      group: "loyalty",
      path: "/lab",
      label: (t) => t("lab.title"),
      permission: kLabPermissions,
      order: 3,
    },
  ],
  routes: [
    { path: "lab", load: () => import("./BacktestsPage"), permission: kLabPermissions },
    { path: "lab/new", load: () => import("./DraftPage"), permission: kLabPermissions },
    { path: "lab/:id", load: () => import("./BacktestPage"), permission: kLabPermissions },
  ],
  commands: [bind(newBacktest, undefined)],
  news: { "backtest.progress": { refresh: ["backtests"] } },
};

export default module;
