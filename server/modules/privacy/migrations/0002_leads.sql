-- After how many months a lead nobody contacted goes to the recycle bin; none: never.
ALTER TABLE privacy_setting ADD COLUMN lead_months BIGINT;

-- How far the search for such leads has come, and on which day it began. One row at most.
-- @reference
CREATE TABLE privacy_lead_pass (
  id BIGINT NOT NULL,
  day_on TEXT NOT NULL,
  after_customer_id BIGINT NOT NULL,
  is_done BIGINT NOT NULL,
  CONSTRAINT privacy_lead_pass_pk PRIMARY KEY (id),
  CONSTRAINT privacy_lead_pass_one CHECK (id = 1),
  CONSTRAINT privacy_lead_pass_is_done_boolean CHECK (is_done IN (0, 1))
);
