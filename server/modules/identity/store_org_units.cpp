#include "db/record_sql.hpp"
#include "db/sharing.hpp"
#include "modules/identity/sql_text.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity::store {
namespace {

const db::Sql kLoadSettings{"SELECT chain_name, currency, time_zone, language, version FROM setting WHERE id = 1"};
const db::Sql kInsertSettings{
    "INSERT INTO setting (id, chain_name, currency, time_zone, language, version) VALUES (1, $1, $2, $3, $4, $5) "
    "ON CONFLICT DO NOTHING"};
const db::Sql kUpdateSettings{
    "UPDATE setting SET chain_name = $1, currency = $2, time_zone = $3, language = $4, version = $5 WHERE id = 1"};
const db::Sql kLockSettings{"UPDATE setting SET version = version WHERE id = 1"};

const std::string kUnitColumns = db::columns_of(table_of<OrgUnit>());
const std::string kLoadUnitText = "SELECT " + kUnitColumns + " FROM org_unit WHERE id = $1";
const db::Sql kLoadUnit{kLoadUnitText};
const std::string kInsertUnitText = db::insert_text("org_unit", table_of<OrgUnit>());
const db::Sql kInsertUnit{kInsertUnitText};
const std::string kUpdateUnitText = db::update_text("org_unit", table_of<OrgUnit>(), 1);
const db::Sql kUpdateUnit{kUpdateUnitText};
const std::string kLoadStoresText = "SELECT " + kUnitColumns +
                                    " FROM org_unit WHERE kind IN ('store', 'franchisee') AND status = 'active' "
                                    "ORDER BY name_folded, id";
const db::Sql kLoadStores{kLoadStoresText};

const db::Sql kLockTree{"UPDATE org_unit SET version = version WHERE parent_id IS NULL"};
const db::Sql kRewritePaths{
    "UPDATE org_unit SET path = $1 || substr(path, CAST($2 AS BIGINT)) WHERE path >= $3 AND path < $4",
    // substr of PostgreSQL counts with 32 bits.
    "UPDATE org_unit SET path = $1 || substr(path, CAST($2 AS INTEGER)) WHERE path >= $3 AND path < $4"};
const db::Sql kCountUnits{"SELECT count(*) FROM org_unit"};
const db::Sql kCountActiveChildren{"SELECT count(*) FROM org_unit WHERE parent_id = $1 AND status = 'active'"};
const db::Sql kCountActiveStaffWithin{
    "SELECT count(*) FROM staff s JOIN org_unit u ON u.id = s.org_unit_id "
    "WHERE u.path >= $1 AND u.path < $2 AND s.status = 'active'"};
const db::Sql kDeepestWithin{
    "SELECT CAST(max(length(path) - length(replace(path, '/', ''))) AS BIGINT) FROM org_unit "
    "WHERE path >= $1 AND path < $2"};
const db::Sql kIdsWithin{"SELECT id FROM org_unit WHERE path >= $1 AND path < $2 ORDER BY id"};
const db::Sql kFindByCode{"SELECT id FROM org_unit WHERE code = $1"};
const db::Sql kLoadStore{
    "SELECT u.kind, u.status, u.name, coalesce(u.time_zone, c.time_zone), c.currency FROM org_unit u "
    "JOIN setting c ON c.id = 1 WHERE u.id = $1"};

std::int64_t number(db::Rows rows) {
  CHECK(rows.next());
  return rows.integer(0);
}

}  // namespace

std::optional<Settings> load_settings(db::Transaction& tx) { return db::read_one<Settings>(tx.query(kLoadSettings)); }

bool insert_settings(db::Transaction& tx, const Settings& settings) {
  return db::execute_record(tx, kInsertSettings, settings) == 1;
}

void update_settings(db::Transaction& tx, const Settings& settings) {
  db::execute_record(tx, kUpdateSettings, settings);
}

void lock_settings(db::Transaction& tx) { tx.execute(kLockSettings); }

void lock_tree(db::Transaction& tx) { tx.execute(kLockTree); }

std::optional<OrgUnit> load_org_unit(db::Transaction& tx, OrgUnitId id) {
  auto rows = tx.query(kLoadUnit, id);
  if (!rows.next()) return std::nullopt;
  return read_org_unit(rows);
}

void insert_org_unit(db::Transaction& tx, const OrgUnit& unit) { db::execute_record(tx, kInsertUnit, unit); }

void update_org_unit(db::Transaction& tx, const OrgUnit& unit) { db::execute_record(tx, kUpdateUnit, unit); }

void rewrite_paths(db::Transaction& tx, std::string_view old_path, std::string_view new_path) {
  tx.execute(kRewritePaths, new_path, static_cast<std::int64_t>(old_path.size()) + 1, old_path,
             end_of_subtree(old_path));
}

std::int64_t count_org_units(db::Transaction& tx) { return number(tx.query(kCountUnits)); }

std::int64_t count_active_children(db::Transaction& tx, OrgUnitId id) {
  return number(tx.query(kCountActiveChildren, id));
}

std::int64_t count_active_staff_within(db::Transaction& tx, std::string_view path) {
  return number(tx.query(kCountActiveStaffWithin, path, end_of_subtree(path)));
}

std::int64_t deepest_within(db::Transaction& tx, std::string_view path) {
  return number(tx.query(kDeepestWithin, path, end_of_subtree(path)));
}

std::vector<std::int64_t> ids_within(db::Transaction& tx, std::string_view path) {
  std::vector<std::int64_t> ids;
  for (auto rows = tx.query(kIdsWithin, path, end_of_subtree(path)); rows.next();)
    ids.push_back(rows.integer(0));
  return ids;
}

std::optional<OrgUnitId> find_by_code(db::Transaction& tx, std::string_view code) {
  auto rows = tx.query(kFindByCode, code);
  if (!rows.next()) return std::nullopt;
  return rows.id<OrgUnitId>(0);
}

std::vector<OrgUnit> load_stores(db::Transaction& tx) {
  std::vector<OrgUnit> stores;
  for (auto rows = tx.query(kLoadStores); rows.next();)
    stores.push_back(read_org_unit(rows));
  return stores;
}

kit::ListQuery org_unit_list(const kit::Actor& actor, const OrgUnitFilter& filter) {
  static const std::string kText =
      "SELECT " + db::columns_of(table_of<OrgUnit>(), "u.") + " FROM org_unit u WHERE 1 = 1";
  kit::ListQuery query(kText);
  query.where_in_reach(actor, "u.id", "");
  if (filter.q) where_contains(query, {"u.name_folded", "u.code"}, *filter.q);
  if (filter.kind) query.where_equal("u.kind", *filter.kind);
  if (filter.status) query.where_equal("u.status", *filter.status);
  if (filter.parent_id) query.where_equal("u.parent_id", filter.parent_id->value);
  return query;
}

OrgUnit read_org_unit(const db::Rows& rows) { return db::read_record<OrgUnit>(rows); }

void foretell_store(db::Transaction& tx, OrgUnitId id) { db::foretell(tx, kLoadStore, id); }

std::optional<StoreRow> load_store(db::Transaction& tx, OrgUnitId id) {
  auto rows = tx.query(kLoadStore, id);
  if (!rows.next()) return std::nullopt;
  StoreRow row;
  row.id = id;
  row.kind = db::choice_at<OrgUnitKind>(rows, 0);
  row.status = db::choice_at<OrgUnitStatus>(rows, 1);
  row.name = rows.string(2);
  row.time_zone = rows.string(3);
  row.currency = rows.string(4);
  return row;
}

}  // namespace homeport::identity::store
