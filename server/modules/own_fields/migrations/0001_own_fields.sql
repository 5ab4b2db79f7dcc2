-- A field the chain added to the records of its customers. key and kind never change: values are kept under them.
-- @reference
CREATE TABLE own_field (
  id BIGINT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  digits BIGINT NOT NULL,
  unit TEXT,
  is_required BIGINT NOT NULL,
  is_searchable BIGINT NOT NULL,
  place BIGINT NOT NULL,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT own_field_pk PRIMARY KEY (id),
  CONSTRAINT own_field_key_once UNIQUE (key),
  CONSTRAINT own_field_kind_known CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no')),
  CONSTRAINT own_field_digits_few CHECK (digits BETWEEN 0 AND 6),
  CONSTRAINT own_field_required_boolean CHECK (is_required IN (0, 1)),
  CONSTRAINT own_field_searchable_boolean CHECK (is_searchable IN (0, 1)),
  CONSTRAINT own_field_status_known CHECK (status IN ('active', 'disabled'))
);

-- What can be chosen in a field of kind choice. An option is never taken away, only retired.
-- @reference
CREATE TABLE own_field_option (
  own_field_id BIGINT NOT NULL,
  key TEXT NOT NULL,
  label TEXT NOT NULL,
  is_retired BIGINT NOT NULL,
  place BIGINT NOT NULL,
  CONSTRAINT own_field_option_pk PRIMARY KEY (own_field_id, key),
  CONSTRAINT own_field_option_retired_boolean CHECK (is_retired IN (0, 1))
);

-- @reference
CREATE TABLE tag (
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  colour TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT tag_pk PRIMARY KEY (id),
  CONSTRAINT tag_name_once UNIQUE (name_folded),
  CONSTRAINT tag_status_known CHECK (status IN ('active', 'disabled'))
);
