import type { Id, Instant } from "./types";

/** What customers do besides buying, and what it brings them. */
export interface BehaviourKind {
  id: Id;
  code: string;
  name_zh: string;
  name_en: string;
  is_built_in: boolean;
  status: "active" | "disabled";
  created_at: Instant;
  updated_at: Instant;
  version: number;
}
export type BehaviourKindWrite = Partial<Pick<BehaviourKind, "code" | "name_zh" | "name_en" | "status">>;

export interface BehaviourRule {
  id: Id;
  code: string;
  kind_id: Id;
  name: string;
  points: number;
  marks: number;
  dimension?: string;
  most_per_day: number;
  most_per_month: number;
  most_in_all: number;
  cool_down_s: number;
  needs_approval: boolean;
  status: "active" | "ended";
  effective_from: Instant;
  effective_to?: Instant;
  created_at: Instant;
  created_by?: Id;
}
export type BehaviourRuleWrite = Partial<Omit<BehaviourRule, "id" | "status" | "created_at" | "created_by">>;

export type EventState = "waiting" | "granted" | "not_granted" | "refused" | "reversed";

export interface BehaviourEvent {
  customer_id: Id;
  id: Id;
  kind_id: Id;
  rule_id?: Id;
  rule_code?: string;
  state: EventState;
  occurred_at: Instant;
  store_id: Id;
  source: string;
  source_ref?: string;
  evidence?: string;
  points: number;
  marks: number;
  dimension?: string;
  why_not?: "no_rule" | "rule_ended" | "cap_day" | "cap_month" | "cap_in_all" | "cool_down" | "refused";
  why_count?: number;
  entry_id?: Id;
  recorded_at: Instant;
  recorded_by?: Id;
  decided_at?: Instant;
  decided_by?: Id;
  decision_note?: string;
  reversed_at?: Instant;
  reversed_by?: Id;
  reverse_reason?: string;
  version: number;
}
export interface BehaviourEventWrite {
  customer_id: Id;
  kind: string;
  rule_code?: string;
  occurred_at?: Instant;
  store_id?: Id;
  source?: string;
  source_ref?: string;
  evidence?: string;
}

export interface MarkSum {
  dimension: string;
  marks: number;
  plus_marks: number;
  minus_marks: number;
  event_count: number;
  last_at: Instant;
}
