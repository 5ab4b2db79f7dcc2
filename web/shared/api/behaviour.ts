import type { components } from "./schema";

/** What customers do besides buying, and what it brings them. */
type Schemas = components["schemas"];

export type BehaviourKind = Schemas["BehaviourKind"];
export type BehaviourKindWrite = Partial<Schemas["BehaviourKindCreate"]>;
export type BehaviourRule = Schemas["BehaviourRule"];
export type BehaviourRuleWrite = Partial<Schemas["BehaviourRuleCreate"]>;
export type BehaviourEvent = Schemas["BehaviourEvent"];
export type EventState = BehaviourEvent["state"];
export type BehaviourEventWrite = Schemas["BehaviourEventRequest"];
export type BehaviourExplanation = Schemas["BehaviourExplanation"];
export type MarkSum = Schemas["MarkSum"];
export type CustomerMarks = Schemas["CustomerMarks"];
