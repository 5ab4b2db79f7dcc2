#include "modules/identity/access_checks.hpp"

#include "modules/identity/store.hpp"

namespace homeport::identity {

Rights rights_of_actor(db::Transaction& tx, const kit::Actor& actor) {
  if (actor.kind == kit::Actor::Kind::system) return {{}, DataScope::all, true};
  return rights_of_staff(tx, actor.staff_id);
}

Rights rights_of_staff(db::Transaction& tx, StaffId id) { return rights_of(store::roles_of_staff(tx, id)); }

Refusal unknown_to(const kit::Actor& actor, std::string_view reason, std::string_view what) {
  const bool sees_all = actor.kind == kit::Actor::Kind::system || actor.scope == DataScope::all;
  if (sees_all) return refuse(RefusalKind::not_found, std::string(reason), "there is no such " + std::string(what));
  return kit::check_reach(kit::Actor{}, OrgUnitId{-1}, StaffId{-1}).refusal();
}

}  // namespace homeport::identity
