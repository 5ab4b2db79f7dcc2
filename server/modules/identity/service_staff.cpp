#include <algorithm>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "kit/endpoint.hpp"
#include "modules/identity/access_checks.hpp"
#include "modules/identity/service.hpp"
#include "modules/identity/staff_access.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

Refusal unknown_staff(const kit::Actor& actor) {
  return unknown_to(actor, "identity.staff_unknown", "member of staff");
}

Result<Staff> load_whole(db::Transaction& tx, const kit::Actor& actor, StaffId id) {
  std::vector<Staff> found;
  if (auto staff = store::load_staff(tx, id)) found.push_back(std::move(*staff));
  if (found.empty() || !actor.reaches(found.front().org_unit_id, id)) return unknown_staff(actor);
  store::load_role_ids(tx, found);
  return std::move(found.front());
}

// Brings what was typed into the form in which it is kept.
Outcome tidy(Staff& staff) {
  staff.name = normalise_name(staff.name);
  if (staff.name.empty()) return refuse(RefusalKind::invalid, "request.required", "a name is needed", "name");
  staff.name_folded = fold_for_search(staff.name);
  const auto sign_in_name = normalise_sign_in_name(staff.sign_in_name);
  if (!sign_in_name) {
    return refuse(RefusalKind::unprocessable, "identity.sign_in_name_invalid",
                  "a sign-in name has 2 to 64 of the letters a-z, the digits and . _ - @ +", "sign_in_name");
  }
  staff.sign_in_name = *sign_in_name;
  if (staff.phone) {
    const auto phone = normalise_phone(*staff.phone);
    if (!phone) return refuse(RefusalKind::unprocessable, "identity.phone_invalid", "this is no phone number", "phone");
    staff.phone = *phone;
  }
  if (staff.email && !is_plausible_email(*staff.email)) {
    return refuse(RefusalKind::unprocessable, "identity.email_invalid", "this is no e-mail address", "email");
  }
  std::sort(staff.role_ids.begin(), staff.role_ids.end());
  staff.role_ids.erase(std::unique(staff.role_ids.begin(), staff.role_ids.end()), staff.role_ids.end());
  return Done{};
}

Refusal taken(std::string_view what, std::string_view field) {
  return refuse(RefusalKind::conflict, "identity." + std::string(field) + "_taken",
                "somebody else has this " + std::string(what), std::string(field));
}

Outcome check_unique(db::Transaction& tx, const Staff& staff) {
  const auto same_name = store::find_by_sign_in_name(tx, staff.sign_in_name);
  if (same_name && *same_name != staff.id) return taken("sign-in name", "sign_in_name");
  if (staff.guide_number) {
    const auto same_number = store::find_by_guide_number(tx, *staff.guide_number);
    if (same_number && *same_number != staff.id) return taken("guide number", "guide_number");
  }
  return Done{};
}

Outcome check_place_of_work(kit::Write& write, OrgUnitId id) {
  const auto unit = store::load_org_unit(write.tx, id);
  if (!unit || !write.actor.reaches_store(id)) {
    return refuse(RefusalKind::unprocessable, "identity.org_unit_unknown", "there is no such store within your reach",
                  "org_unit_id");
  }
  if (unit->status != OrgUnitStatus::active) {
    return refuse(RefusalKind::conflict, "identity.org_unit_disabled", unit->name + " is disabled", "org_unit_id");
  }
  return Done{};
}

// Every role that is given or taken away must be within the caller's own rights.
Outcome check_role_changes(db::Transaction& tx, const Rights& own, const std::vector<RoleId>& before,
                           const std::vector<RoleId>& after) {
  std::vector<RoleId> changed;
  std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(changed));
  for (const auto id : changed) {
    const auto role = store::load_role(tx, id);
    if (!role) {
      return refuse(RefusalKind::unprocessable, "identity.role_unknown", "there is no role " + to_string(id),
                    "role_ids");
    }
    TRY_DONE(check_may_hand_out(own, *role, "role_ids"));
  }
  return Done{};
}

Outcome check_an_administrator_stays(db::Transaction& tx, StaffId leaving) {
  store::lock_administrators(tx);
  if (store::count_administrators(tx, leaving) > 0) return Done{};
  return refuse(RefusalKind::conflict, "identity.last_administrator",
                "this is the last administrator; make somebody else one first");
}

Outcome check_not_oneself(const kit::Actor& actor, StaffId id) {
  if (actor.kind == kit::Actor::Kind::system || actor.staff_id != id) return Done{};
  return refuse(RefusalKind::conflict, "identity.not_oneself", "somebody else must do this to you");
}

void audit_staff(kit::Write& write, std::string action, const Staff& staff, std::vector<kit::AuditChange> changes) {
  write.audit({.action = std::move(action),
               .subject_kind = "staff",
               .subject_id = staff.id.value,
               .subject_label = staff.name,
               .org_unit_id = staff.org_unit_id.value,
               .changes = std::move(changes)});
}

