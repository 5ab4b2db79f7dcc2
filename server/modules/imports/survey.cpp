#include "modules/imports/survey.hpp"

#include <unordered_map>
#include <unordered_set>

#include "modules/catalogue/service.hpp"
#include "modules/customers/service.hpp"
#include "modules/sales/service.hpp"

namespace homeport::imports {
namespace {

// What was seen of an order so far.
struct SeenOrder {
  std::int64_t good_rows = 0;
  bool sells = false;
  bool takes_back = false;
  std::int64_t first_row = 0;
  Time sold_at;
  std::size_t customer = 0;
  OrgUnitId store_id;
  bool is_bad = false;
};

class Survey {
 public:
  explicit Survey(kit::Runtime& runtime) : runtime_(runtime) {}

  void take(std::variant<ImportRow, RowError> read, std::string_view order_cell) {
    ++preview_.row_count;
    if (auto* error = std::get_if<RowError>(&read)) {
      if (!order_cell.empty()) orders_[std::string(order_cell)].is_bad = true;
      return add_error(std::move(*error));
    }
    auto& row = std::get<ImportRow>(read);
    auto& order = orders_[row.order_ref];
    const std::size_t customer = std::hash<std::string>{}(row.customer_ref + "\x1f" + row.customer_phone);
    if (order.first_row == 0) {
      order.first_row = row.row_no;
      order.sold_at = row.sold_at;
      order.customer = customer;
      order.store_id = row.store_id;
    } else if (order.customer != customer || !is_one_order(order.sold_at, row.sold_at) ||
               order.store_id != row.store_id) {
      order.is_bad = true;
      return add_error({row.row_no,
                        order.customer != customer       ? "customer_ref"
                        : order.store_id != row.store_id ? "store"
                                                         : "sold_at",
                        "imports.order_disagrees",
                        "differs from row " + std::to_string(order.first_row) + " of the same order " + row.order_ref,
                        row.order_ref});
    }
    ++order.good_rows;
    (row.quantity > 0 ? order.sells : order.takes_back) = true;
    if (row.quantity > 0) count_needs(row);
    if (static_cast<std::int64_t>(preview_.rows.size()) < kPreviewRows) preview_.rows.push_back(std::move(row));
  }

  Preview finish() {
    runtime_.database.read([&](db::Transaction& tx) { count_new(tx); });
    for (const auto& [reference, order] : orders_) {
      if (order.is_bad) preview_.error_count += order.good_rows;
    }
    return std::move(preview_);
  }

 private:
  void add_error(RowError error) {
    ++preview_.error_count;
    if (static_cast<std::int64_t>(preview_.errors.size()) < kPreviewErrors) preview_.errors.push_back(std::move(error));
  }

  // What a sale needs may be new; a return only takes from what is there.
  void count_needs(const ImportRow& row) {
    products_.insert(row.sku);
    if (row.customer_ref.empty() && row.customer_phone.empty()) return;
    customers_.emplace(row.customer_ref.empty() ? row.customer_phone : row.customer_ref, !row.customer_ref.empty());
  }

  void count_new(db::Transaction& tx) {
    for (const auto& [reference, order] : orders_) {
      if (order.is_bad) continue;
      if (order.takes_back) ++preview_.will_create.returns;
      if (!order.sells) continue;
      if (sales::is_recorded(tx, reference)) {
        ++preview_.already_imported;
      } else {
        ++preview_.will_create.sales;
      }
    }
    for (const auto& [text, is_reference] : customers_) {
      const auto kind = is_reference ? customers::KeyKind::external : customers::KeyKind::phone;
      if (!customers::find_by_key(tx, kind, text)) ++preview_.will_create.customers;
    }
    for (const auto& sku : products_) {
      if (!catalogue::find_by_sku(tx, sku)) ++preview_.will_create.products;
    }
  }

  kit::Runtime& runtime_;
  Preview preview_;
  std::unordered_map<std::string, SeenOrder> orders_;
  std::unordered_map<std::string, bool> customers_;
  std::unordered_set<std::string> products_;
};

}  // namespace

Preview survey(kit::Runtime& runtime, const ImportFile& import, const RowContext& context) {
  Survey survey(runtime);
  const auto order_column = context.columns[static_cast<std::size_t>(Meaning::order_ref)];
  std::int64_t count = 0;
  read_file(stored_path(runtime, import), format_of(import), [&](const RawRow& raw) {
    if (++count > kMostRows) return Going::stop;
    if (!raw.problem.empty()) {
      survey.take(
          RowError{raw.row_no, "", "imports." + std::string(raw.problem), "the row cannot be cut into cells", ""}, {});
      return Going::on;
    }
    const bool has_order = order_column && *order_column < raw.cells.size();
    survey.take(read_row(raw.row_no, raw.cells, context), has_order ? raw.cells[*order_column] : std::string_view{});
    return Going::on;
  });
  return survey.finish();
}

}  // namespace homeport::imports
