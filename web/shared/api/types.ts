/**
 * The records of the API as the screens know them, one name each. Every screen takes its types from here,
 * so this file alone decides whether they are written down or generated.
 * Fields a caller may lack the right to read (cost, margin, profit) are optional: the server leaves them out.
 */

export type Id = string;
/** RFC 3339 UTC. */
export type Instant = string;
/** "YYYY-MM-DD". */
export type Day = string;

export interface Page<T> {
  items: T[];
  next_cursor?: string;
  total?: number;
  total_is_exact?: boolean;
}

export interface FieldError {
  field: string;
  reason: string;
  detail: string;
}

export interface ProblemBody {
  type?: string;
  title?: string;
  status: number;
  reason: string;
  detail?: string;
  field?: string;
  request_id?: string;
  errors?: FieldError[];
  current?: unknown;
}

export type LanguageCode = "zh" | "en";
export type ThemeChoice = "system" | "light" | "dark";
export type DataScope = "own" | "store" | "branch" | "all";

export interface Chain {
  chain_name: string;
  currency: string;
  currency_digits: number;
  time_zone: string;
  language: LanguageCode;
}

export interface Staff {
  id: Id;
  name: string;
  sign_in_name: string;
  phone?: string;
  email?: string;
  guide_number?: string;
  wechat_id?: string;
  org_unit_id: Id;
  role_ids: Id[];
  status: "active" | "disabled";
  language?: LanguageCode;
  theme?: ThemeChoice;
  must_change_password: boolean;
  totp_enabled: boolean;
  last_sign_in_at?: Instant;
  version: number;
  created_at: Instant;
}
export type StaffWrite = Partial<
  Pick<
    Staff,
    | "name"
    | "sign_in_name"
    | "phone"
    | "email"
    | "guide_number"
    | "wechat_id"
    | "org_unit_id"
    | "role_ids"
    | "language"
  >
>;
export interface NewPassword {
  temporary_password: string;
}

export interface Me {
  staff: Staff;
  permissions: string[];
  data_scope: DataScope;
  org_unit_id: Id;
  org_unit_name: string;
  chain: Chain;
  must_change_password: boolean;
}

export interface SessionAnswer {
  token: string;
  expires_at: Instant;
  me: Me;
}

export interface Session {
  id: Id;
  created_at: Instant;
  last_seen_at?: Instant;
  expires_at?: Instant;
  source_address?: string;
  user_agent?: string;
  is_current: boolean;
}

export interface SetupState {
  needed: boolean;
  setup_code_required: boolean;
}
export interface SetupRequest {
  setup_code?: string;
  chain_name: string;
  currency: string;
  time_zone: string;
  language: LanguageCode;
  store_name: string;
  admin_name: string;
  sign_in_name: string;
  password: string;
}

export interface TotpEnrolment {
  secret: string;
  otpauth_url: string;
  qr_svg: string;
}

export interface Role {
  id: Id;
  name: string;
  description?: string;
  data_scope: DataScope;
  permissions: string[];
  built_in: boolean;
  version: number;
}
export type RoleWrite = Partial<Pick<Role, "name" | "description" | "data_scope" | "permissions">>;

export interface Permission {
  name: string;
  module: string;
  description_en: string;
  description_zh: string;
}

export type OrgUnitKind = "headquarters" | "branch" | "franchisee" | "store";
export interface OrgUnit {
  id: Id;
  parent_id?: Id;
  kind: OrgUnitKind;
  name: string;
  code?: string;
  phone?: string;
  address?: string;
  time_zone?: string;
  status: "active" | "disabled";
  version: number;
}
export type OrgUnitWrite = Partial<
  Pick<OrgUnit, "parent_id" | "kind" | "name" | "code" | "phone" | "address" | "time_zone" | "status">
>;

export interface Settings {
  chain_name: string;
  currency: string;
  time_zone: string;
  language: LanguageCode;
  version?: number;
}

export interface AuditChange {
  field: string;
  before?: unknown;
  after?: unknown;
}
export interface AuditEntry {
  id: Id;
  at: Instant;
  actor_staff_id?: Id;
  actor_name?: string;
  action: string;
  subject_kind?: string;
  subject_id?: Id;
  subject_label?: string;
  changes?: AuditChange[];
  request_id?: string;
  source_address?: string;
}

export type CustomerKind = "person" | "organisation";
export type Gender = "female" | "male" | "other";
export interface Customer {
  id: Id;
  kind: CustomerKind;
  name: string;
  gender?: Gender;
  phone?: string;
  email?: string;
  birthday_on?: Day;
  /** Only in the record itself, not in a list. */
  occupation?: string;
  store_id: Id;
  /** Only in a list, as all below that a higher module fills in. */
  store_name?: string;
  owner_staff_id?: Id;
  status: "active" | "disabled";
  source?: string;
  external_ref?: string;
  note?: string;
  card_number?: string;
  tier_id?: Id;
  tier_name?: string;
  combined_points?: number;
  last_purchase_at?: Instant;
  created_at: Instant;
  version: number;
}
export type CustomerWrite = Partial<
  Pick<
    Customer,
    | "kind"
    | "name"
    | "gender"
    | "phone"
    | "email"
    | "birthday_on"
    | "store_id"
    | "owner_staff_id"
    | "occupation"
    | "source"
    | "external_ref"
    | "note"
    | "card_number"
  >
