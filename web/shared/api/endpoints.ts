import { act, byId, create, list, type Query, read, update, type WriteOptions } from "./calls";
import { client } from "./client";
import type * as T from "./types";

/** One line per endpoint the screens use; with the files it hands on the only places that name paths. */

export { behaviour } from "./behaviourCalls";
export { all, type Query, type WriteOptions } from "./calls";
export { rewards } from "./rewardCalls";
export { wallet } from "./walletCalls";

export const system = {
  version: (signal?: AbortSignal) => client.get<T.VersionInfo>("/v1/version", { signal }),
  home: (signal?: AbortSignal) => client.get<T.Home>("/v1/home", { signal }),
  audit: list<T.AuditEntry>("/v1/audit"),
  settings: (signal?: AbortSignal) => client.get<T.Settings>("/v1/settings", { signal }),
  saveSettings: (body: Partial<T.Settings>, options: WriteOptions) =>
    client.patch<T.Settings>("/v1/settings", { body, ...options }),
};

export const identity = {
  setupState: (signal?: AbortSignal) => client.get<T.SetupState>("/v1/setup", { signal }),
  setup: (body: T.SetupRequest) => client.post<T.SessionAnswer>("/v1/setup", { body }),
  signIn: (body: { sign_in_name: string; password: string; totp_code?: string }) =>
    client.post<T.SessionAnswer>("/v1/sessions", { body }),
  signOut: () => client.delete<void>("/v1/sessions/current"),
  me: (signal?: AbortSignal) => client.get<T.Me>("/v1/me", { signal }),
  saveMe: (body: { language?: T.LanguageCode; theme?: T.ThemeChoice }) =>
    client.patch<unknown>("/v1/me", { body }),
  changePassword: (body: { current_password: string; new_password: string }) =>
    client.post<void>("/v1/me/password", { body }),
  sessions: (signal?: AbortSignal) => client.get<T.Page<T.Session>>("/v1/sessions", { signal }),
  revokeSession: (id: string, options?: WriteOptions) =>
    client.delete<void>("/v1/sessions/{id}", byId(id, options)),
  totpStart: () => client.post<T.TotpEnrolment>("/v1/me/totp"),
  totpConfirm: (code: string) => client.post<void>("/v1/me/totp/confirm", { body: { code } }),
  totpDisable: (password: string) => client.post<void>("/v1/me/totp/disable", { body: { password } }),
};

export const staff = {
  list: list<T.Staff>("/v1/staff"),
  get: read<T.Staff>("/v1/staff/{id}"),
  /** Can sign in after resetPassword. */
  create: create<T.Staff, T.StaffWrite>("/v1/staff"),
  update: update<T.Staff, T.StaffWrite>("/v1/staff/{id}"),
  disable: act<T.Staff>("/v1/staff/{id}/disable"),
  enable: act<T.Staff>("/v1/staff/{id}/enable"),
  resetPassword: act<T.NewPassword>("/v1/staff/{id}/reset_password"),
  removeTotp: act<T.Staff>("/v1/staff/{id}/remove_totp"),
};

export const roles = {
  list: list<T.Role>("/v1/roles"),
  get: read<T.Role>("/v1/roles/{id}"),
  create: create<T.Role, T.RoleWrite>("/v1/roles"),
  update: update<T.Role, T.RoleWrite>("/v1/roles/{id}"),
  remove: (id: string, options?: WriteOptions) => client.delete<void>("/v1/roles/{id}", byId(id, options)),
  permissions: list<T.Permission>("/v1/permissions"),
};

export const orgUnits = {
  list: list<T.OrgUnit>("/v1/org_units"),
  create: create<T.OrgUnit, T.OrgUnitWrite>("/v1/org_units"),
  update: update<T.OrgUnit, T.OrgUnitWrite>("/v1/org_units/{id}"),
  move: (id: string, parentId: string, options: WriteOptions) =>
    client.post<T.OrgUnit>("/v1/org_units/{id}/move", {
      ...byId(id, options),
      body: { parent_id: parentId },
    }),
};

