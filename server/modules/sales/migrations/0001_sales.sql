-- A completed sale with what it was worth, as it was decided then. Never edited but for what returns add.
-- An anonymous buyer has a negative customer_id of his own. packed_sale holds what analyses need of it and its
-- lines; it stands in front, where SQLite finds it without looking at the columns before it.
-- @shard customer_id
CREATE TABLE sale (
  customer_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  packed_sale BYTEA NOT NULL,
  store_id BIGINT NOT NULL,
  staff_id BIGINT,
  source TEXT NOT NULL,
  external_ref TEXT,
  sold_at BIGINT NOT NULL,
  list_minor BIGINT NOT NULL,
  payable_minor BIGINT NOT NULL,
  rebate_minor BIGINT NOT NULL,
  cost_minor BIGINT NOT NULL,
  rewards_minor BIGINT NOT NULL,
  returned_minor BIGINT NOT NULL,
  consumption_points BIGINT NOT NULL,
  profit_points BIGINT NOT NULL,
  combined_points BIGINT NOT NULL,
  tier_id BIGINT,
  tier_name TEXT,
  strategy_id BIGINT,
  entry_id BIGINT,
  customer_name TEXT,
  note TEXT,
  reservation_id BIGINT,
  exchange_return_id BIGINT,
  offline_difference_minor BIGINT,
  print_count BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT sale_pk PRIMARY KEY (customer_id, sale_id),
  CONSTRAINT sale_source_known CHECK (source IN ('till', 'api', 'import')),
  CONSTRAINT sale_rebate_adds_up CHECK (list_minor = payable_minor + rebate_minor),
  CONSTRAINT sale_rewards_within CHECK (rewards_minor >= 0 AND rewards_minor <= payable_minor),
  CONSTRAINT sale_returned_within CHECK (returned_minor >= 0 AND returned_minor <= payable_minor)
);
CREATE INDEX sale_by_store ON sale (store_id, sold_at, sale_id);
CREATE INDEX sale_by_time ON sale (sold_at, sale_id);
CREATE INDEX sale_of_customer_by_time ON sale (customer_id, sold_at, sale_id);

-- In the order of sales, not of customers: the lines of sales made at one time lie side by side.
-- @shard customer_id
CREATE TABLE sale_line (
  customer_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  line_no BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  sku TEXT NOT NULL,
  product_name TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  unit_price_minor BIGINT NOT NULL,
  discount_minor BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL,
  rebate_minor BIGINT NOT NULL,
  paid_minor BIGINT NOT NULL,
  cost_minor BIGINT NOT NULL,
  consumption_points BIGINT NOT NULL,
  profit_points BIGINT NOT NULL,
  combined_points BIGINT NOT NULL,
  returned_quantity BIGINT NOT NULL,
  CONSTRAINT sale_line_pk PRIMARY KEY (sale_id, line_no, customer_id),
  CONSTRAINT sale_line_quantity_positive CHECK (quantity > 0),
  CONSTRAINT sale_line_returned_within CHECK (returned_quantity >= 0 AND returned_quantity <= quantity),
  CONSTRAINT sale_line_adds_up CHECK (amount_minor = paid_minor + rebate_minor)
);

-- The tenders of a sale: money, points, vouchers, what came back in exchange. Together they are what was payable.
-- @shard customer_id
CREATE TABLE sale_payment (
  customer_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  payment_no BIGINT NOT NULL,
  kind TEXT NOT NULL,
  amount_minor BIGINT NOT NULL,
  refunded_minor BIGINT NOT NULL,
  points BIGINT,
  entry_id BIGINT,
  voucher_customer_id BIGINT,
  voucher_id BIGINT,
  label TEXT,
  return_id BIGINT,
  CONSTRAINT sale_payment_pk PRIMARY KEY (sale_id, payment_no, customer_id),
  CONSTRAINT sale_payment_kind_known CHECK (kind IN ('cash', 'card', 'wechat', 'alipay', 'transfer', 'other', 'points',
    'voucher', 'exchange', 'goodwill')),
  CONSTRAINT sale_payment_refunded_within CHECK (refunded_minor >= 0 AND refunded_minor <= amount_minor)
);

