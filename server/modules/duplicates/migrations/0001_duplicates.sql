-- Under which keys a customer is compared with others; made anew whenever he changes.
-- @shard block
CREATE TABLE duplicate_key (
  block TEXT NOT NULL,
  customer_id BIGINT NOT NULL,
  CONSTRAINT duplicate_key_pk PRIMARY KEY (block, customer_id)
);
CREATE INDEX duplicate_key_by_customer ON duplicate_key (customer_id);

-- Two customers who may be one, the one with the lower id first, and what somebody decided.
-- @shard customer_id
CREATE TABLE duplicate_pair (
  id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  other_id BIGINT NOT NULL,
  score BIGINT NOT NULL,
  evidence TEXT NOT NULL,
  state TEXT NOT NULL,
  store_id BIGINT NOT NULL,
  owner_staff_id BIGINT NOT NULL,
  other_store_id BIGINT NOT NULL,
  other_owner_staff_id BIGINT NOT NULL,
  found_at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by BIGINT,
  CONSTRAINT duplicate_pair_pk PRIMARY KEY (customer_id, other_id),
  CONSTRAINT duplicate_pair_in_order CHECK (customer_id < other_id),
  CONSTRAINT duplicate_pair_state_known CHECK (state IN ('open', 'dismissed', 'merged')),
  CONSTRAINT duplicate_pair_score_in_range CHECK (score BETWEEN 0 AND 100)
);
CREATE INDEX duplicate_pair_by_score ON duplicate_pair (state, score, id);
CREATE INDEX duplicate_pair_by_id ON duplicate_pair (id);
CREATE INDEX duplicate_pair_by_other ON duplicate_pair (other_id);

-- Who was made or changed and is still to be compared with others; event_id: the news that said so last.
-- @shard customer_id
CREATE TABLE duplicate_waiting (
  customer_id BIGINT NOT NULL,
  event_id BIGINT NOT NULL,
  CONSTRAINT duplicate_waiting_pk PRIMARY KEY (customer_id)
);
CREATE INDEX duplicate_waiting_by_event ON duplicate_waiting (event_id);
