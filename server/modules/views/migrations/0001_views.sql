-- A question asked of a list under a name. list: the office's name of it; columns: those shown, in their order, with
-- commas between them, empty where the list's own choice is kept.
-- @reference
CREATE TABLE saved_view (
  id BIGINT NOT NULL,
  list TEXT NOT NULL,
  name TEXT NOT NULL,
  owner_staff_id BIGINT NOT NULL,
  is_shared BIGINT NOT NULL,
  sort TEXT,
  is_dense BIGINT NOT NULL,
  columns TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT saved_view_pk PRIMARY KEY (id),
  CONSTRAINT saved_view_shared_boolean CHECK (is_shared IN (0, 1)),
  CONSTRAINT saved_view_dense_boolean CHECK (is_dense IN (0, 1))
);
CREATE INDEX saved_view_of_owner ON saved_view (list, owner_staff_id);

-- @reference
CREATE TABLE saved_view_filter (
  saved_view_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT saved_view_filter_pk PRIMARY KEY (saved_view_id, name)
);
