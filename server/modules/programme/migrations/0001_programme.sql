-- The tiers of the chain, lowest threshold first; which tables are sound: tier_rules.hpp.
-- @reference
CREATE TABLE programme_tier (
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  threshold_points BIGINT NOT NULL,
  discount_ppm BIGINT NOT NULL,
  colour TEXT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT programme_tier_pk PRIMARY KEY (id),
  CONSTRAINT programme_tier_threshold_range CHECK (threshold_points BETWEEN 0 AND 9000000000000),
  CONSTRAINT programme_tier_discount_range CHECK (discount_ppm BETWEEN 1 AND 1000000),
  CONSTRAINT programme_tier_version_positive CHECK (version > 0)
);

-- The versions of the strategy; only ever added to.
-- @reference
CREATE TABLE programme_strategy (
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  effective_from BIGINT NOT NULL,
  x_ppm BIGINT NOT NULL,
  y_ppm BIGINT NOT NULL,
  accrue_on TEXT NOT NULL,
  loss_lines TEXT NOT NULL,
  downgrade TEXT NOT NULL,
  upgrade TEXT NOT NULL,
  development_days BIGINT NOT NULL,
  development_x_ppm BIGINT,
  development_y_ppm BIGINT,
  development_weight_multiplier_ppm BIGINT NOT NULL,
  development_cap_points BIGINT NOT NULL,
  development_bonus_points BIGINT NOT NULL,
  maintenance_x_ppm BIGINT,
  maintenance_y_ppm BIGINT,
  maintenance_weight_multiplier_ppm BIGINT NOT NULL,
  maintenance_cap_points BIGINT NOT NULL,
  maintenance_bonus_points BIGINT NOT NULL,
  wallet_rate_ppm BIGINT NOT NULL,
  activation TEXT NOT NULL,
  return_window_days BIGINT NOT NULL,
  expiry TEXT NOT NULL,
  expiry_months BIGINT NOT NULL,
  give_back_days BIGINT NOT NULL,
  debt_policy TEXT NOT NULL,
  point_value_ppm BIGINT NOT NULL,
  points_share_ppm BIGINT NOT NULL,
  daily_earn_limit_points BIGINT NOT NULL,
  daily_spend_limit_points BIGINT NOT NULL,
  adjustment_approval_above_points BIGINT NOT NULL,
  staff_daily_limit_points BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by BIGINT,
  CONSTRAINT programme_strategy_pk PRIMARY KEY (id),
  CONSTRAINT programme_strategy_weights CHECK (x_ppm + y_ppm = 1000000 AND x_ppm > 500000 AND y_ppm >= 0),
  CONSTRAINT programme_strategy_accrue_on_known CHECK (accrue_on IN ('list', 'paid')),
  CONSTRAINT programme_strategy_loss_lines_known CHECK (loss_lines IN ('subtract', 'zero')),
  CONSTRAINT programme_strategy_downgrade_known CHECK (downgrade IN ('never', 'period_end', 'one_step')),
  CONSTRAINT programme_strategy_upgrade_known CHECK (upgrade IN ('at_once', 'one_step', 'period_end')),
  CONSTRAINT programme_strategy_activation_known CHECK (activation IN ('at_once', 'after_return_window', 'on_event')),
  CONSTRAINT programme_strategy_expiry_known CHECK (expiry IN ('never', 'rolling', 'calendar', 'by_activity')),
  CONSTRAINT programme_strategy_debt_policy_known CHECK (debt_policy IN ('debt', 'cash'))
);
CREATE INDEX programme_strategy_by_date ON programme_strategy (effective_from, id);

-- One row: the number of the present state of tiers and strategies. Drawn at random with every change, so that servers
-- can keep what they read under it and never mistake an old state, or another database's, for it.
-- @reference
CREATE TABLE programme_revision (
  id BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  CONSTRAINT programme_revision_pk PRIMARY KEY (id),
  CONSTRAINT programme_revision_is_one CHECK (id = 1)
);
INSERT INTO programme_revision (id, revision) VALUES (1, 0);
