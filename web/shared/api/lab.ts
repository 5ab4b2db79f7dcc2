import { client } from "./client";
import type { Query, WriteOptions } from "./endpoints";
import type { components } from "./schema";
import type * as T from "./types";

type Schemas = components["schemas"];

export type Backtest = Schemas["Backtest"];
export type BacktestState = Backtest["state"];
export type BacktestRequest = Schemas["BacktestRequestCreate"];
export type BacktestDocument = Omit<Schemas["BacktestDocument"], "request"> & { request: BacktestRequest };
export type BacktestResult = Schemas["BacktestResult"];
export type BacktestMonth = Schemas["BacktestMonth"];
export type BacktestServiceType = Schemas["BacktestServiceType"];
export type BacktestCustomer = Schemas["BacktestCustomer"];
export type BacktestTier = Schemas["BacktestTier"];

export const lab = {
  list: (query: Query, signal?: AbortSignal) =>
    client.get<T.Page<Backtest>>("/v1/backtests", { query, signal }),
  get: (id: string, signal?: AbortSignal) =>
    client.get<BacktestDocument>("/v1/backtests/{id}", { path: { id }, signal }),
  customers: (id: string, change: "gains" | "loses", signal?: AbortSignal) =>
    client.get<T.Page<BacktestCustomer>>("/v1/backtests/{id}/customers", {
      path: { id },
      query: { change },
      signal,
    }),
  start: (body: BacktestRequest, options: WriteOptions = {}) =>
    client.post<Backtest>("/v1/backtests", { body, ...options }),
  cancel: (id: string, options: WriteOptions = {}) =>
    client.post<Backtest>("/v1/backtests/{id}/cancel", { path: { id }, ...options }),
  remove: (id: string, options: WriteOptions = {}) =>
    client.delete<void>("/v1/backtests/{id}", { path: { id }, ...options }),
  /** A file for a spreadsheet; the browser fetches it by itself. */
  exportPath: (id: string, part: ExportPart) =>
    `/v1/backtests/${encodeURIComponent(id)}/export.csv?part=${part}`,
};

export const kExportParts = ["totals", "months", "service_types", "tiers", "moves", "customers"] as const;
export type ExportPart = (typeof kExportParts)[number];
