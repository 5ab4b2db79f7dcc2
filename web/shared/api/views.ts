import { create, list, update, type WriteOptions } from "./calls";
import { client } from "./client";
import type { Id, Instant } from "./types";

/** A question asked of a list, kept under a name. */
export interface SavedView {
  id: Id;
  list: string;
  name: string;
  owner_staff_id: Id;
  is_shared: boolean;
  sort?: string;
  is_dense: boolean;
  columns: string[];
  filters: { name: string; value: string }[];
  created_at: Instant;
  updated_at: Instant;
  version: number;
}
export type SavedViewWrite = Partial<
  Pick<SavedView, "list" | "name" | "is_shared" | "is_dense" | "columns" | "filters">
> & { sort?: string | null };

export const views = {
  list: list<SavedView>("/v1/views"),
  create: create<SavedView, SavedViewWrite>("/v1/views"),
  update: update<SavedView, SavedViewWrite>("/v1/views/{id}"),
  remove: (id: Id, options: WriteOptions = {}) =>
    client.delete<void>("/v1/views/{id}", { path: { id }, ...options }),
};
