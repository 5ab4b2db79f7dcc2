import { auditActions } from "./auditActions";
import { auditFields } from "./auditFields";
import { behaviour, behaviourReasons } from "./behaviour";
import { bulk, bulkReasons } from "./bulk";
import { duplicateReasons, duplicates } from "./duplicates";
import { followUpReasons, followUps } from "./followUps";
import { grading, gradingReasons } from "./grading";
import { lab, labReasons, weighingReasons } from "./lab";
import { cleaningTrail, mergeTimeline, unmerge } from "./merging";
import { ownFieldReasons, ownFields } from "./ownFields";
import { peopleImportReasons, peopleImports } from "./peopleImports";
import { pool } from "./pool";
import { poolReasons } from "./poolReasons";
import { poolRules } from "./poolRules";
import { privacy, privacyReasons } from "./privacy";
import { profileReasons, profiles } from "./profiles";
import { records } from "./records";
import { binReasons, recycleBin } from "./recycleBin";
import { rewards, rewardsReasons } from "./rewards";
import { sales, salesReasons } from "./sales";
import { till } from "./till";
import { viewReasons, views } from "./views";
import { wallet, walletReasons } from "./wallet";

/** What nobody reads before signing in; loaded with the shell, so that the first page stays small. */
export const laterTexts = {
  reasons: {
    client: { amount_not_shown: "The amount has just been worked out. Please check it and go on" },
    pool: poolReasons,
    follow_ups: followUpReasons,
    grading: gradingReasons,
    points: walletReasons,
    sales: salesReasons,
    rewards: rewardsReasons,
    behaviour: behaviourReasons,
    imports: peopleImportReasons,
    duplicates: duplicateReasons,
    lab: labReasons,
    programme: weighingReasons,
    own_fields: ownFieldReasons,
    profiles: profileReasons,
    views: viewReasons,
    bulk: bulkReasons,
    customers: binReasons,
    privacy: privacyReasons,
  },
  nav: { recycleBin: "Recycle bin", reveals: "Phones shown", privacy: "Privacy" },
  audit: {
    field: auditFields,
    did: {
      ...auditActions,
      ...cleaningTrail,
      customers: { ...auditActions.customers, ...cleaningTrail.customers },
      imports: { ...auditActions.imports, ...cleaningTrail.imports },
    },
  },
  customers: {
    unmerge,
    timeline: { ...mergeTimeline, deleted: "Deleted: {{reason}}", restored: "Restored from the recycle bin" },
    sourceName: { web: "Website", fair: "Fair", referral: "Referral", store: "Store", phone: "Phone" },
    moves: {
      title: "What goes along",
      part: "{{what}}: {{n}}",
      values: "Values of: {{names}}",
      and: ", ",
      nothing: "Of the record itself nothing: no tags, addresses or the like.",
    },
  },
  roles: {
    module: {
      programme: "Programme",
      behaviour: "Behaviour",
      own_fields: "Own fields and tags",
      views: "Saved views",
      bulk: "Changes to many",
      privacy: "Privacy",
      follow_ups: "Follow-ups",
      grading: "Leads and grades",
      imports: "Imports",
      lab: "Strategy lab",
      duplicates: "Possible duplicates",
    },
  },
  names: {
    colleague: "A colleague",
    chooseStore: "Choose the store the customer belongs to",
    storeHint: "Headquarters serves no customers: say which store; it is remembered",
  },
  home: {
    todo: {
      going_back: "Customers of yours go back within three days",
      tasks_due: "Tasks of yours are due today or overdue",
      pool_requests: "Requests about customers wait for approval",
      adjustments_waiting: "Adjustments of points wait for approval",
      behaviour_waiting: "Recorded behaviour waits for approval",
      points_expiring: "Points of members expire within seven days",
    },
  },
  sales,
  till,
  wallet,
  rewards,
  behaviour,
  ownFields,
  profiles,
  views,
  bulk,
  recycleBin,
  privacy,
  records,
  pool,
  poolRules,
  followUps,
  peopleImports,
  duplicates,
  grading,
  lab,
  // The server names these by itself.
  follow_ups: { timeline: followUps.timeline },
} as const;
