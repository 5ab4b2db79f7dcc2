import { client } from "./client";
import type { Query, WriteOptions } from "./endpoints";
import type { Id, Instant, Page } from "./types";

export type FollowUpKind = "call" | "visit" | "message" | "appointment" | "note";
export type FollowUpResult = "reached" | "no_answer" | "interested" | "refused" | "ordered";

export interface FollowUp {
  customer_id: Id;
  id: Id;
  kind: FollowUpKind;
  text: string;
  result?: FollowUpResult | null;
  at: Instant;
  staff_id: Id;
  staff_name?: string;
  customer_name?: string;
  evidence_kind?: "message" | "scan" | "sale" | null;
  evidence_ref?: string | null;
  /** Whether it moved the clock of the pool, and why not. */
  counts: boolean;
  counts_reason?: "counted" | "note_only" | "too_short" | "repeated" | "not_owner" | null;
  next_text?: string | null;
  next_at?: Instant | null;
  task_id?: Id | null;
}
export type FollowUpWrite = Pick<FollowUp, "kind" | "text"> &
  Partial<Pick<FollowUp, "result" | "next_text" | "next_at">>;

export interface Task {
  customer_id: Id;
  task_id: Id;
  staff_id: Id;
  staff_name?: string;
  customer_name: string;
  text: string;
  due_at: Instant;
  state: "open" | "done" | "cancelled";
  created_at: Instant;
  closed_at?: Instant | null;
  version: number;
}

const task = (customer: Id, id: Id) => ({ path: { id: customer, task: id } });

/** Contacts with customers, what is to be done next, and the calendar of it. */
export const followUps = {
  list: (query: Query, signal?: AbortSignal) =>
    client.get<Page<FollowUp>>("/v1/follow_ups", { query, signal }),
  ofCustomer: (id: Id, query: Query, signal?: AbortSignal) =>
    client.get<Page<FollowUp>>("/v1/customers/{id}/follow_ups", { path: { id }, query, signal }),
  record: (id: Id, body: FollowUpWrite, options: WriteOptions = {}) =>
    client.post<FollowUp>("/v1/customers/{id}/follow_ups", { path: { id }, body, ...options }),
  tasks: (query: Query, signal?: AbortSignal) => client.get<Page<Task>>("/v1/tasks", { query, signal }),
  createTask: (id: Id, body: { text: string; due_at: Instant; staff_id?: Id }, options: WriteOptions = {}) =>
    client.post<Task>("/v1/customers/{id}/tasks", { path: { id }, body, ...options }),
  finishTask: (customer: Id, id: Id, options: WriteOptions = {}) =>
    client.post<Task>("/v1/customers/{id}/tasks/{task}/done", { ...task(customer, id), ...options }),
  cancelTask: (customer: Id, id: Id, options: WriteOptions = {}) =>
    client.post<Task>("/v1/customers/{id}/tasks/{task}/cancel", { ...task(customer, id), ...options }),
  updateTask: (customer: Id, id: Id, body: { text?: string; due_at?: Instant }, options: WriteOptions) =>
    client.patch<Task>("/v1/customers/{id}/tasks/{task}", { ...task(customer, id), body, ...options }),
  feed: (signal?: AbortSignal) =>
    client.get<{ exists: boolean; created_at?: Instant | null }>("/v1/calendar_feed", { signal }),
  makeFeed: (options: WriteOptions = {}) =>
    client.post<{ path: string }>("/v1/calendar_feed", { ...options }),
  revokeFeed: (options: WriteOptions = {}) => client.delete<void>("/v1/calendar_feed", { ...options }),
};