>;

export interface MemberHead {
  customer: Customer;
  points: CustomerPoints;
}

export interface Card {
  card_number: string;
  status: "active" | "frozen" | "returned";
  issued_at: Instant;
}

export interface TimelineItem {
  id?: Id;
  at: Instant;
  kind: "sale" | "return" | "points" | "change" | "card";
  title_key: string;
  params?: Record<string, string>;
  subject_kind?: string;
  subject_id?: Id;
  amount_minor?: number;
  points?: number;
}

export interface Product {
  id: Id;
  sku: string;
  barcode?: string;
  name: string;
  category?: string;
  service_type_id?: Id;
  price_minor: number;
  cost_minor?: number;
  /** Used where there is no cost. */
  margin_ppm?: number;
  status: "active" | "disabled";
  version: number;
  created_at?: Instant;
}
export type ProductWrite = Partial<Omit<Product, "id" | "version" | "created_at">>;

export interface ServiceType {
  id: Id;
  name: string;
  code: string;
  weight_ppm: number;
  margin_ppm?: number;
  version: number;
}
export type ServiceTypeWrite = Partial<Pick<ServiceType, "name" | "code" | "weight_ppm" | "margin_ppm">>;

export interface TierHead {
  id: Id;
  name: string;
  discount_ppm: number;
  colour?: string;
}
export interface CustomerPoints {
  consumption_points: number;
  profit_points?: number;
  combined_points: number;
  tier?: TierHead;
  next_tier?: { id?: Id; name: string; threshold_points: number; missing_points: number };
  sales_count: number;
  spent_minor: number;
}

export interface PointsEntry {
  id: Id;
  at: Instant;
  kind: string;
  entry_no: number;
  sale_id?: Id;
  return_id?: Id;
  consumption_points: number;
  profit_points?: number;
  combined_points: number;
  combined_balance_points: number;
  tier_id?: Id;
  is_tier_change: boolean;
  strategy_id?: Id;
}

export interface ExplanationStep {
  key: string;
  text_en: string;
  text_zh: string;
}
export interface Explanation {
  title: string;
  title_zh: string;
  steps: ExplanationStep[];
}

export interface Tier {
  id: Id;
  name: string;
  threshold_points: number;
  discount_ppm: number;
  colour?: string;
  version: number;
}
export type TierWrite = Partial<Pick<Tier, "name" | "threshold_points" | "discount_ppm" | "colour">>;

/** One version of the rule that turns sales into points; never changed once written. */
export interface Strategy {
  id: Id;
  name: string;
  effective_from: Instant;
  /** Weight of profit; only with the margin right, as its partner and the periods' own. */
  x_ppm?: number;
  y_ppm?: number;
  accrue_on: "list" | "paid";
  loss_lines: "subtract" | "zero";
  downgrade: "never" | "period_end" | "one_step";
  development_days: number;
  development_x_ppm?: number;
  development_y_ppm?: number;
  development_weight_multiplier_ppm: number;
  development_cap_points: number;
  development_bonus_points: number;
  maintenance_x_ppm?: number;
  maintenance_y_ppm?: number;
  maintenance_weight_multiplier_ppm: number;
  maintenance_cap_points: number;
  maintenance_bonus_points: number;
  created_at: Instant;
  created_by?: Id;
}
/** Where a version yields no rebate, for the present service types. */
export interface StrategyWarning {
  key: string;
  period: "development" | "maintenance";
  service_type?: string;
  text_en: string;
  text_zh: string;
}
export type StrategyWrite = Partial<Omit<Strategy, "id" | "created_at" | "created_by">>;

