import type { Id, Instant } from "./types";

/** What a chain adds to the records of its customers. */
export type OwnFieldKind = "text" | "number" | "date" | "choice" | "yes_no";

export interface OwnFieldOption {
  key?: string;
  label: string;
  is_retired: boolean;
}

export interface OwnField {
  id: Id;
  key: string;
  name: string;
  kind: OwnFieldKind;
  options: OwnFieldOption[];
  digits: number;
  unit?: string;
  is_required: boolean;
  is_searchable: boolean;
  place: number;
  status: "active" | "disabled";
  created_at: Instant;
  updated_at: Instant;
  version: number;
}
export type OwnFieldWrite = Partial<Omit<OwnField, "id" | "created_at" | "updated_at" | "version">>;

export const kTagColours = ["grey", "red", "orange", "yellow", "green", "teal", "blue", "purple"] as const;
export type TagColour = (typeof kTagColours)[number];

export interface CustomerTag {
  id: Id;
  name: string;
  colour: TagColour;
  status: "active" | "disabled";
  created_at: Instant;
  updated_at: Instant;
  version: number;
}
export type CustomerTagWrite = Partial<Pick<CustomerTag, "name" | "colour" | "status">>;

/** Always a text: "12.50", "2026-11-22", "yes", the key of an option. */
export interface OwnValue {
  field: string;
  value: string;
}

export type ConditionOp =
  | "any_of"
  | "none_of"
  | "all_of"
  | "contains"
  | "at_least"
  | "at_most"
  | "within_days"
  | "not_within_days"
  | "is_set"
  | "is_not_set";

export interface Condition {
  field: string;
  op: ConditionOp;
  values: string[];
}
