import type { Day, Id, Instant } from "./types";

/** The records of the public pool, under the names the screens use. */

export type HiddenField = "name" | "phone" | "email" | "note";
export type PoolState = "public" | "tracking" | "common";
export type Stage = "fresh" | "contacted" | "interested" | "opportunity";
export type DueReason = "no_first_follow_up" | "no_follow_up" | "no_deal" | "maximum";
export type Engine = "none" | "rotation" | "weighted" | "least_loaded";

export interface Pool {
  id: Id;
  name: string;
  status: "on" | "off";
  mode: "claimable" | "assign_only";
  hidden_fields: HiddenField[];
  default_assignee_id?: Id | null;
  daily_reveal_limit?: number | null;
  /** Of several pools that match a customer, the highest takes it. */
  priority: number;
  match_sources: string[];
  match_org_unit_ids: Id[];
  engine: Engine;
  engine_runs: "by_hand" | "on_arrival" | "scheduled";
  engine_minutes?: number | null;
  engine_next_at?: Instant | null;
  needs_presence: boolean;
  prefers_own_store: boolean;
  rule_version: number;
  created_at: Instant;
  version: number;
  /** What of it depends on who asks. */
  mine: { is_member: boolean; is_administrator: boolean };
  counts: { public_count: number; tracking_count: number; common_count: number };
}
export type PoolWrite = Partial<
  Omit<Pool, "id" | "rule_version" | "engine_next_at" | "created_at" | "version" | "mine" | "counts">
>;

export interface PoolMember {
  kind: "staff" | "org_unit" | "role";
  ref_id: Id;
  name?: string;
  is_administrator: boolean;
  weight: number;
  day_capacity?: number | null;
  week_capacity?: number | null;
  /** "1234567", Monday first. */
  weekdays?: string | null;
  from_minute?: number | null;
  to_minute?: number | null;
}

interface Periods {
  follow_up_days?: number | null;
  first_follow_up_hours?: number | null;
  deal_days?: number | null;
  max_days?: number | null;
}
export interface GradeLimit extends Periods {
  grade: string;
}
export interface RoleLimit {
  role_id: Id;
  daily_claim_limit?: number | null;
  hold_limit?: number | null;
}
/** What a pool allows and when a customer goes back; a version of it is never changed. */
export interface PoolRule extends Periods {
  note?: string | null;
  daily_claim_limit?: number | null;
  hold_limit?: number | null;
  store_hold_limit?: number | null;
  role_limits: RoleLimit[];
  won_counts: boolean;
  exempt_grades: string[];
  exempt_sources: string[];
  protect_limit?: number | null;
  protect_max_days: number;
  cooldown_days: number;
  cooldown_binds_assignment: boolean;
  embargo_hours: number;
  combine: "any" | "all";
  grade_limits: GradeLimit[];
  default_protection_days: number;
  extension_days_per_follow_up: number;
  extension_max_days: number;
  remind_before_hours: number[];
  collaborator_days: number;
}
export interface PoolRuleVersion {
  pool_id: Id;
  version_no: number;
  created_at: Instant;
  created_by_name: string;
  rule: PoolRule;
}

export interface DryRunItem {
  customer_id: Id;
  name: string;
  owner_staff_id: Id;
  owner_name: string;
  due_at: Instant;
  due_reason: DueReason;
  now_due_at?: Instant | null;
}
export interface DryRun {
  until: Instant;
  tracking: number;
  would_return: number;
  would_return_now_rule: number;
  items: DryRunItem[];
}

export interface PoolCustomer {
  customer_id: Id;
  name: string;
  phone?: string | null;
  source: string;
  grade?: string | null;
  state: PoolState;
  stage: Stage;
  pool_id: Id;
  pool_name: string;
  store_id: Id;
  store_name?: string | null;
  owner_staff_id?: Id | null;
  owner_name?: string | null;
  entered_at: Instant;
  claimable_at: Instant;
  taken_at?: Instant | null;
  taken_by?: "claim" | "assign" | "transfer" | "create" | "import" | "engine" | null;
  first_follow_up_at?: Instant | null;
  last_counted_at?: Instant | null;
  counted_count: number;
  due_at?: Instant | null;
  due_reason?: DueReason | null;
  /** Whole days; 0 is today, negative overdue. */
  days_left?: number | null;
  protected_until?: Instant | null;
  extended_until?: Instant | null;
  region?: string | null;
  interest?: string | null;
  activity?: number | null;
  version: number;
  hidden_fields: HiddenField[];
  may_claim: boolean;
  /** The refusal that claiming would meet. */
  why_not?: string | null;
}

