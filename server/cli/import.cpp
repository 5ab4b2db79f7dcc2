#include <cstdio>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "kit/jobs.hpp"
#include "modules/imports/service.hpp"

namespace homeport::cli {
namespace {

// The refusal as one line for a person, with the field where it has one.
std::runtime_error as_error(const Refusal& refusal) {
  return std::runtime_error(refusal.field.empty() ? refusal.detail : refusal.field + ": " + refusal.detail);
}

kit::OrgUnitId find_store(Application& application, const std::string& wanted) {
  const auto stores = application.database().read([](db::Transaction& tx) { return identity::active_stores(tx); });
  if (wanted.empty() && stores.size() == 1) return stores.front().id;
  for (const auto& store : stores) {
    if (fold_for_search(store.name) == fold_for_search(wanted) || (store.code && *store.code == wanted))
      return store.id;
  }
  std::string names;
  for (const auto& store : stores)
    names += (names.empty() ? "" : ", ") + store.name;
  throw std::runtime_error("say with --store which store the sales belong to: " + names);
}

imports::CheckRequest mapping_for(const imports::ImportDocument& document) {
  imports::CheckRequest mapping;
  if (document.mapping) mapping = *document.mapping;
  const auto set = [&document](imports::Meaning meaning, std::optional<std::int64_t>& target) {
    for (const auto& column : document.columns) {
      if (column.suggested == meaning && !target) target = column.index;
    }
  };
  using imports::Meaning;
  set(Meaning::order_ref, mapping.order_ref);
  set(Meaning::sold_at, mapping.sold_at);
  set(Meaning::store, mapping.store);
  set(Meaning::customer_ref, mapping.customer_ref);
  set(Meaning::customer_name, mapping.customer_name);
  set(Meaning::customer_phone, mapping.customer_phone);
  set(Meaning::sku, mapping.sku);
  set(Meaning::product_name, mapping.product_name);
  set(Meaning::category, mapping.category);
  set(Meaning::quantity, mapping.quantity);
  set(Meaning::amount, mapping.amount);
  if (!mapping.amount) set(Meaning::unit_price, mapping.unit_price);
  set(Meaning::profit, mapping.profit);
  if (!mapping.profit) set(Meaning::cost, mapping.cost);
  if (mapping.date_format.empty() && !document.date_formats.empty())
    mapping.date_format = document.date_formats.front();
  return mapping;
}

void print_preview(const imports::Preview& preview) {
  std::printf("%lld rows; would make %lld sales, %lld customers, %lld products; %lld orders are here already\n",
              static_cast<long long>(preview.row_count), static_cast<long long>(preview.will_create.sales),
              static_cast<long long>(preview.will_create.customers),
              static_cast<long long>(preview.will_create.products), static_cast<long long>(preview.already_imported));
  if (preview.error_count > 0) {
    std::printf("%lld rows would be refused, among them:\n", static_cast<long long>(preview.error_count));
  }
  for (const auto& error : preview.errors) {
    std::printf("  row %lld, %s: %s (%s)\n", static_cast<long long>(error.row_no), error.field.c_str(),
                error.detail.c_str(), error.value.c_str());
  }
}

}  // namespace

int import_sales(const ImportOptions& options) {
  const SystemClock clock;
  Application application(options.data, clock);
  const auto migrated = application.migrate();
  if (!migrated.ok()) throw as_error(migrated.refusal());
  auto& runtime = application.runtime();
  const auto store = find_store(application, options.store);
  auto actor = kit::system_actor("terminal");
  actor.org_unit_id = store;
  const auto copy = application.folder() / "uploads" / (options.file.filename().string() + ".import");
  std::filesystem::create_directories(copy.parent_path());
  std::filesystem::copy_file(options.file, copy, std::filesystem::copy_options::overwrite_existing);
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(copy));
  const auto document = imports::bring(runtime, actor, {copy, options.file.filename().string(), size});
  if (!document.ok()) throw as_error(document.refusal());
  auto mapping = mapping_for(*document);
  mapping.default_store_id = store;
  const auto id = document->import.id;
  const auto preview = imports::check(runtime, actor, id, mapping);
  if (!preview.ok()) throw as_error(preview.refusal());
  print_preview(*preview);
  if (options.check_only) {
    const auto cancelled = kit::in_write(runtime, actor, [&](kit::Write& write) { return imports::cancel(write, id); });
    if (!cancelled.ok()) throw as_error(cancelled.refusal());
    return preview->error_count == 0 ? 0 : 1;
  }
  const auto started = kit::in_write(runtime, actor, [&](kit::Write& write) { return imports::start(write, id); });
  if (!started.ok()) throw as_error(started.refusal());
  std::printf("Importing\n");
  std::fflush(stdout);
  application.jobs().run_due_here();
  const auto end = application.database().read([&](db::Transaction& tx) {
    return imports::load({tx, actor, clock.now()}, runtime, id);
  });
  if (!end.ok()) throw as_error(end.refusal());
  const auto& import = end->import;
  std::printf(
      "%lld rows recorded, %lld were here already, %lld refused; %lld sales, %lld customers, %lld products made\n",
      static_cast<long long>(import.rows_ok), static_cast<long long>(import.rows_skipped),
      static_cast<long long>(import.rows_refused), static_cast<long long>(import.sales_created),
      static_cast<long long>(import.customers_created), static_cast<long long>(import.products_created));
  return import.rows_refused == 0 ? 0 : 1;
}

}  // namespace homeport::cli
