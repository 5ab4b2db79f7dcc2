import { create, list, update, type WriteOptions } from "./calls";
import { client } from "./client";
import type { components } from "./schema";
import type { Id } from "./types";

/** A question asked of a list, kept under a name. */
export type SavedView = components["schemas"]["SavedView"];
/** The view a list of somebody's begins with. */
export type FirstView = components["schemas"]["FirstView"];
export type SavedViewWrite = Partial<components["schemas"]["SavedViewCreate"]>;

export const views = {
  list: list<SavedView>("/v1/views"),
  create: create<SavedView, SavedViewWrite>("/v1/views"),
  update: update<SavedView, SavedViewWrite>("/v1/views/{id}"),
  first: list<FirstView>("/v1/first_views"),
  putFirst: create<FirstView, FirstView>("/v1/first_views"),
  remove: (id: Id, options: WriteOptions = {}) =>
    client.delete<void>("/v1/views/{id}", { path: { id }, ...options }),
};
