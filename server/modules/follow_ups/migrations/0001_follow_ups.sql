-- A contact with a customer; only ever added.
-- @shard customer_id
CREATE TABLE follow_up (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  result TEXT,
  at BIGINT NOT NULL,
  staff_id BIGINT NOT NULL,
  staff_name TEXT NOT NULL,
  evidence_kind TEXT,
  evidence_ref TEXT,
  counts BIGINT NOT NULL,
  counts_reason TEXT NOT NULL,
  next_text TEXT,
  next_at BIGINT,
  task_id BIGINT,
  likeness TEXT NOT NULL,
  CONSTRAINT follow_up_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT follow_up_kind_known CHECK (kind IN ('call', 'visit', 'message', 'appointment', 'note')),
  CONSTRAINT follow_up_counts_bit CHECK (counts IN (0, 1)),
  CONSTRAINT follow_up_counts_as_reason CHECK ((counts = 1) = (counts_reason = 'counted'))
);
CREATE INDEX follow_up_by_time ON follow_up (customer_id, at, id);
CREATE INDEX follow_up_by_staff ON follow_up (staff_id, at, id);

-- What somebody means to do with a customer, and when.
-- @shard customer_id
CREATE TABLE follow_up_task (
  customer_id BIGINT NOT NULL,
  task_id BIGINT NOT NULL,
  staff_id BIGINT NOT NULL,
  text TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  closed_at BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT follow_up_task_pk PRIMARY KEY (customer_id, task_id),
  CONSTRAINT follow_up_task_state_known CHECK (state IN ('open', 'done', 'cancelled')),
  CONSTRAINT follow_up_task_closed CHECK ((state = 'open') = (closed_at IS NULL))
);
CREATE INDEX follow_up_task_by_staff ON follow_up_task (staff_id, due_at, task_id);
CREATE INDEX follow_up_task_open ON follow_up_task (customer_id, staff_id) WHERE state = 'open';

-- The secret address of a person's calendar; only its SHA-256 is kept.
-- @reference
CREATE TABLE calendar_feed (
  staff_id BIGINT NOT NULL,
  token_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT calendar_feed_pk PRIMARY KEY (staff_id),
  CONSTRAINT calendar_feed_token_uq UNIQUE (token_hash)
);
