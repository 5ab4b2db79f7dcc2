import type { PageModule } from "@app/module";
import { bind } from "@shared/ui/command/command";
import { newProduct } from "./commands";

const module: PageModule = {
  nav: [
    {
      group: "goods",
      path: "/products",
      label: (t) => t("nav.products"),
      permission: "catalogue.read",
      go: "p",
      order: 1,
    },
    {
      group: "goods",
      path: "/service_types",
      label: (t) => t("nav.serviceTypes"),
      permission: "catalogue.read",
      order: 2,
    },
  ],
  routes: [
    { path: "products", load: () => import("./ProductsPage"), permission: "catalogue.read" },
    { path: "service_types", load: () => import("./ServiceTypesPage"), permission: "catalogue.read" },
  ],
  commands: [bind(newProduct, undefined)],
};

export default module;
