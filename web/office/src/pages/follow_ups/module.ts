import type { PageModule } from "@app/module";

const module: PageModule = {
  routes: [],
  panels: [
    {
      id: "follow_ups",
      place: "tab",
      label: (t) => t("followUps.tab"),
      permission: "follow_ups.read",
      load: () => import("./FollowUpsTab"),
    },
  ],
  news: { "tasks.changed": { refresh: ["tasks", "follow_ups"] } },
};

export default module;
