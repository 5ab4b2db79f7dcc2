#include "kit/access.hpp"

namespace homeport::kit {

bool Actor::reaches(OrgUnitId store, StaffId owner) const {
  if (kind == Kind::system || scope == DataScope::all) return true;
  if (scope == DataScope::own) return owner == staff_id;
  return std::binary_search(org_unit_ids.begin(), org_unit_ids.end(), store.value);
}

bool Actor::reaches_store(OrgUnitId store) const {
  if (kind == Kind::system || scope == DataScope::all) return true;
  return std::binary_search(org_unit_ids.begin(), org_unit_ids.end(), store.value);
}

Actor system_actor(std::string name) {
  Actor actor;
  actor.kind = Actor::Kind::system;
  actor.name = std::move(name);
  actor.scope = DataScope::all;
  return actor;
}

Outcome check_permission(const Actor& actor, std::string_view permission) {
  if (actor.may(permission)) return Done{};
  return refuse(RefusalKind::forbidden, "access.permission_missing",
                "this needs the permission " + std::string(permission));
}

Outcome check_reach(const Actor& actor, OrgUnitId store, StaffId owner) {
  if (actor.reaches(store, owner)) return Done{};
  return refuse(RefusalKind::not_found, "access.out_of_scope", "there is no such record within your reach");
}

}  // namespace homeport::kit
