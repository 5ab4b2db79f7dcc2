import { client } from "./client";
import type { Query, WriteOptions } from "./endpoints";
import type * as P from "./poolTypes";
import type { components } from "./schema";
import type { Day, Id, Page } from "./types";

const at = (id: Id, options: WriteOptions = {}) => ({ path: { id }, ...options });

type Schemas = components["schemas"];
export type Leaving = Schemas["PoolReturn"];

export const pools = {
  list: (query: Query, signal?: AbortSignal) => client.get<Page<P.Pool>>("/v1/pools", { query, signal }),
  get: (id: Id, signal?: AbortSignal) => client.get<P.Pool>("/v1/pools/{id}", { ...at(id), signal }),
  create: (body: P.PoolWrite, options: WriteOptions = {}) =>
    client.post<P.Pool>("/v1/pools", { body, ...options }),
  update: (id: Id, body: P.PoolWrite, options: WriteOptions) =>
    client.patch<P.Pool>("/v1/pools/{id}", { ...at(id, options), body }),
  remove: (id: Id, options: WriteOptions = {}) => client.delete<void>("/v1/pools/{id}", at(id, options)),
  members: (id: Id, signal?: AbortSignal) =>
    client.get<Schemas["PoolMembers"]>("/v1/pools/{id}/members", { ...at(id), signal }),
  setMembers: (id: Id, items: P.PoolMemberWrite[], options: WriteOptions = {}) =>
    client.post<Schemas["PoolMembers"]>("/v1/pools/{id}/members", {
      ...at(id, options),
      body: { items },
    }),
  moveAll: (id: Id, to: Id, options: WriteOptions = {}) =>
    client.post<Schemas["PoolMoved"]>("/v1/pools/{id}/move_all", {
      ...at(id, options),
      body: { to_pool_id: to },
    }),
  takeIn: (id: Id, options: WriteOptions = {}) =>
    client.post<Schemas["PoolMoved"]>("/v1/pools/{id}/take_in", at(id, options)),
  leads: (id: Id, items: P.Lead[], options: WriteOptions = {}) =>
    client.post<P.LeadAnswer>("/v1/pools/{id}/leads", { ...at(id, options), body: { items } }),
  assignWaiting: (id: Id, options: WriteOptions = {}) =>
    client.post<Schemas["PoolEngineRun"]>("/v1/pools/{id}/assign_waiting", at(id, options)),
  rules: (id: Id, query: Query, signal?: AbortSignal) =>
    client.get<Page<P.PoolRuleVersion>>("/v1/pools/{id}/rules", { ...at(id), query, signal }),
  currentRule: (id: Id, signal?: AbortSignal) =>
    client.get<P.PoolRuleVersion>("/v1/pools/{id}/rules/current", { ...at(id), signal }),
  publishRule: (id: Id, body: P.PoolRule, options: WriteOptions = {}) =>
    client.post<P.PoolRuleVersion>("/v1/pools/{id}/rules", { ...at(id, options), body }),
  dryRun: (id: Id, body: P.PoolRule, options: WriteOptions = {}) =>
    client.post<P.DryRun>("/v1/pools/{id}/rules/dry_run", { ...at(id, options), body }),
  fairness: (id: Id, from: Day, to: Day, signal?: AbortSignal) =>
    client.get<P.Fairness>("/v1/pools/{id}/fairness", { ...at(id), query: { from, to }, signal }),
};

