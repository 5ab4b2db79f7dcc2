import { customers, points, timeline } from "./customers";
import { common } from "./everywhere";
import { importReasons, imports } from "./imports";
import { audit, catalogue, home, settings } from "./office";
import { roles, staff, stores } from "./organisation";
import { reasons } from "./reasons";
import { account, nav, scope, setup, shell, signIn } from "./shell";

export const texts = {
  ...common,
  nav,
  shell,
  signIn,
  setup,
  account,
  scope,
  reasons: {
    ...reasons,
    imports: importReasons,
  },
  customers,
  points,
  timeline,
  home,
  catalogue,
  audit,
  settings,
  staff,
  roles,
  stores,
  imports,
} as const;
