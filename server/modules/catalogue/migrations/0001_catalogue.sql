-- A kind of goods or service: what its sales weigh in points, and its margin where a product has no cost.
-- @reference
CREATE TABLE service_type (
  service_type_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  code TEXT NOT NULL,
  weight_ppm BIGINT NOT NULL,
  margin_ppm BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT service_type_pk PRIMARY KEY (service_type_id),
  CONSTRAINT service_type_weight_range CHECK (weight_ppm BETWEEN 0 AND 10000000),
  CONSTRAINT service_type_margin_range CHECK (margin_ppm BETWEEN 0 AND 1000000),
  CONSTRAINT service_type_version_positive CHECK (version > 0)
);
CREATE INDEX service_type_by_name ON service_type (name_folded, service_type_id);

-- What is sold.
-- @reference
CREATE TABLE product (
  product_id BIGINT NOT NULL,
  sku TEXT NOT NULL,
  barcode TEXT,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  category TEXT,
  service_type_id BIGINT NOT NULL,
  price_minor BIGINT NOT NULL,
  cost_minor BIGINT,
  margin_ppm BIGINT,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT product_pk PRIMARY KEY (product_id),
  CONSTRAINT product_service_type_fk FOREIGN KEY (service_type_id) REFERENCES service_type (service_type_id),
  CONSTRAINT product_price_range CHECK (price_minor BETWEEN 0 AND 9000000000000),
  CONSTRAINT product_cost_range CHECK (cost_minor BETWEEN 0 AND 9000000000000),
  CONSTRAINT product_margin_range CHECK (margin_ppm BETWEEN 0 AND 1000000),
  CONSTRAINT product_status_known CHECK (status IN ('active', 'disabled')),
  CONSTRAINT product_version_positive CHECK (version > 0)
);
CREATE INDEX product_by_name ON product (name_folded, product_id);
CREATE INDEX product_by_sku ON product (sku, product_id);
CREATE INDEX product_by_category ON product (category, product_id) WHERE category IS NOT NULL;
CREATE INDEX product_by_service_type ON product (service_type_id, product_id);

-- Prices that held until they were changed: what a till without network may still have shown.
-- @reference
CREATE TABLE product_price (
  product_id BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  price_minor BIGINT NOT NULL,
  CONSTRAINT product_price_pk PRIMARY KEY (product_id, until_at, version),
  CONSTRAINT product_price_product_fk FOREIGN KEY (product_id) REFERENCES product (product_id)
);

-- What only one product or service type can have, folded: what a scanner sends leads to the product in one step.
-- @reference
CREATE TABLE catalogue_key (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  CONSTRAINT catalogue_key_pk PRIMARY KEY (kind, value),
  CONSTRAINT catalogue_key_kind_known CHECK (kind IN ('sku', 'barcode', 'service_type'))
);

-- The search index: tokens made by the server, stored natively by each engine.
-- @only sqlite
CREATE VIRTUAL TABLE product_search USING fts5(tokens, detail=none, columnsize=0, tokenize='ascii');
-- @end
-- @only postgres
-- @reference
CREATE TABLE product_search (
  product_id BIGINT NOT NULL,
  tokens TSVECTOR NOT NULL,
  CONSTRAINT product_search_pk PRIMARY KEY (product_id)
);
CREATE INDEX product_search_tokens ON product_search USING gin (tokens);
-- @end
