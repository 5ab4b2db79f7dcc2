#include "modules/imports/context.hpp"

#include <algorithm>
#include <sstream>
#include <unordered_map>

#include "base/text.hpp"
#include "modules/customers/service.hpp"
#include "modules/identity/service.hpp"

namespace homeport::imports {
namespace {

constexpr std::string_view kReachAll = "all";
constexpr std::string_view kReachUnits = "units";
constexpr std::string_view kReachOwn = "own";
constexpr std::string_view kFindsAnybody = "finds_anybody";

struct Stores {
  std::unordered_map<std::string, OrgUnitId> by_text;  // folded name or code
  std::unordered_map<std::int64_t, TimeZone> zones;
};

std::shared_ptr<const Stores> load_stores(db::Transaction& tx, const kit::Actor& actor) {
  auto stores = std::make_shared<Stores>();
  for (const auto& unit : identity::active_stores(tx)) {
    if (!actor.reaches_store(unit.id)) continue;
    stores->by_text.emplace(fold_for_search(unit.name), unit.id);
    if (unit.code) stores->by_text.emplace(fold_for_search(*unit.code), unit.id);
    stores->zones.emplace(unit.id.value, identity::store_time_zone(tx, unit.id));
  }
  return stores;
}

}  // namespace

Result<RowContext> make_context(db::Transaction& tx, const kit::Actor& actor, const CheckRequest& mapping, Time now) {
  const auto stores = load_stores(tx, actor);
  if (mapping.default_store_id && !stores->zones.contains(mapping.default_store_id->value)) {
    TRY_DONE(identity::require_store(tx, *mapping.default_store_id, "default_store_id"));
    return refuse(RefusalKind::forbidden, "access.out_of_scope", "this store is not within your reach",
                  "default_store_id");
  }
  RowContext context;
  context.columns = columns_of(mapping);
  const auto pattern = date_pattern_named(mapping.date_format);
  CHECK(pattern.has_value());
  context.date_pattern = *pattern;
  context.default_store = mapping.default_store_id;
  context.find_store = [stores](std::string_view text) -> std::optional<OrgUnitId> {
    const auto found = stores->by_text.find(fold_for_search(text));
    return found == stores->by_text.end() ? std::nullopt : std::optional(found->second);
  };
  context.time_zone = [stores](OrgUnitId id) { return stores->zones.at(id.value); };
  context.now = now;
  const auto chain = identity::chain_settings(tx);
  context.currency_digits = static_cast<int>(chain.currency_digits);
  context.currency = chain.currency;
  context.without_customer = mapping.without_customer;
  return context;
}

std::string reach_text(const kit::Actor& actor) {
  const bool reaches_all = actor.kind == kit::Actor::Kind::system || actor.scope == kit::DataScope::all;
  std::string text(reaches_all ? kReachAll : actor.scope == kit::DataScope::own ? kReachOwn : kReachUnits);
  if (actor.may(customers::kFindAnywherePermission)) text += std::string(" ") + std::string(kFindsAnybody);
  if (reaches_all) return text;
  for (const auto unit : actor.org_unit_ids)
    text += " " + std::to_string(unit);
  return text;
}

kit::Actor importer_of(const ImportFile& import) {
  kit::Actor importer;
  importer.staff_id = import.created_by;
  importer.name = import.created_by_name;
  importer.org_unit_id = import.org_unit_id;
  importer.scope = kit::DataScope::own;
  std::istringstream words(import.reach);
  for (std::string word; words >> word;) {
    if (word == kReachAll) {
      importer.scope = kit::DataScope::all;
    } else if (word == kReachUnits) {
      importer.scope = kit::DataScope::branch;
    } else if (word == kFindsAnybody) {
      importer.permissions = kit::PermissionSet({std::string(customers::kFindAnywherePermission)});
    } else if (const auto unit = parse_id(word)) {
      importer.org_unit_ids.push_back(*unit);
    }
  }
  std::sort(importer.org_unit_ids.begin(), importer.org_unit_ids.end());
  return importer;
}

std::filesystem::path stored_path(const kit::Runtime& runtime, const ImportFile& import) {
  return runtime.data_folder / "imports" / import.stored_name;
}

Format format_of(const ImportFile& import) {
  const auto encoding = encoding_named(import.encoding);
  CHECK(encoding.has_value() && import.delimiter.size() == 1);
  return {*encoding, import.delimiter.front()};
}

std::vector<std::string> column_names_of(const ImportFile& import) { return cells_from_json(import.columns_json); }

CheckRequest mapping_of(const ImportFile& import) {
  auto mapping = record_from_json<CheckRequest>(import.mapping_json, View{true});
  CHECK(mapping.ok());
  return std::move(mapping).value();
}

}  // namespace homeport::imports