export interface QuoteLine {
  line_no: number;
  product_id: Id;
  sku: string;
  product_name: string;
  quantity: number;
  unit_price_minor: number;
  discount_minor: number;
  amount_minor: number;
  rebate_minor: number;
  paid_minor: number;
  cost_minor?: number;
  consumption_points: number;
  profit_points?: number;
  combined_points?: number;
}
export interface SaleLine extends QuoteLine {
  returned_quantity: number;
}
export type PaymentKind = "cash" | "card" | "wechat" | "alipay" | "transfer" | "other";
export interface Payment {
  kind: PaymentKind;
  amount_minor: number;
}
export interface Sale {
  /** Negative: an anonymous buyer. */
  customer_id: Id;
  sale_id: Id;
  store_id: Id;
  staff_id?: Id;
  source: "till" | "api" | "import";
  external_ref?: string;
  sold_at: Instant;
  list_minor: number;
  payable_minor: number;
  rebate_minor: number;
  cost_minor?: number;
  returned_minor: number;
  consumption_points: number;
  profit_points?: number;
  combined_points: number;
  tier_id?: Id;
  tier_name?: string;
  strategy_id?: Id;
  entry_id?: Id;
  customer_name?: string;
  store_name?: string;
  note?: string;
  created_at: Instant;
  version: number;
}
export interface SaleReturn {
  customer_id: Id;
  return_id: Id;
  sale_id: Id;
  store_id: Id;
  staff_id?: Id;
  returned_at: Instant;
  reason: string;
  refund_minor: number;
  consumption_points: number;
  profit_points?: number;
  combined_points: number;
}
/** A sale with everything in it. */
export interface SaleDocument {
  sale: Sale;
  store_name?: string;
  staff_name?: string;
  lines: SaleLine[];
  payments: Payment[];
  returns: SaleReturn[];
}

export interface QuoteLineRequest {
  product_id?: Id;
  code?: string;
  quantity: number;
  unit_price_minor?: number;
  discount_minor?: number;
}
export interface QuoteRequest {
  store_id: Id;
  customer_id?: Id;
  lines: QuoteLineRequest[];
}
export interface Quote {
  store_id: Id;
  customer_id?: Id;
  lines: QuoteLine[];
  list_minor: number;
  payable_minor: number;
  rebate_minor: number;
  cost_minor?: number;
  consumption_points: number;
  profit_points?: number;
  combined_points: number;
  tier_id?: Id;
  tier_name?: string;
  tier_discount_ppm?: number;
  history_combined_points?: number;
  strategy_id?: Id;
  explanation: ExplanationStep[];
}
export interface SaleRequest extends QuoteRequest {
  payments: Payment[];
  expected_payable_minor: number;
  note?: string;
}
export interface ReturnRequest {
  lines: { line_no: number; quantity: number }[];
  reason: string;
}

export type ImportState = "uploaded" | "checked" | "running" | "done" | "failed" | "cancelled";
export type ImportMeaning =
  | "order_ref"
  | "sold_at"
  | "store"
  | "customer_ref"
  | "customer_name"
  | "customer_phone"
  | "sku"
  | "product_name"
  | "category"
  | "quantity"
  | "amount"
  | "unit_price"
  | "cost"
  | "profit";
export interface ImportColumn {
  index: number;
  name: string;
  samples: string[];
  suggested_field?: ImportMeaning;
}
export interface ImportJob {
  id: Id;
  kind?: string;
  file_name?: string;
  state: ImportState;
  size_bytes?: number;
  encoding?: string;
  delimiter?: string;
  date_format?: string;
  default_store_id?: Id;
  service_type_id?: Id;
  rows_total?: number;
  rows_staged?: number;
  rows_done?: number;
  rows_ok?: number;
  rows_skipped?: number;
  rows_refused?: number;
  customers_created?: number;
  products_created?: number;
  sales_created?: number;
  error?: string;
  created_by_name?: string;
  created_at?: Instant;
  started_at?: Instant;
  finished_at?: Instant;
}
/** Which column holds what, by index, and how the rest is to be read. */
export type ImportMapping = Partial<Record<ImportMeaning, number>> & {
  date_format: string;
  default_store_id?: Id;
  service_type_id?: Id;
};
export interface ImportDocument {
  import: ImportJob;
  columns: ImportColumn[];
  /** Those that fit the column that looks like a date. */
  date_formats: string[];
  /** Chosen, or used last for such columns. */
  mapping?: ImportMapping;
  /** An earlier import of the very same bytes. */
  same_file_as?: Id;
}
export interface ImportRow {
  row_no: number;
  order_ref: string;
  sold_at: Instant;
  store_id: Id;
  customer_ref: string;
  customer_name: string;
  sku: string;
  product_name: string;
  category: string;
  quantity: number;
  amount_minor: number;
  cost_minor?: number;
}
export interface ImportRowError {
  row: number;
  field: string;
  reason: string;
  detail: string;
  value: string;
}
export interface ImportPreview {
  rows: ImportRow[];
  errors: ImportRowError[];
  error_count: number;
  row_count: number;
  already_imported: number;
  will_create: { customers: number; products: number; sales: number };
}

export interface Home {
  today: { sales_count: number; sales_minor: number; new_customers: number; returns_count: number };
  days: { on: Day; sales_count: number; sales_minor: number }[];
  tiers: { tier_id: Id; name: string; customers: number; colour?: string }[];
  newest_customers: Pick<Customer, "id" | "name" | "phone" | "created_at">[];
  newest_sales: Sale[];
  running_imports: ImportJob[];
  to_do: { key: string; count: number; link: string }[];
}

export interface VersionInfo {
  version: string;
  schema_version: number | string;
  engine: string;
}
