-- Where a customer lives, works or has goods sent. division_code: of China, GB/T 2260; elsewhere region is free text.
-- @shard customer_id
CREATE TABLE customer_address (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  division_code TEXT,
  region TEXT,
  street TEXT NOT NULL,
  postal_code TEXT,
  recipient TEXT,
  phone TEXT,
  is_main BIGINT NOT NULL,
  note TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT customer_address_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT customer_address_kind_known CHECK (kind IN ('home', 'work', 'shop', 'delivery', 'other')),
  CONSTRAINT customer_address_main_boolean CHECK (is_main IN (0, 1)),
  CONSTRAINT customer_address_division_chinese CHECK (division_code IS NULL OR country = 'CN')
);

-- The people one talks to at an organisation, or beside a person.
-- @shard customer_id
CREATE TABLE customer_contact (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  title TEXT,
  phone TEXT,
  email TEXT,
  wechat_id TEXT,
  is_main BIGINT NOT NULL,
  note TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT customer_contact_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT customer_contact_main_boolean CHECK (is_main IN (0, 1))
);

-- Further phones and e-mails, and WeChat ids; each also a key of its customer (customer_further_key).
-- @shard customer_id
CREATE TABLE customer_channel (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  label TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT customer_channel_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT customer_channel_kind_known CHECK (kind IN ('phone', 'email', 'wechat'))
);

-- @shard customer_id
CREATE TABLE customer_vehicle (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  plate TEXT,
  vin TEXT,
  brand TEXT,
  model TEXT,
  colour TEXT,
  bought_on TEXT,
  mileage_km BIGINT,
  insured_until TEXT,
  warranty_until TEXT,
  note TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT customer_vehicle_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT customer_vehicle_has_name CHECK (plate IS NOT NULL OR vin IS NOT NULL)
);

-- @shard customer_id
CREATE TABLE customer_device (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  brand TEXT,
  model TEXT,
  imei TEXT,
  serial_number TEXT,
  bought_on TEXT,
  warranty_until TEXT,
  note TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT customer_device_pk PRIMARY KEY (customer_id, id),
  CONSTRAINT customer_device_kind_known CHECK (kind IN ('phone', 'tablet', 'computer', 'watch', 'appliance', 'other'))
);

-- Who celebrates by the lunar calendar, and which day.
-- @shard customer_id
CREATE TABLE customer_lunar_birthday (
  customer_id BIGINT NOT NULL,
  month BIGINT NOT NULL,
  day BIGINT NOT NULL,
  is_leap_month BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT customer_lunar_birthday_pk PRIMARY KEY (customer_id),
  CONSTRAINT customer_lunar_birthday_month CHECK (month BETWEEN 1 AND 12),
  CONSTRAINT customer_lunar_birthday_day CHECK (day BETWEEN 1 AND 30),
  CONSTRAINT customer_lunar_birthday_leap_boolean CHECK (is_leap_month IN (0, 1))
);
