import type { components } from "./schema";

/** The spendable points of a customer, and what moves them. */
type Schemas = components["schemas"];

export type Lot = Schemas["PointsLot"];
export type Wallet = Schemas["Wallet"];
export type Adjustment = Schemas["Adjustment"];
export type AdjustmentKind = Adjustment["kind"];
export type AdjustmentState = Adjustment["state"];
export type AdjustmentWrite = Schemas["AdjustmentRequest"];
/** A bonus by hand; listed and decided like an adjustment. */
export type GrantWrite = Schemas["PointsGrantRequest"];
export type TransferWrite = Schemas["TransferRequest"];
export type Transfer = Schemas["PointsTransfer"];
/** A lot about to expire, among those of all customers. */
export type CustomerExpiry = Schemas["PointsExpiry"];
/** One hash for each day over the heads of all customers' chains. */
export type LedgerDigest = Schemas["LedgerDigest"];
