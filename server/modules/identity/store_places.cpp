// Where people work and as what, for those who draw up lists of them.

#include <algorithm>

#include "modules/identity/store.hpp"

namespace homeport::identity::store {
namespace {

const db::Sql kLoadPlace{
    "SELECT s.id, s.name, s.org_unit_id, u.path, s.status FROM staff s JOIN org_unit u ON u.id = s.org_unit_id "
    "WHERE s.id = $1"};
const db::Sql kLoadRoles{"SELECT role_id FROM staff_role WHERE staff_id = $1 ORDER BY role_id"};
const db::Sql kActiveOfUnit{
    "SELECT s.id, s.name, s.org_unit_id, u.path, s.status FROM org_unit top "
    "JOIN org_unit u ON u.path >= top.path AND u.path < top.path || '~' "
    "JOIN staff s ON s.org_unit_id = u.id WHERE top.id = $1 AND s.status = 'active' ORDER BY s.id LIMIT $2"};
const db::Sql kActiveOfRole{
    "SELECT s.id, s.name, s.org_unit_id, u.path, s.status FROM staff_role r JOIN staff s ON s.id = r.staff_id "
    "JOIN org_unit u ON u.id = s.org_unit_id WHERE r.role_id = $1 AND s.status = 'active' ORDER BY s.id LIMIT $2"};
const db::Sql kUnitPath{"SELECT path FROM org_unit WHERE id = $1"};

StaffPlace read_place(const db::Rows& rows) {
  return {rows.id<StaffId>(0), rows.string(1), rows.id<OrgUnitId>(2), rows.string(3), rows.text(4) == "active", {}};
}

std::vector<StaffPlace> read_places(db::Rows rows) {
  std::vector<StaffPlace> places;
  while (rows.next())
    places.push_back(read_place(rows));
  return places;
}

}  // namespace

std::optional<StaffPlace> load_place(db::Transaction& tx, StaffId id) {
  auto rows = tx.query(kLoadPlace, id);
  if (!rows.next()) return std::nullopt;
  return read_place(rows);
}

std::vector<RoleId> load_role_ids_of(db::Transaction& tx, StaffId id) {
  std::vector<RoleId> roles;
  for (auto rows = tx.query(kLoadRoles, id); rows.next();)
    roles.push_back(rows.id<RoleId>(0));
  return roles;
}

std::vector<StaffPlace> load_active_of_unit(db::Transaction& tx, OrgUnitId id, std::int64_t limit) {
  return read_places(tx.query(kActiveOfUnit, id, limit));
}

std::vector<StaffPlace> load_active_of_role(db::Transaction& tx, RoleId id, std::int64_t limit) {
  return read_places(tx.query(kActiveOfRole, id, limit));
}

std::optional<std::string> load_unit_path(db::Transaction& tx, OrgUnitId id) {
  auto rows = tx.query(kUnitPath, id);
  if (!rows.next()) return std::nullopt;
  return rows.string(0);
}

}  // namespace homeport::identity::store
