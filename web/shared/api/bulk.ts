import { create, list, read, type WriteOptions } from "./calls";
import { client } from "./client";
import type { components } from "./schema";
import type { Id } from "./types";

type Schemas = components["schemas"];

/** One change to many customers, or many customers in a file; it runs in the background. */
export type BulkTask = Schemas["BulkTask"];
export type BulkWhom = Schemas["BulkWhom"];
export type CustomerChange = Schemas["CustomerChange"];
export type ExportForm = Schemas["ExportForm"];

export interface BulkRefusal {
  customer_id: Id;
  reason: string;
}

export const bulk = {
  list: list<BulkTask>("/v1/bulk_tasks"),
  get: read<BulkTask>("/v1/bulk_tasks/{id}"),
  edit: create<BulkTask, Schemas["NewBulkEdit"]>("/v1/bulk_edits"),
  export: create<BulkTask, Schemas["NewBulkExport"]>("/v1/exports"),
  cancel: (id: Id, options: WriteOptions = {}) =>
    client.post<BulkTask>("/v1/bulk_tasks/{id}/cancel", { path: { id }, ...options }),
  undo: (id: Id, options: WriteOptions = {}) =>
    client.post<BulkTask>("/v1/bulk_tasks/{id}/undo", { path: { id }, ...options }),
  refused: (id: Id, signal?: AbortSignal) =>
    client.get<{ items: BulkRefusal[] }>("/v1/bulk_tasks/{id}/refused", { path: { id }, signal }),
  /** Where the browser fetches the finished file. */
  file: (id: Id) => `/v1/bulk_tasks/${id}/customers.csv`,
};

export const isRunning = (task: BulkTask): boolean => task.state === "running" || task.state === "undoing";