-- @shard customer_id
CREATE TABLE sale_return (
  customer_id BIGINT NOT NULL,
  return_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  staff_id BIGINT,
  external_ref TEXT,
  returned_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  refund_minor BIGINT NOT NULL,
  paid_out_minor BIGINT NOT NULL,
  exchanged_minor BIGINT NOT NULL,
  withheld_minor BIGINT NOT NULL,
  consumption_points BIGINT NOT NULL,
  profit_points BIGINT NOT NULL,
  combined_points BIGINT NOT NULL,
  entry_id BIGINT,
  exchange_sale_id BIGINT,
  created_at BIGINT NOT NULL,
  CONSTRAINT sale_return_pk PRIMARY KEY (customer_id, return_id),
  CONSTRAINT sale_return_within_refund CHECK (paid_out_minor >= 0 AND exchanged_minor >= 0 AND withheld_minor >= 0 AND
    paid_out_minor + exchanged_minor + withheld_minor <= refund_minor)
);
CREATE INDEX sale_return_of_sale ON sale_return (customer_id, sale_id, return_id);
CREATE INDEX sale_return_by_time ON sale_return (returned_at, return_id);

-- @shard customer_id
CREATE TABLE sale_return_line (
  customer_id BIGINT NOT NULL,
  return_id BIGINT NOT NULL,
  line_no BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  refund_minor BIGINT NOT NULL,
  CONSTRAINT sale_return_line_pk PRIMARY KEY (customer_id, return_id, line_no),
  CONSTRAINT sale_return_line_quantity_positive CHECK (quantity > 0)
);

-- What of a return each tender of its sale bears.
-- @shard customer_id
CREATE TABLE sale_refund (
  customer_id BIGINT NOT NULL,
  return_id BIGINT NOT NULL,
  payment_no BIGINT NOT NULL,
  kind TEXT NOT NULL,
  amount_minor BIGINT NOT NULL,
  exchanged_minor BIGINT NOT NULL,
  points BIGINT,
  entry_id BIGINT,
  CONSTRAINT sale_refund_pk PRIMARY KEY (customer_id, return_id, payment_no),
  CONSTRAINT sale_refund_exchanged_within CHECK (exchanged_minor >= 0 AND exchanged_minor <= amount_minor)
);

-- A basket put aside with its prices and benefits as they were then, until it is completed, given up or too old. The
-- points and vouchers it is to be paid with are held meanwhile.
-- @shard customer_id
CREATE TABLE sale_reservation (
  customer_id BIGINT NOT NULL,
  reservation_id BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  staff_id BIGINT,
  source TEXT NOT NULL,
  state TEXT NOT NULL,
  list_minor BIGINT NOT NULL,
  payable_minor BIGINT NOT NULL,
  rewards_minor BIGINT NOT NULL,
  tier_id BIGINT,
  tier_name TEXT,
  tier_discount_ppm BIGINT,
  strategy_id BIGINT,
  period TEXT,
  customer_name TEXT,
  note TEXT,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  ended_at BIGINT,
  sale_id BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT sale_reservation_pk PRIMARY KEY (customer_id, reservation_id),
  CONSTRAINT sale_reservation_state_known CHECK (state IN ('held', 'completed', 'voided', 'expired')),
  CONSTRAINT sale_reservation_has_ended CHECK ((state = 'held') = (ended_at IS NULL)),
  CONSTRAINT sale_reservation_has_sale CHECK ((state = 'completed') = (sale_id IS NOT NULL)),
  CONSTRAINT sale_reservation_rewards_within CHECK (rewards_minor >= 0 AND rewards_minor <= payable_minor)
);
CREATE INDEX sale_reservation_by_end ON sale_reservation (state, expires_at, reservation_id);
CREATE INDEX sale_reservation_by_store ON sale_reservation (store_id, created_at, reservation_id);

