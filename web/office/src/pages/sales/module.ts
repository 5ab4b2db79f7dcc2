import type { PageModule } from "@app/module";

/** To look at what tills sold without the network. */
const kReview = ["sales.read", "sales.offline.review"] as const;

const module: PageModule = {
  nav: [
    {
      group: "sales",
      path: "/sales",
      label: (t) => t("sales.title"),
      permission: "sales.read",
      go: "s",
      order: 2,
    },
    {
      group: "sales",
      path: "/offline_sales",
      label: (t) => t("sales.offline.title"),
      permission: kReview,
      order: 3,
    },
  ],
  routes: [
    { path: "sales", load: () => import("./SalesPage"), permission: "sales.read" },
    { path: "offline_sales", load: () => import("./OfflinePage"), permission: kReview },
    { path: "sales/:id", load: () => import("./SalePage"), permission: "sales.read" },
  ],
};

export default module;
