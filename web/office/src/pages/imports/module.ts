import type { PageModule } from "@app/module";
import { bind } from "@shared/ui/command/command";
import { newImport } from "./commands";

const module: PageModule = {
  nav: [
    {
      group: "sales",
      path: "/imports",
      label: (t) => t("imports.title"),
      permission: "sales.import",
      go: "i",
      order: 3,
    },
  ],
  routes: [
    { path: "imports", load: () => import("./ImportsPage"), permission: "sales.import" },
    { path: "imports/new", load: () => import("./NewImportPage"), permission: "sales.import" },
    { path: "imports/:id", load: () => import("./ImportPage"), permission: "sales.import" },
  ],
  commands: [bind(newImport, undefined)],
};

export default module;
