-- An edit of many customers or a file of them: what was asked for, by whom with which reach, and how far it is.
-- @reference
CREATE TABLE bulk_task (
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  question TEXT NOT NULL,
  change TEXT NOT NULL,
  form TEXT NOT NULL,
  rights TEXT NOT NULL,
  is_gathered BIGINT NOT NULL,
  total BIGINT NOT NULL,
  done BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  undone BIGINT NOT NULL,
  error TEXT,
  created_by BIGINT NOT NULL,
  created_by_name TEXT NOT NULL,
  org_unit_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT bulk_task_pk PRIMARY KEY (id),
  CONSTRAINT bulk_task_kind_known CHECK (kind IN ('edit', 'export')),
  CONSTRAINT bulk_task_state_known CHECK (
    state IN ('running', 'done', 'cancelled', 'failed', 'undoing', 'undone', 'expired')),
  CONSTRAINT bulk_task_gathered_boolean CHECK (is_gathered IN (0, 1))
);
CREATE INDEX bulk_task_of_person ON bulk_task (created_by, id);
CREATE INDEX bulk_task_unfinished ON bulk_task (state, id) WHERE state IN ('running', 'undoing');

-- The customers of an edit. before: what it replaced, as JSON.
-- @shard bulk_task_id
CREATE TABLE bulk_task_customer (
  bulk_task_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  before TEXT NOT NULL,
  reason TEXT NOT NULL,
  CONSTRAINT bulk_task_customer_pk PRIMARY KEY (bulk_task_id, customer_id),
  CONSTRAINT bulk_task_customer_outcome_known CHECK (
    outcome IN ('waiting', 'changed', 'unchanged', 'refused', 'undone', 'kept'))
);
CREATE INDEX bulk_task_customer_by_customer ON bulk_task_customer (customer_id);
CREATE INDEX bulk_task_customer_by_outcome ON bulk_task_customer (bulk_task_id, outcome, customer_id);