-- Whose reservation it is: what the till keeps is one number.
-- @shard reservation_id
CREATE TABLE sale_reservation_key (
  reservation_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  CONSTRAINT sale_reservation_key_pk PRIMARY KEY (reservation_id)
);

-- @shard customer_id
CREATE TABLE sale_reservation_line (
  customer_id BIGINT NOT NULL,
  reservation_id BIGINT NOT NULL,
  line_no BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  sku TEXT NOT NULL,
  product_name TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  unit_price_minor BIGINT NOT NULL,
  discount_minor BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL,
  cost_minor BIGINT,
  margin_ppm BIGINT,
  weight_ppm BIGINT NOT NULL,
  CONSTRAINT sale_reservation_line_pk PRIMARY KEY (customer_id, reservation_id, line_no)
);

-- @shard customer_id
CREATE TABLE sale_reservation_reward (
  customer_id BIGINT NOT NULL,
  reservation_id BIGINT NOT NULL,
  reward_no BIGINT NOT NULL,
  kind TEXT NOT NULL,
  amount_minor BIGINT NOT NULL,
  points BIGINT,
  hold_id BIGINT,
  voucher_customer_id BIGINT,
  voucher_id BIGINT,
  label TEXT,
  gift_id BIGINT,
  quantity BIGINT,
  CONSTRAINT sale_reservation_reward_pk PRIMARY KEY (customer_id, reservation_id, reward_no)
);

-- Where the sale of another system's order is: the key table that makes importing twice harmless.
-- @shard external_ref
CREATE TABLE sale_external_key (
  external_ref TEXT NOT NULL,
  customer_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  input_hash TEXT NOT NULL,
  CONSTRAINT sale_external_key_pk PRIMARY KEY (external_ref)
);

-- A sale made offline that could not have been made so with the network, until somebody has looked at it and after.
-- @shard customer_id
CREATE TABLE sale_offline (
  customer_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  staff_id BIGINT,
  customer_name TEXT,
  sold_at BIGINT NOT NULL,
  shown_minor BIGINT NOT NULL,
  payable_minor BIGINT NOT NULL,
  difference_minor BIGINT NOT NULL,
  earlier_price BIGINT NOT NULL,
  disabled_product BIGINT NOT NULL,
  disabled_member BIGINT NOT NULL,
  unexplained BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  reviewed_at BIGINT,
  reviewed_by BIGINT,
  review_note TEXT,
  paid_back_minor BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT sale_offline_pk PRIMARY KEY (customer_id, sale_id),
  CONSTRAINT sale_offline_adds_up CHECK (difference_minor = shown_minor - payable_minor),
  CONSTRAINT sale_offline_paid_back_within CHECK (paid_back_minor = 0 OR (paid_back_minor > 0 AND
    paid_back_minor <= difference_minor)),
  CONSTRAINT sale_offline_earlier_price_boolean CHECK (earlier_price IN (0, 1)),
  CONSTRAINT sale_offline_disabled_product_boolean CHECK (disabled_product IN (0, 1)),
  CONSTRAINT sale_offline_disabled_member_boolean CHECK (disabled_member IN (0, 1)),
  CONSTRAINT sale_offline_unexplained_boolean CHECK (unexplained IN (0, 1))
);
CREATE INDEX sale_offline_open ON sale_offline (store_id, created_at, sale_id) WHERE reviewed_at IS NULL;
CREATE INDEX sale_offline_by_time ON sale_offline (created_at, sale_id);
CREATE INDEX sale_offline_by_staff ON sale_offline (staff_id, created_at);

-- What a store sold on a day of its own calendar; rolled up from the outbox, rebuilt at will.
-- @reference
CREATE TABLE sale_day_total (
  store_id BIGINT NOT NULL,
  sold_on TEXT NOT NULL,
  sales_count BIGINT NOT NULL,
  sales_minor BIGINT NOT NULL,
  returns_count BIGINT NOT NULL,
  returns_minor BIGINT NOT NULL,
  CONSTRAINT sale_day_total_pk PRIMARY KEY (store_id, sold_on)
);
CREATE INDEX sale_day_total_by_day ON sale_day_total (sold_on, store_id);
