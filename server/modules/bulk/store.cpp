#include "modules/bulk/store.hpp"

#include "db/record_sql.hpp"

namespace homeport::bulk::store {
namespace {

const db::Sql kInsert{
    "INSERT INTO bulk_task (id, kind, state, question, change, form, rights, is_gathered, total, done, changed, "
    "refused, undone, error, created_by, created_by_name, org_unit_id, created_at, finished_at, version) VALUES "
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"};
const db::Sql kUpdate{
    "UPDATE bulk_task SET kind = $2, state = $3, question = $4, change = $5, form = $6, rights = $7, "
    "is_gathered = $8, total = $9, done = $10, changed = $11, refused = $12, undone = $13, error = $14, "
    "created_by = $15, created_by_name = $16, org_unit_id = $17, created_at = $18, finished_at = $19, version = $20 "
    "WHERE id = $1 AND version = CAST($20 AS BIGINT) - 1"};
const db::Sql kSelect{
    "SELECT id, kind, state, question, change, form, rights, is_gathered, total, done, changed, refused, undone, "
    "error, created_by, created_by_name, org_unit_id, created_at, finished_at, version FROM bulk_task WHERE id = $1"};
const db::Sql kSelectOf{
    "SELECT id, kind, state, question, change, form, rights, is_gathered, total, done, changed, refused, undone, "
    "error, created_by, created_by_name, org_unit_id, created_at, finished_at, version FROM bulk_task "
    "WHERE created_by = $1 ORDER BY id DESC LIMIT $2"};
const db::Sql kSelectOldFiles{
    "SELECT id, kind, state, question, change, form, rights, is_gathered, total, done, changed, refused, undone, "
    "error, created_by, created_by_name, org_unit_id, created_at, finished_at, version FROM bulk_task "
    "WHERE kind = 'export' AND state IN ('done', 'cancelled', 'failed') AND created_at < $1 ORDER BY id LIMIT $2"};
const db::Sql kCountRunning{"SELECT count(*) FROM bulk_task WHERE created_by = $1 AND state IN ('running', 'undoing')"};

const db::Sql kInsertWaiting{
    "INSERT INTO bulk_task_customer (bulk_task_id, customer_id, outcome, before, reason) "
    "VALUES ($1, $2, 'waiting', '', '') ON CONFLICT DO NOTHING"};
const db::Sql kLastGathered{
    "SELECT customer_id FROM bulk_task_customer WHERE bulk_task_id = $1 ORDER BY customer_id DESC LIMIT 1"};
const db::Sql kNextItems{
    "SELECT customer_id, before FROM bulk_task_customer WHERE bulk_task_id = $1 AND outcome = $2 "
    "ORDER BY customer_id LIMIT $3"};
const db::Sql kSetOutcome{
    "UPDATE bulk_task_customer SET outcome = $3, before = $4, reason = $5 WHERE bulk_task_id = $1 AND "
    "customer_id = $2"};
const db::Sql kSetUndoOutcome{
    "UPDATE bulk_task_customer SET outcome = $3 WHERE bulk_task_id = $1 AND customer_id = $2"};
const db::Sql kCountItems{"SELECT count(*) FROM bulk_task_customer WHERE bulk_task_id = $1 AND outcome = $2"};
const db::Sql kSelectRefused{
    "SELECT customer_id, reason FROM bulk_task_customer WHERE bulk_task_id = $1 AND outcome = 'refused' AND "
    "customer_id > $2 ORDER BY customer_id LIMIT $3"};

}  // namespace

void insert(db::Transaction& tx, const BulkTask& task) { CHECK(db::execute_record(tx, kInsert, task) == 1); }

bool update(db::Transaction& tx, const BulkTask& task) { return db::execute_record(tx, kUpdate, task) == 1; }

std::optional<BulkTask> load(db::Transaction& tx, BulkTaskId id) {
  return db::read_one<BulkTask>(tx.query(kSelect, id));
}

std::vector<BulkTask> load_of(db::Transaction& tx, kit::StaffId staff, std::int64_t limit) {
  return db::read_all<BulkTask>(tx.query(kSelectOf, staff, limit));
}

std::int64_t count_running(db::Transaction& tx, kit::StaffId staff) {
  auto rows = tx.query(kCountRunning, staff);
  CHECK(rows.next());
  return rows.integer(0);
}

std::vector<BulkTask> old_files(db::Transaction& tx, Time before, std::int64_t limit) {
  return db::read_all<BulkTask>(tx.query(kSelectOldFiles, before, limit));
}

void insert_waiting(db::Transaction& tx, BulkTaskId id, CustomerId customer) { tx.send(kInsertWaiting, id, customer); }

CustomerId last_gathered(db::Transaction& tx, BulkTaskId id) {
  auto rows = tx.query(kLastGathered, id);
  return rows.next() ? rows.id<CustomerId>(0) : CustomerId{};
}

std::vector<Item> next_items(db::Transaction& tx, BulkTaskId id, ItemOutcome outcome, std::int64_t limit) {
  std::vector<Item> items;
  for (auto rows = tx.query(kNextItems, id, word_of(outcome), limit); rows.next();)
    items.push_back({rows.id<CustomerId>(0), rows.string(1)});
  return items;
}

void set_outcome(db::Transaction& tx, BulkTaskId id, CustomerId customer, ItemOutcome outcome,
                 std::string_view before_json, std::string_view reason) {
  tx.send(kSetOutcome, id, customer, word_of(outcome), before_json, reason);
}

void set_undo_outcome(db::Transaction& tx, BulkTaskId id, CustomerId customer, ItemOutcome outcome) {
  tx.send(kSetUndoOutcome, id, customer, word_of(outcome));
}

std::int64_t count_items(db::Transaction& tx, BulkTaskId id, ItemOutcome outcome) {
  auto rows = tx.query(kCountItems, id, word_of(outcome));
  CHECK(rows.next());
  return rows.integer(0);
}

std::vector<RefusedCustomer> load_refused(db::Transaction& tx, BulkTaskId id, CustomerId after, std::int64_t limit) {
  std::vector<RefusedCustomer> refused;
  for (auto rows = tx.query(kSelectRefused, id, after, limit); rows.next();)
    refused.push_back({rows.id<CustomerId>(0), rows.string(1)});
  return refused;
}

}  // namespace homeport::bulk::store
