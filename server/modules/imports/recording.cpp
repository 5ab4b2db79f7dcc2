#include "modules/imports/recording.hpp"

#include "modules/catalogue/service.hpp"
#include "modules/customers/service.hpp"
#include "modules/imports/rules.hpp"
#include "modules/sales/service.hpp"

namespace homeport::imports {
namespace {

Result<customers::CustomerId> ensure_customer(kit::Write& write, const ImportRow& row, store::Progress& progress) {
  const bool has_reference = !row.customer_ref.empty();
  const auto kind = has_reference ? customers::KeyKind::external : customers::KeyKind::phone;
  if (const auto there =
          customers::find_by_key(write.tx, kind, has_reference ? row.customer_ref : row.customer_phone)) {
    return *there;
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
  return made->id;
}

Result<catalogue::ProductId> ensure_product(kit::Write& write, const ImportFile& import, const ImportRow& row,
                                            store::Progress& progress) {
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
  if (ensured->is_new) ++progress.products;
  return ensured->id;
}

std::vector<ImportRow> plain_rows(const std::vector<store::StagedRow>& staged) {
  std::vector<ImportRow> rows;
  rows.reserve(staged.size());
  for (const auto& one : staged)
    rows.push_back(one.row);
  return rows;
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

}  // namespace

Outcome record_order(kit::Write& write, const ImportFile& import, const std::string& order_ref, std::int64_t& bad_row) {
  const auto staged = store::rows_of_order(write.tx, import.id, order_ref);
  if (staged.empty()) return Done{};
  const auto rows = plain_rows(staged);
  bad_row = rows.front().row_no;
  TRY_DONE(check_whole(write, import, order_ref, rows, bad_row));
  store::Progress progress;
  const auto count = static_cast<std::int64_t>(rows.size());
  sales::ImportedSale sale;
  sale.external_ref = order_ref;
  sale.input_hash = order_hash(rows);
  sale.store_id = rows.front().store_id;
  sale.sold_at = rows.front().sold_at;
  TRY(sale.customer_id, ensure_customer(write, rows.front(), progress));
  for (const auto& row : rows) {
    bad_row = row.row_no;
    TRY(const auto product_id, ensure_product(write, import, row, progress));
    sale.lines.push_back({product_id, row.quantity, row.amount, row.cost});
  }
  bad_row = rows.front().row_no;
  TRY(const auto recorded, sales::record_imported(write, sale));
  if (recorded == sales::ImportedAs::recorded) {
    progress.ok = count;
    progress.sales = 1;
  } else {
    progress.skipped = count;
  }
  store::delete_order(write.tx, import.id, order_ref);
  store::add_progress(write.tx, import.id, progress);
  return Done{};
}

void refuse_order(kit::Write& write, const ImportFile& import, const std::string& order_ref, const Refusal& refusal,
                  std::int64_t bad_row) {
  const auto staged = store::rows_of_order(write.tx, import.id, order_ref);
  for (const auto& one : staged) {
    store::StoredError stored;
    stored.order_ref = order_ref;
    stored.cells_json = one.cells_json;
    stored.error.row_no = one.row.row_no;
    if (one.row.row_no == bad_row) {
      stored.error.field = refusal.field;
      stored.error.reason = refusal.reason;
      stored.error.detail = refusal.detail;
    } else {
      stored.error.field = "order_ref";
      stored.error.reason = "imports.order_incomplete";
      stored.error.detail = "row " + std::to_string(bad_row) + " of the same order " + order_ref + " was refused";
    }
    store::insert_error(write.tx, import.id, stored);
  }
  store::Progress progress;
  progress.refused = static_cast<std::int64_t>(staged.size());
  store::delete_order(write.tx, import.id, order_ref);
  store::add_progress(write.tx, import.id, progress);
}

}  // namespace homeport::imports
