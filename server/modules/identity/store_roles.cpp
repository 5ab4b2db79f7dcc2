#include <map>

#include "db/record_sql.hpp"
#include "modules/identity/sql_text.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity::store {
namespace {

const std::string kLoadRoleText = "SELECT " + db::columns_of(table_of<Role>()) + " FROM role WHERE id = $1";
const db::Sql kLoadRole{kLoadRoleText};
const std::string kRolesOfStaffText =
    "SELECT " + db::columns_of(table_of<Role>(), "r.") +
    " FROM staff_role h JOIN role r ON r.id = h.role_id WHERE h.staff_id = $1 ORDER BY r.id";
const db::Sql kRolesOfStaff{kRolesOfStaffText};
const std::string kBuiltInRolesText =
    "SELECT " + db::columns_of(table_of<Role>()) + " FROM role WHERE built_in = 1 ORDER BY id";
const db::Sql kBuiltInRoles{kBuiltInRolesText};
const std::string kInsertRoleText = db::insert_text("role", table_of<Role>()) + " ON CONFLICT DO NOTHING";
const db::Sql kInsertRole{kInsertRoleText};
const std::string kUpdateRoleText = db::update_text("role", table_of<Role>(), 1);
const db::Sql kUpdateRole{kUpdateRoleText};

const db::Sql kLockAdministrators{"UPDATE role SET version = version WHERE grants_everything = 1"};
const db::Sql kCountAdministrators{
    "SELECT count(DISTINCT s.id) FROM staff s JOIN staff_role h ON h.staff_id = s.id JOIN role r ON r.id = h.role_id "
    "WHERE r.grants_everything = 1 AND s.status = 'active' AND s.id <> $1"};
const db::Sql kLockRole{"UPDATE role SET version = version WHERE id = $1"};
const db::Sql kDeleteRole{"DELETE FROM role WHERE id = $1"};
const db::Sql kInsertPermission{"INSERT INTO role_permission (role_id, permission) VALUES ($1, $2)"};
const db::Sql kDeletePermissions{"DELETE FROM role_permission WHERE role_id = $1"};
const db::Sql kFindRole{"SELECT id FROM role WHERE name = $1"};
const db::Sql kCountHolders{"SELECT count(*) FROM staff_role WHERE role_id = $1"};

}  // namespace

void lock_administrators(db::Transaction& tx) { tx.execute(kLockAdministrators); }

std::int64_t count_administrators(db::Transaction& tx, StaffId except) {
  auto rows = tx.query(kCountAdministrators, except);
  CHECK(rows.next());
  return rows.integer(0);
}

bool lock_role(db::Transaction& tx, RoleId id) { return tx.execute(kLockRole, id) == 1; }

std::optional<Role> load_role(db::Transaction& tx, RoleId id) {
  std::vector<Role> roles;
  {
    auto rows = tx.query(kLoadRole, id);
    if (!rows.next()) return std::nullopt;
    roles.push_back(read_role(rows));
  }
  load_permissions(tx, roles);
  return std::move(roles.front());
}

std::vector<Role> roles_of_staff(db::Transaction& tx, StaffId id) {
  std::vector<Role> roles;
  for (auto rows = tx.query(kRolesOfStaff, id); rows.next();)
    roles.push_back(read_role(rows));
  load_permissions(tx, roles);
  return roles;
}

std::vector<Role> load_built_in_roles(db::Transaction& tx) {
  std::vector<Role> roles;
  for (auto rows = tx.query(kBuiltInRoles); rows.next();)
    roles.push_back(read_role(rows));
  load_permissions(tx, roles);
  return roles;
}

bool insert_role(db::Transaction& tx, const Role& role) { return db::execute_record(tx, kInsertRole, role) == 1; }

void update_role(db::Transaction& tx, const Role& role) { db::execute_record(tx, kUpdateRole, role); }

void delete_role(db::Transaction& tx, RoleId id) { tx.execute(kDeleteRole, id); }

void add_permissions(db::Transaction& tx, RoleId id, const std::vector<std::string>& permissions) {
  for (const auto& permission : permissions)
    tx.send(kInsertPermission, id, permission);
}

void delete_permissions(db::Transaction& tx, RoleId id) { tx.execute(kDeletePermissions, id); }

std::optional<RoleId> find_role(db::Transaction& tx, std::string_view name) {
  auto rows = tx.query(kFindRole, name);
  if (!rows.next()) return std::nullopt;
  return rows.id<RoleId>(0);
}

std::int64_t count_holders(db::Transaction& tx, RoleId id) {
  auto rows = tx.query(kCountHolders, id);
  CHECK(rows.next());
  return rows.integer(0);
}

kit::ListQuery role_list(std::optional<std::string_view> q) {
  static const std::string kText = "SELECT " + db::columns_of(table_of<Role>(), "r.") + " FROM role r WHERE 1 = 1";
  kit::ListQuery query(kText);
  if (q) where_contains(query, {"lower(r.name)"}, *q);
  return query;
}

Role read_role(const db::Rows& rows) { return db::read_record<Role>(rows); }

void load_permissions(db::Transaction& tx, std::vector<Role>& roles) {
  if (roles.empty()) return;
  std::map<std::int64_t, Role*> by_id;
  kit::ListQuery query("SELECT role_id, permission FROM role_permission WHERE role_id IN (");
  for (auto& role : roles) {
    if (!by_id.empty()) query.text(", ");
    query.bind(role.id.value);
    by_id.emplace(role.id.value, &role);
  }
  query.text(") ORDER BY role_id, permission");
  for (auto rows = query.run(tx); rows.next();)
    by_id.at(rows.integer(0))->permissions.push_back(rows.string(1));
}

}  // namespace homeport::identity::store
