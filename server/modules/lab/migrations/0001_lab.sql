-- A back-test of a changed strategy: what was asked, how far it is, and what came of it.
-- @reference
CREATE TABLE lab_backtest (
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  request TEXT NOT NULL,
  result TEXT NOT NULL,
  sales_total BIGINT NOT NULL,
  sales_done BIGINT NOT NULL,
  error TEXT,
  created_by BIGINT NOT NULL,
  created_by_name TEXT NOT NULL,
  org_unit_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT lab_backtest_pk PRIMARY KEY (id),
  CONSTRAINT lab_backtest_state_known CHECK (
    state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
  CONSTRAINT lab_backtest_done_has_result CHECK (state <> 'done' OR result <> '')
);
CREATE INDEX lab_backtest_unfinished ON lab_backtest (state, id) WHERE state IN ('waiting', 'running');

-- The customers to whom the change would do most good and most harm.
-- @shard backtest_id
CREATE TABLE lab_backtest_customer (
  backtest_id BIGINT NOT NULL,
  change TEXT NOT NULL,
  rank BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  sales_count BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL,
  difference_minor BIGINT NOT NULL,
  present_combined_points BIGINT NOT NULL,
  present_wallet_points BIGINT NOT NULL,
  present_rebate_minor BIGINT NOT NULL,
  present_tier_name TEXT,
  changed_combined_points BIGINT NOT NULL,
  changed_wallet_points BIGINT NOT NULL,
  changed_rebate_minor BIGINT NOT NULL,
  changed_tier_name TEXT,
  CONSTRAINT lab_backtest_customer_pk PRIMARY KEY (backtest_id, change, rank),
  CONSTRAINT lab_backtest_customer_change_known CHECK (change IN ('gains', 'loses'))
);
