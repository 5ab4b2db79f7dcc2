import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "customers",
      path: "/recycle_bin",
      label: (t) => t("nav.recycleBin"),
      permission: "customers.delete",
      order: 95,
    },
  ],
  routes: [{ path: "recycle_bin", load: () => import("./RecycleBinPage"), permission: "customers.delete" }],
};

export default module;
