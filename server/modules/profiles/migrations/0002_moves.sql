-- Parts that came along when somebody was merged, so that they go back when the merge is undone.
-- @shard customer_id
CREATE TABLE profile_move (
  customer_id BIGINT NOT NULL,
  from_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  was_main BIGINT NOT NULL,
  moved_at BIGINT NOT NULL,
  CONSTRAINT profile_move_pk PRIMARY KEY (customer_id, from_id, part_id),
  CONSTRAINT profile_move_main_boolean CHECK (was_main IN (0, 1))
);