export const customers = {
  list: list<T.CustomerListItem>("/v1/customers"),
  get: read<T.Customer>("/v1/customers/{id}"),
  find: (code: string, signal?: AbortSignal) =>
    client.get<T.MemberHead>("/v1/customers/find", { query: { code }, signal }),
  create: create<T.Customer, T.CustomerWrite>("/v1/customers"),
  update: update<T.Customer, T.CustomerWrite>("/v1/customers/{id}"),
  disable: act<T.Customer>("/v1/customers/{id}/disable"),
  enable: act<T.Customer>("/v1/customers/{id}/enable"),
  merge: (id: string, body: T.CustomerMerge, options: WriteOptions = {}) =>
    client.post<T.Kin>("/v1/customers/{id}/merge", { ...byId(id, options), body }),
  unmerge: (id: string, body: T.CustomerUnmerge, options: WriteOptions = {}) =>
    client.post<T.Kin>("/v1/customers/{id}/unmerge", { ...byId(id, options), body }),
  kin: read<T.Kin>("/v1/customers/{id}/kin"),
  cards: (id: string, signal?: AbortSignal) =>
    client.get<T.Page<T.Card>>("/v1/customers/{id}/cards", { ...byId(id), signal }),
  addCard: (id: string, cardNumber: string, options: WriteOptions = {}) =>
    client.post<T.Card>("/v1/customers/{id}/cards", {
      ...byId(id, options),
      body: { card_number: cardNumber },
    }),
  removeCard: (id: string, cardNumber: string, options: WriteOptions = {}) =>
    client.delete<void>("/v1/customers/{id}/cards/{card}", { path: { id, card: cardNumber }, ...options }),
  freezeCard: (id: string, card: string, options: WriteOptions = {}) =>
    client.post<T.Card>("/v1/customers/{id}/cards/{card}/freeze", { path: { id, card }, ...options }),
  unfreezeCard: (id: string, card: string, options: WriteOptions = {}) =>
    client.post<T.Card>("/v1/customers/{id}/cards/{card}/unfreeze", { path: { id, card }, ...options }),
  replaceCard: (id: string, card: string, newNumber: string, options: WriteOptions = {}) =>
    client.post<T.Card>("/v1/customers/{id}/cards/{card}/replace", {
      path: { id, card },
      ...options,
      body: { card_number: newNumber },
    }),
  cardCodes: (id: string, card: string, signal?: AbortSignal) =>
    client.get<T.CardCodes>("/v1/customers/{id}/cards/{card}/codes", { path: { id, card }, signal }),
  timeline: (id: string, query: Query, signal?: AbortSignal) =>
    client.get<T.Page<T.TimelineItem>>("/v1/customers/{id}/timeline", { path: { id }, query, signal }),
  points: read<T.CustomerPoints>("/v1/customers/{id}/points"),
  entries: (id: string, query: Query, signal?: AbortSignal) =>
    client.get<T.Page<T.PointsEntry>>("/v1/customers/{id}/points/entries", { path: { id }, query, signal }),
  explainEntry: (id: string, entryId: string) =>
    client.get<T.Explanation>("/v1/customers/{id}/points/entries/{entry}/explanation", {
      path: { id, entry: entryId },
    }),
  sale: (id: string, saleId: string, signal?: AbortSignal) =>
    client.get<T.SaleDocument>("/v1/customers/{id}/sales/{sale}", { path: { id, sale: saleId }, signal }),
};

export const catalogue = {
  products: list<T.Product>("/v1/products"),
  product: read<T.Product>("/v1/products/{id}"),
  findProduct: (code: string, signal?: AbortSignal) =>
    client.get<T.Product>("/v1/products/find", { query: { code }, signal }),
  createProduct: create<T.Product, T.ProductWrite>("/v1/products"),
  updateProduct: update<T.Product, T.ProductWrite>("/v1/products/{id}"),
  serviceTypes: list<T.ServiceType>("/v1/service_types"),
  createServiceType: create<T.ServiceType, T.ServiceTypeWrite>("/v1/service_types"),
  updateServiceType: update<T.ServiceType, T.ServiceTypeWrite>("/v1/service_types/{id}"),
};

export const points = {
  tiers: list<T.Tier>("/v1/tiers"),
  createTier: create<T.Tier, T.TierWrite>("/v1/tiers"),
  updateTier: update<T.Tier, T.TierWrite>("/v1/tiers/{id}"),
  strategies: list<T.Strategy>("/v1/strategies"),
  currentStrategy: (signal?: AbortSignal) => client.get<T.Strategy>("/v1/strategies/current", { signal }),
  strategyWarnings: read<{ items: T.StrategyWarning[] }>("/v1/strategies/{id}/warnings"),
  suggestedWeights: (query: Query, signal?: AbortSignal) =>
    client.get<T.WeightSuggestions>("/v1/strategies/suggested_weights", { query, signal }),
  publishStrategy: create<T.Strategy, T.StrategyWrite>("/v1/strategies"),
};

