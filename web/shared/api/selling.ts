import type { components } from "./schema";

/** What a sale is made of beyond its lines: rewards, reservations, exchange, the time without a network. */
type Schemas = components["schemas"];

/** What a person can hand over; the other tenders come about by themselves. */
export type MoneyKind = "cash" | "card" | "wechat" | "alipay" | "transfer" | "other";

/** What the buyer wants to use; the server takes it as one record with optional fields. */
export type RewardRequest =
  | { kind: "points"; amount_minor: number }
  | { kind: "voucher"; code: string }
  | { kind: "gift"; gift_id: string; quantity: number };
/** What a reward is worth in this sale; in the order they were asked for. */
export type RewardShown = Schemas["RewardShown"];

export type Quote = Schemas["Quote"];
export type QuoteRequest = Schemas["QuoteRequest"];
export type SaleRequest = Schemas["SaleRequest"];
/** A quote with its rewards laid aside for a while. */
export type Reservation = Pick<Schemas["ReservationMade"], "reservation_id" | "expires_at" | "quote">;
export type ReservationCompletion = Schemas["CompletionRequest"];
export type Sale = Schemas["Sale"];
export type SaleReturn = Schemas["SaleReturn"];
export type SaleDocument = Schemas["SaleDocument"];
export type OfflineSale = Schemas["OfflineSale"];
export type OfflineReview = Schemas["OfflineReview"];
export type ExchangeRequest = Schemas["ExchangeRequest"];
export type ExchangeQuoteRequest = Schemas["ExchangeQuoteRequest"];
/** What an exchange would come to; asking writes nothing. */
export type ExchangeQuote = Schemas["ExchangeQuote"];
export type ExchangeDocument = Schemas["ExchangeDocument"];
export type PrintedReceipt = Pick<
  Schemas["Receipt"],
  "code" | "is_copy" | "copy_no" | "code_qr_svg" | "code_barcode_svg"
>;
