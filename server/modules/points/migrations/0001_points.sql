-- What a customer has had from the programme; the sum of his entries.
-- @shard customer_id
CREATE TABLE points_account (
  customer_id BIGINT NOT NULL,
  consumption_points BIGINT NOT NULL,
  profit_points BIGINT NOT NULL,
  combined_points BIGINT NOT NULL,
  tier_id BIGINT,
  tier_since_at BIGINT NOT NULL,
  below_tier_since_at BIGINT,
  sales_count BIGINT NOT NULL,
  spent_minor BIGINT NOT NULL,
  first_sale_at BIGINT,
  last_sale_at BIGINT,
  entry_count BIGINT NOT NULL,
  programme_revision BIGINT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT points_account_pk PRIMARY KEY (customer_id),
  CONSTRAINT points_account_has_customer CHECK (customer_id > 0),
  CONSTRAINT points_account_counts CHECK (sales_count >= 0 AND entry_count >= sales_count)
);
CREATE INDEX points_account_by_tier ON points_account (tier_id, customer_id);
CREATE INDEX points_account_below_tier ON points_account (below_tier_since_at, customer_id)
  WHERE below_tier_since_at IS NOT NULL;

-- One movement of an account; only ever added to.
-- @shard customer_id
CREATE TABLE points_entry (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  entry_no BIGINT NOT NULL,
  kind TEXT NOT NULL,
  at BIGINT NOT NULL,
  sale_id BIGINT,
  return_id BIGINT,
  consumption_points BIGINT NOT NULL,
  profit_points BIGINT NOT NULL,
  combined_points BIGINT NOT NULL,
  spent_minor BIGINT NOT NULL,
  consumption_balance_points BIGINT NOT NULL,
  profit_balance_points BIGINT NOT NULL,
  combined_balance_points BIGINT NOT NULL,
  tier_before_id BIGINT,
  tier_id BIGINT,
  is_tier_change BIGINT NOT NULL,
  strategy_id BIGINT,
  period TEXT,
  pricing TEXT,
  discount_ppm BIGINT,
  lines TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by BIGINT,
  CONSTRAINT points_entry_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT points_entry_in_order UNIQUE (customer_id, entry_no),
  CONSTRAINT points_entry_kind_known CHECK (kind IN ('sale', 'return', 'review')),
  CONSTRAINT points_entry_kind_fits CHECK (
    (kind = 'sale' AND sale_id IS NOT NULL AND return_id IS NULL) OR
    (kind = 'return' AND sale_id IS NOT NULL AND return_id IS NOT NULL) OR
    (kind = 'review' AND sale_id IS NULL AND return_id IS NULL)),
  CONSTRAINT points_entry_is_tier_change_boolean CHECK (is_tier_change IN (0, 1)),
  CONSTRAINT points_entry_period_known CHECK (period IN ('development', 'maintenance')),
  CONSTRAINT points_entry_pricing_known CHECK (pricing IN ('by_programme', 'paid_at_list'))
);
CREATE INDEX points_entry_by_time ON points_entry (customer_id, at, id);
-- A sale is awarded once, a return taken back once.
CREATE UNIQUE INDEX points_entry_of_sale ON points_entry (customer_id, sale_id) WHERE kind = 'sale';
CREATE UNIQUE INDEX points_entry_of_return ON points_entry (customer_id, return_id) WHERE kind = 'return';
CREATE INDEX points_entry_returns_of_sale ON points_entry (customer_id, sale_id) WHERE kind = 'return';
CREATE INDEX points_entry_tier_changes ON points_entry (customer_id, at, id) WHERE is_tier_change = 1;
