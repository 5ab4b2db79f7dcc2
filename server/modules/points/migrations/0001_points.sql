-- What a customer has had from the programme, and what of it he may spend; the sum of his entries.
-- @shard customer_id
CREATE TABLE points_account (
  customer_id BIGINT NOT NULL,
  consumption_points BIGINT NOT NULL,
  profit_points BIGINT NOT NULL,
  combined_points BIGINT NOT NULL,
  tier_id BIGINT,
  tier_since_at BIGINT NOT NULL,
  below_tier_since_at BIGINT,
  above_tier_since_at BIGINT,
  sales_count BIGINT NOT NULL,
  spent_minor BIGINT NOT NULL,
  first_sale_at BIGINT,
  last_sale_at BIGINT,
  wallet_points BIGINT NOT NULL,
  available_points BIGINT NOT NULL,
  pending_points BIGINT NOT NULL,
  reserved_points BIGINT NOT NULL,
  debt_points BIGINT NOT NULL,
  wallet_due_at BIGINT,
  last_activity_at BIGINT,
  blocked_at BIGINT,
  merged_into_id BIGINT,
  counted_on TEXT,
  earned_today_points BIGINT NOT NULL,
  spent_today_points BIGINT NOT NULL,
  entry_count BIGINT NOT NULL,
  head_hash TEXT NOT NULL,
  programme_revision BIGINT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT points_account_pk PRIMARY KEY (customer_id),
  CONSTRAINT points_account_has_customer CHECK (customer_id > 0),
  CONSTRAINT points_account_counts CHECK (sales_count >= 0 AND entry_count >= sales_count),
  CONSTRAINT points_account_wallet_never_negative CHECK (
    available_points >= 0 AND pending_points >= 0 AND reserved_points >= 0 AND debt_points >= 0),
  CONSTRAINT points_account_wallet_adds_up CHECK (
    wallet_points = available_points + pending_points + reserved_points - debt_points)
);
CREATE INDEX points_account_by_tier ON points_account (tier_id, customer_id);
CREATE INDEX points_account_below_tier ON points_account (below_tier_since_at, customer_id)
  WHERE below_tier_since_at IS NOT NULL;
CREATE INDEX points_account_above_tier ON points_account (above_tier_since_at, customer_id)
  WHERE above_tier_since_at IS NOT NULL;

