import { client } from "./client";
import type * as T from "./types";

/** The shapes most endpoints have: a list, a record, a creation, an edit, an action. */

export interface WriteOptions {
  key?: string;
  version?: number;
}
export type Query = Record<string, string | number | boolean | undefined>;

export const byId = (id: string, options: WriteOptions = {}) => ({ path: { id }, ...options });
export const list =
  <I>(path: string) =>
  (query: Query, signal?: AbortSignal) =>
    client.get<T.Page<I>>(path, { query, signal });
export const read =
  <I>(path: string) =>
  (id: string, signal?: AbortSignal) =>
    client.get<I>(path, { path: { id }, signal });
export const create =
  <I, W>(path: string) =>
  (body: W, options: WriteOptions = {}) =>
    client.post<I>(path, { body, ...options });
export const update =
  <I, W>(path: string) =>
  (id: string, body: W, options: WriteOptions) =>
    client.patch<I>(path, { ...byId(id, options), body });
export const act =
  <I>(path: string) =>
  (id: string, options: WriteOptions = {}) =>
    client.post<I>(path, byId(id, options));

/** Every item of a short list (roles, tiers, units), page after page; at most `kAllPages` pages. */
const kAllPages = 10;
export async function all<I>(
  load: (query: Query, signal?: AbortSignal) => Promise<T.Page<I>>,
  signal?: AbortSignal,
  filters: Query = {},
): Promise<I[]> {
  const items: I[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < kAllPages; page += 1) {
    const answer = await load({ ...filters, limit: 200, cursor }, signal);
    items.push(...answer.items);
    cursor = answer.next_cursor;
    if (!cursor) break;
  }
  return items;
}
