import { act, byId, create, list, type Query, read, update, type WriteOptions } from "./calls";
import { client } from "./client";
import type * as T from "./types";

export const rewards = {
  gifts: list<T.Gift>("/v1/gifts"),
  gift: read<T.Gift>("/v1/gifts/{id}"),
  createGift: create<T.Gift, T.GiftWrite>("/v1/gifts"),
  updateGift: update<T.Gift, T.GiftWrite>("/v1/gifts/{id}"),
  /** The file in base64url. */
  setPicture: (id: string, content: string, options: WriteOptions = {}) =>
    client.put<T.Gift>("/v1/gifts/{id}/picture", { ...byId(id, options), body: { content } }),
  removePicture: (id: string, options: WriteOptions = {}) =>
    client.delete<T.Gift>("/v1/gifts/{id}/picture", byId(id, options)),
  stock: (id: string, signal?: AbortSignal) =>
    client.get<T.Page<T.GiftStock>>("/v1/gifts/{id}/stock", { ...byId(id), signal }),
  moveStock: (id: string, body: T.StockWrite, options: WriteOptions = {}) =>
    client.post<T.StockMovement>("/v1/gifts/{id}/stock", { ...byId(id, options), body }),
  movements: (id: string, query: Query, signal?: AbortSignal) =>
    client.get<T.Page<T.StockMovement>>("/v1/gifts/{id}/stock/movements", { path: { id }, query, signal }),
  series: list<T.VoucherSeries>("/v1/voucher_series"),
  oneSeries: read<T.VoucherSeries>("/v1/voucher_series/{id}"),
  createSeries: create<T.VoucherSeries, T.VoucherSeriesWrite>("/v1/voucher_series"),
  updateSeries: update<T.VoucherSeries, T.VoucherSeriesWrite>("/v1/voucher_series/{id}"),
  batches: list<T.VoucherBatch>("/v1/voucher_batches"),
  issueBatch: create<T.VoucherBatch, T.VoucherBatchWrite>("/v1/voucher_batches"),
  batchVouchers: (id: string, query: Query, signal?: AbortSignal) =>
    client.get<T.Page<T.VoucherDocument>>("/v1/voucher_batches/{id}/vouchers", {
      path: { id },
      query,
      signal,
    }),
  stopBatch: act<T.VoucherBatch>("/v1/voucher_batches/{id}/cancel"),
  liability: (signal?: AbortSignal) => client.get<T.VoucherLiability>("/v1/voucher_liability", { signal }),
  findVoucher: (query: Query, signal?: AbortSignal) =>
    client.get<T.VoucherQuote>("/v1/vouchers/find", { query, signal }),
  cancelVoucher: (customerId: string, id: string, reason: string, options: WriteOptions = {}) =>
    client.post<T.Voucher>("/v1/customers/{customer}/vouchers/{id}/cancel", {
      path: { customer: customerId, id },
      body: { reason },
      ...options,
    }),
  ofCustomer: (id: string, query: Query, signal?: AbortSignal) =>
    client.get<T.Page<T.VoucherDocument>>("/v1/customers/{id}/vouchers", { path: { id }, query, signal }),
  /** As a present, or for points of the member's. */
  issue: (customerId: string, seriesId: string, forPoints: boolean, options: WriteOptions = {}) =>
    client.post<T.Voucher>("/v1/customers/{id}/vouchers", {
      ...byId(customerId, options),
      body: { series_id: seriesId, pay_with_points: forPoints },
    }),
  redemptions: list<T.Redemption>("/v1/redemptions"),
  redeem: create<T.Redemption, T.RedemptionWrite>("/v1/redemptions"),
  cancelRedemption: (customerId: string, id: string, reason: string, options: WriteOptions = {}) =>
    client.post<T.Redemption>("/v1/customers/{customer}/redemptions/{id}/cancel", {
      path: { customer: customerId, id },
      body: { reason },
      ...options,
    }),
};
