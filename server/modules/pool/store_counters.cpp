// The statements of counters, turns, notices and requests.

#include "db/record_sql.hpp"
#include "modules/pool/store.hpp"

namespace homeport::pool::store {
namespace {

const std::string kCounterColumns = db::columns_of(table_of<Counter>());
// Taking the lock, making the row and reading it is one statement.
const std::string kLockCounterText =
    "INSERT INTO pool_counter (pool_id, holder_kind, holder_id, holding_count, protected_count, won_count, day_claims, "
    "day_reveals, version) VALUES ($1, $2, $3, 0, 0, 0, 0, 0, 1) ON CONFLICT (pool_id, holder_kind, holder_id) "
    "DO UPDATE SET version = pool_counter.version + 1 RETURNING " +
    kCounterColumns;
const db::Sql kLockCounter{kLockCounterText};
const std::string kLoadCounterText =
    "SELECT " + kCounterColumns + " FROM pool_counter WHERE pool_id = $1 AND holder_kind = $2 AND holder_id = $3";
const db::Sql kLoadCounter{kLoadCounterText};
const db::Sql kAddToCounter{
    "INSERT INTO pool_counter (pool_id, holder_kind, holder_id, holding_count, protected_count, won_count, day_claims, "
    "day_reveals, version) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 1) ON CONFLICT (pool_id, holder_kind, holder_id) "
    "DO UPDATE SET holding_count = pool_counter.holding_count + excluded.holding_count, "
    "protected_count = pool_counter.protected_count + excluded.protected_count, "
    "won_count = pool_counter.won_count + excluded.won_count, version = pool_counter.version + 1"};
const db::Sql kSubtractFromCounter{
    "UPDATE pool_counter SET holding_count = holding_count + $4, protected_count = protected_count + $5, "
    "won_count = won_count + $6, version = version + 1 WHERE pool_id = $1 AND holder_kind = $2 AND holder_id = $3"};
const db::Sql kSetDay{
    "UPDATE pool_counter SET day_on = $4, day_claims = $5, day_reveals = $6 "
    "WHERE pool_id = $1 AND holder_kind = $2 AND holder_id = $3"};
const std::string kCountersOfPoolText =
    "SELECT " + kCounterColumns + " FROM pool_counter WHERE pool_id = $1 AND holder_kind = 'staff' ORDER BY holder_id";
const db::Sql kCountersOfPool{kCountersOfPoolText};

const std::string kTurnColumns = db::columns_of(table_of<Turn>());
const std::string kLockTurnText =
    "INSERT INTO pool_turn (pool_id, staff_id, pass, day_assigned, week_assigned) VALUES ($1, $2, 0, 0, 0) "
    "ON CONFLICT (pool_id, staff_id) DO UPDATE SET pass = pool_turn.pass RETURNING " +
    kTurnColumns;
const db::Sql kLockTurn{kLockTurnText};
const std::string kUpdateTurnText = db::update_text("pool_turn", table_of<Turn>(), 2);
const db::Sql kUpdateTurn{kUpdateTurnText};

const db::Sql kAddRefusal{
    "INSERT INTO pool_refusal (pool_id, staff_id, refused_on, reason, times) VALUES ($1, $2, $3, $4, 1) "
    "ON CONFLICT (pool_id, staff_id, refused_on, reason) DO UPDATE SET times = pool_refusal.times + 1"};
const db::Sql kInsertReveal{
    "INSERT INTO pool_reveal (customer_id, reveal_id, pool_id, staff_id, at) VALUES ($1, $2, $3, $4, $5)"};
const std::string kInsertNoticeText = db::insert_text("pool_notice", table_of<Notice>());
const db::Sql kInsertNotice{kInsertNoticeText};
const std::string kNoticesText = "SELECT " + db::columns_of(table_of<Notice>(), "n.") +
                                 ", c.name, c.hidden_bits FROM pool_notice n "
                                 "LEFT JOIN customer c ON c.customer_id = n.customer_id WHERE n.staff_id = ";
const db::Sql kMarkRead{
    "UPDATE pool_notice SET read_at = $3 WHERE staff_id = $1 AND notice_id = $2 AND read_at IS NULL"};

const std::string kInsertRequestText = db::insert_text("pool_request", table_of<Request>());
const db::Sql kInsertRequest{kInsertRequestText};
const std::string kLockRequestText = "SELECT " + db::columns_of(table_of<Request>()) +
                                     " FROM pool_request WHERE customer_id = $1 AND request_id = $2 /*for_update*/";
const db::Sql kLockRequest{kLockRequestText};
const db::Sql kHasPending{
    "SELECT request_id FROM pool_request WHERE customer_id = $1 AND kind = $2 AND state = 'pending' AND "
    "expires_at > $3 LIMIT 1"};
const std::string kUpdateRequestText = db::update_text("pool_request", table_of<Request>(), 2);
const db::Sql kUpdateRequest{kUpdateRequestText};
const std::string kRequestsText = "SELECT " + db::columns_of(table_of<Request>(), "r.") +
                                  ", c.name FROM pool_request r JOIN customer c ON c.customer_id = r.customer_id "
                                  "WHERE 1 = 1";
const db::Sql kSaveCollaborator{
    "INSERT INTO pool_collaborator (customer_id, staff_id, until_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (customer_id, staff_id) DO UPDATE SET until_at = excluded.until_at"};
const db::Sql kIsCollaborator{
    "SELECT until_at FROM pool_collaborator WHERE customer_id = $1 AND staff_id = $2 AND until_at > $3"};

}  // namespace

Counter lock_counter(db::Transaction& tx, PoolId pool, HolderKind kind, std::int64_t holder) {
  auto rows = tx.query(kLockCounter, pool, word_of(kind), holder);
  CHECK(rows.next());
  return db::read_record<Counter>(rows);
}

Counter load_counter(db::Transaction& tx, PoolId pool, HolderKind kind, std::int64_t holder) {
  auto rows = tx.query(kLoadCounter, pool, word_of(kind), holder);
  if (rows.next()) return db::read_record<Counter>(rows);
  Counter none;
  none.pool_id = pool;
  none.holder_kind = kind;
  none.holder_id = RefId{holder};
  return none;
}

void add_to_counter(db::Transaction& tx, PoolId pool, HolderKind kind, std::int64_t holder, std::int64_t holding,
                    std::int64_t protected_count, std::int64_t won) {
  // A row that would be inserted with less than nothing breaks its check before the conflict is seen.
  const bool takes_away = holding < 0 || protected_count < 0 || won < 0;
  tx.send(takes_away ? kSubtractFromCounter : kAddToCounter, pool, word_of(kind), holder, holding, protected_count,
          won);
}

void set_day(db::Transaction& tx, const Counter& counter) {
  tx.send(kSetDay, counter.pool_id, word_of(counter.holder_kind), counter.holder_id,
          counter.day_on ? std::optional(format_date(*counter.day_on)) : std::nullopt, counter.day_claims,
          counter.day_reveals);
}

std::vector<Counter> counters_of_pool(db::Transaction& tx, PoolId pool) {
  return db::read_all<Counter>(tx.query(kCountersOfPool, pool));
}

Turn lock_turn(db::Transaction& tx, PoolId pool, StaffId staff) {
  auto rows = tx.query(kLockTurn, pool, staff);
  CHECK(rows.next());
  return db::read_record<Turn>(rows);
}

void update_turn(db::Transaction& tx, const Turn& turn) { db::execute_record(tx, kUpdateTurn, turn); }

void add_refusal(db::Transaction& tx, PoolId pool, StaffId staff, Date on, std::string_view reason) {
  tx.execute(kAddRefusal, pool, staff, format_date(on), reason);
}

void insert_reveal(db::Transaction& tx, CustomerId customer, std::int64_t id, PoolId pool, StaffId staff, Time at) {
  tx.send(kInsertReveal, customer, id, pool, staff, at);
}

void insert_notice(db::Transaction& tx, const Notice& notice) { db::send_record(tx, kInsertNotice, notice); }

kit::ListQuery notices_of(StaffId staff, bool only_unread) {
  kit::ListQuery query(kNoticesText);
  query.bind(staff.value);
  if (only_unread) query.text(" AND n.read_at IS NULL");
  return query;
}

std::int64_t mark_read(db::Transaction& tx, StaffId staff, NoticeId id, Time now) {
  return tx.execute(kMarkRead, staff, id, now);
}

void insert_request(db::Transaction& tx, const Request& request) { db::send_record(tx, kInsertRequest, request); }

std::optional<Request> lock_request(db::Transaction& tx, CustomerId customer, RequestId id) {
  return db::read_one<Request>(tx.query(kLockRequest, customer, id));
}

bool has_pending(db::Transaction& tx, CustomerId customer, RequestKind kind, Time now) {
  return tx.query(kHasPending, customer, word_of(kind), now).next();
}

void update_request(db::Transaction& tx, const Request& request) { db::send_record(tx, kUpdateRequest, request); }

kit::ListQuery requests(const kit::Actor& actor, const RequestFilter& filter, const std::vector<PoolId>& administered) {
  kit::ListQuery query(kRequestsText);
  if (filter.state) query.where_equal("r.state", *filter.state);
  if (filter.kind) query.where_equal("r.kind", *filter.kind);
  query.text(" AND ((1 = 1");
  query.where_in_reach(actor, "c.store_id", "c.owner_staff_id");
  query.text(") OR r.pool_id IN (0");
  for (const auto id : administered)
    query.text(", ").bind(id.value);
  query.text(") OR r.asked_by_id = ").bind(actor.staff_id.value).text(")");
  return query;
}

kit::ListQuery requests_to_answer(const kit::Actor& actor, const std::vector<PoolId>& administered, Time now) {
  kit::ListQuery query(
      "SELECT r.request_id FROM pool_request r JOIN pool_customer t ON t.customer_id = r.customer_id "
      "JOIN customer c ON c.customer_id = r.customer_id WHERE r.state = 'pending'");
  query.text(" AND r.expires_at > ").bind(now.us);
  query.text(" AND r.asked_by_id <> ").bind(actor.staff_id.value);
  query.text(" AND ((1 = 1");
  query.where_in_reach(actor, "c.store_id", "t.owner_staff_id");
  query.text(") OR t.pool_id IN (0");
  for (const auto id : administered)
    query.text(", ").bind(id.value);
  query.text("))");
  return query;
}

void save_collaborator(db::Transaction& tx, CustomerId customer, StaffId staff, Time until) {
  tx.send(kSaveCollaborator, customer, staff, until);
}

bool is_collaborator(db::Transaction& tx, CustomerId customer, StaffId staff, Time now) {
  return tx.query(kIsCollaborator, customer, staff, now).next();
}

}  // namespace homeport::pool::store
