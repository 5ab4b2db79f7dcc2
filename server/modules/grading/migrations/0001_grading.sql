-- How customers are graded, in versions that are never edited.
-- @reference
CREATE TABLE grading_scheme (
  purpose TEXT NOT NULL,
  version_no BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by_name TEXT NOT NULL,
  scheme_json TEXT NOT NULL,
  CONSTRAINT grading_scheme_pk PRIMARY KEY (purpose, version_no),
  CONSTRAINT grading_scheme_purpose_known CHECK (purpose IN ('lead', 'member'))
);

-- The grade of a customer, by the scheme or by hand; by hand stays until it is given up.
-- @shard customer_id
CREATE TABLE customer_grade (
  customer_id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  grade TEXT,
  given_by TEXT NOT NULL,
  score_hundredths BIGINT,
  scheme_version BIGINT NOT NULL,
  graded_at BIGINT NOT NULL,
  graded_by_name TEXT NOT NULL,
  reason TEXT,
  CONSTRAINT customer_grade_pk PRIMARY KEY (customer_id, purpose),
  CONSTRAINT customer_grade_by_known CHECK (given_by IN ('rule', 'hand'))
);

-- Points for the first purchase of somebody who was a lead.
-- @reference
CREATE TABLE grading_incentive (
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  grade TEXT,
  source TEXT,
  points_points BIGINT NOT NULL,
  days_after_entering BIGINT,
  status TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT grading_incentive_pk PRIMARY KEY (id),
  CONSTRAINT grading_incentive_status_known CHECK (status IN ('active', 'disabled'))
);

-- One for each customer and incentive at most.
-- @shard customer_id
CREATE TABLE grading_grant (
  customer_id BIGINT NOT NULL,
  incentive_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  points_points BIGINT NOT NULL,
  state TEXT NOT NULL,
  earned_at BIGINT NOT NULL,
  granted_at BIGINT,
  CONSTRAINT grading_grant_pk PRIMARY KEY (customer_id, incentive_id),
  CONSTRAINT grading_grant_state_known CHECK (state IN ('waiting', 'granted'))
);
CREATE INDEX grading_grant_of_incentive ON grading_grant (incentive_id, earned_at, customer_id);
CREATE INDEX grading_grant_waiting ON grading_grant (earned_at, customer_id) WHERE state = 'waiting';

-- Customers chosen by condition at one moment, to be given to people.
-- @reference
CREATE TABLE grading_selection (
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  conditions_json TEXT NOT NULL,
  size BIGINT NOT NULL,
  remaining BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by_name TEXT NOT NULL,
  CONSTRAINT grading_selection_pk PRIMARY KEY (id)
);

-- @shard selection_id
CREATE TABLE grading_selected (
  selection_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  is_done BIGINT NOT NULL,
  CONSTRAINT grading_selected_pk PRIMARY KEY (selection_id, customer_id),
  CONSTRAINT grading_selected_done_bit CHECK (is_done IN (0, 1))
);
