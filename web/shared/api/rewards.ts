import type { components } from "./schema";
import type { Id, Instant } from "./types";

/** Gifts, vouchers and their redemption. */
export type RewardStatus = "active" | "disabled";
type PaymentKind = components["schemas"]["Payment"]["kind"];

export interface Gift {
  id: Id;
  name: string;
  name_en?: string;
  about?: string;
  price_points: number;
  price_minor: number;
  stock_keeping: "central" | "per_store";
  limit_per_member: number;
  valid_from?: Instant;
  valid_to?: Instant;
  tier_id?: Id;
  status: RewardStatus;
  created_at: Instant;
  updated_at: Instant;
  version: number;
}
export type GiftWrite = Partial<Omit<Gift, "id" | "created_at" | "updated_at" | "version">>;

export interface GiftStock {
  gift_id: Id;
  store_id?: Id;
  quantity: number;
  updated_at: Instant;
}

export type MovementKind = "received" | "written_off" | "counted" | "redeemed" | "put_back";

export interface StockMovement {
  gift_id: Id;
  id: Id;
  store_id?: Id;
  kind: MovementKind;
  change_quantity: number;
  balance_quantity: number;
  redemption_id?: Id;
  note?: string;
  at: Instant;
  staff_id?: Id;
}
export interface StockWrite {
  store_id?: Id;
  kind: MovementKind;
  quantity: number;
  note?: string;
}

export type SeriesKind = "money_off" | "percent_off" | "gift";

export interface VoucherSeries {
  id: Id;
  name: string;
  name_en?: string;
  kind: SeriesKind;
  value_minor?: number;
  rate_ppm?: number;
  cap_minor?: number;
  gift_id?: Id;
  minimum_minor: number;
  new_members_only: boolean;
  may_combine: boolean;
  valid_from?: Instant;
  valid_to?: Instant;
  valid_days: number;
  limit_per_member: number;
  price_points?: number;
  status: RewardStatus;
  created_at: Instant;
  updated_at: Instant;
  version: number;
  store_ids: Id[];
  service_type_ids: Id[];
  product_ids: Id[];
  tier_ids: Id[];
}
export type VoucherSeriesWrite = Partial<Omit<VoucherSeries, "id" | "created_at" | "updated_at" | "version">>;

export type VoucherState = "issued" | "held" | "used" | "expired" | "cancelled";

export interface Voucher {
  /** Negative: whoever brings the code. */
  customer_id: Id;
  id: Id;
  series_id: Id;
  code: string;
  state: VoucherState;
  issued_at: Instant;
  issued_by?: Id;
  batch_id?: Id;
  expires_at?: Instant;
  paid_points: number;
  held_until?: Instant;
  used_at?: Instant;
  used_by_customer_id?: Id;
  used_store_id?: Id;
  used_amount_minor?: number;
  used_for_kind?: string;
  used_for_id?: Id;
  cancelled_at?: Instant;
  cancel_reason?: string;
  updated_at: Instant;
  version: number;
}

export interface VoucherDocument {
  voucher: Voucher;
  series: VoucherSeries;
}

/** What a code is worth here and now. */
export interface VoucherQuote extends VoucherDocument {
  is_usable: boolean;
  amount_minor?: number;
  why_not?: string;
  detail?: string;
}

export type Audience = "list" | "condition" | "bearer";

export interface VoucherBatch {
  id: Id;
  series_id: Id;
  audience: Audience;
  store_id?: Id;
  tier_id?: Id;
  wanted_count: number;
  note?: string;
  state: "running" | "done" | "cancelled";
  issued_count: number;
  skipped_count: number;
  created_by?: Id;
  created_at: Instant;
  finished_at?: Instant;
  version: number;
}
export interface VoucherBatchWrite {
  series_id: Id;
  audience: Audience;
  customer_ids?: Id[];
  store_id?: Id;
  tier_id?: Id;
  count?: number;
  note?: string;
}

export interface Redemption {
  customer_id: Id;
  id: Id;
  gift_id: Id;
  gift_name: string;
  quantity: number;
  store_id: Id;
  spent_points: number;
  price_minor: number;
  payment_kind?: PaymentKind;
  voucher_id?: Id;
  source_kind?: string;
  source_id?: Id;
  state: "done" | "cancelled";
  redeemed_at: Instant;
  staff_id?: Id;
  cancelled_at?: Instant;
  cancelled_by?: Id;
  cancel_reason?: string;
  version: number;
}
export interface RedemptionWrite {
  customer_id?: Id;
  gift_id: Id;
  quantity?: number;
  store_id: Id;
  voucher_code?: string;
  payment_kind?: PaymentKind;
  expected_points?: number;
  expected_price_minor?: number;
}

export interface VoucherLiability {
  open_value_minor: number;
  open_count: number;
  uncapped_count: number;
  items: {
    series_id: Id;
    series_name: string;
    kind: SeriesKind;
    open_count: number;
    used_count: number;
    expired_count: number;
    cancelled_count: number;
    open_value_minor?: number;
    used_amount_minor: number;
  }[];
}
