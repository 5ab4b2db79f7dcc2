import { act, create, list, read, type WriteOptions } from "./calls";
import { client } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

/** Two customers who may be one person. */
export type DuplicatePair = Schemas["DuplicatePair"];
export type DuplicateState = DuplicatePair["state"];
export type SimilarCustomer = Schemas["SimilarCustomer"];
export type SimilarRequest = Schemas["SimilarRequest"];

export const duplicates = {
  list: list<DuplicatePair>("/v1/duplicates"),
  get: read<DuplicatePair>("/v1/duplicates/{id}"),
  dismiss: act<DuplicatePair>("/v1/duplicates/{id}/dismiss"),
  reopen: act<DuplicatePair>("/v1/duplicates/{id}/reopen"),
  scan: (options: WriteOptions = {}) => client.post<unknown>("/v1/duplicates/scan", { ...options }),
  similar: create<{ items: SimilarCustomer[] }, SimilarRequest>("/v1/customers/similar"),
};
