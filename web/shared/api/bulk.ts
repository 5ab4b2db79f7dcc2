import { create, list, read, type WriteOptions } from "./calls";
import { client } from "./client";
import type { Id, Instant } from "./types";

/** One change to many customers, or many customers in a file; it runs in the background. */
export interface BulkTask {
  id: Id;
  kind: "edit" | "export";
  state: "running" | "done" | "cancelled" | "failed" | "undoing" | "undone" | "expired";
  is_gathered: boolean;
  total: number;
  done: number;
  changed: number;
  refused: number;
  undone: number;
  error?: string;
  created_at: Instant;
  finished_at?: Instant;
  version: number;
}

export interface BulkWhom {
  selection: "chosen" | "asked";
  customer_ids?: Id[];
  parameters?: { name: string; value: string }[];
}

export interface CustomerChange {
  add_tag_ids?: Id[];
  remove_tag_ids?: Id[];
  store_id?: Id;
  owner_staff_id?: Id;
  clears_owner?: boolean;
  source?: string;
  status?: "active" | "disabled";
  own_values?: { field: string; value?: string | null }[];
}

export interface ExportForm {
  columns: { key: string; title: string }[];
  language: string;
}

export interface BulkRefusal {
  customer_id: Id;
  reason: string;
}

export const bulk = {
  list: list<BulkTask>("/v1/bulk_tasks"),
  get: read<BulkTask>("/v1/bulk_tasks/{id}"),
  edit: create<BulkTask, { whom: BulkWhom; change: CustomerChange }>("/v1/bulk_edits"),
  export: create<BulkTask, { whom: BulkWhom; form: ExportForm }>("/v1/exports"),
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
