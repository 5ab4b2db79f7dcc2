import type { PageModule } from "@app/module";
import { House } from "lucide-react";

const module: PageModule = {
  nav: [{ group: "workbench", path: "/", label: (t) => t("nav.home"), go: "h", order: 1, bottomBar: House }],
  routes: [{ path: "", load: () => import("./HomePage") }],
};

export default module;
