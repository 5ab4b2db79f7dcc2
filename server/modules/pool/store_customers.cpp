// The statements of customers' places and of the ledger of moves.

#include "base/phone.hpp"
#include "db/record_sql.hpp"
#include "modules/customers/service.hpp"
#include "modules/pool/store.hpp"

namespace homeport::pool::store {
namespace {

const std::string kRowColumns = db::columns_of(table_of<Tracking>());
const std::string kInsertRowText = db::insert_text("pool_customer", table_of<Tracking>()) + " ON CONFLICT DO NOTHING";
const db::Sql kInsertRow{kInsertRowText};
const std::string kUpdateRowText = db::update_text("pool_customer", table_of<Tracking>(), 1);
const db::Sql kUpdateRow{kUpdateRowText};
const std::string kLoadRowText = "SELECT " + kRowColumns + " FROM pool_customer WHERE customer_id = $1";
const db::Sql kLoadRow{kLoadRowText};
const std::string kLockRowText = kLoadRowText + " /*for_update*/";
const db::Sql kLockRow{kLockRowText};
const std::string kInsertMoveText = db::insert_text("pool_move", table_of<Move>());
const db::Sql kInsertMove{kInsertMoveText};
const std::string kMovesText =
    "SELECT " + db::columns_of(table_of<Move>()) + " FROM pool_move m WHERE m.customer_id = ";
const std::string kMovesBeforeText = "SELECT " + db::columns_of(table_of<Move>()) +
                                     " FROM pool_move WHERE customer_id = $1 AND (at, move_no) < ($2, $3) "
                                     "ORDER BY at DESC, move_no DESC LIMIT $4";
const db::Sql kMovesBefore{kMovesBeforeText};
const db::Sql kLastEnd{
    "SELECT at FROM pool_move WHERE customer_id = $1 AND from_staff_id = $2 AND to_staff_id IS DISTINCT FROM "
    "from_staff_id ORDER BY move_no DESC LIMIT 1"};
const db::Sql kDue{
    "SELECT customer_id, due_at FROM pool_customer WHERE due_at IS NOT NULL AND due_at <= $1 "
    "ORDER BY due_at, customer_id LIMIT $2"};
const db::Sql kReminders{
    "SELECT customer_id, reminder_at FROM pool_customer WHERE reminder_at IS NOT NULL AND reminder_at <= $1 "
    "ORDER BY reminder_at, customer_id LIMIT $2"};
const db::Sql kProtections{
    "SELECT customer_id, protected_until FROM pool_customer WHERE protected_until IS NOT NULL AND "
    "protected_until <= $1 ORDER BY protected_until, customer_id LIMIT $2"};
const std::string kTrackedText = "SELECT " + kRowColumns +
                                 " FROM pool_customer WHERE pool_id = $1 AND state = 'tracking' AND customer_id > $2 "
                                 "ORDER BY customer_id LIMIT $3";
const db::Sql kTracked{kTrackedText};
const db::Sql kOutdated{
    "SELECT customer_id FROM pool_customer WHERE pool_id = $1 AND state = 'tracking' AND rule_version < $2 "
    "AND customer_id > $3 ORDER BY customer_id LIMIT $4"};
const db::Sql kOfPool{"SELECT customer_id FROM pool_customer WHERE pool_id = $1 ORDER BY customer_id LIMIT $2"};
const db::Sql kOfOwner{
    "SELECT customer_id FROM pool_customer WHERE owner_staff_id = $1 ORDER BY due_at, customer_id LIMIT $2"};
const db::Sql kCountOfOwner{"SELECT CAST(count(*) AS BIGINT) FROM pool_customer WHERE owner_staff_id = $1"};
const db::Sql kWaiting{
    "SELECT customer_id FROM pool_customer WHERE pool_id = $1 AND state = 'public' ORDER BY entered_at, customer_id "
    "LIMIT $2"};
const std::string kOfUnplaced = "SELECT c.customer_id, c.store_id, c.owner_staff_id, c.source FROM customer c WHERE " +
                                std::string(customers::kIsPresent) +
                                " AND NOT EXISTS (SELECT 1 FROM pool_customer t WHERE t.customer_id = c.customer_id) ";
const std::string kUnplacedText = kOfUnplaced + "AND c.customer_id > $1 ORDER BY c.customer_id LIMIT $2";
const db::Sql kUnplaced{kUnplacedText};
const std::string kLoadUnplacedText = kOfUnplaced + "AND c.customer_id = $1";
const db::Sql kLoadUnplaced{kLoadUnplacedText};
const std::string kListText = "SELECT " + db::columns_of(table_of<Tracking>(), "t.") +
                              ", c.name, c.phone, c.store_id, c.hidden_bits FROM pool_customer t "
                              "JOIN customer c ON c.customer_id = t.customer_id "
                              "WHERE " +
                              std::string(customers::kIsPresent);
const std::string kLoadListRowText = "SELECT " + db::columns_of(table_of<Tracking>(), "t.") +
                                     ", c.name, c.phone, c.store_id, c.hidden_bits FROM pool_customer t "
                                     "JOIN customer c ON c.customer_id = t.customer_id "
                                     "WHERE t.customer_id = $1 AND " +
                                     std::string(customers::kIsPresent);
const db::Sql kLoadListRow{kLoadListRowText};

constexpr std::array kSorts{kit::SortChoice{"entered_at", "t.entered_at", false},
                            kit::SortChoice{"due_at", "COALESCE(t.due_at, 7289654399999999)", false},
                            kit::SortChoice{"taken_at", "COALESCE(t.taken_at, 0)", false},
                            kit::SortChoice{"last_counted_at", "COALESCE(t.last_counted_at, 0)", false}};

int row_width() {
  static const int width = static_cast<int>(table_of<Tracking>().rows.size());
  return width;
}

std::vector<DueRow> moments(db::Rows rows) {
  std::vector<DueRow> found;
  while (rows.next())
    found.push_back({rows.id<CustomerId>(0), Time{rows.integer(1)}});
  return found;
}

std::vector<CustomerId> ids(db::Rows rows) {
  std::vector<CustomerId> found;
  while (rows.next())
    found.push_back(rows.id<CustomerId>(0));
  return found;
}

Unplaced read_unplaced(const db::Rows& rows) {
  Unplaced found{rows.id<CustomerId>(0), rows.id<OrgUnitId>(1), std::nullopt, rows.string(3)};
  if (!rows.is_null(2)) found.owner_staff_id = rows.id<StaffId>(2);
  return found;
}

}  // namespace

bool insert_row(db::Transaction& tx, const Tracking& row) { return db::execute_record(tx, kInsertRow, row) == 1; }

void update_row(db::Transaction& tx, const Tracking& row) { db::send_record(tx, kUpdateRow, row); }

std::optional<Tracking> load_row(db::Transaction& tx, CustomerId id) {
  return db::read_one<Tracking>(tx.query(kLoadRow, id));
}

std::optional<Tracking> lock_row(db::Transaction& tx, CustomerId id) {
  return db::read_one<Tracking>(tx.query(kLockRow, id));
}

void insert_move(db::Transaction& tx, const Move& move) { db::send_record(tx, kInsertMove, move); }

kit::ListQuery moves_of(CustomerId id) {
  kit::ListQuery query(kMovesText);
  query.bind(id.value);
  return query;
}

std::vector<Move> moves_before(db::Transaction& tx, CustomerId id, Time before, std::int64_t before_no,
                               std::int64_t limit) {
  return db::read_all<Move>(tx.query(kMovesBefore, id, before, before_no, limit));
}

std::optional<Time> last_end_of(db::Transaction& tx, CustomerId id, StaffId staff) {
  auto rows = tx.query(kLastEnd, id, staff);
  if (!rows.next()) return std::nullopt;
  return Time{rows.integer(0)};
}

std::vector<DueRow> due_rows(db::Transaction& tx, Time until, std::int64_t limit) {
  return moments(tx.query(kDue, until, limit));
}

std::vector<DueRow> reminder_rows(db::Transaction& tx, Time until, std::int64_t limit) {
  return moments(tx.query(kReminders, until, limit));
}

std::vector<DueRow> protection_rows(db::Transaction& tx, Time until, std::int64_t limit) {
  return moments(tx.query(kProtections, until, limit));
}

std::vector<Tracking> tracked_of_pool(db::Transaction& tx, PoolId id, CustomerId after, std::int64_t limit) {
  return db::read_all<Tracking>(tx.query(kTracked, id, after, limit));
}

std::vector<CustomerId> outdated_of_pool(db::Transaction& tx, PoolId id, std::int64_t version_no, CustomerId after,
                                         std::int64_t limit) {
  return ids(tx.query(kOutdated, id, version_no, after, limit));
}

std::vector<CustomerId> customers_of_pool(db::Transaction& tx, PoolId id, std::int64_t limit) {
  return ids(tx.query(kOfPool, id, limit));
}

std::vector<CustomerId> customers_of_owner(db::Transaction& tx, StaffId owner, std::int64_t limit) {
  return ids(tx.query(kOfOwner, owner, limit));
}

std::int64_t count_of_owner(db::Transaction& tx, StaffId owner) {
  auto rows = tx.query(kCountOfOwner, owner);
  return rows.next() ? rows.integer(0) : 0;
}

std::vector<CustomerId> waiting_of_pool(db::Transaction& tx, PoolId id, std::int64_t limit) {
  return ids(tx.query(kWaiting, id, limit));
}

std::vector<Unplaced> unplaced(db::Transaction& tx, CustomerId after, std::int64_t limit) {
  std::vector<Unplaced> found;
  for (auto rows = tx.query(kUnplaced, after, limit); rows.next();)
    found.push_back(read_unplaced(rows));
  return found;
}

std::optional<Unplaced> load_unplaced(db::Transaction& tx, CustomerId id) {
  auto rows = tx.query(kLoadUnplaced, id);
  if (!rows.next()) return std::nullopt;
  return read_unplaced(rows);
}

kit::ListQuery list_rows(const kit::Actor& actor, const ListConditions& conditions, const std::vector<PoolId>& pools,
                         bool all_pools) {
  kit::ListQuery query(kListText);
  if (conditions.pool_id) query.where_equal("t.pool_id", conditions.pool_id->value);
  if (conditions.state) query.where_equal("t.state", word_of(*conditions.state));
  if (conditions.owner_staff_id) query.where_equal("t.owner_staff_id", conditions.owner_staff_id->value);
  if (conditions.stage) query.where_equal("t.stage", word_of(*conditions.stage));
  if (conditions.grade) query.where_equal("t.grade", *conditions.grade);
  if (conditions.source) query.where_equal("t.source", *conditions.source);
  if (conditions.region) query.where_equal("t.region", *conditions.region);
  if (conditions.interest) query.where_equal("t.interest", *conditions.interest);
  if (conditions.due_before) query.text(" AND t.due_at < ").bind(conditions.due_before->us);
  if (conditions.entered_from) query.text(" AND t.entered_at >= ").bind(conditions.entered_from->us);
  if (conditions.entered_before) query.text(" AND t.entered_at < ").bind(conditions.entered_before->us);
  if (conditions.name_prefix) {
    // A name that is hidden isn't found by it either.
    if (!actor.may(customers::kHiddenPermission)) query.text(" AND c.hidden_bits = 0");
    query.text(" AND ").begins_with("c.name_folded", *conditions.name_prefix);
  }
  query.text(" AND ((t.state = 'public'");
  if (!all_pools) {
    query.text(" AND t.pool_id IN (0");
    for (const auto id : pools)
      query.text(", ").bind(id.value);
    query.text(")");
  }
  query.text(") OR (t.state <> 'public'");
  query.where_in_reach(actor, "c.store_id", "t.owner_staff_id");
  query.text(") OR t.owner_staff_id = ").bind(actor.staff_id.value).text(")");
  return query;
}

std::span<const kit::SortChoice> list_sorts() { return kSorts; }

ListRow read_list_row(const db::Rows& rows) {
  ListRow row;
  row.place = db::read_record<Tracking>(rows);
  const int next = row_width();
  row.name = rows.string(next);
  row.phone = rows.maybe_string(next + 1);
  row.store_id = rows.id<OrgUnitId>(next + 2);
  row.hidden_bits = rows.integer(next + 3);
  return row;
}

std::optional<ListRow> load_list_row(db::Transaction& tx, CustomerId id) {
  auto rows = tx.query(kLoadListRow, id);
  if (!rows.next()) return std::nullopt;
  return read_list_row(rows);
}

}  // namespace homeport::pool::store
