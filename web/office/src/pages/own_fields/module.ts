import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "customers",
      path: "/own_fields",
      label: (t) => t("nav.ownFields"),
      permission: "own_fields.write",
      order: 90,
    },
  ],
  routes: [{ path: "own_fields", load: () => import("./OwnFieldsPage"), permission: "own_fields.write" }],
};

export default module;
