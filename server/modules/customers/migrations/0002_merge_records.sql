-- What a merge changed of the two records, so that it can be undone. One row a merge; kept with the one who stays.
-- @shard customer_id
CREATE TABLE customer_merge_record (
  customer_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  from_id BIGINT NOT NULL,
  what TEXT NOT NULL,
  merged_at BIGINT NOT NULL,
  undone_at BIGINT,
  CONSTRAINT customer_merge_record_pk PRIMARY KEY (customer_id, id)
);
CREATE UNIQUE INDEX customer_merge_record_open ON customer_merge_record (customer_id, from_id)
  WHERE undone_at IS NULL;
-- Whoever is erased is forgotten on this side, too.
CREATE INDEX customer_merge_record_from ON customer_merge_record (from_id);
