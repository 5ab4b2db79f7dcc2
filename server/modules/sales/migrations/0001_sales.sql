-- A completed sale with what it was worth, as it was decided then. Never edited but for what returns add.
-- An anonymous buyer has a negative customer_id of his own.
-- @shard customer_id
CREATE TABLE sale (
  customer_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  staff_id BIGINT,
  source TEXT NOT NULL,
  external_ref TEXT,
  sold_at BIGINT NOT NULL,
  list_minor BIGINT NOT NULL,
  payable_minor BIGINT NOT NULL,
  rebate_minor BIGINT NOT NULL,
  cost_minor BIGINT NOT NULL,
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
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT sale_pk PRIMARY KEY (customer_id, sale_id),
  CONSTRAINT sale_source_known CHECK (source IN ('till', 'api', 'import')),
  CONSTRAINT sale_rebate_adds_up CHECK (list_minor = payable_minor + rebate_minor),
  CONSTRAINT sale_returned_within CHECK (returned_minor >= 0 AND returned_minor <= payable_minor)
);
CREATE INDEX sale_by_store ON sale (store_id, sold_at, sale_id);
CREATE INDEX sale_by_time ON sale (sold_at, sale_id);
CREATE INDEX sale_of_customer_by_time ON sale (customer_id, sold_at, sale_id);

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
  CONSTRAINT sale_line_pk PRIMARY KEY (customer_id, sale_id, line_no),
  CONSTRAINT sale_line_quantity_positive CHECK (quantity > 0),
  CONSTRAINT sale_line_returned_within CHECK (returned_quantity >= 0 AND returned_quantity <= quantity),
  CONSTRAINT sale_line_adds_up CHECK (amount_minor = paid_minor + rebate_minor)
);

-- @shard customer_id
CREATE TABLE sale_payment (
  customer_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  payment_no BIGINT NOT NULL,
  kind TEXT NOT NULL,
  amount_minor BIGINT NOT NULL,
  CONSTRAINT sale_payment_pk PRIMARY KEY (customer_id, sale_id, payment_no),
  CONSTRAINT sale_payment_kind_known CHECK (kind IN ('cash', 'card', 'wechat', 'alipay', 'transfer', 'other'))
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
  consumption_points BIGINT NOT NULL,
  profit_points BIGINT NOT NULL,
  combined_points BIGINT NOT NULL,
  entry_id BIGINT,
  created_at BIGINT NOT NULL,
  CONSTRAINT sale_return_pk PRIMARY KEY (customer_id, return_id)
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

-- Where the sale of another system's order is: the key table that makes importing twice harmless.
-- @shard external_ref
CREATE TABLE sale_external_key (
  external_ref TEXT NOT NULL,
  customer_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  input_hash TEXT NOT NULL,
  CONSTRAINT sale_external_key_pk PRIMARY KEY (external_ref)
);

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
