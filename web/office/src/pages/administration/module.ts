import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "system",
      path: "/audit",
      label: (t) => t("nav.audit"),
      permission: "audit.read",
      go: "a",
      order: 1,
    },
    {
      group: "system",
      path: "/settings",
      label: (t) => t("nav.settings"),
      permission: "identity.settings.write",
      go: ",",
      order: 2,
    },
  ],
  routes: [
    { path: "audit", load: () => import("./AuditPage"), permission: "audit.read" },
    { path: "settings", load: () => import("./SettingsPage"), permission: "identity.settings.write" },
  ],
};

export default module;
