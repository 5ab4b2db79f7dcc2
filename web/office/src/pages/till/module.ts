import type { PageModule } from "@app/module";
import { bind } from "@shared/ui/command/command";
import { ScanBarcode } from "lucide-react";
import { openTill } from "../sales/commands";

const module: PageModule = {
  nav: [
    {
      group: "sales",
      path: "/till",
      label: (t) => t("till.title"),
      permission: "sales.sell",
      go: "t",
      order: 1,
      bottomBar: ScanBarcode,
    },
  ],
  routes: [{ path: "till", load: () => import("./TillPage"), permission: "sales.sell", fullScreen: true }],
  commands: [bind(openTill, undefined)],
};

export default module;
