#include "modules/views/store.hpp"

#include "db/record_sql.hpp"
#include "modules/views/rules.hpp"

namespace homeport::views::store {
namespace {

const db::Sql kInsert{
    "INSERT INTO saved_view (id, list, name, owner_staff_id, is_shared, sort, is_dense, columns, created_at, "
    "updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const db::Sql kUpdate{
    "UPDATE saved_view SET list = $2, name = $3, owner_staff_id = $4, is_shared = $5, sort = $6, is_dense = $7, "
    "columns = $8, created_at = $9, updated_at = $10, version = $11 "
    "WHERE id = $1 AND version = CAST($11 AS BIGINT) - 1"};
const db::Sql kRemove{"DELETE FROM saved_view WHERE id = $1"};
const db::Sql kInsertFilter{"INSERT INTO saved_view_filter (saved_view_id, name, value) VALUES ($1, $2, $3)"};
const db::Sql kRemoveFilters{"DELETE FROM saved_view_filter WHERE saved_view_id = $1"};
const db::Sql kSelect{
    "SELECT id, list, name, owner_staff_id, is_shared, sort, is_dense, columns, created_at, updated_at, version "
    "FROM saved_view WHERE id = $1"};
const db::Sql kSelectSeen{
    "SELECT id, list, name, owner_staff_id, is_shared, sort, is_dense, columns, created_at, updated_at, version "
    "FROM saved_view WHERE list = $1 AND (owner_staff_id = $2 OR is_shared = 1) ORDER BY id"};
const db::Sql kSelectFilters{"SELECT name, value FROM saved_view_filter WHERE saved_view_id = $1 ORDER BY name"};
const db::Sql kSelectFiltersSeen{
    "SELECT f.saved_view_id, f.name, f.value FROM saved_view v JOIN saved_view_filter f ON f.saved_view_id = v.id "
    "WHERE v.list = $1 AND (v.owner_staff_id = $2 OR v.is_shared = 1) ORDER BY f.saved_view_id, f.name"};
const db::Sql kCountOwn{"SELECT count(*) FROM saved_view WHERE list = $1 AND owner_staff_id = $2 AND is_shared = 0"};
const db::Sql kCountShared{"SELECT count(*) FROM saved_view WHERE list = $1 AND is_shared = 1"};
const db::Sql kPutFirst{
    "INSERT INTO first_view (staff_id, list, saved_view_id) VALUES ($1, $2, $3) "
    "ON CONFLICT (staff_id, list) DO UPDATE SET saved_view_id = excluded.saved_view_id"};
const db::Sql kClearFirst{"DELETE FROM first_view WHERE staff_id = $1 AND list = $2"};
const db::Sql kClearFirstEverywhere{"DELETE FROM first_view WHERE saved_view_id = $1"};
const db::Sql kSelectFirst{
    "SELECT f.list, f.saved_view_id FROM first_view f JOIN saved_view v ON v.id = f.saved_view_id "
    "WHERE f.staff_id = $1 AND (v.owner_staff_id = $1 OR v.is_shared = 1) ORDER BY f.list"};

SavedView read(const db::Rows& rows) {
  auto view = db::read_record<SavedView>(rows);
  read_columns(view);
  return view;
}

}  // namespace

void insert(db::Transaction& tx, const SavedView& view) { CHECK(db::execute_record(tx, kInsert, view) == 1); }

bool update(db::Transaction& tx, const SavedView& view) { return db::execute_record(tx, kUpdate, view) == 1; }

void remove(db::Transaction& tx, SavedViewId id) { tx.send(kRemove, id); }

void insert_filter(db::Transaction& tx, SavedViewId id, const ViewFilter& filter) {
  tx.send(kInsertFilter, id, filter.name, filter.value);
}

void remove_filters(db::Transaction& tx, SavedViewId id) { tx.send(kRemoveFilters, id); }

std::optional<SavedView> load(db::Transaction& tx, SavedViewId id) {
  auto rows = tx.query(kSelect, id);
  if (!rows.next()) return std::nullopt;
  return read(rows);
}

std::vector<SavedView> load_seen(db::Transaction& tx, std::string_view list, kit::StaffId staff) {
  std::vector<SavedView> views;
  for (auto rows = tx.query(kSelectSeen, list, staff); rows.next();)
    views.push_back(read(rows));
  return views;
}

std::vector<ViewFilter> load_filters(db::Transaction& tx, SavedViewId id) {
  std::vector<ViewFilter> filters;
  for (auto rows = tx.query(kSelectFilters, id); rows.next();)
    filters.push_back({rows.string(0), rows.string(1)});
  return filters;
}

std::map<std::int64_t, std::vector<ViewFilter>> load_filters_seen(db::Transaction& tx, std::string_view list,
                                                                  kit::StaffId staff) {
  std::map<std::int64_t, std::vector<ViewFilter>> filters;
  for (auto rows = tx.query(kSelectFiltersSeen, list, staff); rows.next();)
    filters[rows.integer(0)].push_back({rows.string(1), rows.string(2)});
  return filters;
}

std::int64_t count_own(db::Transaction& tx, std::string_view list, kit::StaffId staff) {
  auto rows = tx.query(kCountOwn, list, staff);
  CHECK(rows.next());
  return rows.integer(0);
}

std::int64_t count_shared(db::Transaction& tx, std::string_view list) {
  auto rows = tx.query(kCountShared, list);
  CHECK(rows.next());
  return rows.integer(0);
}

void put_first(db::Transaction& tx, kit::StaffId staff, std::string_view list, SavedViewId id) {
  tx.send(kPutFirst, staff, list, id);
}

void clear_first(db::Transaction& tx, kit::StaffId staff, std::string_view list) { tx.send(kClearFirst, staff, list); }

void clear_first_everywhere(db::Transaction& tx, SavedViewId id) { tx.send(kClearFirstEverywhere, id); }

std::vector<FirstView> load_first(db::Transaction& tx, kit::StaffId staff) {
  std::vector<FirstView> first;
  for (auto rows = tx.query(kSelectFirst, staff); rows.next();)
    first.push_back({rows.string(0), SavedViewId{rows.integer(1)}});
  return first;
}

}  // namespace homeport::views::store
