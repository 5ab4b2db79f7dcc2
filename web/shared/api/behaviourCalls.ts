import { act, byId, create, list, update, type WriteOptions } from "./calls";
import { client } from "./client";
import type * as T from "./types";

const ofEvent = (event: Pick<T.BehaviourEvent, "customer_id" | "id">) => ({
  path: { customer: event.customer_id, id: event.id },
});

export const behaviour = {
  kinds: list<T.BehaviourKind>("/v1/behaviour_kinds"),
  createKind: create<T.BehaviourKind, T.BehaviourKindWrite>("/v1/behaviour_kinds"),
  updateKind: update<T.BehaviourKind, T.BehaviourKindWrite>("/v1/behaviour_kinds/{id}"),
  rules: list<T.BehaviourRule>("/v1/behaviour_rules"),
  createRule: create<T.BehaviourRule, T.BehaviourRuleWrite>("/v1/behaviour_rules"),
  endRule: act<T.BehaviourRule>("/v1/behaviour_rules/{id}/end"),
  events: list<T.BehaviourEvent>("/v1/behaviour_events"),
  record: create<T.BehaviourEvent, T.BehaviourEventWrite>("/v1/behaviour_events"),
  explainEvent: (event: Pick<T.BehaviourEvent, "customer_id" | "id">, signal?: AbortSignal) =>
    client.get<T.BehaviourExplanation>("/v1/customers/{customer}/behaviour_events/{id}/explanation", {
      ...ofEvent(event),
      signal,
    }),
  approve: (event: T.BehaviourEvent, options: WriteOptions = {}) =>
    client.post<T.BehaviourEvent>("/v1/customers/{customer}/behaviour_events/{id}/approve", {
      ...ofEvent(event),
      ...options,
    }),
  refuse: (event: T.BehaviourEvent, reason: string, options: WriteOptions = {}) =>
    client.post<T.BehaviourEvent>("/v1/customers/{customer}/behaviour_events/{id}/refuse", {
      ...ofEvent(event),
      body: { reason },
      ...options,
    }),
  reverse: (event: T.BehaviourEvent, reason: string, options: WriteOptions = {}) =>
    client.post<T.BehaviourEvent>("/v1/customers/{customer}/behaviour_events/{id}/reverse", {
      ...ofEvent(event),
      body: { reason },
      ...options,
    }),
  marks: (id: string, signal?: AbortSignal) =>
    client.get<T.CustomerMarks>("/v1/customers/{id}/marks", { ...byId(id), signal }),
};
