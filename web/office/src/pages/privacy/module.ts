import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "system",
      path: "/reveals",
      label: (t) => t("nav.reveals"),
      permission: "privacy.reveals.read",
      order: 60,
    },
    {
      group: "system",
      path: "/privacy",
      label: (t) => t("nav.privacy"),
      permission: "privacy.settings.write",
      order: 61,
    },
  ],
  routes: [
    { path: "reveals", load: () => import("./RevealsPage"), permission: "privacy.reveals.read" },
    { path: "privacy", load: () => import("./PrivacyPage"), permission: "privacy.settings.write" },
  ],
  panels: [
    {
      id: "consents",
      place: "side",
      label: (t) => t("privacy.consents.title"),
      permission: "customers.read",
      order: 80,
      load: () => import("./ConsentsPanel"),
    },
  ],
};

export default module;
