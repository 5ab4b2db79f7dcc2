#include "modules/identity/invariants.hpp"

#include <string>

#include "modules/identity/rules.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

const db::Sql kMisplaced{
    "SELECT u.id, u.path FROM org_unit u LEFT JOIN org_unit p ON p.id = u.parent_id "
    "WHERE u.path <> coalesce(p.path, '/') || CAST(u.id AS TEXT) || '/' ORDER BY u.id LIMIT 20"};
const db::Sql kCountRoots{"SELECT count(*) FROM org_unit WHERE parent_id IS NULL"};
const db::Sql kDisabledButSignedIn{
    "SELECT e.staff_id FROM session e JOIN staff s ON s.id = e.staff_id "
    "WHERE e.revoked = 0 AND s.status = 'disabled' ORDER BY e.staff_id LIMIT 20"};
const db::Sql kTotpMismatch{
    "SELECT s.id FROM staff s LEFT JOIN totp t ON t.staff_id = s.id "
    "WHERE s.totp_enabled <> coalesce(t.confirmed, 0) ORDER BY s.id LIMIT 20"};

std::vector<std::string> misplaced(db::Transaction& tx) {
  std::vector<std::string> found;
  for (auto rows = tx.query(kMisplaced); rows.next();) {
    found.push_back("the unit " + std::to_string(rows.integer(0)) + " has the path " + rows.string(1));
  }
  return found;
}

std::vector<std::string> wrong_roots(db::Transaction& tx) {
  auto rows = tx.query(kCountRoots);
  CHECK(rows.next());
  const auto roots = rows.integer(0);
  const std::int64_t wanted = store::any_staff(tx) ? 1 : 0;
  if (roots == wanted) return {};
  return {"there are " + std::to_string(roots) + " headquarters"};
}

std::vector<std::string> no_administrator(db::Transaction& tx) {
  if (!store::any_staff(tx) || store::count_administrators(tx, StaffId{}) > 0) return {};
  return {"nobody active is administrator"};
}

std::vector<std::string> people(db::Transaction& tx, const db::Sql& sql, const std::string& what) {
  std::vector<std::string> found;
  for (auto rows = tx.query(sql); rows.next();) {
    found.push_back("the member of staff " + std::to_string(rows.integer(0)) + " " + what);
  }
  return found;
}

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {
      {"identity.paths_follow_parents", "The path of a unit is that of the unit above and its own id.", misplaced},
      {"identity.one_headquarters", "A chain that is set up has one headquarters.", wrong_roots},
      {"identity.an_administrator", "A chain that is set up has an active administrator.", no_administrator},
      {"identity.disabled_are_out", "Nobody disabled has an open session.",
       [](db::Transaction& tx) { return people(tx, kDisabledButSignedIn, "is disabled but signed in"); }},
      {"identity.second_factor_known", "Who needs a code has a confirmed secret, and nobody else.",
       [](db::Transaction& tx) { return people(tx, kTotpMismatch, "has a second factor that is half there"); }},
  };
}

}  // namespace homeport::identity
