import { behaviour, behaviourReasons } from "./behaviour";
import { customers, points, timeline } from "./customers";
import { common } from "./everywhere";
import { importReasons, imports } from "./imports";
import { audit, catalogue, home, settings } from "./office";
import { roles, staff, stores } from "./organisation";
import { reasons } from "./reasons";
import { rewards, rewardsReasons } from "./rewards";
import { sales, salesReasons } from "./sales";
import { account, nav, scope, setup, shell, signIn } from "./shell";
import { till } from "./till";
import { wallet, walletReasons } from "./wallet";

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
    sales: salesReasons,
    imports: importReasons,
    points: { ...reasons.points, ...walletReasons },
    rewards: rewardsReasons,
    behaviour: behaviourReasons,
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
  sales,
  till,
  imports,
  rewards,
  wallet,
  behaviour,
} as const;
