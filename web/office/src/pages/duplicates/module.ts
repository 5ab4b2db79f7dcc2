import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "customers",
      path: "/duplicates",
      label: (t) => t("duplicates.title"),
      permission: "duplicates.read",
      order: 9,
    },
  ],
  routes: [
    { path: "duplicates", load: () => import("./DuplicatesPage"), permission: "duplicates.read" },
    { path: "duplicates/:id", load: () => import("./DuplicatePage"), permission: "duplicates.read" },
  ],
  commands: [],
};

export default module;
