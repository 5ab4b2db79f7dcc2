-- The gift catalogue.
-- @reference
CREATE TABLE gift (
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  name_en TEXT,
  about TEXT,
  price_points BIGINT NOT NULL,
  price_minor BIGINT NOT NULL,
  stock_keeping TEXT NOT NULL,
  limit_per_member BIGINT NOT NULL,
  valid_from BIGINT,
  valid_to BIGINT,
  tier_id BIGINT,
  picture_hash TEXT,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT gift_pk PRIMARY KEY (id),
  CONSTRAINT gift_stock_keeping_known CHECK (stock_keeping IN ('central', 'per_store')),
  CONSTRAINT gift_status_known CHECK (status IN ('active', 'disabled')),
  CONSTRAINT gift_prices_not_negative CHECK (price_points >= 0 AND price_minor >= 0)
);
CREATE INDEX gift_by_name ON gift (name_folded, id);

-- The picture of a gift, a small file; beside the gift, so that lists don't carry it.
-- @reference
CREATE TABLE gift_picture (
  gift_id BIGINT NOT NULL,
  media_type TEXT NOT NULL,
  content BYTEA NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT gift_picture_pk PRIMARY KEY (gift_id),
  CONSTRAINT gift_picture_media_type_known CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp'))
);

-- What is left of a gift in one place; store 0 is the chain's common stock. Changed by one conditional statement.
-- @shard gift_id
CREATE TABLE gift_stock (
  gift_id BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT gift_stock_pk PRIMARY KEY (gift_id, store_id),
  CONSTRAINT gift_stock_not_negative CHECK (quantity >= 0)
);

-- Every change of a stock; only ever added to.
-- @shard gift_id
CREATE TABLE gift_stock_movement (
  gift_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  change_quantity BIGINT NOT NULL,
  balance_quantity BIGINT NOT NULL,
  redemption_id BIGINT,
  note TEXT,
  at BIGINT NOT NULL,
  staff_id BIGINT,
  CONSTRAINT gift_stock_movement_pk PRIMARY KEY (gift_id, id),
  CONSTRAINT gift_stock_movement_kind_known CHECK (kind IN ('received', 'written_off', 'counted', 'redeemed', 'put_back')),
  CONSTRAINT gift_stock_movement_balance CHECK (balance_quantity >= 0)
);

-- What a voucher is worth and under which conditions. Its terms never change once written.
-- @reference
CREATE TABLE voucher_series (
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  name_en TEXT,
  kind TEXT NOT NULL,
  value_minor BIGINT,
  rate_ppm BIGINT,
  cap_minor BIGINT,
  gift_id BIGINT,
  minimum_minor BIGINT NOT NULL,
  new_members_only BIGINT NOT NULL,
  may_combine BIGINT NOT NULL,
  valid_from BIGINT,
  valid_to BIGINT,
  valid_days BIGINT NOT NULL,
  limit_per_member BIGINT NOT NULL,
  price_points BIGINT,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT voucher_series_pk PRIMARY KEY (id),
  CONSTRAINT voucher_series_kind_fits CHECK (
    (kind = 'money_off' AND value_minor > 0 AND rate_ppm IS NULL AND cap_minor IS NULL AND gift_id IS NULL) OR
    (kind = 'percent_off' AND rate_ppm > 0 AND value_minor IS NULL AND gift_id IS NULL) OR
    (kind = 'gift' AND gift_id IS NOT NULL AND value_minor IS NULL AND rate_ppm IS NULL AND cap_minor IS NULL)),
  CONSTRAINT voucher_series_new_members_boolean CHECK (new_members_only IN (0, 1)),
  CONSTRAINT voucher_series_may_combine_boolean CHECK (may_combine IN (0, 1)),
  CONSTRAINT voucher_series_status_known CHECK (status IN ('active', 'disabled'))
);
CREATE INDEX voucher_series_by_name ON voucher_series (name_folded, id);

-- Where, for what and for whom a series can be used; no row of a kind: no such condition.
-- @reference
CREATE TABLE voucher_series_condition (
  series_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  CONSTRAINT voucher_series_condition_pk PRIMARY KEY (series_id, kind, subject_id),
  CONSTRAINT voucher_series_condition_kind_known CHECK (kind IN ('store', 'service_type', 'product', 'tier'))
);

-- A voucher's code leads to it.
-- @shard code
CREATE TABLE voucher_code (
  code TEXT NOT NULL,
  customer_id BIGINT NOT NULL,
  voucher_id BIGINT NOT NULL,
  CONSTRAINT voucher_code_pk PRIMARY KEY (code)
);

