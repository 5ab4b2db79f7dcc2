import type { PageModule } from "@app/module";
import { bind } from "@shared/ui/command/command";
import { newBacktest } from "./commands";

const module: PageModule = {
  nav: [
    {
      group: "loyalty",
      path: "/lab",
      label: (t) => t("lab.title"),
      permission: "lab.run",
      order: 3,
    },
  ],
  routes: [
    { path: "lab", load: () => import("./BacktestsPage"), permission: "lab.run" },
    { path: "lab/new", load: () => import("./DraftPage"), permission: "lab.run" },
    { path: "lab/:id", load: () => import("./BacktestPage"), permission: "lab.run" },
  ],
  commands: [bind(newBacktest, undefined)],
  news: { "backtest.progress": { refresh: ["backtests"] } },
};

export default module;
