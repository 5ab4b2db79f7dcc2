#include "modules/sales/service.hpp"

#include "modules/catalogue/service.hpp"
#include "modules/sales/offline.hpp"
#include "modules/sales/offline_store.hpp"
#include "modules/sales/rewarding.hpp"
#include "modules/sales/selling.hpp"
#include "modules/sales/store.hpp"
#include "modules/sales/tenders.hpp"

namespace homeport::sales {
namespace {

Money sum_of(std::span<const Payment> payments) {
  Money sum;
  for (const auto& payment : payments)
    sum += payment.amount;
  return sum;
}

}  // namespace

Result<points::SaleQuote> worth_for_update(kit::Write& write, std::optional<CustomerId> customer_id,
                                           std::span<const programme::LineInput> inputs, Time at) {
  if (customer_id) return points::quote_for_update(write, *customer_id, inputs, at);
  return points::quote(write.tx, std::nullopt, inputs, at);
}

Outcome check_expected(const Basket& basket, const points::SaleQuote& worth, Money expected, View view) {
  if (worth.arithmetic.payable == expected) return Done{};
  auto refusal = refuse(RefusalKind::conflict, "sales.payable_changed",
                        "payable is " + std::to_string(worth.arithmetic.payable.minor) + " now, the till expected " +
                            std::to_string(expected.minor),
                        "expected_payable_minor");
  auto now = quote_of(basket, worth, view);
  now.due = now.payable;
  refusal.current_json = to_json(now, view);
  return refusal;
}

NewSale new_sale(kit::Write& write, const Basket& basket, std::optional<CustomerId> customer_id, SaleSource source) {
  NewSale made;
  made.sale.customer_id = customer_id.value_or(CustomerId{write.anonymous_customer_id()});
  made.sale.sale_id = write.new_id<SaleId>();
  made.sale.store_id = basket.store.id;
  if (write.actor.staff_id.is_set()) made.sale.staff_id = write.actor.staff_id;
  made.sale.source = source;
  made.sale.sold_at = write.now;
  made.sale.created_at = write.now;
  if (basket.customer) made.sale.customer_name = basket.customer->name;
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

SaleDocument finish_sale(kit::Write& write, const Basket& basket, const points::SaleQuote& worth, NewSale made,
                         std::string action) {
  fill_worth(made, worth);
  for (const auto& tender : made.payments) {
    if (!is_money(tender.kind) && tender.kind != PaymentKind::exchange) made.sale.rewards += tender.amount;
  }
  CHECK(sum_of(made.payments) == made.sale.payable);
  if (worth.account) {
    made.sale.entry_id =
        points::accumulate(write, made.sale.customer_id, made.sale.sale_id, worth, basket.inputs, made.sale.sold_at);
  }
  write_sale(write, made, basket.store.time_zone);
  write.audit(audit_entry(std::move(action), made.sale));
  tell_screens(write, made.sale);
  SaleDocument document;
  document.sale = std::move(made.sale);
  document.store_name = basket.store.name;
  document.staff_name = write.actor.name;
  if (worth.account) document.wallet = worth.wallet;
  document.lines = std::move(made.lines);
  document.payments = std::move(made.payments);
  return document;
}

Result<Quote> quote(catalogue::ProductCache& products, const kit::Read& read, const QuoteRequest& request) {
  TRY(const auto basket, fill_basket(products, read, request.store_id, request.customer_id, request.lines));
  TRY_DONE(check_currency(basket, request.currency));
  TRY(const auto worth, points::quote(read.tx, request.customer_id, basket.inputs, read.now));
  auto made = quote_of(basket, worth, read.view());
  TRY_DONE(show_rewards(read, basket, worth, request.rewards, made));
  return made;
}

Result<SaleDocument> sell(catalogue::ProductCache& products, kit::Write& write, const SaleRequest& request) {
  TRY_DONE(check_source(request.source));
  TRY_DONE(check_offline(request, write.now));
  if (request.offline.value_or(false)) return sell_offline(products, write, request);
  TRY(const auto basket, fill_basket(products, write.as_read(), request.store_id, request.customer_id, request.lines));
  TRY_DONE(check_currency(basket, request.currency));
  TRY(auto worth, worth_for_update(write, request.customer_id, basket.inputs, write.now));
  auto made = new_sale(write, basket, request.customer_id, request.source);
  made.sale.note = request.note;
  TRY_DONE(check_expected(basket, worth, request.expected_payable, write.view()));
  if (!request.rewards.empty()) {
    TRY(made.payments, use_rewards(write, basket, worth, request.rewards, made.sale.sale_id));
    // What was spent has moved the account that was locked.
    TRY(worth, worth_for_update(write, request.customer_id, basket.inputs, write.now));
  }
  TRY_DONE(check_payments(request.payments, worth.arithmetic.payable - sum_of(made.payments)));
  made.payments.insert(made.payments.end(), request.payments.begin(), request.payments.end());
  return finish_sale(write, basket, worth, std::move(made), "sales.sell");
}

bool may_share(const SaleRequest& request) { return request.rewards.empty() && !request.offline.value_or(false); }

void foretell(db::Transaction& tx, const SaleRequest& request) {
  if (request.customer_id && request.customer_id->value > 0) {
    points::foretell_account(tx, *request.customer_id);
    customers::foretell_head(tx, *request.customer_id);
  }
  identity::foretell_store(tx, request.store_id);
}

Result<SaleDocument> load(const kit::Read& read, CustomerId customer_id, SaleId sale_id) {
  auto sale = store::load_sale(read.tx, customer_id, sale_id);
  if (!sale || !read.actor.reaches(sale->store_id, sale->staff_id.value_or(StaffId{}))) return sale_not_found();
  SaleDocument document;
  document.store_name = identity::org_unit_name(read.tx, sale->store_id);
  if (sale->staff_id) document.staff_name = identity::staff_name(read.tx, *sale->staff_id);
  if (sale->entry_id) document.wallet = points::wallet_of_entry(read.tx, customer_id, *sale->entry_id);
  document.lines = store::load_lines(read.tx, customer_id, sale_id);
  document.payments = store::load_payments(read.tx, customer_id, sale_id);
  document.returns = store::load_returns(read.tx, customer_id, sale_id);
  if (!document.returns.empty()) document.refunds = store::load_refunds(read.tx, customer_id, sale_id);
  if (sale->offline_difference) document.offline = store::load_offline(read.tx, customer_id, sale_id);
  document.sale = std::move(*sale);
  return document;
}

}  // namespace homeport::sales