Result<Staff> set_status(const Identity& identity, kit::Write& write, StaffId id, StaffStatus status,
                         std::string action) {
  TRY(const auto before, load_managed_staff(write, id));
  Staff after = before;
  after.status = status;
  ++after.version;
  store::update_staff(write.tx, after);
  identity.forget_actors_after_commit(write.tx);
  audit_staff(write, std::move(action), after, kit::changes_between(before, after));
  return after;
}

}  // namespace

Result<Staff> load_managed_staff(kit::Write& write, StaffId id) {
  if (!store::lock_staff(write.tx, id)) return unknown_staff(write.actor);
  TRY(auto staff, load_whole(write.tx, write.actor, id));
  TRY_DONE(check_may_manage(rights_of_actor(write.tx, write.actor), rights_of_staff(write.tx, id)));
  return staff;
}

Result<Staff> find_staff(const kit::Read& read, StaffId id) { return load_whole(read.tx, read.actor, id); }

Result<Staff> create_staff(const Identity& identity, kit::Write& write, Staff given) {
  TRY_DONE(tidy(given));
  given.id = write.new_id<StaffId>();
  given.created_at = write.now;
  given.status = StaffStatus::active;
  given.must_change_password = true;
  given.version = 1;
  TRY_DONE(check_place_of_work(write, given.org_unit_id));
  TRY_DONE(check_role_changes(write.tx, rights_of_actor(write.tx, write.actor), {}, given.role_ids));
  TRY_DONE(check_unique(write.tx, given));
  if (!store::insert_staff(write.tx, given)) return taken("sign-in name", "sign_in_name");
  store::replace_roles(write.tx, given.id, given.role_ids);
  identity.forget_actors_after_commit(write.tx);
  audit_staff(write, "identity.create_staff", given, kit::changes_of_new(given));
  return given;
}

Result<Staff> edit_staff(const Identity& identity, kit::Write& write, StaffId id, std::int64_t version,
                         std::string_view json) {
  TRY(const auto before, load_managed_staff(write, id));
  TRY_DONE(kit::check_version(before, version, write.view()));
  Staff after = before;
  TRY_DONE(patch_record(after, json, write.view()));
  TRY_DONE(tidy(after));
  ++after.version;
  if (after.org_unit_id != before.org_unit_id) TRY_DONE(check_place_of_work(write, after.org_unit_id));
  TRY_DONE(check_unique(write.tx, after));
  if (after.role_ids != before.role_ids) {
    TRY_DONE(check_role_changes(write.tx, rights_of_actor(write.tx, write.actor), before.role_ids, after.role_ids));
    const bool was_administrator = rights_of_staff(write.tx, id).everything;
    store::replace_roles(write.tx, id, after.role_ids);
    if (was_administrator && !rights_of_staff(write.tx, id).everything && before.status == StaffStatus::active) {
      TRY_DONE(check_an_administrator_stays(write.tx, id));
    }
  }
  store::update_staff(write.tx, after);
  identity.forget_actors_after_commit(write.tx);
  audit_staff(write, "identity.edit_staff", after, kit::changes_between(before, after));
  return after;
}

Result<Staff> disable_staff(const Identity& identity, kit::Write& write, StaffId id) {
  TRY_DONE(check_not_oneself(write.actor, id));
  TRY(auto after, set_status(identity, write, id, StaffStatus::disabled, "identity.disable_staff"));
  if (rights_of_staff(write.tx, id).everything) TRY_DONE(check_an_administrator_stays(write.tx, id));
  store::revoke_sessions(write.tx, id, SessionId{});
  write.publish({.topic = "identity.staff_disabled", .subject_id = id.value, .org_unit_id = after.org_unit_id.value});
  return after;
}

Result<Staff> enable_staff(const Identity& identity, kit::Write& write, StaffId id) {
  TRY(auto after, set_status(identity, write, id, StaffStatus::active, "identity.enable_staff"));
  TRY_DONE(check_place_of_work(write, after.org_unit_id));
  return after;
}

Result<Staff> remove_totp(const Identity& identity, kit::Write& write, StaffId id) {
  TRY_DONE(check_not_oneself(write.actor, id));
  TRY(const auto before, load_managed_staff(write, id));
  Staff after = before;
  after.totp_enabled = false;
  ++after.version;
  store::update_staff(write.tx, after);
  store::delete_totp(write.tx, id);
  store::revoke_sessions(write.tx, id, SessionId{});
  identity.forget_actors_after_commit(write.tx);
  audit_staff(write, "identity.remove_totp", after, kit::changes_between(before, after));
  return after;
}

}  // namespace homeport::identity
