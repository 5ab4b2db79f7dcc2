import type { components } from "./schema";

/** Gifts, vouchers and their redemption. */
type Schemas = components["schemas"];

export type Gift = Schemas["Gift"];
export type GiftWrite = Partial<Schemas["GiftCreate"]>;
export type GiftStock = Schemas["GiftStock"];
export type StockMovement = Schemas["StockMovement"];
export type MovementKind = StockMovement["kind"];
export type StockWrite = Schemas["StockRequest"];

export type VoucherSeries = Schemas["VoucherSeries"];
export type VoucherSeriesWrite = Partial<Schemas["VoucherSeriesCreate"]>;
/** Its customer is negative when it is for whoever brings the code. */
export type Voucher = Schemas["Voucher"];
export type VoucherState = Voucher["state"];
export type VoucherDocument = Schemas["VoucherDocument"];
/** What a code is worth here and now. */
export type VoucherQuote = Schemas["VoucherAnswer"];
export type VoucherBatch = Schemas["VoucherBatch"];
export type VoucherBatchWrite = Schemas["VoucherBatchRequest"];

export type Redemption = Schemas["Redemption"];
export type RedemptionWrite = Schemas["RedemptionRequest"];
export type VoucherLiability = Schemas["VoucherLiability"];
