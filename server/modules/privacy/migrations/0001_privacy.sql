-- What a customer has agreed to, as it stands; the change that says so is in customer_consent_change.
-- @shard customer_id
CREATE TABLE customer_consent (
  customer_id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  state TEXT NOT NULL,
  change_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  CONSTRAINT customer_consent_pk PRIMARY KEY (customer_id, purpose),
  CONSTRAINT customer_consent_purpose_known CHECK (purpose IN ('sms', 'email', 'wechat', 'phone_call', 'profiling')),
  CONSTRAINT customer_consent_state_known CHECK (state IN ('given', 'withdrawn'))
);

-- Every yes and no there was; only ever added to.
-- @shard customer_id
CREATE TABLE customer_consent_change (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  state TEXT NOT NULL,
  at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  source TEXT NOT NULL,
  wording TEXT,
  by_staff_id BIGINT,
  by_name TEXT NOT NULL,
  CONSTRAINT customer_consent_change_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT customer_consent_change_purpose_known
    CHECK (purpose IN ('sms', 'email', 'wechat', 'phone_call', 'profiling')),
  CONSTRAINT customer_consent_change_state_known CHECK (state IN ('given', 'withdrawn'))
);

-- Who had whose phone shown in full, when and what for; never the phone.
-- @shard customer_id
CREATE TABLE phone_reveal (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  staff_id BIGINT NOT NULL,
  staff_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT,
  CONSTRAINT phone_reveal_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT phone_reveal_reason_known CHECK (reason IN ('call_back', 'delivery', 'identity', 'complaint', 'other'))
);
CREATE INDEX phone_reveal_by_id ON phone_reveal (id);
CREATE INDEX phone_reveal_by_staff ON phone_reveal (staff_id, id);

-- How many customers' phones somebody had shown on a day of the chain.
-- @reference
CREATE TABLE phone_reveal_day (
  staff_id BIGINT NOT NULL,
  day_on TEXT NOT NULL,
  customers BIGINT NOT NULL,
  CONSTRAINT phone_reveal_day_pk PRIMARY KEY (staff_id, day_on)
);

-- Whose data was erased, when, by whom and why. What is left to prove it.
-- @shard customer_id
CREATE TABLE customer_erasure (
  customer_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  way TEXT NOT NULL,
  by_staff_id BIGINT,
  by_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  CONSTRAINT customer_erasure_pk PRIMARY KEY (customer_id),
  CONSTRAINT customer_erasure_way_known CHECK (way IN ('by_hand', 'by_time'))
);
CREATE INDEX customer_erasure_by_time ON customer_erasure (at, customer_id);

-- One row; none as long as nobody has changed anything.
-- @reference
CREATE TABLE privacy_setting (
  id BIGINT NOT NULL,
  reveal_daily_limit BIGINT,
  bin_days BIGINT,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT privacy_setting_pk PRIMARY KEY (id),
  CONSTRAINT privacy_setting_one CHECK (id = 1)
);
