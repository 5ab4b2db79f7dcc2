#include "modules/follow_ups/store.hpp"

#include "db/record_sql.hpp"

namespace homeport::follow_ups::store {
namespace {

const std::string kFollowUpColumns = db::columns_of(table_of<FollowUp>());
const std::string kInsertFollowUpText = db::insert_text("follow_up", table_of<FollowUp>());
const db::Sql kInsertFollowUp{kInsertFollowUpText};
const db::Sql kLastLikenesses{
    "SELECT likeness FROM follow_up WHERE customer_id = $1 AND staff_id = $2 ORDER BY at DESC, id DESC LIMIT $3"};
const std::string kBeforeText = "SELECT " + kFollowUpColumns +
                                " FROM follow_up WHERE customer_id = $1 AND (at, id) < ($2, $3) "
                                "ORDER BY at DESC, id DESC LIMIT $4";
const db::Sql kBefore{kBeforeText};
const db::Sql kAlikeTexts{
    "SELECT staff_id, staff_name, likeness, CAST(count(DISTINCT customer_id) AS BIGINT) AS customers FROM follow_up "
    "WHERE at >= $1 AND at < $2 AND kind <> 'note' AND likeness <> '' GROUP BY staff_id, staff_name, likeness "
    "HAVING count(DISTINCT customer_id) >= $3 ORDER BY customers DESC, staff_id, likeness LIMIT $4"};

const std::string kInsertTaskText = db::insert_text("follow_up_task", table_of<Task>());
const db::Sql kInsertTask{kInsertTaskText};
const std::string kLockTaskText = "SELECT " + db::columns_of(table_of<Task>()) +
                                  " FROM follow_up_task WHERE customer_id = $1 AND task_id = $2 /*for_update*/";
const db::Sql kLockTask{kLockTaskText};
const std::string kUpdateTaskText = db::update_text("follow_up_task", table_of<Task>(), 2);
const db::Sql kUpdateTask{kUpdateTaskText};
const std::string kLockLastReminderText = "SELECT " + db::columns_of(table_of<Task>()) +
                                          " FROM follow_up_task WHERE customer_id = $1 AND reminds_of = $2 "
                                          "ORDER BY task_id DESC LIMIT 1 /*for_update*/";
const db::Sql kLockLastReminder{kLockLastReminderText};
const db::Sql kCancelLapsed{
    "UPDATE follow_up_task SET state = 'cancelled', closed_at = $1, version = version + 1 "
    "WHERE (customer_id, task_id) IN (SELECT customer_id, task_id FROM follow_up_task "
    "WHERE state = 'open' AND lapses_at <= $1 ORDER BY lapses_at, customer_id, task_id LIMIT $2) AND state = 'open' "
    "RETURNING customer_id, staff_id"};
const db::Sql kCountOpen{
    "SELECT CAST(count(*) AS BIGINT) FROM follow_up_task WHERE customer_id = $1 AND state = 'open'"};
const db::Sql kCancelOpen{
    "UPDATE follow_up_task SET state = 'cancelled', closed_at = $3, version = version + 1 "
    "WHERE customer_id = $1 AND staff_id = $2 AND state = 'open'"};
const db::Sql kMoveOpen{
    "UPDATE follow_up_task SET staff_id = $3, version = version + 1 "
    "WHERE customer_id = $1 AND staff_id = $2 AND state = 'open'"};
const std::string kTaskColumns =
    "SELECT t.customer_id, t.task_id, t.staff_id, t.text, t.due_at, t.state, t.created_at, t.closed_at, t.version, "
    "c.name, c.hidden_bits, t.reminds_of FROM follow_up_task t JOIN customer c ON c.customer_id = t.customer_id "
    "WHERE " +
    std::string(customers::kIsPresent);
const std::string kOpenOfText =
    kTaskColumns + " AND t.staff_id = $1 AND t.state = 'open' AND t.due_at >= $2 ORDER BY t.due_at, t.task_id LIMIT $3";
const db::Sql kOpenOf{kOpenOfText};

const db::Sql kSaveFeed{
    "INSERT INTO calendar_feed (staff_id, token_hash, created_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (staff_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at"};
const db::Sql kDeleteFeed{"DELETE FROM calendar_feed WHERE staff_id = $1"};
const db::Sql kLoadFeed{"SELECT created_at FROM calendar_feed WHERE staff_id = $1"};
const db::Sql kFindFeed{"SELECT staff_id FROM calendar_feed WHERE token_hash = $1"};

}  // namespace

void insert_follow_up(db::Transaction& tx, const FollowUp& follow_up) {
  db::send_record(tx, kInsertFollowUp, follow_up);
}

std::vector<std::string> last_likenesses(db::Transaction& tx, CustomerId customer, StaffId staff, std::int64_t limit) {
  std::vector<std::string> texts;
  for (auto rows = tx.query(kLastLikenesses, customer, staff, limit); rows.next();)
    texts.push_back(rows.string(0));
  return texts;
}

std::vector<FollowUp> load_before(db::Transaction& tx, CustomerId customer, const customers::TimelinePosition& before,
                                  std::int64_t limit) {
  return db::read_all<FollowUp>(tx.query(kBefore, customer, before.at, before.id, limit));
}

kit::ListQuery of_customer(CustomerId customer) {
  kit::ListQuery query("SELECT " + kFollowUpColumns + " FROM follow_up f WHERE f.customer_id = ");
  query.bind(customer.value);
  return query;
}

kit::ListQuery in_reach(const kit::Actor& actor, const FollowUpFilter& filter) {
  static const std::string kText = "SELECT " + db::columns_of(table_of<FollowUp>(), "f.") +
                                   " FROM follow_up f JOIN customer c ON c.customer_id = f.customer_id "
                                   "WHERE " +
                                   std::string(customers::kIsPresent);
  kit::ListQuery query(kText);
  if (filter.staff_id) query.where_equal("f.staff_id", filter.staff_id->value);
  if (filter.from) query.text(" AND f.at >= ").bind(filter.from->us);
  if (filter.before) query.text(" AND f.at < ").bind(filter.before->us);
  if (!actor.may(customers::kHiddenPermission)) query.text(" AND c.hidden_bits = 0");
  query.where_in_reach(actor, "c.store_id", "c.owner_staff_id");
  return query;
}

std::vector<AlikeTexts> alike_texts(db::Transaction& tx, Time from, Time before, std::int64_t at_least,
                                    std::int64_t limit) {
  std::vector<AlikeTexts> found;
  for (auto rows = tx.query(kAlikeTexts, from, before, at_least, limit); rows.next();)
    found.push_back({rows.id<StaffId>(0), rows.string(1), rows.string(2), rows.integer(3)});
  return found;
}

void insert_task(db::Transaction& tx, const Task& task) { db::send_record(tx, kInsertTask, task); }

std::optional<Task> lock_task(db::Transaction& tx, CustomerId customer, TaskId id) {
  return db::read_one<Task>(tx.query(kLockTask, customer, id));
}

void update_task(db::Transaction& tx, const Task& task) { db::send_record(tx, kUpdateTask, task); }

std::optional<Task> lock_last_reminder(db::Transaction& tx, CustomerId customer, std::string_view about) {
  return db::read_one<Task>(tx.query(kLockLastReminder, customer, about));
}

std::vector<Lapsed> cancel_lapsed(db::Transaction& tx, Time now, std::int64_t limit) {
  std::vector<Lapsed> lapsed;
  for (auto rows = tx.query(kCancelLapsed, now, limit); rows.next();)
    lapsed.push_back({rows.id<CustomerId>(0), rows.id<StaffId>(1)});
  return lapsed;
}

std::int64_t count_open_tasks(db::Transaction& tx, CustomerId customer) {
  auto rows = tx.query(kCountOpen, customer);
  return rows.next() ? rows.integer(0) : 0;
}

std::int64_t cancel_open_tasks(db::Transaction& tx, CustomerId customer, StaffId staff, Time now) {
  return tx.execute(kCancelOpen, customer, staff, now);
}

std::int64_t move_open_tasks(db::Transaction& tx, CustomerId customer, StaffId from, StaffId to) {
  return tx.execute(kMoveOpen, customer, from, to);
}

kit::ListQuery tasks(const kit::Actor& actor, const TaskFilter& filter) {
  kit::ListQuery query(kTaskColumns);
  if (filter.staff_id) query.where_equal("t.staff_id", filter.staff_id->value);
  if (filter.customer_id) query.where_equal("t.customer_id", filter.customer_id->value);
  if (filter.state) query.where_equal("t.state", *filter.state);
  if (filter.from) query.text(" AND t.due_at >= ").bind(filter.from->us);
  if (filter.before) query.text(" AND t.due_at < ").bind(filter.before->us);
  if (filter.only_in_reach) query.where_in_reach(actor, "c.store_id", "c.owner_staff_id");
  return query;
}

TaskRow read_task_row(const db::Rows& rows) {
  TaskRow row;
  auto& item = row.item;
  item.customer_id = rows.id<CustomerId>(0);
  item.task_id = rows.id<TaskId>(1);
  item.staff_id = rows.id<StaffId>(2);
  item.text = rows.string(3);
  item.due_at = Time{rows.integer(4)};
  item.state = db::choice_at<TaskState>(rows, 5);
  item.created_at = Time{rows.integer(6)};
  if (!rows.is_null(7)) item.closed_at = Time{rows.integer(7)};
  item.version = rows.integer(8);
  item.customer_name = rows.string(9);
  row.hidden_bits = rows.integer(10);
  if (!rows.is_null(11)) item.reminds_of = rows.string(11);
  return row;
}

std::vector<TaskRow> open_tasks_of(db::Transaction& tx, StaffId staff, Time from, std::int64_t limit) {
  std::vector<TaskRow> found;
  for (auto rows = tx.query(kOpenOf, staff, from, limit); rows.next();)
    found.push_back(read_task_row(rows));
  return found;
}

void save_feed(db::Transaction& tx, StaffId staff, std::string_view token_hash, Time now) {
  tx.execute(kSaveFeed, staff, token_hash, now);
}

std::int64_t delete_feed(db::Transaction& tx, StaffId staff) { return tx.execute(kDeleteFeed, staff); }

std::optional<Time> load_feed(db::Transaction& tx, StaffId staff) {
  auto rows = tx.query(kLoadFeed, staff);
  if (!rows.next()) return std::nullopt;
  return Time{rows.integer(0)};
}

std::optional<StaffId> find_feed(db::Transaction& tx, std::string_view token_hash) {
  auto rows = tx.query(kFindFeed, token_hash);
  if (!rows.next()) return std::nullopt;
  return rows.id<StaffId>(0);
}

}  // namespace homeport::follow_ups::store