-- One movement of an account: a posting in four books, the customer's account against one of the programme's. Only
-- ever added to, so it lies in the order of its ids: what is written at one time lies side by side.
-- @shard customer_id
CREATE TABLE points_entry (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  entry_no BIGINT NOT NULL,
  kind TEXT NOT NULL,
  programme_account TEXT NOT NULL,
  at BIGINT NOT NULL,
  sale_id BIGINT,
  return_id BIGINT,
  of_entry_id BIGINT,
  other_customer_id BIGINT,
  purpose TEXT,
  source_kind TEXT,
  source_id BIGINT,
  consumption_points BIGINT NOT NULL,
  profit_points BIGINT NOT NULL,
  combined_points BIGINT NOT NULL,
  wallet_points BIGINT NOT NULL,
  spent_minor BIGINT NOT NULL,
  consumption_balance_points BIGINT NOT NULL,
  profit_balance_points BIGINT NOT NULL,
  combined_balance_points BIGINT NOT NULL,
  wallet_balance_points BIGINT NOT NULL,
  tier_before_id BIGINT,
  tier_id BIGINT,
  is_tier_change BIGINT NOT NULL,
  strategy_id BIGINT,
  period TEXT,
  pricing TEXT,
  discount_ppm BIGINT,
  kept_back_points BIGINT NOT NULL,
  withheld_minor BIGINT NOT NULL,
  lines TEXT NOT NULL,
  lots TEXT,
  request TEXT,
  note TEXT,
  created_at BIGINT NOT NULL,
  created_by BIGINT,
  hash TEXT NOT NULL,
  CONSTRAINT points_entry_pk PRIMARY KEY (id, customer_id),
  CONSTRAINT points_entry_in_order UNIQUE (customer_id, entry_no),
  CONSTRAINT points_entry_kind_known CHECK (kind IN ('sale', 'return', 'review', 'grant', 'spend', 'give_back',
    'expiry', 'adjustment', 'transfer_out', 'transfer_in', 'merge_out', 'merge_in', 'repayment', 'take_back',
    'life_change', 'block', 'unblock', 'request', 'refusal')),
  CONSTRAINT points_entry_programme_account_known CHECK (programme_account IN ('issued', 'redeemed', 'expired',
    'adjusted', 'returned', 'debt', 'transferred')),
  CONSTRAINT points_entry_kind_fits CHECK (
    (kind = 'sale' AND sale_id IS NOT NULL AND return_id IS NULL) OR
    (kind = 'return' AND sale_id IS NOT NULL AND return_id IS NOT NULL AND of_entry_id IS NOT NULL) OR
    (kind <> 'sale' AND kind <> 'return' AND sale_id IS NULL AND return_id IS NULL)),
  CONSTRAINT points_entry_is_tier_change_boolean CHECK (is_tier_change IN (0, 1)),
  CONSTRAINT points_entry_period_known CHECK (period IN ('development', 'maintenance')),
  CONSTRAINT points_entry_pricing_known CHECK (pricing IN ('by_programme', 'paid_at_list'))
);
CREATE INDEX points_entry_by_time ON points_entry (customer_id, at, id);
-- A sale is awarded once, a return taken back once, a transfer or merge arrives once.
CREATE UNIQUE INDEX points_entry_of_return ON points_entry (customer_id, return_id) WHERE kind = 'return';
CREATE UNIQUE INDEX points_entry_of_arrival ON points_entry (customer_id, source_id)
  WHERE kind = 'transfer_in' OR kind = 'merge_in';
CREATE INDEX points_entry_of_entry ON points_entry (customer_id, of_entry_id) WHERE of_entry_id IS NOT NULL;
CREATE INDEX points_entry_tier_changes ON points_entry (customer_id, at, id) WHERE is_tier_change = 1;

-- Points with one life, or a debt (below zero). What is left and reserved is what was granted less the draws.
-- @shard customer_id
CREATE TABLE points_lot (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  entry_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  granted_points BIGINT NOT NULL,
  left_points BIGINT NOT NULL,
  reserved_points BIGINT NOT NULL,
  granted_at BIGINT NOT NULL,
  activates_at BIGINT,
  expires_at BIGINT,
  idle_months BIGINT,
  due_at BIGINT,
  reminded_days BIGINT NOT NULL,
  CONSTRAINT points_lot_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT points_lot_state_known CHECK (state IN ('pending', 'active', 'expired', 'debt')),
  CONSTRAINT points_lot_within_grant CHECK (
    (state <> 'debt' AND granted_points > 0 AND left_points >= 0 AND reserved_points >= 0
      AND left_points + reserved_points <= granted_points) OR
    (state = 'debt' AND granted_points < 0 AND left_points BETWEEN granted_points AND 0 AND reserved_points = 0))
);
-- The order of spending.
CREATE INDEX points_lot_open ON points_lot (customer_id, expires_at, id) WHERE left_points > 0;
CREATE INDEX points_lot_debts ON points_lot (customer_id, id) WHERE left_points < 0;
CREATE INDEX points_lot_due ON points_lot (due_at, customer_id, id) WHERE due_at IS NOT NULL;

-- What an entry drew from which lots. Only ever added to.
-- @shard customer_id
CREATE TABLE points_draw (
  customer_id BIGINT NOT NULL,
  entry_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  draw_no BIGINT NOT NULL,
  points BIGINT NOT NULL,
  CONSTRAINT points_draw_pk PRIMARY KEY (customer_id, entry_id, lot_id),
  CONSTRAINT points_draw_moves CHECK (points <> 0)
);
CREATE INDEX points_draw_by_lot ON points_draw (customer_id, lot_id);