export const sales = {
  list: list<T.Sale>("/v1/sales"),
  /** By the code of its receipt, or by the number another system gave it. */
  find: (code: string, signal?: AbortSignal) =>
    client.get<T.SaleDocument>("/v1/sales/find", { query: { code }, signal }),
  quote: create<T.Quote, T.QuoteRequest>("/v1/quotes"),
  sell: create<T.SaleDocument, T.SaleRequest>("/v1/sales"),
  reserve: create<T.Reservation, T.QuoteRequest>("/v1/reservations"),
  completeReservation: (id: string, body: T.ReservationCompletion, options: WriteOptions = {}) =>
    client.post<T.SaleDocument>("/v1/reservations/{id}/complete", { ...byId(id, options), body }),
  voidReservation: act<unknown>("/v1/reservations/{id}/void"),
  quoteExchange: (customerId: string, saleId: string, body: T.ExchangeQuoteRequest) =>
    client.post<T.ExchangeQuote>("/v1/customers/{id}/sales/{sale}/exchange/quote", {
      path: { id: customerId, sale: saleId },
      body,
    }),
  exchange: (customerId: string, saleId: string, body: T.ExchangeRequest, options: WriteOptions = {}) =>
    client.post<T.ExchangeDocument>("/v1/customers/{id}/sales/{sale}/exchange", {
      path: { id: customerId, sale: saleId },
      body,
      ...options,
    }),
  /** Counts a print: from the second on the receipt is a copy. */
  printed: (customerId: string, saleId: string, width: string) =>
    client.post<T.PrintedReceipt>("/v1/customers/{id}/sales/{sale}/receipt/prints", {
      path: { id: customerId, sale: saleId },
      body: { width },
    }),
  /** What tills sold without the network and somebody is to look at. */
  offline: list<T.OfflineSale>("/v1/offline_sales"),
  reviewOffline: (customerId: string, saleId: string, body: T.OfflineReview, options: WriteOptions = {}) =>
    client.post<T.OfflineSale>("/v1/customers/{id}/sales/{sale}/offline_review", {
      path: { id: customerId, sale: saleId },
      body,
      ...options,
    }),
  giveBack: (customerId: string, saleId: string, body: T.ReturnRequest, options: WriteOptions = {}) =>
    client.post<T.SaleReturn>("/v1/customers/{id}/sales/{sale}/returns", {
      path: { id: customerId, sale: saleId },
      body,
      ...options,
    }),
};

export const peopleImports = {
  list: list<T.ImportJob>("/v1/customer_imports"),
  get: read<T.PeopleDocument>("/v1/customer_imports/{id}"),
  check: (id: string, body: T.PeopleMapping, options: WriteOptions = {}) =>
    client.post<T.PeoplePreview>("/v1/customer_imports/{id}/check", { ...byId(id, options), body }),
  fix: (id: string, fixes: readonly T.CellFix[], options: WriteOptions = {}) =>
    client.post<T.ImportJob>("/v1/customer_imports/{id}/fixes", { ...byId(id, options), body: { fixes } }),
  start: act<T.ImportJob>("/v1/customer_imports/{id}/start"),
  cancel: act<T.ImportJob>("/v1/customer_imports/{id}/cancel"),
  undo: act<T.ImportJob>("/v1/customer_imports/{id}/undo"),
  effects: (id: string, query: Query, signal?: AbortSignal) =>
    client.get<T.Page<T.ImportEffect>>("/v1/customer_imports/{id}/effects", { path: { id }, query, signal }),
  uploadPath: "/v1/customer_imports",
  errorsPath: (id: string) => `/v1/customer_imports/${encodeURIComponent(id)}/errors.csv`,
};

export const imports = {
  list: list<T.ImportJob>("/v1/imports"),
  get: read<T.ImportDocument>("/v1/imports/{id}"),
  check: (id: string, body: T.ImportMapping, options: WriteOptions = {}) =>
    client.post<T.ImportPreview>("/v1/imports/{id}/check", { ...byId(id, options), body }),
  start: act<T.ImportDocument>("/v1/imports/{id}/start"),
  cancel: act<T.ImportDocument>("/v1/imports/{id}/cancel"),
  uploadPath: "/v1/imports",
  errorsPath: (id: string) => `/v1/imports/${encodeURIComponent(id)}/errors.csv`,
};
