#include "modules/imports/context.hpp"

#include <unordered_map>

#include "base/text.hpp"
#include "modules/identity/service.hpp"

namespace homeport::imports {
namespace {

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

Outcome check_default(db::Transaction& tx, const Stores& stores, std::optional<OrgUnitId> store) {
  if (!store || stores.zones.contains(store->value)) return Done{};
  TRY_DONE(identity::require_store(tx, *store, "default_store_id"));
  return refuse(RefusalKind::forbidden, "access.out_of_scope", "this store is not within your reach",
                "default_store_id");
}

StoreFinder finder_of(std::shared_ptr<const Stores> stores) {
  return [stores = std::move(stores)](std::string_view text) -> std::optional<OrgUnitId> {
    const auto found = stores->by_text.find(fold_for_search(text));
    return found == stores->by_text.end() ? std::nullopt : std::optional(found->second);
  };
}

}  // namespace

Result<StoreFinder> find_stores(db::Transaction& tx, const kit::Actor& actor, std::optional<OrgUnitId> default_store) {
  auto stores = load_stores(tx, actor);
  TRY_DONE(check_default(tx, *stores, default_store));
  return finder_of(std::move(stores));
}

Result<RowContext> make_context(db::Transaction& tx, const kit::Actor& actor, const CheckRequest& mapping, Time now) {
  const auto stores = load_stores(tx, actor);
  TRY_DONE(check_default(tx, *stores, mapping.default_store_id));
  RowContext context;
  context.columns = columns_of(mapping);
  const auto pattern = date_pattern_named(mapping.date_format);
  CHECK(pattern.has_value());
  context.date_pattern = *pattern;
  context.default_store = mapping.default_store_id;
  context.find_store = finder_of(stores);
  context.time_zone = [stores](OrgUnitId id) { return stores->zones.at(id.value); };
  context.now = now;
  const auto chain = identity::chain_settings(tx);
  context.currency_digits = static_cast<int>(chain.currency_digits);
  context.currency = chain.currency;
  context.without_customer = mapping.without_customer;
  return context;
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
