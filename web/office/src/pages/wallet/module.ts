import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "loyalty",
      path: "/adjustments",
      label: (t) => t("nav.approvals"),
      permission: "points.read",
      order: 5,
    },
    {
      group: "loyalty",
      path: "/expiries",
      label: (t) => t("nav.expiries"),
      permission: "points.read",
      order: 6,
    },
    {
      group: "loyalty",
      path: "/ledger_digests",
      label: (t) => t("nav.digests"),
      permission: "points.ledger.read",
      order: 7,
    },
  ],
  routes: [
    { path: "ledger_digests", load: () => import("./DigestsPage"), permission: "points.ledger.read" },
    { path: "adjustments", load: () => import("./AdjustmentsPage"), permission: "points.read" },
    { path: "expiries", load: () => import("./ExpiriesPage"), permission: "points.read" },
  ],
  panels: [
    {
      id: "wallet",
      place: "side",
      order: 1,
      label: (t) => t("wallet.title"),
      permission: "points.read",
      load: () => import("./WalletPanel"),
    },
    {
      id: "lots",
      place: "tab",
      order: 1,
      label: (t) => t("wallet.lots"),
      permission: "points.read",
      load: () => import("./LotsTab"),
    },
  ],
};

export default module;
