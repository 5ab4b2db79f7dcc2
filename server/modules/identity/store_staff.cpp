#include <map>

#include "db/record_sql.hpp"
#include "modules/identity/sql_text.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity::store {
namespace {

const std::string kLoadStaffText = "SELECT " + db::columns_of(table_of<Staff>()) + " FROM staff WHERE id = $1";
const db::Sql kLoadStaff{kLoadStaffText};
const std::string kInsertStaffText = db::insert_text("staff", table_of<Staff>()) + " ON CONFLICT DO NOTHING";
const db::Sql kInsertStaff{kInsertStaffText};
const std::string kUpdateStaffText = db::update_text("staff", table_of<Staff>(), 1);
const db::Sql kUpdateStaff{kUpdateStaffText};

const db::Sql kAnyStaff{"SELECT id FROM staff LIMIT 1"};
const db::Sql kLockStaff{"UPDATE staff SET version = version WHERE id = $1"};
const db::Sql kSetPassword{"UPDATE staff SET password_hash = $2, must_change_password = $3 WHERE id = $1"};
const db::Sql kSetHash{"UPDATE staff SET password_hash = $2 WHERE id = $1"};
const db::Sql kSetLastSignIn{"UPDATE staff SET last_sign_in_at = $2 WHERE id = $1"};
const db::Sql kLoadHash{"SELECT password_hash FROM staff WHERE id = $1"};
const db::Sql kFindBySignInName{"SELECT id FROM staff WHERE sign_in_name = $1"};
const db::Sql kFindByGuideNumber{"SELECT id FROM staff WHERE guide_number = $1"};
const db::Sql kLoadName{"SELECT name FROM staff WHERE id = $1"};
const db::Sql kDeleteRoles{"DELETE FROM staff_role WHERE staff_id = $1"};
const db::Sql kInsertRole{"INSERT INTO staff_role (staff_id, role_id) VALUES ($1, $2)"};
const db::Sql kSetTotpEnabled{"UPDATE staff SET totp_enabled = $2 WHERE id = $1"};

std::optional<StaffId> find(db::Transaction& tx, const db::Sql& sql, std::string_view value) {
  auto rows = tx.query(sql, value);
  if (!rows.next()) return std::nullopt;
  return rows.id<StaffId>(0);
}

}  // namespace

bool any_staff(db::Transaction& tx) { return tx.query(kAnyStaff).next(); }

bool lock_staff(db::Transaction& tx, StaffId id) { return tx.execute(kLockStaff, id) == 1; }

std::optional<Staff> load_staff(db::Transaction& tx, StaffId id) {
  auto rows = tx.query(kLoadStaff, id);
  if (!rows.next()) return std::nullopt;
  return read_staff(rows);
}

bool insert_staff(db::Transaction& tx, const Staff& staff) { return db::execute_record(tx, kInsertStaff, staff) == 1; }

void update_staff(db::Transaction& tx, const Staff& staff) { db::execute_record(tx, kUpdateStaff, staff); }

void set_password(db::Transaction& tx, StaffId id, std::string_view hash, bool must_change) {
  tx.execute(kSetPassword, id, hash, must_change);
}

void set_hash(db::Transaction& tx, StaffId id, std::string_view hash) { tx.execute(kSetHash, id, hash); }

void set_last_sign_in(db::Transaction& tx, StaffId id, Time at) { tx.execute(kSetLastSignIn, id, at); }

std::optional<std::string> load_password_hash(db::Transaction& tx, StaffId id) {
  auto rows = tx.query(kLoadHash, id);
  if (!rows.next()) return std::nullopt;
  return rows.maybe_string(0);
}

std::optional<StaffId> find_by_sign_in_name(db::Transaction& tx, std::string_view sign_in_name) {
  return find(tx, kFindBySignInName, sign_in_name);
}

std::optional<StaffId> find_by_guide_number(db::Transaction& tx, std::string_view guide_number) {
  return find(tx, kFindByGuideNumber, guide_number);
}

std::optional<std::string> load_staff_name(db::Transaction& tx, StaffId id) {
  auto rows = tx.query(kLoadName, id);
  if (!rows.next()) return std::nullopt;
  return rows.string(0);
}

kit::ListQuery staff_list(const kit::Actor& actor, const StaffFilter& filter) {
  static const std::string kText = "SELECT " + db::columns_of(table_of<Staff>(), "s.") + " FROM staff s WHERE 1 = 1";
  kit::ListQuery query(kText);
  query.where_in_reach(actor, "s.org_unit_id", "s.id");
  if (filter.q) {
    where_contains(query, {"s.name_folded", "s.sign_in_name", "s.phone", "s.email", "s.guide_number"}, *filter.q);
  }
  if (filter.status) query.where_equal("s.status", *filter.status);
  if (filter.org_unit_id) query.where_equal("s.org_unit_id", filter.org_unit_id->value);
  if (filter.role_id) {
    query.text(" AND EXISTS (SELECT 1 FROM staff_role h WHERE h.staff_id = s.id");
    query.where_equal("h.role_id", filter.role_id->value).text(")");
  }
  return query;
}

Staff read_staff(const db::Rows& rows) { return db::read_record<Staff>(rows); }

void load_role_ids(db::Transaction& tx, std::vector<Staff>& staff) {
  if (staff.empty()) return;
  std::map<std::int64_t, Staff*> by_id;
  kit::ListQuery query("SELECT staff_id, role_id FROM staff_role WHERE staff_id IN (");
  for (auto& person : staff) {
    if (!by_id.empty()) query.text(", ");
    query.bind(person.id.value);
    by_id.emplace(person.id.value, &person);
  }
  query.text(") ORDER BY staff_id, role_id");
  for (auto rows = query.run(tx); rows.next();) {
    by_id.at(rows.integer(0))->role_ids.push_back(rows.id<RoleId>(1));
  }
}

void replace_roles(db::Transaction& tx, StaffId id, const std::vector<RoleId>& role_ids) {
  tx.execute(kDeleteRoles, id);
  for (const auto role_id : role_ids)
    tx.execute(kInsertRole, id, role_id);
}

void set_totp_enabled(db::Transaction& tx, StaffId id, bool enabled) { tx.execute(kSetTotpEnabled, id, enabled); }

}  // namespace homeport::identity::store