-- One voucher. A bearer's has a negative customer_id of its own.
-- @shard customer_id
CREATE TABLE voucher (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  series_id BIGINT NOT NULL,
  code TEXT NOT NULL,
  state TEXT NOT NULL,
  issued_at BIGINT NOT NULL,
  issued_by BIGINT,
  batch_id BIGINT,
  expires_at BIGINT,
  paid_points BIGINT NOT NULL,
  spend_entry_id BIGINT,
  hold_id BIGINT,
  held_until BIGINT,
  used_at BIGINT,
  used_by_customer_id BIGINT,
  used_store_id BIGINT,
  used_amount_minor BIGINT,
  used_for_kind TEXT,
  used_for_id BIGINT,
  reissued_from_id BIGINT,
  cancelled_at BIGINT,
  cancel_reason TEXT,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT voucher_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT voucher_state_known CHECK (state IN ('issued', 'held', 'used', 'expired', 'cancelled')),
  CONSTRAINT voucher_held_fits CHECK ((state = 'held') = (hold_id IS NOT NULL AND held_until IS NOT NULL)),
  CONSTRAINT voucher_used_fits CHECK ((state = 'used') = (used_at IS NOT NULL)),
  CONSTRAINT voucher_cancelled_fits CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL))
);
CREATE INDEX voucher_of_series ON voucher (series_id, state);
CREATE INDEX voucher_by_expiry ON voucher (expires_at, customer_id, id) WHERE state IN ('issued', 'held');
-- A batch gives a customer one voucher, a used voucher is given back once.
CREATE UNIQUE INDEX voucher_of_batch ON voucher (customer_id, batch_id) WHERE batch_id IS NOT NULL;
CREATE UNIQUE INDEX voucher_reissued_once ON voucher (customer_id, reissued_from_id) WHERE reissued_from_id IS NOT NULL;
CREATE INDEX voucher_by_batch ON voucher (batch_id, id) WHERE batch_id IS NOT NULL;

-- Vouchers to be issued to many, by a job.
-- @reference
CREATE TABLE voucher_batch (
  id BIGINT NOT NULL,
  series_id BIGINT NOT NULL,
  audience TEXT NOT NULL,
  store_id BIGINT,
  tier_id BIGINT,
  wanted_count BIGINT NOT NULL,
  note TEXT,
  state TEXT NOT NULL,
  issued_count BIGINT NOT NULL,
  skipped_count BIGINT NOT NULL,
  last_customer_id BIGINT NOT NULL,
  created_by BIGINT,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT voucher_batch_pk PRIMARY KEY (id),
  CONSTRAINT voucher_batch_audience_known CHECK (audience IN ('list', 'condition', 'bearer')),
  CONSTRAINT voucher_batch_state_known CHECK (state IN ('running', 'done', 'cancelled')),
  CONSTRAINT voucher_batch_counts CHECK (issued_count >= 0 AND skipped_count >= 0)
);

-- @shard batch_id
CREATE TABLE voucher_batch_customer (
  batch_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  CONSTRAINT voucher_batch_customer_pk PRIMARY KEY (batch_id, customer_id)
);

-- How many of a gift or series a member has had, for the limits per member.
-- @shard customer_id
CREATE TABLE reward_count (
  customer_id BIGINT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  CONSTRAINT reward_count_pk PRIMARY KEY (customer_id, subject_kind, subject_id),
  CONSTRAINT reward_count_kind_known CHECK (subject_kind IN ('gift', 'series')),
  CONSTRAINT reward_count_not_negative CHECK (quantity >= 0)
);

-- A gift handed out for points, money or a voucher.
-- @shard customer_id
CREATE TABLE redemption (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  gift_id BIGINT NOT NULL,
  gift_name TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  stock_store_id BIGINT NOT NULL,
  spent_points BIGINT NOT NULL,
  price_minor BIGINT NOT NULL,
  payment_kind TEXT,
  voucher_id BIGINT,
  voucher_customer_id BIGINT,
  spend_entry_id BIGINT,
  points_hold_id BIGINT,
  source_kind TEXT,
  source_id BIGINT,
  state TEXT NOT NULL,
  redeemed_at BIGINT NOT NULL,
  staff_id BIGINT,
  cancelled_at BIGINT,
  cancelled_by BIGINT,
  cancel_reason TEXT,
  version BIGINT NOT NULL,
  CONSTRAINT redemption_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT redemption_quantity_positive CHECK (quantity > 0),
  CONSTRAINT redemption_state_known CHECK (state IN ('done', 'cancelled', 'held', 'released')),
  CONSTRAINT redemption_cancelled_fits CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL)),
  CONSTRAINT redemption_is_paid CHECK (spent_points >= 0 AND price_minor >= 0)
);
CREATE INDEX redemption_of_use ON redemption (customer_id, source_id) WHERE source_id IS NOT NULL;
CREATE INDEX redemption_by_time ON redemption (redeemed_at, id);
CREATE INDEX redemption_by_customer ON redemption (customer_id, redeemed_at, id);
CREATE INDEX redemption_by_store ON redemption (store_id, redeemed_at, id);

-- What became of a series' vouchers, added up from the news of their changes, a moment later than they.
-- @reference
CREATE TABLE voucher_series_total (
  series_id BIGINT NOT NULL,
  open_count BIGINT NOT NULL,
  used_count BIGINT NOT NULL,
  expired_count BIGINT NOT NULL,
  cancelled_count BIGINT NOT NULL,
  used_amount_minor BIGINT NOT NULL,
  CONSTRAINT voucher_series_total_pk PRIMARY KEY (series_id)
);
