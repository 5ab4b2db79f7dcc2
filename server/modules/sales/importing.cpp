// Sales and returns of another system, recorded as they happened there.

#include <algorithm>
#include <map>

#include "kit/idempotency.hpp"
#include "modules/sales/quoting.hpp"
#include "modules/sales/recording.hpp"
#include "modules/sales/service.hpp"
#include "modules/sales/store.hpp"

namespace homeport::sales {
namespace {

// What became of a reference brought before; nothing when it is free.
std::optional<Result<ImportedAs>> known_reference(db::Transaction& tx, const std::string& external_ref,
                                                  const std::string& order_ref, const std::string& input_hash) {
  const auto there = store::find_external(tx, external_ref);
  if (!there) return std::nullopt;
  if (there->input_hash == input_hash) return Result<ImportedAs>(ImportedAs::was_here_already);
  return Result<ImportedAs>(refuse(RefusalKind::conflict, "sales.external_ref_differs",
                                   "order " + order_ref + " is here already, with other lines", "order_ref"));
}

SaleLine line_of(const ImportedLine& given, std::int64_t line_no) {
  SaleLine row;
  row.line_no = line_no;
  row.product_id = given.product.id;
  row.sku = given.product.sku;
  row.product_name = given.product.name;
  row.quantity = given.quantity;
  row.amount = given.amount;
  // The file knows the amount of the line; the price of a unit is what that comes to, the rest counts as discount.
  row.unit_price.minor = (given.amount.minor + given.quantity - 1) / given.quantity;
  row.discount = Money{row.unit_price.minor * given.quantity - given.amount.minor};
  return row;
}

Result<points::SaleQuote> worth_of(kit::Write& write, const ImportedSale& given,
                                   std::span<const programme::LineInput> inputs) {
  if (!given.customer_id) return points::quote(write.tx, std::nullopt, inputs, given.sold_at);
  return points::quote_for_update(write, *given.customer_id, inputs, given.sold_at, programme::Pricing::paid_at_list);
}

// The customer's lines a return can take from, best first: those sold at the same price, then the newest.
// What stores beyond the importer's reach sold isn't there for him.
std::vector<store::ReturnableLine> lines_to_take_from(db::Transaction& tx, const kit::Actor& importer,
                                                      const ImportedReturn& given) {
  auto lines = store::returnable_lines(tx, given.customer_id, given.product_id, given.returned_at);
  std::erase_if(lines,
                [&](const store::ReturnableLine& line) { return !importer.reaches(line.store_id, line.staff_id); });
  std::stable_partition(lines.begin(), lines.end(), [&](const store::ReturnableLine& line) {
    return static_cast<Int128>(line.amount.minor) * given.quantity ==
           static_cast<Int128>(given.amount.minor) * line.quantity;
  });
  return lines;
}

using Taken = std::map<SaleId, std::vector<ReturnLineRequest>>;

Result<Taken> match_return(db::Transaction& tx, const kit::Actor& importer, const ImportedReturn& given) {
  Taken taken;
  std::int64_t missing = given.quantity;
  for (const auto& line : lines_to_take_from(tx, importer, given)) {
    const std::int64_t units = std::min(missing, line.quantity - line.returned_quantity);
    taken[line.sale_id].push_back({line.line_no, units});
    missing -= units;
    if (missing == 0) return taken;
  }
  if (taken.empty()) {
    return refuse(RefusalKind::unprocessable, "sales.return_matches_no_sale",
                  "this customer bought nothing of this product before, or has returned all of it", "quantity");
  }
  return refuse(RefusalKind::unprocessable, "sales.return_exceeds_sold",
                std::to_string(given.quantity) + " units came back, but only " +
                    std::to_string(given.quantity - missing) + " sold before are still with the customer",
                "quantity");
}

}  // namespace

bool is_recorded(db::Transaction& tx, std::string_view external_ref) {
  return store::find_external(tx, external_ref).has_value();
}

std::string return_reference(std::string_view order_ref, std::string_view product_key) {
  // No order number holds a control character, so that none can be mistaken for this.
  return std::string(order_ref) + "\x1f" + std::string(product_key);
}

Result<ImportedAs> record_imported(kit::Write& write, const kit::Actor& importer, const ImportedSale& given) {
  NewSale made;
  made.sale.customer_id =
      given.customer_id.value_or(CustomerId{kit::derived_customer_id(write.actor, "import " + given.external_ref)});
  made.sale.sale_id = write.new_id<SaleId>();
  if (!store::take_external_key(write.tx, given.external_ref,
                                {made.sale.customer_id, made.sale.sale_id, given.input_hash})) {
    auto known = known_reference(write.tx, given.external_ref, given.external_ref, given.input_hash);
    if (!known) throw db::SerializationFailure("the order was given up a moment ago");
    return std::move(*known);
  }
  TRY(const auto store, identity::require_store(write.tx, given.store_id));
  if (given.customer_id) {
    TRY(const auto customer, customer_within_reach(kit::Read{write.tx, importer, write.now}, *given.customer_id));
    made.sale.customer_name = customer.name;
  }
  std::vector<programme::LineInput> inputs;
  inputs.reserve(given.lines.size());
  for (const auto& line : given.lines) {
    inputs.push_back(input_of(line.product, line.quantity, line.amount, line.cost));
    made.lines.push_back(line_of(line, static_cast<std::int64_t>(made.lines.size()) + 1));
  }
  TRY(const auto worth, worth_of(write, given, inputs));
  made.sale.store_id = given.store_id;
  made.sale.source = SaleSource::import;
  made.sale.external_ref = given.external_ref;
  made.sale.sold_at = given.sold_at;
  made.sale.created_at = write.now;
  fill_worth(made, worth);
  if (worth.arithmetic.payable.minor > 0) made.payments.push_back({PaymentKind::other, worth.arithmetic.payable});
  if (given.customer_id) {
    made.sale.entry_id =
        points::accumulate(write, *given.customer_id, made.sale.sale_id, worth, inputs, made.sale.sold_at);
  }
  write_sale(write, made, store.time_zone);
  write.audit(audit_entry("sales.import", made.sale));
  return ImportedAs::recorded;
}

Result<ImportedAs> record_imported_return(kit::Write& write, const kit::Actor& importer, const ImportedReturn& given) {
  if (auto known = known_reference(write.tx, given.external_ref, given.order_ref, given.input_hash)) {
    return std::move(*known);
  }
  TRY(const auto taken, match_return(write.tx, importer, given));
  if (!store::take_external_key(write.tx, given.external_ref,
                                {given.customer_id, taken.begin()->first, given.input_hash})) {
    throw db::SerializationFailure("somebody records the same return at this moment");
  }
  for (const auto& [sale_id, lines] : taken) {
    const auto sale = store::lock_sale(write.tx, given.customer_id, sale_id);
    CHECK(sale.has_value());
    TRY_DONE(write_return(write, *sale, {given.returned_at, given.reason, given.order_ref}, lines));
  }
  return ImportedAs::recorded;
}

}  // namespace homeport::sales
