import type { PageModule } from "@app/module";

const module: PageModule = {
  routes: [],
  panels: [
    {
      id: "birthday",
      place: "side",
      label: (t) => t("profiles.birthday.title"),
      permission: "customers.read",
      order: 10,
      load: () => import("./BirthdayPanel"),
    },
    {
      id: "details",
      place: "tab",
      label: (t) => t("profiles.title"),
      permission: "customers.read",
      order: 5,
      load: () => import("./DetailsTab"),
    },
  ],
};

export default module;
