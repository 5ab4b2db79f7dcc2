import type { PageModule } from "@app/module";
import { bind } from "@shared/ui/command/command";
import { Users } from "lucide-react";
import { newCustomer } from "./commands";

const module: PageModule = {
  nav: [
    {
      group: "customers",
      path: "/customers",
      label: (t) => t("nav.customers"),
      permission: "customers.read",
      go: "c",
      order: 1,
      bottomBar: Users,
    },
  ],
  routes: [
    { path: "customers", load: () => import("./CustomersPage"), permission: "customers.read" },
    { path: "customers/:id", load: () => import("./CustomerPage"), permission: "customers.read" },
  ],
  commands: [bind(newCustomer, undefined)],
};

export default module;
