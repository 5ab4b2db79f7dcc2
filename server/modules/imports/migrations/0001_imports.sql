-- A file somebody brought, how it is to be read, and how far reading it has come.
-- @reference
CREATE TABLE import_file (
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  file_name TEXT NOT NULL,
  stored_name TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  content_hash TEXT NOT NULL,
  encoding TEXT NOT NULL,
  delimiter TEXT NOT NULL,
  columns TEXT NOT NULL,
  mapping TEXT NOT NULL,
  date_format TEXT,
  default_store_id BIGINT,
  service_type_id BIGINT,
  rows_total BIGINT NOT NULL,
  rows_staged BIGINT NOT NULL,
  rows_done BIGINT NOT NULL,
  rows_ok BIGINT NOT NULL,
  rows_skipped BIGINT NOT NULL,
  rows_refused BIGINT NOT NULL,
  customers_created BIGINT NOT NULL,
  customers_updated BIGINT NOT NULL,
  products_created BIGINT NOT NULL,
  sales_created BIGINT NOT NULL,
  returns_created BIGINT NOT NULL,
  rows_undone BIGINT NOT NULL,
  rows_kept BIGINT NOT NULL,
  error TEXT,
  created_by BIGINT NOT NULL,
  created_by_name TEXT NOT NULL,
  org_unit_id BIGINT NOT NULL,
  reach TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT import_file_pk PRIMARY KEY (id)
);

-- Rows read and found good, waiting to become sales; gone when they have.
-- @shard import_id
CREATE TABLE import_row (
  import_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  order_ref TEXT NOT NULL,
  sold_at BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  customer_ref TEXT NOT NULL,
  customer_name TEXT NOT NULL,
  customer_phone TEXT NOT NULL,
  sku TEXT NOT NULL,
  product_name TEXT NOT NULL,
  category TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL,
  cost_minor BIGINT,
  cells TEXT NOT NULL,
  CONSTRAINT import_row_pk PRIMARY KEY (import_id, order_ref, row_no)
);
CREATE INDEX import_row_by_time ON import_row (import_id, sold_at, order_ref);

-- Rows that were refused, with the reason, to be mended and brought again.
-- @shard import_id
CREATE TABLE import_error (
  import_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  order_ref TEXT NOT NULL,
  field TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  value TEXT NOT NULL,
  cells TEXT NOT NULL,
  CONSTRAINT import_error_pk PRIMARY KEY (import_id, row_no)
);
CREATE INDEX import_error_by_order ON import_error (import_id, order_ref);

-- The mapping a person used last for columns of these names.
-- @reference
CREATE TABLE import_mapping (
  columns_hash TEXT NOT NULL,
  mapping TEXT NOT NULL,
  date_format TEXT,
  used_at BIGINT NOT NULL,
  CONSTRAINT import_mapping_pk PRIMARY KEY (columns_hash)
);

-- Cells somebody mended before the import: they are read instead of those in the file.
-- @shard import_id
CREATE TABLE import_fix (
  import_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  column_no BIGINT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT import_fix_pk PRIMARY KEY (import_id, row_no, column_no)
);

-- What a row did to a customer, so that all of it can be undone.
-- @shard import_id
CREATE TABLE import_effect (
  import_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  effect TEXT NOT NULL,
  version_after BIGINT NOT NULL,
  before TEXT NOT NULL,
  card TEXT,
  outcome TEXT,
  reason TEXT,
  CONSTRAINT import_effect_pk PRIMARY KEY (import_id, row_no),
  CONSTRAINT import_effect_known CHECK (effect IN ('created', 'updated')),
  CONSTRAINT import_effect_outcome_known CHECK (outcome IN ('undone', 'kept'))
);
CREATE UNIQUE INDEX import_effect_by_customer ON import_effect (import_id, customer_id);
