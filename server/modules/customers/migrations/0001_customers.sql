-- A customer of the chain, person or organisation, for life.
-- @shard customer_id
CREATE TABLE customer (
  customer_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  gender TEXT,
  birthday_on TEXT,
  phone TEXT,
  email TEXT,
  note TEXT,
  occupation TEXT,
  store_id BIGINT NOT NULL,
  owner_staff_id BIGINT,
  status TEXT NOT NULL,
  source TEXT NOT NULL,
  external_ref TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  is_pooled BIGINT NOT NULL,
  hidden_bits BIGINT NOT NULL,
  CONSTRAINT customer_pk PRIMARY KEY (customer_id),
  CONSTRAINT customer_id_positive CHECK (customer_id > 0),
  CONSTRAINT customer_kind_known CHECK (kind IN ('person', 'organisation')),
  CONSTRAINT customer_gender_known CHECK (gender IN ('female', 'male', 'other')),
  CONSTRAINT customer_status_known CHECK (status IN ('active', 'disabled', 'deleted', 'erased')),
  CONSTRAINT customer_version_positive CHECK (version > 0),
  CONSTRAINT customer_is_pooled_bit CHECK (is_pooled IN (0, 1))
);
CREATE INDEX customer_by_store ON customer (store_id, customer_id);
CREATE INDEX customer_by_owner ON customer (owner_staff_id, customer_id) WHERE owner_staff_id IS NOT NULL;
CREATE INDEX customer_by_name ON customer (name_folded, customer_id);
CREATE INDEX customer_disabled ON customer (customer_id) WHERE status = 'disabled';
CREATE INDEX customer_organisations ON customer (customer_id) WHERE kind = 'organisation';

-- What only one customer can have. Reached by value: value to customer is one statement, the customer the next.
-- @shard value
CREATE TABLE customer_key (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  customer_id BIGINT NOT NULL,
  CONSTRAINT customer_key_pk PRIMARY KEY (kind, value),
  CONSTRAINT customer_key_kind_known CHECK (kind IN ('phone', 'card', 'external', 'email', 'wechat'))
);

-- Keys a customer has beside those of his record: further phones, e-mails, WeChat ids.
-- @shard customer_id
CREATE TABLE customer_further_key (
  customer_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT customer_further_key_pk PRIMARY KEY (customer_id, kind, value)
);

-- Every card a customer has or had.
-- @shard customer_id
CREATE TABLE customer_card (
  customer_id BIGINT NOT NULL,
  card_number TEXT NOT NULL,
  status TEXT NOT NULL,
  issued_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT customer_card_pk PRIMARY KEY (customer_id, card_number),
  CONSTRAINT customer_card_status_known CHECK (status IN ('active', 'frozen', 'returned'))
);

-- What happened to the customer's record; only ever added to. detail: the fields changed, or the masked card.
-- @shard customer_id
CREATE TABLE customer_event (
  customer_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  event_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  CONSTRAINT customer_event_pk PRIMARY KEY (customer_id, at, event_id)
);

-- Who was merged into whom, under both: a row of the one that was merged names his successor, the rows of the other
-- name everybody he stands for. Kept flat: whoever is merged again takes all of them along.
-- @shard customer_id
CREATE TABLE customer_merge (
  customer_id BIGINT NOT NULL,
  other_id BIGINT NOT NULL,
  is_successor BIGINT NOT NULL,
  merged_at BIGINT NOT NULL,
  CONSTRAINT customer_merge_pk PRIMARY KEY (customer_id, other_id),
  CONSTRAINT customer_merge_of_two CHECK (customer_id <> other_id),
  CONSTRAINT customer_merge_is_successor_boolean CHECK (is_successor IN (0, 1))
);
-- One successor.
CREATE UNIQUE INDEX customer_merge_once ON customer_merge (customer_id) WHERE is_successor = 1;

-- Who is in the recycle bin: since when, by whom, why, what he was before, and along with whom he went there.
-- @shard customer_id
CREATE TABLE customer_bin (
  customer_id BIGINT NOT NULL,
  deleted_at BIGINT NOT NULL,
  deleted_by_id BIGINT NOT NULL,
  deleted_by_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  was_status TEXT NOT NULL,
  had_owner_id BIGINT,
  along_with_id BIGINT,
  CONSTRAINT customer_bin_pk PRIMARY KEY (customer_id),
  CONSTRAINT customer_bin_was_status_known CHECK (was_status IN ('active', 'disabled'))
);
CREATE INDEX customer_bin_by_time ON customer_bin (deleted_at, customer_id);

-- @shard customer_id
CREATE TABLE customer_tag (
  customer_id BIGINT NOT NULL,
  tag_id BIGINT NOT NULL,
  given_at BIGINT NOT NULL,
  CONSTRAINT customer_tag_pk PRIMARY KEY (customer_id, tag_id)
);
CREATE INDEX customer_tag_by_tag ON customer_tag (tag_id, customer_id);

-- The values of own fields. value: as shown; number or folded, whichever the kind of the field has: as compared.
-- @shard customer_id
CREATE TABLE customer_own_value (
  customer_id BIGINT NOT NULL,
  field_id BIGINT NOT NULL,
  value TEXT NOT NULL,
  number BIGINT,
  folded TEXT,
  CONSTRAINT customer_own_value_pk PRIMARY KEY (customer_id, field_id),
  CONSTRAINT customer_own_value_compared CHECK ((number IS NULL) <> (folded IS NULL))
);
CREATE INDEX customer_own_value_by_number ON customer_own_value (field_id, number, customer_id)
  WHERE number IS NOT NULL;
CREATE INDEX customer_own_value_by_text ON customer_own_value (field_id, folded, customer_id)
  WHERE folded IS NOT NULL;

-- What other modules want a customer to be found by: plates, further phones.
-- @shard customer_id
CREATE TABLE customer_search_part (
  customer_id BIGINT NOT NULL,
  part TEXT NOT NULL,
  tokens TEXT NOT NULL,
  CONSTRAINT customer_search_part_pk PRIMARY KEY (customer_id, part)
);

-- The search index: tokens made by the server, stored natively by each engine.
-- @only sqlite
CREATE VIRTUAL TABLE customer_search USING fts5(tokens, detail=none, columnsize=0, tokenize='ascii');
-- @end
-- @only postgres
-- @shard customer_id
CREATE TABLE customer_search (
  customer_id BIGINT NOT NULL,
  tokens TSVECTOR NOT NULL,
  CONSTRAINT customer_search_pk PRIMARY KEY (customer_id)
);
CREATE INDEX customer_search_tokens ON customer_search USING gin (tokens);
-- @end
