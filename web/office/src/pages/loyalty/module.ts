import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "loyalty",
      path: "/strategies",
      label: (t) => t("nav.strategies"),
      permission: "points.read",
      order: 1,
    },
    { group: "loyalty", path: "/tiers", label: (t) => t("nav.tiers"), permission: "points.read", order: 2 },
  ],
  routes: [
    { path: "strategies", load: () => import("./StrategiesPage"), permission: "points.read" },
    { path: "tiers", load: () => import("./TiersPage"), permission: "points.read" },
  ],
};

export default module;
