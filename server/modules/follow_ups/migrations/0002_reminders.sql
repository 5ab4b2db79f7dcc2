-- A task the program gives by itself: what it is about, and when it is cancelled by itself.
ALTER TABLE follow_up_task ADD COLUMN reminds_of TEXT;
ALTER TABLE follow_up_task ADD COLUMN lapses_at BIGINT;
-- Nobody is given the same reminder twice.
CREATE UNIQUE INDEX follow_up_task_one_reminder ON follow_up_task (customer_id, reminds_of)
  WHERE state = 'open' AND reminds_of IS NOT NULL;
CREATE INDEX follow_up_task_lapsing ON follow_up_task (lapses_at) WHERE state = 'open' AND lapses_at IS NOT NULL;
