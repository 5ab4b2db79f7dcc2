import { customers, points, timeline } from "./customers";
import { common } from "./everywhere";
import { followUpReasons, followUps } from "./followUps";
import { grading, gradingReasons } from "./grading";
import { importReasons, imports } from "./imports";
import { audit, catalogue, home, settings } from "./office";
import { roles, staff, stores } from "./organisation";
import { pool, poolReasons } from "./pool";
import { poolRules } from "./poolRules";
import { reasons } from "./reasons";
import { sales, salesReasons } from "./sales";
import { account, nav, scope, setup, shell, signIn } from "./shell";
import { till } from "./till";

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
    pool: poolReasons,
    follow_ups: followUpReasons,
    grading: gradingReasons,
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
  pool,
  poolRules,
  followUps,
  grading,
  // The server names these by itself.
  follow_ups: { timeline: followUps.timeline },
} as const;
