import type { PageModule } from "@app/module";

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
  ],
  routes: [
    { path: "sales", load: () => import("./SalesPage"), permission: "sales.read" },
    { path: "sales/:id", load: () => import("./SalePage"), permission: "sales.read" },
  ],
};

export default module;
