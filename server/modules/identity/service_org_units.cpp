#include "base/text.hpp"
#include "kit/endpoint.hpp"
#include "modules/identity/access_checks.hpp"
#include "modules/identity/service.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

Refusal unknown_unit(const kit::Actor& actor) {
  return unknown_to(actor, "identity.org_unit_unknown", "branch or store");
}

Result<OrgUnit> load_reached(db::Transaction& tx, const kit::Actor& actor, OrgUnitId id) {
  auto unit = store::load_org_unit(tx, id);
  if (!unit || !actor.reaches_store(id)) return unknown_unit(actor);
  return std::move(*unit);
}

Outcome tidy(OrgUnit& unit) {
  unit.name = normalise_name(unit.name);
  if (unit.name.empty()) return refuse(RefusalKind::invalid, "request.required", "a name is needed", "name");
  unit.name_folded = fold_for_search(unit.name);
  if (unit.time_zone && !TimeZone::find(*unit.time_zone)) {
    return refuse(RefusalKind::unprocessable, "identity.time_zone_unknown",
                  "there is no time zone " + *unit.time_zone + "; an example is Asia/Shanghai", "time_zone");
  }
  return Done{};
}

Outcome check_code(db::Transaction& tx, const OrgUnit& unit) {
  if (!unit.code) return Done{};
  const auto same = store::find_by_code(tx, *unit.code);
  if (!same || *same == unit.id) return Done{};
  return refuse(RefusalKind::conflict, "identity.code_taken", "another branch or store has this code", "code");
}

Outcome check_status_change(db::Transaction& tx, const OrgUnit& unit, OrgUnitStatus status) {
  if (status == OrgUnitStatus::active) {
    const auto parent = unit.parent_id ? store::load_org_unit(tx, *unit.parent_id) : std::nullopt;
    if (!parent || parent->status == OrgUnitStatus::active) return Done{};
    return refuse(RefusalKind::conflict, "identity.org_unit_disabled", parent->name + " above it is disabled",
                  "status");
  }
  if (unit.kind == OrgUnitKind::headquarters) {
    return refuse(RefusalKind::conflict, "identity.headquarters_fixed", "the headquarters cannot be disabled",
                  "status");
  }
  const auto children = store::count_active_children(tx, unit.id);
  const auto people = store::count_active_staff_within(tx, unit.path);
  if (children == 0 && people == 0) return Done{};
  return refuse(RefusalKind::conflict, "identity.org_unit_in_use",
                "there are " + std::to_string(children) + " active units and " + std::to_string(people) +
                    " active members of staff below it",
                "status");
}

void audit_unit(kit::Write& write, std::string action, const OrgUnit& unit, std::vector<kit::AuditChange> changes) {
  write.audit({.action = std::move(action),
               .subject_kind = "org_unit",
               .subject_id = unit.id.value,
               .subject_label = unit.name,
               .org_unit_id = unit.id.value,
               .changes = std::move(changes)});
}

Result<OrgUnit> load_new_parent(kit::Write& write, OrgUnitId id) {
  auto parent = store::load_org_unit(write.tx, id);
  if (parent && write.actor.reaches_store(id)) return std::move(*parent);
  return refuse(RefusalKind::unprocessable, "identity.parent_unknown",
                "there is no such unit to stand below within your reach", "parent_id");
}

}  // namespace

Result<OrgUnit> find_org_unit(const kit::Read& read, OrgUnitId id) { return load_reached(read.tx, read.actor, id); }

Result<OrgUnit> create_org_unit(const Identity& identity, kit::Write& write, OrgUnit given) {
  TRY_DONE(tidy(given));
  if (!given.parent_id) {
    return refuse(RefusalKind::invalid, "request.required", "the unit it stands below is needed", "parent_id");
  }
  given.id = write.new_id<OrgUnitId>();
  given.status = OrgUnitStatus::active;
  given.created_at = write.now;
  given.version = 1;
  store::lock_tree(write.tx);
  TRY(const auto parent, load_new_parent(write, *given.parent_id));
  TRY_DONE(check_place(given.kind, parent, 1));
  if (store::count_org_units(write.tx) >= kMostOrgUnits) {
    return refuse(RefusalKind::unprocessable, "identity.too_many_org_units",
                  "the chain has " + std::to_string(kMostOrgUnits) + " units already");
  }
  TRY_DONE(check_code(write.tx, given));
  given.path = path_below(parent.path, given.id);
  store::insert_org_unit(write.tx, given);
  identity.forget_actors_after_commit(write.tx);
  audit_unit(write, "identity.create_org_unit", given, kit::changes_of_new(given));
  return given;
}

