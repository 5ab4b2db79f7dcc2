#include "modules/sales/service.hpp"

#include "modules/catalogue/service.hpp"
#include "modules/sales/quoting.hpp"
#include "modules/sales/recording.hpp"
#include "modules/sales/store.hpp"

namespace homeport::sales {
namespace {

NewSale new_sale(kit::Write& write, const SaleRequest& request, const Basket& basket) {
  NewSale made;
  made.sale.customer_id = request.customer_id.value_or(CustomerId{write.anonymous_customer_id()});
  made.sale.sale_id = write.new_id<SaleId>();
  made.sale.store_id = basket.store.id;
  if (write.actor.staff_id.is_set()) made.sale.staff_id = write.actor.staff_id;
  made.sale.source = request.source;
  made.sale.sold_at = write.now;
  made.sale.created_at = write.now;
  made.sale.note = request.note;
  if (basket.customer) made.sale.customer_name = basket.customer->name;
  made.payments = request.payments;
  for (const auto& line : basket.lines) {
    SaleLine row;
    row.line_no = line.line_no;
    row.product_id = line.product.id;
    row.sku = line.product.sku;
    row.product_name = line.product.name;
    row.quantity = line.quantity;
    row.unit_price = line.unit_price;
    row.discount = line.discount;
    row.amount = line.amount;
    made.lines.push_back(std::move(row));
  }
  return made;
}

Outcome check_expected(const Basket& basket, const points::SaleQuote& worth, Money expected, View view) {
  if (worth.arithmetic.payable == expected) return Done{};
  auto refusal = refuse(RefusalKind::conflict, "sales.payable_changed",
                        "payable is " + std::to_string(worth.arithmetic.payable.minor) + " now, the till expected " +
                            std::to_string(expected.minor),
                        "expected_payable_minor");
  refusal.current_json = to_json(quote_of(basket, worth, view), view);
  return refusal;
}

Result<points::SaleQuote> worth_for_update(kit::Write& write, std::optional<CustomerId> customer_id,
                                           std::span<const programme::LineInput> inputs, Time at) {
  if (customer_id) return points::quote_for_update(write, *customer_id, inputs, at);
  return points::quote(write.tx, std::nullopt, inputs, at);
}

}  // namespace

Result<Quote> quote(catalogue::ProductCache& products, const kit::Read& read, const QuoteRequest& request) {
  TRY(const auto basket, fill_basket(products, read, request.store_id, request.customer_id, request.lines));
  TRY(const auto worth, points::quote(read.tx, request.customer_id, basket.inputs, read.now));
  return quote_of(basket, worth, read.view());
}

Result<SaleDocument> sell(catalogue::ProductCache& products, kit::Write& write, const SaleRequest& request) {
  TRY(const auto basket, fill_basket(products, write.as_read(), request.store_id, request.customer_id, request.lines));
  TRY(const auto worth, worth_for_update(write, request.customer_id, basket.inputs, write.now));
  TRY_DONE(check_expected(basket, worth, request.expected_payable, write.view()));
  TRY_DONE(check_payments(request.payments, worth.arithmetic.payable));
  auto made = new_sale(write, request, basket);
  fill_worth(made, worth);
  if (request.customer_id) {
    made.sale.entry_id =
        points::accumulate(write, *request.customer_id, made.sale.sale_id, worth, basket.inputs, made.sale.sold_at);
  }
  write_sale(write, made, basket.store.time_zone);
  write.audit(audit_entry("sales.sell", made.sale));
  tell_screens(write, made.sale);
  SaleDocument document;
  document.sale = std::move(made.sale);
  document.store_name = basket.store.name;
  document.staff_name = write.actor.name;
  document.lines = std::move(made.lines);
  document.payments = std::move(made.payments);
  return document;
}

Result<SaleDocument> load(const kit::Read& read, CustomerId customer_id, SaleId sale_id) {
  auto sale = store::load_sale(read.tx, customer_id, sale_id);
  if (!sale || !read.actor.reaches(sale->store_id, sale->staff_id.value_or(StaffId{}))) {
    return sale_not_found();
  }
  SaleDocument document;
  document.store_name = identity::org_unit_name(read.tx, sale->store_id);
  if (sale->staff_id) document.staff_name = identity::staff_name(read.tx, *sale->staff_id);
  document.lines = store::load_lines(read.tx, customer_id, sale_id);
  document.payments = store::load_payments(read.tx, customer_id, sale_id);
  document.returns = store::load_returns(read.tx, customer_id, sale_id);
  document.sale = std::move(*sale);
  return document;
}

}  // namespace homeport::sales
