import type { PageModule } from "@app/module";
import { bind } from "@shared/ui/command/command";
import { newImport as newPeopleImport } from "./people/commands";
import { newImport } from "./sales/commands";

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
    {
      group: "customers",
      path: "/customer-imports",
      label: (t) => t("peopleImports.title"),
      permission: "customers.import",
      order: 8,
    },
  ],
  routes: [
    { path: "imports", load: () => import("./sales/ImportsPage"), permission: "sales.import" },
    { path: "imports/new", load: () => import("./sales/NewImportPage"), permission: "sales.import" },
    { path: "imports/:id", load: () => import("./sales/ImportPage"), permission: "sales.import" },
    {
      path: "customer-imports",
      load: () => import("./people/ImportsPage"),
      permission: "customers.import",
    },
    {
      path: "customer-imports/new",
      load: () => import("./people/NewImportPage"),
      permission: "customers.import",
    },
    {
      path: "customer-imports/:id",
      load: () => import("./people/ImportPage"),
      permission: "customers.import",
    },
  ],
  commands: [bind(newImport, undefined), bind(newPeopleImport, undefined)],
};

export default module;