-- Points set aside for a purchase that is being made.
-- @shard customer_id
CREATE TABLE points_hold (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  state TEXT NOT NULL,
  points BIGINT NOT NULL,
  lots TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  source_id BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  closed_at BIGINT,
  CONSTRAINT points_hold_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT points_hold_state_known CHECK (state IN ('held', 'committed', 'released')),
  CONSTRAINT points_hold_some CHECK (points > 0)
);
CREATE INDEX points_hold_open ON points_hold (customer_id, expires_at) WHERE state = 'held';
CREATE INDEX points_hold_due ON points_hold (expires_at, customer_id) WHERE state = 'held';

-- Points given or taken by hand, to put something right or as a bonus; the larger ones wait for a second person.
-- @shard customer_id
CREATE TABLE points_adjustment (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  wallet_points BIGINT NOT NULL,
  combined_points BIGINT NOT NULL,
  reason TEXT NOT NULL,
  activates_at BIGINT,
  expires_at BIGINT,
  entry_id BIGINT,
  requested_at BIGINT NOT NULL,
  requested_by BIGINT,
  decided_at BIGINT,
  decided_by BIGINT,
  decision_note TEXT,
  CONSTRAINT points_adjustment_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT points_adjustment_kind_known CHECK (kind IN ('adjustment', 'grant')),
  CONSTRAINT points_adjustment_grant_gives CHECK (kind <> 'grant' OR (wallet_points > 0 AND combined_points = 0)),
  CONSTRAINT points_adjustment_state_known CHECK (state IN ('waiting', 'done', 'refused')),
  CONSTRAINT points_adjustment_entry_fits CHECK ((state = 'done') = (entry_id IS NOT NULL))
);
CREATE INDEX points_adjustment_by_id ON points_adjustment (id);
CREATE INDEX points_adjustment_by_state ON points_adjustment (state, id);

-- What a member of staff has given by hand on a day without a second person. Whoever gives locks his row.
-- @shard staff_id
CREATE TABLE points_given_by_staff (
  staff_id BIGINT NOT NULL,
  given_on TEXT NOT NULL,
  wallet_points BIGINT NOT NULL,
  combined_points BIGINT NOT NULL,
  CONSTRAINT points_given_by_staff_pk PRIMARY KEY (staff_id, given_on),
  CONSTRAINT points_given_by_staff_not_negative CHECK (wallet_points >= 0 AND combined_points >= 0)
);

-- One row per day: the heads of all chains as one hash, chained over the days.
-- @reference
CREATE TABLE points_digest (
  closed_on TEXT NOT NULL,
  cut_at BIGINT NOT NULL,
  customers BIGINT NOT NULL,
  heads_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT points_digest_pk PRIMARY KEY (closed_on)
);

-- The programme's side of a day's entries, by account. There is no running balance: it would be one row for every sale.
-- @reference
CREATE TABLE points_programme_day (
  closed_on TEXT NOT NULL,
  programme_account TEXT NOT NULL,
  entries BIGINT NOT NULL,
  consumption_points BIGINT NOT NULL,
  profit_points BIGINT NOT NULL,
  combined_points BIGINT NOT NULL,
  wallet_points BIGINT NOT NULL,
  CONSTRAINT points_programme_day_pk PRIMARY KEY (closed_on, programme_account)
);

-- How many customers hold each tier, counted every minute so that nobody's home page counts them.
-- @reference
CREATE TABLE points_tier_population (
  tier_id BIGINT NOT NULL,
  customers BIGINT NOT NULL,
  counted_at BIGINT NOT NULL,
  CONSTRAINT points_tier_population_pk PRIMARY KEY (tier_id)
);

-- One row: the tiers and the strategy by which the recorded tiers were last looked through.
-- @reference
CREATE TABLE points_tiers_applied (
  id BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  strategy_id BIGINT NOT NULL,
  applied_at BIGINT NOT NULL,
  CONSTRAINT points_tiers_applied_pk PRIMARY KEY (id),
  CONSTRAINT points_tiers_applied_is_one CHECK (id = 1)
);
