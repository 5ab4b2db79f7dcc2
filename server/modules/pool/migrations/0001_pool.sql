-- Pools, who belongs to them, and the rules in their versions: small, read by everybody.

-- @reference
CREATE TABLE pool (
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  status TEXT NOT NULL,
  mode TEXT NOT NULL,
  hidden_bits BIGINT NOT NULL,
  default_assignee_id BIGINT,
  daily_reveal_limit BIGINT,
  priority BIGINT NOT NULL,
  match_sources_text TEXT NOT NULL,
  match_units_text TEXT NOT NULL,
  engine TEXT NOT NULL,
  engine_runs TEXT NOT NULL,
  engine_minutes BIGINT NOT NULL,
  engine_next_at BIGINT,
  needs_presence BIGINT NOT NULL,
  prefers_own_store BIGINT NOT NULL,
  rule_version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT pool_pk PRIMARY KEY (id),
  CONSTRAINT pool_name_uq UNIQUE (name_folded),
  CONSTRAINT pool_status_known CHECK (status IN ('on', 'off')),
  CONSTRAINT pool_mode_known CHECK (mode IN ('claimable', 'assign_only')),
  CONSTRAINT pool_engine_known CHECK (engine IN ('none', 'rotation', 'weighted', 'least_loaded')),
  CONSTRAINT pool_engine_runs_known CHECK (engine_runs IN ('by_hand', 'on_arrival', 'scheduled'))
);

-- @reference
CREATE TABLE pool_member (
  pool_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  ref_id BIGINT NOT NULL,
  is_administrator BIGINT NOT NULL,
  weight BIGINT NOT NULL,
  day_capacity BIGINT,
  week_capacity BIGINT,
  weekdays TEXT NOT NULL,
  from_minute BIGINT NOT NULL,
  to_minute BIGINT NOT NULL,
  CONSTRAINT pool_member_pk PRIMARY KEY (pool_id, kind, ref_id),
  CONSTRAINT pool_member_kind_known CHECK (kind IN ('staff', 'org_unit', 'role'))
);

-- A version is never edited; the pool names the one in force.
-- @reference
CREATE TABLE pool_rule (
  pool_id BIGINT NOT NULL,
  version_no BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by_name TEXT NOT NULL,
  rule_json TEXT NOT NULL,
  CONSTRAINT pool_rule_pk PRIMARY KEY (pool_id, version_no)
);

-- @reference
CREATE TABLE pool_reason (
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT pool_reason_pk PRIMARY KEY (id),
  CONSTRAINT pool_reason_kind_known CHECK (kind IN ('give_back', 'lost', 'take_back', 'leaver')),
  CONSTRAINT pool_reason_status_known CHECK (status IN ('active', 'disabled'))
);

-- Who is at work now, by his own word.
-- @reference
CREATE TABLE pool_presence (
  staff_id BIGINT NOT NULL,
  is_present BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  CONSTRAINT pool_presence_pk PRIMARY KEY (staff_id)
);

-- A customer's place: in which pool, in what state, whose, and when he goes back and why.
-- @shard customer_id
CREATE TABLE pool_customer (
  customer_id BIGINT NOT NULL,
  pool_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  stage TEXT NOT NULL,
  owner_staff_id BIGINT,
  owner_unit_id BIGINT,
  source TEXT NOT NULL,
  grade TEXT,
  region TEXT,
  interest TEXT,
  activity BIGINT,
  entered_at BIGINT NOT NULL,
  claimable_at BIGINT NOT NULL,
  taken_at BIGINT,
  taken_by TEXT,
  first_follow_up_at BIGINT,
  last_counted_at BIGINT,
  counted_count BIGINT NOT NULL,
  opportunity_at BIGINT,
  protected_until BIGINT,
  extended_until BIGINT,
  order_until BIGINT,
  counts_in_hold BIGINT NOT NULL,
  due_at BIGINT,
  due_reason TEXT,
  reminder_at BIGINT,
  reminders_sent BIGINT NOT NULL,
  returned_at BIGINT,
  last_owner_staff_id BIGINT,
  move_no BIGINT NOT NULL,
  moved_at BIGINT NOT NULL,
  rule_version BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT pool_customer_pk PRIMARY KEY (customer_id),
  CONSTRAINT pool_customer_state_known CHECK (state IN ('public', 'tracking', 'common')),
  CONSTRAINT pool_customer_tracked_has_owner CHECK (state <> 'tracking' OR (owner_staff_id IS NOT NULL AND taken_at IS NOT NULL)),
  CONSTRAINT pool_customer_public_is_nobodys CHECK (state <> 'public' OR (owner_staff_id IS NULL AND due_at IS NULL)),
  CONSTRAINT pool_customer_due_has_reason CHECK ((due_at IS NULL) = (due_reason IS NULL)),
  CONSTRAINT pool_customer_counts_bit CHECK (counts_in_hold IN (0, 1))
);
CREATE INDEX pool_customer_due ON pool_customer (due_at, customer_id) WHERE due_at IS NOT NULL;
CREATE INDEX pool_customer_reminder ON pool_customer (reminder_at, customer_id) WHERE reminder_at IS NOT NULL;
CREATE INDEX pool_customer_protected ON pool_customer (protected_until, customer_id) WHERE protected_until IS NOT NULL;
CREATE INDEX pool_customer_public ON pool_customer (pool_id, entered_at, customer_id) WHERE state = 'public';
CREATE INDEX pool_customer_owner ON pool_customer (owner_staff_id, due_at, customer_id) WHERE owner_staff_id IS NOT NULL;
CREATE INDEX pool_customer_pool ON pool_customer (pool_id, state, customer_id);
CREATE INDEX pool_customer_entered ON pool_customer (entered_at, customer_id);

