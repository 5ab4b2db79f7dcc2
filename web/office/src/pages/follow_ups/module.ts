import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "pool",
      path: "/tasks",
      label: (t) => t("followUps.tasks"),
      permission: "follow_ups.read",
      go: "x",
      order: 10,
    },
    {
      group: "pool",
      path: "/calendar",
      label: (t) => t("followUps.calendar"),
      permission: "follow_ups.read",
      go: "y",
      order: 11,
    },
  ],
  routes: [
    { path: "tasks", load: () => import("./TasksPage"), permission: "follow_ups.read" },
    { path: "calendar", load: () => import("./CalendarPage"), permission: "follow_ups.read" },
  ],
  panels: [
    {
      id: "follow_ups",
      place: "tab",
      label: (t) => t("followUps.tab"),
      permission: "follow_ups.read",
      load: () => import("./FollowUpsTab"),
    },
  ],
  news: {
    "tasks.changed": { refresh: ["tasks", "follow_ups"] },
    "tasks.given": {
      refresh: ["tasks", "home"],
      tell: () => ({
        group: "tasks.given",
        path: () => "/tasks",
        text: (t, n) => t("followUps.news.given", { n }),
      }),
    },
  },
};

export default module;
