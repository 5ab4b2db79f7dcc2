import { byId, list, type Query, read, type WriteOptions } from "./calls";
import { client } from "./client";
import type * as T from "./types";

export const wallet = {
  get: read<T.Wallet>("/v1/customers/{id}/wallet"),
  lots: (id: string, query: Query, signal?: AbortSignal) =>
    client.get<T.Page<T.Lot>>("/v1/customers/{id}/wallet/lots", { path: { id }, query, signal }),
  pointsAt: (id: string, at: string, signal?: AbortSignal) =>
    client.get<T.CustomerPoints>("/v1/customers/{id}/points", { path: { id }, query: { at }, signal }),
  adjust: (id: string, body: T.AdjustmentWrite, options: WriteOptions = {}) =>
    client.post<T.Adjustment>("/v1/customers/{id}/adjustments", { ...byId(id, options), body }),
  grant: (id: string, body: T.GrantWrite, options: WriteOptions = {}) =>
    client.post<T.Adjustment>("/v1/customers/{id}/grants", { ...byId(id, options), body }),
  transfer: (id: string, body: T.TransferWrite, options: WriteOptions = {}) =>
    client.post<T.Transfer>("/v1/customers/{id}/transfers", { ...byId(id, options), body }),
  block: (id: string, reason: string, options: WriteOptions = {}) =>
    client.post<T.Wallet>("/v1/customers/{id}/wallet/block", { ...byId(id, options), body: { reason } }),
  unblock: (id: string, reason: string, options: WriteOptions = {}) =>
    client.post<T.Wallet>("/v1/customers/{id}/wallet/unblock", { ...byId(id, options), body: { reason } }),
  adjustments: list<T.Adjustment>("/v1/adjustments"),
  approve: (id: string, note: string, options: WriteOptions = {}) =>
    client.post<T.Adjustment>("/v1/adjustments/{id}/approve", {
      ...byId(id, options),
      body: note === "" ? {} : { note },
    }),
  refuse: (id: string, note: string, options: WriteOptions = {}) =>
    client.post<T.Adjustment>("/v1/adjustments/{id}/refuse", { ...byId(id, options), body: { note } }),
  activateLot: (id: string, lotId: string, options: WriteOptions = {}) =>
    client.post<T.Lot>("/v1/customers/{id}/wallet/lots/{lot}/activate", {
      path: { id, lot: lotId },
      ...options,
    }),
  digests: list<T.LedgerDigest>("/v1/ledger/digests"),
  expiries: list<T.CustomerExpiry>("/v1/expiries"),
};
