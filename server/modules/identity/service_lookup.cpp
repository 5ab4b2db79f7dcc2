#include <map>

#include "modules/identity/rules.hpp"
#include "modules/identity/service.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

// Names in the database were checked when they were given; a zone can only vanish with the machine's own database.
TimeZone zone_named(std::string_view name) { return TimeZone::find(name).value_or(TimeZone::utc()); }

bool may_sell(OrgUnitKind kind) { return kind == OrgUnitKind::store || kind == OrgUnitKind::franchisee; }

}  // namespace

TimeZone chain_time_zone(db::Transaction& tx) { return zone_named(chain_settings(tx).time_zone); }

ChainSettings chain_settings(db::Transaction& tx) {
  ChainSettings chain;
  const auto settings = store::load_settings(tx);
  if (!settings) return chain;
  chain.chain_name = settings->chain_name;
  chain.currency = settings->currency;
  chain.currency_digits = currency_digits(settings->currency).value_or(2);
  chain.time_zone = settings->time_zone;
  chain.language = settings->language;
  return chain;
}

Result<Store> require_store(db::Transaction& tx, OrgUnitId id, std::string_view field) {
  const auto row = store::load_store(tx, id);
  if (!row || !may_sell(row->kind)) {
    return refuse(RefusalKind::unprocessable, "identity.store_unknown", "there is no store " + to_string(id),
                  std::string(field));
  }
  if (row->status != OrgUnitStatus::active) {
    return refuse(RefusalKind::conflict, "identity.store_disabled", "the store " + row->name + " is disabled",
                  std::string(field));
  }
  return Store{row->id, row->name, zone_named(row->time_zone), row->currency,
               static_cast<int>(currency_digits(row->currency).value_or(2))};
}

void foretell_store(db::Transaction& tx, OrgUnitId id) { store::foretell_store(tx, id); }

TimeZone store_time_zone(db::Transaction& tx, OrgUnitId id) {
  if (const auto row = store::load_store(tx, id)) return zone_named(row->time_zone);
  return chain_time_zone(tx);
}

std::string org_unit_name(db::Transaction& tx, OrgUnitId id) {
  const auto row = store::load_store(tx, id);
  return row ? row->name : std::string{};
}

std::string staff_name(db::Transaction& tx, StaffId id) { return store::load_staff_name(tx, id).value_or(""); }

std::vector<OrgUnit> active_stores(db::Transaction& tx) { return store::load_stores(tx); }

std::optional<StaffPlace> staff_place(db::Transaction& tx, StaffId id) {
  auto place = store::load_place(tx, id);
  if (place) place->role_ids = store::load_role_ids_of(tx, id);
  return place;
}

std::vector<StaffPlace> active_staff_of(db::Transaction& tx, std::span<const StaffId> staff,
                                        std::span<const OrgUnitId> units, std::span<const RoleId> roles) {
  std::map<std::int64_t, StaffPlace> found;
  for (const auto id : staff) {
    auto place = store::load_place(tx, id);
    if (place && place->is_active) found.emplace(id.value, std::move(*place));
  }
  const auto add = [&found](std::vector<StaffPlace> places) {
    for (auto& place : places)
      found.emplace(place.id.value, std::move(place));
  };
  for (const auto id : units)
    add(store::load_active_of_unit(tx, id, kMostStaffAtOnce));
  for (const auto id : roles)
    add(store::load_active_of_role(tx, id, kMostStaffAtOnce));
  std::vector<StaffPlace> people;
  people.reserve(found.size());
  for (auto& [id, place] : found)
    people.push_back(std::move(place));
  return people;
}

std::optional<std::string> org_unit_path(db::Transaction& tx, OrgUnitId id) { return store::load_unit_path(tx, id); }

std::string role_name(db::Transaction& tx, RoleId id) {
  const auto role = store::load_role(tx, id);
  return role ? role->name : std::string{};
}

Result<Staff> require_active_staff(db::Transaction& tx, StaffId id, std::string_view field) {
  auto staff = store::load_staff(tx, id);
  if (!staff || staff->status != StaffStatus::active) {
    return refuse(RefusalKind::unprocessable, "identity.staff_unknown",
                  "there is no active member of staff " + to_string(id), std::string(field));
  }
  return std::move(*staff);
}

}  // namespace homeport::identity
