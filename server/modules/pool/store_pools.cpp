// The statements of pools, their members and rules, reasons and presence.

#include "db/record_sql.hpp"
#include "modules/pool/store.hpp"

namespace homeport::pool::store {
namespace {

const std::string kPoolColumns = db::columns_of(table_of<Pool>());
const std::string kInsertPoolText = db::insert_text("pool", table_of<Pool>()) + " ON CONFLICT DO NOTHING";
const db::Sql kInsertPool{kInsertPoolText};
const std::string kUpdatePoolText = db::update_text("pool", table_of<Pool>(), 1);
const db::Sql kUpdatePool{kUpdatePoolText};
const db::Sql kNameTaken{"SELECT id FROM pool WHERE name_folded = $1 AND id <> $2"};
const db::Sql kDeletePool{"DELETE FROM pool WHERE id = $1"};
const db::Sql kDeleteMembers{"DELETE FROM pool_member WHERE pool_id = $1"};
const db::Sql kDeleteRules{"DELETE FROM pool_rule WHERE pool_id = $1"};
const db::Sql kDeleteTurns{"DELETE FROM pool_turn WHERE pool_id = $1"};
const db::Sql kDeleteCounters{"DELETE FROM pool_counter WHERE pool_id = $1"};
const std::string kLoadPoolText = "SELECT " + kPoolColumns + " FROM pool WHERE id = $1";
const db::Sql kLoadPool{kLoadPoolText};
const std::string kLockPoolText = kLoadPoolText + " /*for_update*/";
const db::Sql kLockPool{kLockPoolText};
const std::string kLoadPoolsText = "SELECT " + kPoolColumns + " FROM pool ORDER BY priority DESC, id LIMIT $1";
const db::Sql kLoadPools{kLoadPoolsText};
const db::Sql kCountByState{
    "SELECT state, CAST(count(*) AS BIGINT) FROM pool_customer WHERE pool_id = $1 GROUP BY state"};

const db::Sql kLoadMembers{
    "SELECT kind, ref_id, is_administrator, weight, day_capacity, week_capacity, weekdays, from_minute, to_minute "
    "FROM pool_member WHERE pool_id = $1 ORDER BY kind, ref_id LIMIT $2"};
const db::Sql kInsertMember{
    "INSERT INTO pool_member (pool_id, kind, ref_id, is_administrator, weight, day_capacity, week_capacity, weekdays, "
    "from_minute, to_minute) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};

const db::Sql kInsertRule{
    "INSERT INTO pool_rule (pool_id, version_no, created_at, created_by_name, rule_json) VALUES ($1, $2, $3, $4, $5)"};
const db::Sql kLoadRule{
    "SELECT pool_id, version_no, created_at, created_by_name, rule_json FROM pool_rule "
    "WHERE pool_id = $1 AND version_no = $2"};
const db::Sql kLoadRules{
    "SELECT pool_id, version_no, created_at, created_by_name, rule_json FROM pool_rule WHERE pool_id = $1 "
    "ORDER BY version_no DESC LIMIT $2"};

const std::string kInsertReasonText = db::insert_text("pool_reason", table_of<Reason>());
const db::Sql kInsertReason{kInsertReasonText};
const std::string kUpdateReasonText = db::update_text("pool_reason", table_of<Reason>(), 1);
const db::Sql kUpdateReason{kUpdateReasonText};
const std::string kLoadReasonText = "SELECT " + db::columns_of(table_of<Reason>()) + " FROM pool_reason WHERE id = $1";
const db::Sql kLoadReason{kLoadReasonText};
const std::string kLoadReasonsText =
    "SELECT " + db::columns_of(table_of<Reason>()) + " FROM pool_reason ORDER BY kind, id LIMIT $1";
const db::Sql kLoadReasons{kLoadReasonsText};

const db::Sql kIsPresent{"SELECT is_present FROM pool_presence WHERE staff_id = $1"};
const db::Sql kSavePresence{
    "INSERT INTO pool_presence (staff_id, is_present, changed_at) VALUES ($1, $2, $3) ON CONFLICT (staff_id) DO UPDATE "
    "SET is_present = excluded.is_present, changed_at = excluded.changed_at"};

RuleVersion read_rule(const db::Rows& rows) {
  RuleVersion version;
  version.pool_id = rows.id<PoolId>(0);
  version.version_no = rows.integer(1);
  version.created_at = Time{rows.integer(2)};
  version.created_by_name = rows.string(3);
  auto rule = record_from_json<Rule>(rows.text(4), View{});
  if (!rule.ok()) throw db::DatabaseError("a rule holds what this program does not know");
  version.rule = std::move(rule).value();
  return version;
}

}  // namespace

bool insert_pool(db::Transaction& tx, const Pool& pool) { return db::execute_record(tx, kInsertPool, pool) == 1; }

bool is_name_taken(db::Transaction& tx, std::string_view name_folded, PoolId except) {
  return tx.query(kNameTaken, name_folded, except).next();
}

void update_pool(db::Transaction& tx, const Pool& pool) { db::send_record(tx, kUpdatePool, pool); }

void delete_pool(db::Transaction& tx, PoolId id) {
  for (const auto* sql : {&kDeleteMembers, &kDeleteRules, &kDeleteTurns, &kDeleteCounters, &kDeletePool})
    tx.send(*sql, id);
}

std::optional<Pool> load_pool(db::Transaction& tx, PoolId id) { return db::read_one<Pool>(tx.query(kLoadPool, id)); }

std::optional<Pool> lock_pool(db::Transaction& tx, PoolId id) { return db::read_one<Pool>(tx.query(kLockPool, id)); }

std::vector<Pool> load_pools(db::Transaction& tx) { return db::read_all<Pool>(tx.query(kLoadPools, kMostPools)); }

PoolCounts count_customers(db::Transaction& tx, PoolId id) {
  PoolCounts counts;
  for (auto rows = tx.query(kCountByState, id); rows.next();) {
    const auto state = db::choice_at<State>(rows, 0);
    auto& count = state == State::public_    ? counts.public_count
                  : state == State::tracking ? counts.tracking_count
                                             : counts.common_count;
    count = rows.integer(1);
  }
  return counts;
}

std::vector<Member> load_members(db::Transaction& tx, PoolId id) {
  std::vector<Member> members;
  for (auto rows = tx.query(kLoadMembers, id, kMostMembers); rows.next();) {
    Member member;
    member.kind = db::choice_at<MemberKind>(rows, 0);
    member.ref_id = rows.id<RefId>(1);
    member.is_administrator = rows.integer(2) != 0;
    member.weight = rows.integer(3);
    member.day_capacity = rows.maybe_integer(4);
    member.week_capacity = rows.maybe_integer(5);
    member.weekdays = rows.string(6);
    member.from_minute = rows.integer(7);
    member.to_minute = rows.integer(8);
    members.push_back(std::move(member));
  }
  return members;
}

void delete_members(db::Transaction& tx, PoolId id) { tx.send(kDeleteMembers, id); }

void insert_member(db::Transaction& tx, PoolId id, const Member& member) {
  tx.send(kInsertMember, id, word_of(member.kind), member.ref_id, member.is_administrator, member.weight,
          member.day_capacity, member.week_capacity, member.weekdays, member.from_minute, member.to_minute);
}

void insert_rule(db::Transaction& tx, const RuleVersion& version) {
  tx.send(kInsertRule, version.pool_id, version.version_no, version.created_at, version.created_by_name,
          to_json(version.rule, View{}));
}

std::optional<RuleVersion> load_rule(db::Transaction& tx, PoolId id, std::int64_t version_no) {
  auto rows = tx.query(kLoadRule, id, version_no);
  if (!rows.next()) return std::nullopt;
  return read_rule(rows);
}

std::vector<RuleVersion> load_rules(db::Transaction& tx, PoolId id, std::int64_t limit) {
  std::vector<RuleVersion> versions;
  for (auto rows = tx.query(kLoadRules, id, limit); rows.next();)
    versions.push_back(read_rule(rows));
  return versions;
}

void insert_reason(db::Transaction& tx, const Reason& reason) { db::send_record(tx, kInsertReason, reason); }

void update_reason(db::Transaction& tx, const Reason& reason) { db::send_record(tx, kUpdateReason, reason); }

std::optional<Reason> load_reason(db::Transaction& tx, ReasonId id) {
  return db::read_one<Reason>(tx.query(kLoadReason, id));
}

std::vector<Reason> load_reasons(db::Transaction& tx) {
  return db::read_all<Reason>(tx.query(kLoadReasons, kMostReasons));
}

bool is_present(db::Transaction& tx, StaffId id) {
  auto rows = tx.query(kIsPresent, id);
  return rows.next() && rows.integer(0) == 1;
}

void save_presence(db::Transaction& tx, StaffId id, bool is_present, Time now) {
  tx.execute(kSavePresence, id, is_present, now);
}

}  // namespace homeport::pool::store
