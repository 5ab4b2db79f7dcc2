import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "loyalty",
      path: "/strategies",
      label: (t) => t("nav.strategies"),
      permission: "programme.read",
      order: 1,
    },
    {
      group: "loyalty",
      path: "/tiers",
      label: (t) => t("nav.tiers"),
      permission: "programme.read",
      order: 2,
    },
  ],
  routes: [
    { path: "strategies", load: () => import("./StrategiesPage"), permission: "programme.read" },
    { path: "tiers", load: () => import("./TiersPage"), permission: "programme.read" },
  ],
};

export default module;
