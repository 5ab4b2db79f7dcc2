import type { PageModule } from "@app/module";

const module: PageModule = {
  nav: [
    {
      group: "development",
      path: "/analysis",
      label: (t) => t("grading.analysis"),
      permission: "grading.read",
      order: 5,
    },
    {
      group: "development",
      path: "/selections",
      label: (t) => t("grading.selections"),
      permission: "grading.read",
      order: 15,
    },
    {
      group: "development",
      path: "/grading",
      label: (t) => t("grading.schemes"),
      permission: "grading.read",
      order: 35,
    },
    {
      group: "development",
      path: "/incentives",
      label: (t) => t("grading.incentives"),
      permission: "grading.read",
      order: 36,
    },
  ],
  routes: [
    { path: "analysis", load: () => import("./AnalysisPage"), permission: "grading.read" },
    { path: "selections", load: () => import("./SelectionsPage"), permission: "grading.read" },
    { path: "grading", load: () => import("./SchemePage"), permission: "grading.read" },
    { path: "incentives", load: () => import("./IncentivesPage"), permission: "grading.read" },
  ],
  panels: [
    {
      id: "grade",
      place: "side",
      label: (t) => t("grading.panel.title"),
      permission: "grading.read",
      load: () => import("./GradePanel"),
    },
  ],
};

export default module;
