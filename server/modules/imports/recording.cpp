#include "modules/imports/recording.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "modules/catalogue/service.hpp"
#include "modules/customers/service.hpp"
#include "modules/imports/rules.hpp"
#include "modules/sales/service.hpp"

namespace homeport::imports {
namespace {

using StagedRows = std::vector<store::StagedRow>;

std::optional<customers::CustomerId> find_customer(db::Transaction& tx, const ImportRow& row) {
  const bool has_reference = !row.customer_ref.empty();
  return customers::find_by_key(tx, has_reference ? customers::KeyKind::external : customers::KeyKind::phone,
                                has_reference ? row.customer_ref : row.customer_phone);
}

// None for a row that names nobody.
Result<std::optional<customers::CustomerId>> ensure_customer(kit::Write& write, const ImportRow& row,
                                                             store::Progress& progress) {
  const bool has_reference = !row.customer_ref.empty();
  if (!has_reference && row.customer_phone.empty()) return std::optional<customers::CustomerId>{};
  if (const auto there = find_customer(write.tx, row)) {
    TRY(const auto head, customers::load_head(write.tx, *there));
    TRY_DONE(customers::check_present(head.id, head.status));
    return there;
  }
  customers::NewCustomer wanted;
  wanted.name = !row.customer_name.empty() ? row.customer_name : has_reference ? row.customer_ref : row.customer_phone;
  if (!row.customer_phone.empty()) wanted.phone = row.customer_phone;
  if (has_reference) wanted.external_ref = row.customer_ref;
  wanted.store_id = row.store_id;
  wanted.source = "import";
  auto made = customers::create(write, wanted);
  if (!made.ok()) {
    auto refusal = std::move(made).refusal();
    refusal.field = refusal.field == "phone"  ? "customer_phone"
                    : refusal.field == "name" ? "customer_name"
                                              : "customer_ref";
    return refusal;
  }
  ++progress.customers;
  return std::optional(made->id);
}

Result<catalogue::ProductForSale> ensure_product(kit::Write& write, const ImportFile& import, const ImportRow& row,
                                                 MetProducts& products, RecordedOrder& recorded) {
  if (const auto* known = products.find(row.sku, write.now)) return *known;
  if (const auto met = recorded.met.find(row.sku); met != recorded.met.end()) return met->second;
  catalogue::NewProduct wanted;
  wanted.sku = row.sku;
  wanted.name = row.product_name.empty() ? row.sku : row.product_name;
  if (!row.category.empty()) wanted.category = row.category;
  wanted.service_type_id = import.service_type_id;
  wanted.price = Money{divide_rounded(row.amount.minor, row.quantity)};
  if (row.cost) wanted.cost = Money{divide_rounded(row.cost->minor, row.quantity)};
  auto ensured = catalogue::ensure_by_sku(write, wanted);
  if (!ensured.ok()) {
    auto refusal = std::move(ensured).refusal();
    refusal.field = refusal.field == "name" ? "product_name" : refusal.field == "category" ? "category" : "sku";
    return refusal;
  }
  if (ensured->is_new) ++recorded.progress.products;
  auto product = catalogue::load_for_sale(write.tx, ensured->id);
  CHECK(product.has_value());
  recorded.met.emplace(row.sku, *product);
  return std::move(*product);
}

std::vector<ImportRow> plain_rows(const StagedRows& staged) {
  std::vector<ImportRow> rows;
  rows.reserve(staged.size());
  rows.reserve(staged.size());
  for (const auto& one : staged)
    rows.push_back(one.row);
  return rows;
}

store::StoredError error_of(const store::StagedRow& staged, const Refusal& refusal) {
  store::StoredError stored;
  stored.order_ref = staged.row.order_ref;
  stored.cells_json = staged.cells_json;
  stored.error.row_no = staged.row.row_no;
  stored.error.field = refusal.field;
  stored.error.reason = refusal.reason;
  stored.error.detail = refusal.detail;
  return stored;
}

Outcome check_whole(kit::Write& write, const ImportFile& import, const std::string& order_ref,
                    const std::vector<ImportRow>& rows, std::int64_t& bad_row) {
  if (const auto bad = store::first_bad_row_of_order(write.tx, import.id, order_ref)) {
    return refuse(RefusalKind::unprocessable, "imports.order_incomplete",
                  "row " + std::to_string(*bad) + " of the same order " + order_ref + " was refused", "order_ref");
  }
  if (const auto error = check_order(rows)) {
    bad_row = error->row_no;
    return refuse(RefusalKind::unprocessable, error->reason, error->detail, error->field);
  }
  return Done{};
}

Outcome record_sold(kit::Write& write, const Brought& brought, const std::vector<ImportRow>& rows,
                    MetProducts& products, RecordedOrder& recorded) {
  sales::ImportedSale sale;
  sale.external_ref = rows.front().order_ref;
  sale.input_hash = order_hash(rows);
  sale.store_id = rows.front().store_id;
  sale.sold_at = rows.front().sold_at;
  recorded.bad_row = rows.front().row_no;
  TRY(sale.customer_id, ensure_customer(write, rows.front(), recorded.progress));
  for (const auto& row : rows) {
    recorded.bad_row = row.row_no;
    TRY(auto product, ensure_product(write, brought.import, row, products, recorded));
    sale.lines.push_back({std::move(product), row.quantity, row.amount, row.cost});
  }
  recorded.bad_row = rows.front().row_no;
  const auto became = sales::record_imported(write, brought.importer, sale);
  if (!became.ok()) {
    auto refusal = became.refusal();
    if (refusal.field == "customer_id") refusal.field = "customer_ref";
    return refusal;
  }
  const auto count = static_cast<std::int64_t>(rows.size());
  if (*became == sales::ImportedAs::recorded) {
    recorded.progress.ok += count;
    ++recorded.progress.sales;
  } else {
    recorded.progress.skipped += count;
  }
  return Done{};
}

// The rows of one product that came back with an order.
Result<sales::ImportedAs> record_returned(kit::Write& write, const kit::Actor& importer,
                                          const std::vector<ImportRow>& rows) {
  const auto& first = rows.front();
  const auto customer_id = find_customer(write.tx, first);
  const auto product_id = catalogue::find_by_sku(write.tx, first.sku);
  if (!customer_id || !product_id) {
    return refuse(RefusalKind::unprocessable, "sales.return_matches_no_sale",
                  "nothing of this product was sold to this customer before", customer_id ? "sku" : "customer_ref");
  }
  sales::ImportedReturn back;
  back.order_ref = first.order_ref;
  back.external_ref = sales::return_reference(first.order_ref, first.sku);
  back.input_hash = order_hash(rows);
  back.customer_id = *customer_id;
  back.product_id = *product_id;
  back.quantity = 0;
  for (const auto& row : rows) {
    back.quantity -= row.quantity;
    back.amount += -row.amount;
  }
  back.returned_at = first.sold_at;
  back.reason = "order " + first.order_ref;
  return sales::record_imported_return(write, importer, back);
}

void record_returns(kit::Write& write, const Brought& brought, const StagedRows& staged, RecordedOrder& recorded) {
  std::map<std::string, StagedRows> by_sku;
  for (const auto& one : staged) {
    if (one.row.quantity < 0) by_sku[one.row.sku].push_back(one);
  }
  for (const auto& [sku, rows] : by_sku) {
    const auto count = static_cast<std::int64_t>(rows.size());
    const auto became = record_returned(write, brought.importer, plain_rows(rows));
    if (!became.ok()) {
      for (const auto& row : rows)
        store::insert_error(write.tx, brought.import.id, error_of(row, became.refusal()));
      recorded.progress.refused += count;
    } else if (*became == sales::ImportedAs::recorded) {
      recorded.progress.ok += count;
      ++recorded.progress.returns;
    } else {
      recorded.progress.skipped += count;
    }
  }
}

}  // namespace

const catalogue::ProductForSale* MetProducts::find(const std::string& sku, Time now) {
  if (now >= plus_seconds(emptied_at_, kProductsKeptSeconds)) {
    met_.clear();
    emptied_at_ = now;
  }
  const auto found = met_.find(sku);
  return found == met_.end() ? nullptr : &found->second;
}

void MetProducts::keep(BySku&& met) { met_.merge(met); }

Outcome record_order(kit::Write& write, const Brought& brought, const std::string& order_ref, MetProducts& products,
                     RecordedOrder& recorded) {
  const auto& import = brought.import;
  recorded = RecordedOrder{};
  const auto staged = store::rows_of_order(write.tx, import.id, order_ref);
  if (staged.empty()) return Done{};
  const auto rows = plain_rows(staged);
  recorded.bad_row = rows.front().row_no;
  TRY_DONE(check_whole(write, import, order_ref, rows, recorded.bad_row));
  std::vector<ImportRow> sold;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(sold),
               [](const ImportRow& row) { return row.quantity > 0; });
  if (!sold.empty()) TRY_DONE(record_sold(write, brought, sold, products, recorded));
  if (sold.size() < rows.size()) record_returns(write, brought, staged, recorded);
  store::delete_order(write.tx, import.id, order_ref);
  store::add_progress(write.tx, import.id, recorded.progress);
  return Done{};
}

void refuse_order(kit::Write& write, const ImportFile& import, const std::string& order_ref, const Refusal& refusal,
                  std::int64_t bad_row) {
  const auto staged = store::rows_of_order(write.tx, import.id, order_ref);
  const auto other =
      refuse(RefusalKind::unprocessable, "imports.order_incomplete",
             "row " + std::to_string(bad_row) + " of the same order " + order_ref + " was refused", "order_ref");
  for (const auto& one : staged)
    store::insert_error(write.tx, import.id, error_of(one, one.row.row_no == bad_row ? refusal : other));
  store::Progress progress;
  progress.refused = static_cast<std::int64_t>(staged.size());
  store::delete_order(write.tx, import.id, order_ref);
  store::add_progress(write.tx, import.id, progress);
}

}  // namespace homeport::imports
