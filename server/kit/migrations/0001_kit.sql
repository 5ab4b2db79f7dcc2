-- The audit trail in the order it is written, with the customer concerned (customer_id 0: nobody's); never changed.
-- @shard customer_id
CREATE TABLE audit_entry (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_staff_id BIGINT NOT NULL,
  actor_name TEXT NOT NULL,
  module TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  subject_label TEXT NOT NULL,
  org_unit_id BIGINT NOT NULL,
  changes TEXT NOT NULL,
  request_id TEXT NOT NULL,
  source_address TEXT NOT NULL,
  CONSTRAINT audit_entry_pk PRIMARY KEY (id, customer_id),
  CONSTRAINT audit_entry_actor_kind_known CHECK (actor_kind IN ('staff', 'system'))
);
CREATE INDEX audit_entry_of_customer ON audit_entry (customer_id, id);
CREATE INDEX audit_entry_subject ON audit_entry (subject_kind, subject_id, id);

-- News on its way to other modules. A row is taken out in the transaction that acts on it.
-- @shard customer_id
CREATE TABLE outbox (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  topic TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  org_unit_id BIGINT NOT NULL,
  payload TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  next_attempt_at BIGINT NOT NULL,
  CONSTRAINT outbox_pk PRIMARY KEY (id, customer_id)
);
CREATE INDEX outbox_due ON outbox (next_attempt_at, id);

-- Where the answer to a caller's key is kept: one key is one write, whichever customer its request names. The place is
-- made from caller and key. In the order of keys: those that begin with the time lie side by side.
-- @shard place_id
CREATE TABLE idempotency_place (
  key TEXT NOT NULL,
  place_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  CONSTRAINT idempotency_place_pk PRIMARY KEY (key, place_id)
);

-- Idempotency keys with the hash of their input and the answer given, kept for good.
-- @wide
-- @shard customer_id
CREATE TABLE idempotency_key (
  customer_id BIGINT NOT NULL,
  key TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  version BIGINT,
  answer TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT idempotency_key_pk PRIMARY KEY (customer_id, key)
);
-- Whoever is forgotten was made by a request that had no customer yet.
CREATE INDEX idempotency_key_of_nobody ON idempotency_key (created_at) WHERE customer_id < 0;

-- @reference
CREATE TABLE job (
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  run_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  lease_holder BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  last_error TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  CONSTRAINT job_pk PRIMARY KEY (id),
  CONSTRAINT job_state_known CHECK (state IN ('waiting', 'running', 'done', 'failed'))
);
CREATE INDEX job_due ON job (state, run_at);

-- Periodic work: when it last ran and who has it now.
-- @reference
CREATE TABLE periodic_job (
  name TEXT NOT NULL,
  next_run_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  lease_holder BIGINT NOT NULL,
  CONSTRAINT periodic_job_pk PRIMARY KEY (name)
);
