import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "loyalty",
      path: "/behaviour",
      label: (t) => t("nav.behaviourEvents"),
      permission: "behaviour.read",
      order: 20,
    },
    {
      group: "loyalty",
      path: "/behaviour_rules",
      label: (t) => t("nav.behaviourRules"),
      permission: "behaviour.read",
      order: 21,
    },
  ],
  routes: [
    { path: "behaviour", load: () => import("./EventsPage"), permission: "behaviour.read" },
    { path: "behaviour_rules", load: () => import("./RulesPage"), permission: "behaviour.read" },
  ],
  panels: [
    {
      id: "marks",
      place: "side",
      label: (t) => t("behaviour.marks.title"),
      permission: "behaviour.read",
      load: () => import("./MarksPanel"),
    },
    {
      id: "behaviour",
      place: "tab",
      label: (t) => t("behaviour.events.title"),
      permission: "behaviour.read",
      load: () => import("./CustomerEvents"),
    },
  ],
};

export default module;
