import { followUpReasons, followUps } from "./followUps";
import { grading, gradingReasons } from "./grading";
import { pool, poolReasons } from "./pool";
import { poolRules } from "./poolRules";

/** What nobody reads before signing in; loaded with the shell, so that the first page stays small. */
export const laterTexts = {
  reasons: { pool: poolReasons, follow_ups: followUpReasons, grading: gradingReasons },
  pool,
  poolRules,
  followUps,
  grading,
  // The server names these by itself.
  follow_ups: { timeline: followUps.timeline },
} as const;
