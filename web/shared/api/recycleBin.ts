import { byId, list, type WriteOptions } from "./calls";
import { client } from "./client";
import type { components } from "./schema";
import type { Customer } from "./types";

type Schemas = components["schemas"];

/** Somebody in the recycle bin: who deleted him, when, why, and until when he can come back. */
export type BinItem = Schemas["BinItem"];

export const recycleBin = {
  list: list<BinItem>("/v1/recycle_bin"),
  delete: (id: string, body: Schemas["DeletionRequest"], options: WriteOptions = {}) =>
    client.post<BinItem>("/v1/customers/{id}/delete", { ...byId(id, options), body }),
  restore: (id: string, options: WriteOptions = {}) =>
    client.post<Customer>("/v1/customers/{id}/restore", byId(id, options)),
  restoreMany: (ids: readonly string[], options: WriteOptions = {}) =>
    client.post<Schemas["RestoreAnswer"]>("/v1/recycle_bin/restore", {
      body: { customer_ids: [...ids] },
      ...options,
    }),
};
