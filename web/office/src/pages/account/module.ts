import type { PageModule } from "@app/module";

const module: PageModule = {
  routes: [{ path: "account", load: () => import("./AccountPage") }],
};

export default module;