export const pool = {
  customers: (query: Query, signal?: AbortSignal) =>
    client.get<Page<P.PoolCustomer>>("/v1/pool/customers", { query, signal }),
  customer: (id: Id, signal?: AbortSignal) =>
    client.get<P.PoolCustomer>("/v1/pool/customers/{id}", { ...at(id), signal }),
  moves: (id: Id, query: Query, signal?: AbortSignal) =>
    client.get<Page<P.Move>>("/v1/pool/customers/{id}/moves", { ...at(id), query, signal }),
  claim: (id: Id, options: WriteOptions = {}) =>
    client.post<P.PoolCustomer>("/v1/pool/customers/{id}/claim", at(id, options)),
  giveBack: (id: Id, body: Leaving, options: WriteOptions = {}) =>
    client.post<P.PoolCustomer>("/v1/pool/customers/{id}/give_back", { ...at(id, options), body }),
  lose: (id: Id, body: Leaving, options: WriteOptions = {}) =>
    client.post<P.PoolCustomer>("/v1/pool/customers/{id}/lose", { ...at(id, options), body }),
  takeBack: (id: Id, body: Leaving, options: WriteOptions = {}) =>
    client.post<P.PoolCustomer>("/v1/pool/customers/{id}/take_back", { ...at(id, options), body }),
  win: (id: Id, body: Schemas["PoolWin"], options: WriteOptions = {}) =>
    client.post<P.PoolCustomer | P.PoolRequest>("/v1/pool/customers/{id}/win", { ...at(id, options), body }),
  protect: (id: Id, body: Schemas["PoolProtect"], options: WriteOptions = {}) =>
    client.post<P.PoolCustomer>("/v1/pool/customers/{id}/protect", { ...at(id, options), body }),
  unprotect: (id: Id, options: WriteOptions = {}) =>
    client.post<P.PoolCustomer>("/v1/pool/customers/{id}/unprotect", at(id, options)),
  stage: (id: Id, stage: P.Stage, options: WriteOptions = {}) =>
    client.post<P.PoolCustomer>("/v1/pool/customers/{id}/stage", { ...at(id, options), body: { stage } }),
  reopen: (id: Id, note: string, options: WriteOptions = {}) =>
    client.post<P.PoolCustomer>("/v1/pool/customers/{id}/reopen", { ...at(id, options), body: { note } }),
  reveal: (id: Id, options: WriteOptions = {}) =>
    client.post<P.Revealed>("/v1/pool/customers/{id}/reveal", at(id, options)),
  askExtension: (id: Id, body: Schemas["PoolExtension"], options: WriteOptions = {}) =>
    client.post<P.PoolRequest>("/v1/pool/customers/{id}/extensions", { ...at(id, options), body }),
  requests: (query: Query, signal?: AbortSignal) =>
    client.get<Page<P.PoolRequest>>("/v1/pool/requests", { query, signal }),
  approve: (customer: Id, request: Id, answer?: string, options: WriteOptions = {}) =>
    client.post<P.PoolRequest>("/v1/pool/customers/{id}/requests/{request}/approve", {
      path: { id: customer, request },
      body: answer ? { answer } : {},
      ...options,
    }),
  refuse: (customer: Id, request: Id, answer?: string, options: WriteOptions = {}) =>
    client.post<P.PoolRequest>("/v1/pool/customers/{id}/requests/{request}/refuse", {
      path: { id: customer, request },
      body: answer ? { answer } : {},
      ...options,
    }),
  claimMany: (ids: readonly Id[], options: WriteOptions = {}) =>
    client.post<P.BatchAnswer>("/v1/pool/claims", { body: { customer_ids: ids }, ...options }),
  assignMany: (ids: readonly Id[], staff: Id, note?: string, options: WriteOptions = {}) =>
    client.post<P.BatchAnswer>("/v1/pool/assignments", {
      body: { customer_ids: ids, staff_id: staff, ...(note ? { note } : {}) },
      ...options,
    }),
  handOver: (body: Schemas["PoolHandOver"], options: WriteOptions = {}) =>
    client.post<Schemas["PoolMoved"]>("/v1/pool/hand_overs", { body, ...options }),
  reasons: (query: Query, signal?: AbortSignal) =>
    client.get<Page<P.ReturnReason>>("/v1/pool/reasons", { query, signal }),
  createReason: (body: Schemas["PoolReasonCreate"], options: WriteOptions = {}) =>
    client.post<P.ReturnReason>("/v1/pool/reasons", { body, ...options }),
  updateReason: (id: Id, body: Schemas["PoolReasonPatch"], options: WriteOptions) =>
    client.patch<P.ReturnReason>("/v1/pool/reasons/{id}", { ...at(id, options), body }),
  board: (query: Query, signal?: AbortSignal) => client.get<P.Board>("/v1/pool/board", { query, signal }),
  limits: (signal?: AbortSignal) => client.get<Schemas["PoolLimits"]>("/v1/pool/limits", { signal }),
  notices: (query: Query, signal?: AbortSignal) =>
    client.get<Page<P.Notice>>("/v1/pool/notices", { query, signal }),
  readNotices: (ids: readonly Id[], options: WriteOptions = {}) =>
    client.post<void>("/v1/pool/notices/read", { body: { notice_ids: ids }, ...options }),
  presence: (signal?: AbortSignal) => client.get<Schemas["PoolPresence"]>("/v1/pool/presence", { signal }),
  setPresence: (present: boolean, options: WriteOptions = {}) =>
    client.post<Schemas["PoolPresence"]>("/v1/pool/presence", { body: { present }, ...options }),
};
