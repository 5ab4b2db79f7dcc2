import type { components } from "./schema";

/** What a chain adds to the records of its customers. */
type Schemas = components["schemas"];

export type OwnField = Schemas["OwnField"];
export type OwnFieldKind = OwnField["kind"];
export type OwnFieldOption = Schemas["OwnFieldOption"];
export type OwnFieldWrite = Partial<Schemas["OwnFieldCreate"]>;

export const kTagColours = ["grey", "red", "orange", "yellow", "green", "teal", "blue", "purple"] as const;
export type CustomerTag = Schemas["Tag"];
export type TagColour = CustomerTag["colour"];
export type CustomerTagWrite = Schemas["TagPatch"];

/** Always a text: "12.50", "2026-11-22", "yes", the key of an option. */
export type OwnValue = Schemas["OwnValue"];

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
