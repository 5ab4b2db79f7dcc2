-- What can be measured: visits, reviews, whatever a chain adds.
-- @reference
CREATE TABLE behaviour_kind (
  id BIGINT NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  is_built_in BIGINT NOT NULL,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT behaviour_kind_pk PRIMARY KEY (id),
  CONSTRAINT behaviour_kind_code_once UNIQUE (code),
  CONSTRAINT behaviour_kind_built_in_boolean CHECK (is_built_in IN (0, 1)),
  CONSTRAINT behaviour_kind_status_known CHECK (status IN ('active', 'disabled'))
);

-- The versions of the rules; only ever added to. A code's latest version that has begun is in force.
-- @reference
CREATE TABLE behaviour_rule (
  id BIGINT NOT NULL,
  code TEXT NOT NULL,
  kind_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  points BIGINT NOT NULL,
  marks BIGINT NOT NULL,
  dimension TEXT,
  most_per_day BIGINT NOT NULL,
  most_per_month BIGINT NOT NULL,
  most_in_all BIGINT NOT NULL,
  cool_down_s BIGINT NOT NULL,
  needs_approval BIGINT NOT NULL,
  status TEXT NOT NULL,
  effective_from BIGINT NOT NULL,
  effective_to BIGINT,
  created_at BIGINT NOT NULL,
  created_by BIGINT,
  CONSTRAINT behaviour_rule_pk PRIMARY KEY (id),
  CONSTRAINT behaviour_rule_needs_approval_boolean CHECK (needs_approval IN (0, 1)),
  CONSTRAINT behaviour_rule_status_known CHECK (status IN ('active', 'ended')),
  CONSTRAINT behaviour_rule_points_not_negative CHECK (points >= 0),
  CONSTRAINT behaviour_rule_marks_have_dimension CHECK (marks = 0 OR dimension IS NOT NULL)
);
CREATE INDEX behaviour_rule_by_code ON behaviour_rule (code, effective_from, id);
CREATE INDEX behaviour_rule_by_kind ON behaviour_rule (kind_id, effective_from, id);
CREATE INDEX behaviour_rule_by_date ON behaviour_rule (effective_from, id);

-- Locked while an event of this customer is judged, so that two of them at once can't both be the last one allowed.
-- @shard customer_id
CREATE TABLE behaviour_member (
  customer_id BIGINT NOT NULL,
  event_count BIGINT NOT NULL,
  CONSTRAINT behaviour_member_pk PRIMARY KEY (customer_id)
);

-- Something a customer did, and what came of it. What it gave never changes; a reversal is a state of its own.
-- @shard customer_id
CREATE TABLE behaviour_event (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind_id BIGINT NOT NULL,
  rule_id BIGINT,
  rule_code TEXT,
  state TEXT NOT NULL,
  occurred_at BIGINT NOT NULL,
  store_id BIGINT NOT NULL,
  source TEXT NOT NULL,
  source_ref TEXT,
  evidence TEXT,
  points BIGINT NOT NULL,
  marks BIGINT NOT NULL,
  dimension TEXT,
  why_not TEXT,
  why_count BIGINT,
  entry_id BIGINT,
  reversal_entry_id BIGINT,
  recorded_at BIGINT NOT NULL,
  recorded_by BIGINT,
  decided_at BIGINT,
  decided_by BIGINT,
  decision_note TEXT,
  reversed_at BIGINT,
  reversed_by BIGINT,
  reverse_reason TEXT,
  version BIGINT NOT NULL,
  CONSTRAINT behaviour_event_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT behaviour_event_state_known CHECK (state IN ('waiting', 'granted', 'not_granted', 'refused', 'reversed')),
  CONSTRAINT behaviour_event_why_not_fits CHECK ((state IN ('not_granted', 'refused')) = (why_not IS NOT NULL)),
  CONSTRAINT behaviour_event_reversed_fits CHECK ((state = 'reversed') = (reversed_at IS NOT NULL))
);
CREATE INDEX behaviour_event_counted ON behaviour_event (customer_id, rule_code, occurred_at)
  WHERE state IN ('waiting', 'granted');
CREATE INDEX behaviour_event_of_customer ON behaviour_event (customer_id, occurred_at, id);
CREATE INDEX behaviour_event_by_time ON behaviour_event (occurred_at, id);
CREATE INDEX behaviour_event_waiting ON behaviour_event (occurred_at, id) WHERE state = 'waiting';

-- One event for each reference of a source.
-- @shard source_ref
CREATE TABLE behaviour_source (
  source_ref TEXT NOT NULL,
  source TEXT NOT NULL,
  customer_id BIGINT NOT NULL,
  event_id BIGINT NOT NULL,
  CONSTRAINT behaviour_source_pk PRIMARY KEY (source_ref, source)
);
