import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "organisation",
      path: "/staff",
      label: (t) => t("nav.staff"),
      permission: "identity.staff.read",
      go: "e",
      order: 1,
    },
    {
      group: "organisation",
      path: "/roles",
      label: (t) => t("nav.roles"),
      permission: "identity.roles.read",
      order: 2,
    },
    {
      group: "organisation",
      path: "/stores",
      label: (t) => t("nav.stores"),
      permission: "identity.org_units.read",
      go: "o",
      order: 3,
    },
  ],
  routes: [
    { path: "staff", load: () => import("./StaffPage"), permission: "identity.staff.read" },
    { path: "roles", load: () => import("./RolesPage"), permission: "identity.roles.read" },
    { path: "stores", load: () => import("./StoresPage"), permission: "identity.org_units.read" },
  ],
};

export default module;