-- Every arrow of the state machine; only ever added.
-- @shard customer_id
CREATE TABLE pool_move (
  customer_id BIGINT NOT NULL,
  move_no BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  pool_id BIGINT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  from_pool_id BIGINT,
  to_pool_id BIGINT,
  from_staff_id BIGINT,
  to_staff_id BIGINT,
  by_staff_id BIGINT,
  by_name TEXT NOT NULL,
  reason_id BIGINT,
  due_reason TEXT,
  note TEXT,
  sale_id BIGINT,
  rule_version BIGINT NOT NULL,
  grade TEXT,
  held_since BIGINT,
  first_follow_up_at BIGINT,
  counted_count BIGINT NOT NULL,
  previous_staff_id BIGINT,
  CONSTRAINT pool_move_pk PRIMARY KEY (customer_id, move_no)
);
CREATE INDEX pool_move_of_pool ON pool_move (pool_id, at, customer_id);

-- What somebody (or a store) holds of a pool, and what he took today. Every claim locks one row of it.
-- @shard pool_id
CREATE TABLE pool_counter (
  pool_id BIGINT NOT NULL,
  holder_kind TEXT NOT NULL,
  holder_id BIGINT NOT NULL,
  holding_count BIGINT NOT NULL,
  protected_count BIGINT NOT NULL,
  won_count BIGINT NOT NULL,
  day_on TEXT,
  day_claims BIGINT NOT NULL,
  day_reveals BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT pool_counter_pk PRIMARY KEY (pool_id, holder_kind, holder_id),
  CONSTRAINT pool_counter_kind_known CHECK (holder_kind IN ('staff', 'store')),
  CONSTRAINT pool_counter_not_negative CHECK (holding_count >= 0 AND protected_count >= 0 AND won_count >= 0)
);
CREATE INDEX pool_counter_of_holder ON pool_counter (holder_id, pool_id);

-- The engine's turns: whoever has the smallest pass is next. staff_id 0 is the pool itself.
-- @shard pool_id
CREATE TABLE pool_turn (
  pool_id BIGINT NOT NULL,
  staff_id BIGINT NOT NULL,
  pass BIGINT NOT NULL,
  day_on TEXT,
  day_assigned BIGINT NOT NULL,
  week_on TEXT,
  week_assigned BIGINT NOT NULL,
  CONSTRAINT pool_turn_pk PRIMARY KEY (pool_id, staff_id)
);

-- Times somebody was refused by a limit; for the fairness report.
-- @shard pool_id
CREATE TABLE pool_refusal (
  pool_id BIGINT NOT NULL,
  staff_id BIGINT NOT NULL,
  refused_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  times BIGINT NOT NULL,
  CONSTRAINT pool_refusal_pk PRIMARY KEY (pool_id, staff_id, refused_on, reason)
);

-- Who opened hidden details.
-- @shard customer_id
CREATE TABLE pool_reveal (
  customer_id BIGINT NOT NULL,
  reveal_id BIGINT NOT NULL,
  pool_id BIGINT NOT NULL,
  staff_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  CONSTRAINT pool_reveal_pk PRIMARY KEY (customer_id, reveal_id)
);

-- An owner asks for more time, or for a customer to count as won without a sale on record.
-- @shard customer_id
CREATE TABLE pool_request (
  customer_id BIGINT NOT NULL,
  request_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  pool_id BIGINT NOT NULL,
  asked_by_id BIGINT NOT NULL,
  asked_by_name TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  days BIGINT,
  reason TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  answered_by_name TEXT,
  answered_at BIGINT,
  answer TEXT,
  CONSTRAINT pool_request_pk PRIMARY KEY (customer_id, request_id),
  CONSTRAINT pool_request_kind_known CHECK (kind IN ('extension', 'win')),
  CONSTRAINT pool_request_state_known CHECK (state IN ('pending', 'approved', 'refused'))
);
CREATE INDEX pool_request_pending ON pool_request (asked_at, request_id) WHERE state = 'pending';

-- Who may still read a customer he no longer holds.
-- @shard customer_id
CREATE TABLE pool_collaborator (
  customer_id BIGINT NOT NULL,
  staff_id BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  CONSTRAINT pool_collaborator_pk PRIMARY KEY (customer_id, staff_id)
);

-- What a person shall know; read on his screen.
-- @shard staff_id
CREATE TABLE pool_notice (
  staff_id BIGINT NOT NULL,
  notice_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  pool_id BIGINT,
  customer_id BIGINT,
  due_at BIGINT,
  due_reason TEXT,
  stage BIGINT,
  count BIGINT,
  read_at BIGINT,
  CONSTRAINT pool_notice_pk PRIMARY KEY (staff_id, notice_id)
);
CREATE INDEX pool_notice_unread ON pool_notice (staff_id, notice_id) WHERE read_at IS NULL;