Result<OrgUnit> edit_org_unit(const Identity& identity, kit::Write& write, OrgUnitId id, std::int64_t version,
                              std::string_view json) {
  store::lock_tree(write.tx);
  TRY(const auto before, load_reached(write.tx, write.actor, id));
  TRY_DONE(kit::check_version(before, version, write.view()));
  OrgUnit after = before;
  TRY_DONE(patch_record(after, json, write.view()));
  TRY_DONE(tidy(after));
  ++after.version;
  TRY_DONE(check_code(write.tx, after));
  if (after.status != before.status) TRY_DONE(check_status_change(write.tx, before, after.status));
  store::update_org_unit(write.tx, after);
  identity.forget_actors_after_commit(write.tx);
  audit_unit(write, "identity.edit_org_unit", after, kit::changes_between(before, after));
  return after;
}

Result<OrgUnit> move_org_unit(const Identity& identity, kit::Write& write, OrgUnitId id, OrgUnitId parent_id) {
  store::lock_tree(write.tx);
  TRY(const auto before, load_reached(write.tx, write.actor, id));
  TRY(const auto parent, load_new_parent(write, parent_id));
  const auto levels = store::deepest_within(write.tx, before.path) - depth_of(before.path);
  TRY_DONE(check_move(before, parent, levels));
  OrgUnit after = before;
  after.parent_id = parent.id;
  after.path = path_below(parent.path, id);
  ++after.version;
  // Its own row comes last: update_org_unit writes the new path over what rewrite_paths made of it.
  store::rewrite_paths(write.tx, before.path, after.path);
  store::update_org_unit(write.tx, after);
  identity.forget_actors_after_commit(write.tx);
  write.publish({.topic = "identity.org_unit_moved", .subject_id = id.value, .org_unit_id = id.value});
  audit_unit(write, "identity.move_org_unit", after, kit::changes_between(before, after));
  return after;
}

Result<Settings> find_settings(db::Transaction& tx) {
  auto settings = store::load_settings(tx);
  if (!settings) return refuse(RefusalKind::conflict, "identity.not_set_up", "the chain is not set up yet");
  return std::move(*settings);
}

Result<Settings> edit_settings(kit::Write& write, std::int64_t version, std::string_view json) {
  store::lock_settings(write.tx);
  TRY(const auto before, find_settings(write.tx));
  TRY_DONE(kit::check_version(before, version, write.view()));
  Settings after = before;
  TRY_DONE(patch_record(after, json, write.view()));
  after.chain_name = normalise_name(after.chain_name);
  if (after.chain_name.empty()) {
    return refuse(RefusalKind::invalid, "request.required", "a name is needed", "chain_name");
  }
  if (after.currency != before.currency) {
    return refuse(RefusalKind::conflict, "identity.currency_fixed",
                  "amounts are kept in " + before.currency + "; the currency is chosen once, at set-up", "currency");
  }
  if (!TimeZone::find(after.time_zone)) {
    return refuse(RefusalKind::unprocessable, "identity.time_zone_unknown",
                  "there is no time zone " + after.time_zone + "; an example is Asia/Shanghai", "time_zone");
  }
  ++after.version;
  store::update_settings(write.tx, after);
  write.publish({"identity.settings_changed"});
  write.audit({.action = "identity.edit_settings",
               .subject_kind = "settings",
               .subject_id = 1,
               .subject_label = after.chain_name,
               .changes = kit::changes_between(before, after)});
  return after;
}

}  // namespace homeport::identity
