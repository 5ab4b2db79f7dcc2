import { client } from "./client";
import type { Query, WriteOptions } from "./endpoints";
import type { components } from "./schema";
import type { Id, Page } from "./types";

type Schemas = components["schemas"];

export type FollowUp = Schemas["FollowUp"];
export type FollowUpKind = FollowUp["kind"];
export type FollowUpResult = NonNullable<FollowUp["result"]>;
export type FollowUpWrite = Schemas["NewFollowUp"];
export type Task = Schemas["TaskItem"];

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
  createTask: (id: Id, body: Schemas["NewTask"], options: WriteOptions = {}) =>
    client.post<Schemas["Task"]>("/v1/customers/{id}/tasks", { path: { id }, body, ...options }),
  finishTask: (customer: Id, id: Id, options: WriteOptions = {}) =>
    client.post<Schemas["Task"]>("/v1/customers/{id}/tasks/{task}/done", {
      ...task(customer, id),
      ...options,
    }),
  cancelTask: (customer: Id, id: Id, options: WriteOptions = {}) =>
    client.post<Schemas["Task"]>("/v1/customers/{id}/tasks/{task}/cancel", {
      ...task(customer, id),
      ...options,
    }),
  updateTask: (customer: Id, id: Id, body: Schemas["TaskPatch"], options: WriteOptions) =>
    client.patch<Schemas["Task"]>("/v1/customers/{id}/tasks/{task}", {
      ...task(customer, id),
      body,
      ...options,
    }),
  feed: (signal?: AbortSignal) => client.get<Schemas["CalendarFeed"]>("/v1/calendar_feed", { signal }),
  makeFeed: (options: WriteOptions = {}) =>
    client.post<Schemas["NewCalendarFeed"]>("/v1/calendar_feed", { ...options }),
  revokeFeed: (options: WriteOptions = {}) => client.delete<void>("/v1/calendar_feed", { ...options }),
};
