import type { Id, Instant } from "./types";

/** The spendable points of a customer, and what moves them. */
export interface Lot {
  id: Id;
  entry_id: Id;
  granted_points: number;
  left_points: number;
  reserved_points: number;
  state: "pending" | "active" | "expired" | "debt";
  granted_at: Instant;
  activates_at?: Instant;
  expires_at?: Instant;
  /** By activity: so long after the last one. */
  idle_months?: number;
}

export interface ComingExpiry {
  points: number;
  expires_at: Instant;
}

export interface Wallet {
  available_points: number;
  pending_points: number;
  reserved_points: number;
  debt_points: number;
  is_blocked: boolean;
  lots: Lot[];
  coming_expiries: ComingExpiry[];
}

export type AdjustmentState = "waiting" | "done" | "refused";

export interface Adjustment {
  customer_id: Id;
  id: Id;
  state: AdjustmentState;
  wallet_points: number;
  combined_points: number;
  reason: string;
  entry_id?: Id;
  requested_at: Instant;
  requested_by?: Id;
  decided_at?: Instant;
  decided_by?: Id;
  decision_note?: string;
}

export interface AdjustmentWrite {
  wallet_points?: number;
  combined_points?: number;
  reason: string;
}

export interface TransferWrite {
  to_customer_id: Id;
  points: number;
  reason: string;
}

/** What the books said at a moment of the past. */
export interface PointsThen {
  consumption_points: number;
  profit_points?: number;
  combined_points: number;
  wallet_points?: number;
  spent_minor?: number;
  tier?: { id: Id; name: string; colour?: string };
}

export interface CustomerExpiry {
  customer_id: Id;
  customer_name?: string;
  lot_id: Id;
  points: number;
  expires_at: Instant;
}

/** One hash for each day over the heads of all customers' chains. */
export interface LedgerDigest {
  closed_on: string;
  cut_at: Instant;
  customers: number;
  heads_hash: string;
  hash: string;
  created_at: Instant;
}
