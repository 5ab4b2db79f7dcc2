#include "base/text.hpp"
#include "modules/identity/built_in_roles.hpp"
#include "modules/identity/permissions.hpp"
#include "modules/identity/rules.hpp"
#include "modules/identity/service.hpp"
#include "modules/identity/sessions.hpp"
#include "modules/identity/store.hpp"
#include "modules/identity/throttle.hpp"

namespace homeport::identity {
namespace {

Refusal already_set_up() {
  return refuse(RefusalKind::conflict, "identity.already_set_up", "this chain is set up already; sign in instead");
}

Outcome check_name(std::string& name, std::string_view field) {
  name = normalise_name(name);
  if (!name.empty()) return Done{};
  return refuse(RefusalKind::invalid, "request.required", "a name is needed", std::string(field));
}

Outcome tidy(SetupRequest& given) {
  TRY_DONE(check_name(given.chain_name, "chain_name"));
  TRY_DONE(check_name(given.store_name, "store_name"));
  TRY_DONE(check_name(given.admin_name, "admin_name"));
  if (!currency_digits(given.currency)) {
    return refuse(RefusalKind::unprocessable, "identity.currency_unknown",
                  "there is no currency " + given.currency + "; an example is CNY", "currency");
  }
  if (!TimeZone::find(given.time_zone)) {
    return refuse(RefusalKind::unprocessable, "identity.time_zone_unknown",
                  "there is no time zone " + given.time_zone + "; an example is Asia/Shanghai", "time_zone");
  }
  const auto sign_in_name = normalise_sign_in_name(given.sign_in_name);
  if (!sign_in_name) {
    return refuse(RefusalKind::unprocessable, "identity.sign_in_name_invalid",
                  "a sign-in name has 2 to 64 of the letters a-z, the digits and . _ - @ +", "sign_in_name");
  }
  given.sign_in_name = *sign_in_name;
  given.password = std::string(trim(given.password));
  return check_new_password(given.password, given.sign_in_name, "password");
}

OrgUnit make_unit(kit::Write& write, const OrgUnit* parent, OrgUnitKind kind, const std::string& name) {
  OrgUnit unit;
  unit.id = write.new_id<OrgUnitId>();
  if (parent != nullptr) unit.parent_id = parent->id;
  unit.kind = kind;
  unit.name = name;
  unit.name_folded = fold_for_search(name);
  unit.path = path_below(parent != nullptr ? parent->path : std::string_view{}, unit.id);
  unit.created_at = write.now;
  store::insert_org_unit(write.tx, unit);
  return unit;
}

// Returns the administrator's.
RoleId make_roles(kit::Write& write, const PermissionCatalogue& catalogue, Language language) {
  RoleId administrator;
  for (const auto& shape : built_in_roles()) {
    Role role;
    role.id = write.new_id<RoleId>();
    role.name = shape.name(language);
    role.description = shape.about(language);
    role.data_scope = shape.scope;
    role.built_in = true;
    role.grants_everything = shape.everything;
    role.created_at = write.now;
    for (const auto permission : shape.permissions) {
      if (catalogue.has(permission)) role.permissions.emplace_back(permission);
    }
    CHECK(store::insert_role(write.tx, role));
    store::add_permissions(write.tx, role.id, role.permissions);
    if (shape.everything) administrator = role.id;
  }
  return administrator;
}

Staff make_administrator(kit::Write& write, const SetupRequest& given, OrgUnitId headquarters, RoleId role,
                         std::string_view password_hash) {
  Staff staff;
  staff.id = write.new_id<StaffId>();
  staff.name = given.admin_name;
  staff.name_folded = fold_for_search(given.admin_name);
  staff.sign_in_name = given.sign_in_name;
  staff.org_unit_id = headquarters;
  staff.role_ids = {role};
  staff.language = given.language;
  staff.created_at = write.now;
  CHECK(store::insert_staff(write.tx, staff));
  store::replace_roles(write.tx, staff.id, staff.role_ids);
  store::set_password(write.tx, staff.id, password_hash, false);
  return staff;
}

Result<SessionAnswer> write_set_up(Identity& identity, kit::Write& write, const SetupRequest& given,
                                   std::string_view password_hash, const http::Request* request) {
  const Settings settings{given.chain_name, given.currency, given.time_zone, given.language, 1};
  // The one row is what two set-ups at once meet at.
  if (store::any_staff(write.tx) || !store::insert_settings(write.tx, settings)) return already_set_up();
  const OrgUnit headquarters = make_unit(write, nullptr, OrgUnitKind::headquarters, given.chain_name);
  make_unit(write, &headquarters, OrgUnitKind::store, given.store_name);
  const RoleId role = make_roles(write, identity.permissions(), given.language);
  const Staff staff = make_administrator(write, given, headquarters.id, role, password_hash);
  write.audit({.action = "identity.set_up",
               .subject_kind = "settings",
               .subject_id = 1,
               .subject_label = given.chain_name,
               .org_unit_id = headquarters.id.value,
               .changes = kit::changes_of_new(settings)});
  for (const auto& seed : identity.seeds())
    seed(write);
  auto opened = open_session(write, staff.id, request);
  identity.forget_actors_after_commit(write.tx);
  TRY(auto found, me(write.tx, identity, staff.id));
  return SessionAnswer{std::move(opened.token), opened.expires_at, std::move(found)};
}

}  // namespace

bool is_set_up(db::Transaction& tx) { return store::any_staff(tx); }

Result<SessionAnswer> set_up(Identity& identity, const SetupRequest& request_given, const http::Request* request) {
  auto& runtime = identity.runtime();
  if (runtime.database.read([](db::Transaction& tx) { return is_set_up(tx); })) return already_set_up();
  SetupRequest given = request_given;
  TRY_DONE(tidy(given));
  const std::string hash = hash_password(given.password, identity.password_cost());
  const auto actor = kit::system_actor("setup");
  return runtime.database.write([&](db::Transaction& tx) {
    kit::Write write(runtime, tx, actor, runtime.clock.now(), request);
    return write_set_up(identity, write, given, hash, request);
  });
}

Result<SessionAnswer> set_up_with_code(Identity& identity, const SetupRequest& given, const http::Request& request,
                                       Time now) {
  if (identity.runtime().database.read([](db::Transaction& tx) { return is_set_up(tx); })) return already_set_up();
  TRY_DONE(identity.code_for_setup().check(given.setup_code, now));
  return set_up(identity, given, &request);
}

}  // namespace homeport::identity
