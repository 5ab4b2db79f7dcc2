-- The view a list begins with for somebody. One that is gone, or that he no longer sees, begins nothing.
-- @reference
CREATE TABLE first_view (
  staff_id BIGINT NOT NULL,
  list TEXT NOT NULL,
  saved_view_id BIGINT NOT NULL,
  CONSTRAINT first_view_pk PRIMARY KEY (staff_id, list)
);
CREATE INDEX first_view_of_view ON first_view (saved_view_id);