export type MoveKind =
  | "enter"
  | "claim"
  | "assign"
  | "transfer"
  | "give_back"
  | "time_out"
  | "take_back"
  | "leaver"
  | "lost"
  | "win"
  | "reopen"
  | "pool_change"
  | "protect"
  | "extend"
  | "unprotect";

export interface Move {
  move_no: number;
  at: Instant;
  kind: MoveKind;
  from_state?: PoolState | null;
  to_state?: PoolState | null;
  from_staff_name?: string | null;
  to_staff_name?: string | null;
  by_name?: string | null;
  reason_name?: string | null;
  due_reason?: DueReason | null;
  note?: string | null;
  rule_version?: number | null;
}

export interface Revealed {
  name: string;
  phone?: string | null;
  email?: string | null;
  note?: string | null;
  left_today?: number | null;
}

export interface PoolRequest {
  customer_id: Id;
  request_id: Id;
  customer_name: string;
  kind: "extension" | "win";
  state: "pending" | "approved" | "refused";
  asked_by_id: Id;
  asked_by_name: string;
  asked_at: Instant;
  days?: number | null;
  reason: string;
  answered_by_name?: string | null;
  answered_at?: Instant | null;
  answer?: string | null;
  expires_at: Instant;
}

export interface BatchItem {
  customer_id: Id;
  status: "done" | "refused";
  reason?: string | null;
  detail?: string | null;
}
export interface BatchAnswer {
  items: BatchItem[];
  done: number;
  refused: number;
}

export type ReasonKind = "give_back" | "lost" | "take_back" | "leaver";
export interface ReturnReason {
  id: Id;
  kind: ReasonKind;
  name: string;
  status: "active" | "disabled";
  version?: number;
}

export interface BoardPerson {
  staff_id: Id;
  staff_name: string;
  holding: number;
  protected: number;
  won: number;
  due_24h: number;
  due_7d: number;
  claims_today: number;
}
export interface Board {
  people: BoardPerson[];
  returning_24h: number;
  public_count: number;
  waiting_requests: number;
}

export interface PoolLimit {
  pool_id: Id;
  pool_name: string;
  claims_today: number;
  daily_claim_limit?: number | null;
  holding: number;
  hold_limit?: number | null;
  protected: number;
  protect_limit?: number | null;
  reveals_today: number;
  daily_reveal_limit?: number | null;
}

export interface Notice {
  notice_id: Id;
  at: Instant;
  kind: "reminder" | "returned" | "assigned" | "taken_away" | "request" | "request_answered";
  /** None when it is of several at once; then `count` says how many. */
  customer_id?: Id | null;
  customer_name?: string | null;
  count?: number | null;
  due_at?: Instant | null;
  due_reason?: DueReason | null;
  stage?: number | null;
  read_at?: Instant | null;
}

export interface FairnessPerson {
  staff_id: Id;
  staff_name: string;
  claimed: number;
  assigned: number;
  returned: number;
  won: number;
  lost: number;
  good_leads: number;
  first_follow_up_median_minutes?: number | null;
  quota_refusals: number;
}
export interface Suspicion {
  kind: "claim_and_drop" | "pair" | "alike_follow_ups";
  staff_id: Id;
  staff_name: string;
  other_staff_id?: Id | null;
  other_staff_name?: string | null;
  count: number;
  customer_ids: Id[];
}
export interface Fairness {
  from: Day;
  to: Day;
  arrivals: number;
  public_now: number;
  claimed: number;
  assigned: number;
  people: FairnessPerson[];
  gini_ppm: number;
  claim_gini_ppm: number;
  returned: number;
  won: number;
  first_follow_up_median_minutes?: number | null;
  suspicions: Suspicion[];
}

export interface Lead {
  name: string;
  phone?: string;
  email?: string;
  source?: string;
  external_ref?: string;
  note?: string;
  region?: string;
  interest?: string;
  activity?: number;
  store_id?: Id;
  owner_staff_id?: Id;
}
export interface LeadAnswer {
  items: {
    index: number;
    status: "created" | "merged" | "refused";
    customer_id?: Id;
    reason?: string;
    detail?: string;
  }[];
}
