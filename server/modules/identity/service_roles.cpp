#include <algorithm>

#include "base/text.hpp"
#include "kit/endpoint.hpp"
#include "modules/identity/access_checks.hpp"
#include "modules/identity/permissions.hpp"
#include "modules/identity/service.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

Refusal unknown_role() { return refuse(RefusalKind::not_found, "identity.role_unknown", "there is no such role"); }

// Roles are the whole chain's: who sees a part of it would change what people elsewhere may do.
Outcome check_whole_chain(const Rights& own) {
  if (own.everything || own.scope == DataScope::all) return Done{};
  return refuse(RefusalKind::forbidden, "identity.roles_need_whole_chain",
                "roles belong to the whole chain, your data scope is smaller");
}

Outcome tidy(Role& role) {
  role.name = normalise_name(role.name);
  if (role.name.empty()) return refuse(RefusalKind::invalid, "request.required", "a name is needed", "name");
  std::sort(role.permissions.begin(), role.permissions.end());
  role.permissions.erase(std::unique(role.permissions.begin(), role.permissions.end()), role.permissions.end());
  return Done{};
}

// A name that no module declares is a mistake, unless it was there before: its module may have been taken out.
Outcome check_permissions_exist(const PermissionCatalogue& catalogue, const std::vector<std::string>& before,
                                const std::vector<std::string>& after) {
  for (const auto& name : after) {
    if (catalogue.has(name) || std::binary_search(before.begin(), before.end(), name)) continue;
    return refuse(RefusalKind::unprocessable, "identity.permission_unknown", "there is no permission " + name,
                  "permissions");
  }
  return Done{};
}

Outcome check_unique(db::Transaction& tx, const Role& role) {
  const auto same_name = store::find_role(tx, role.name);
  if (!same_name || *same_name == role.id) return Done{};
  return refuse(RefusalKind::conflict, "identity.role_name_taken", "there is a role of this name already", "name");
}

void audit_role(kit::Write& write, std::string action, const Role& role, std::vector<kit::AuditChange> changes) {
  write.audit({.action = std::move(action),
               .subject_kind = "role",
               .subject_id = role.id.value,
               .subject_label = role.name,
               .changes = std::move(changes)});
}

// Locks it; refuses when the caller may not reshape it.
Result<Role> load_own_role(kit::Write& write, const Rights& own, RoleId id) {
  if (!store::lock_role(write.tx, id)) return unknown_role();
  auto role = store::load_role(write.tx, id);
  CHECK(role.has_value());
  TRY_DONE(check_whole_chain(own));
  TRY_DONE(check_may_hand_out(own, *role, ""));
  return std::move(*role);
}

}  // namespace

std::vector<Role> built_in_roles_of_chain(db::Transaction& tx) { return store::load_built_in_roles(tx); }

Result<Role> find_role(const kit::Read& read, RoleId id) {
  auto role = store::load_role(read.tx, id);
  if (!role) return unknown_role();
  return std::move(*role);
}

Result<Role> create_role(const Identity& identity, kit::Write& write, Role given) {
  TRY_DONE(tidy(given));
  given.id = write.new_id<RoleId>();
  given.built_in = false;
  given.grants_everything = false;
  given.created_at = write.now;
  given.version = 1;
  const Rights own = rights_of_actor(write.tx, write.actor);
  TRY_DONE(check_whole_chain(own));
  TRY_DONE(check_permissions_exist(identity.permissions(), {}, given.permissions));
  TRY_DONE(check_may_hand_out(own, given, "permissions"));
  TRY_DONE(check_unique(write.tx, given));
  if (!store::insert_role(write.tx, given)) {
    return refuse(RefusalKind::conflict, "identity.role_name_taken", "there is a role of this name already", "name");
  }
  store::add_permissions(write.tx, given.id, given.permissions);
  audit_role(write, "identity.create_role", given, kit::changes_of_new(given));
  return given;
}

Result<Role> edit_role(const Identity& identity, kit::Write& write, RoleId id, std::int64_t version,
                       std::string_view json) {
  const Rights own = rights_of_actor(write.tx, write.actor);
  TRY(const auto before, load_own_role(write, own, id));
  TRY_DONE(kit::check_version(before, version, write.view()));
  if (before.grants_everything) {
    return refuse(RefusalKind::conflict, "identity.administrator_fixed", "the administrator always has every right");
  }
  Role after = before;
  TRY_DONE(patch_record(after, json, write.view()));
  TRY_DONE(tidy(after));
  ++after.version;
  TRY_DONE(check_permissions_exist(identity.permissions(), before.permissions, after.permissions));
  TRY_DONE(check_may_hand_out(own, after, "permissions"));
  TRY_DONE(check_unique(write.tx, after));
  store::update_role(write.tx, after);
  store::delete_permissions(write.tx, id);
  store::add_permissions(write.tx, id, after.permissions);
  identity.forget_actors_after_commit(write.tx);
  audit_role(write, "identity.edit_role", after, kit::changes_between(before, after));
  return after;
}

Outcome delete_role(const Identity& identity, kit::Write& write, RoleId id) {
  TRY(const auto role, load_own_role(write, rights_of_actor(write.tx, write.actor), id));
  if (role.built_in) {
    return refuse(RefusalKind::conflict, "identity.role_built_in", "a role that came with the program stays");
  }
  if (const auto holders = store::count_holders(write.tx, id); holders > 0) {
    return refuse(RefusalKind::conflict, "identity.role_in_use",
                  std::to_string(holders) + (holders == 1 ? " person has" : " people have") + " this role");
  }
  store::delete_permissions(write.tx, id);
  store::delete_role(write.tx, id);
  identity.forget_actors_after_commit(write.tx);
  audit_role(write, "identity.delete_role", role, {});
  return Done{};
}

}  // namespace homeport::identity
