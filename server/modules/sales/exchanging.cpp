// Goods come back and others are taken: a return and a sale in one transaction. What the return would pay out pays for
// the new goods first; one difference is left, to pay or to get.

#include <algorithm>

#include "modules/sales/rewarding.hpp"
#include "modules/sales/selling.hpp"
#include "modules/sales/service.hpp"
#include "modules/sales/store.hpp"
#include "modules/sales/tenders.hpp"

namespace homeport::sales {
namespace {

// Uses `credit` of what is paid out, spread over the tenders it came from.
void use_for_exchange(Taking& taking, Money credit, SaleId sale_id) {
  std::vector<Money> left;
  left.reserve(taking.refunds.size());
  for (const auto& refund : taking.refunds)
    left.push_back(is_paid_out(refund.kind) ? refund.amount : Money{});
  const auto parts = split_in_proportion(left, credit);
  for (std::size_t i = 0; i < parts.size(); ++i)
    taking.refunds[i].exchanged = parts[i];
  taking.made.exchanged = credit;
  taking.made.paid_out -= credit;
  taking.made.exchange_sale_id = sale_id;
}

Payment credit_tender(Money credit, ReturnId return_id) {
  Payment tender;
  tender.kind = PaymentKind::exchange;
  tender.amount = credit;
  tender.return_id = return_id;
  return tender;
}

}  // namespace

Result<ExchangeDocument> exchange(catalogue::ProductCache& products, kit::Write& write, CustomerId customer_id,
                                  SaleId sale_id, const ExchangeRequest& request) {
  const auto sale = store::lock_sale(write.tx, customer_id, sale_id);
  if (!sale || !write.actor.reaches(sale->store_id, sale->staff_id.value_or(StaffId{}))) return sale_not_found();
  std::optional<CustomerId> member;
  if (customer_id.value > 0) member = customer_id;
  TRY(auto basket, fill_basket(products, write.as_read(), sale->store_id, member, request.lines));

  TRY(auto taking, assess_taking(write, *sale, {write.now, request.reason, std::nullopt}, request.return_lines));
  TRY_DONE(reverse_points(write, *sale, taking));

  TRY(auto worth, worth_for_update(write, member, basket.inputs, write.now));
  TRY_DONE(check_expected(basket, worth, request.expected_payable, write.view()));
  auto made =
      new_sale(write, basket, customer_id, sale->source == SaleSource::import ? SaleSource::till : sale->source);
  made.sale.note = request.note;
  made.sale.exchange_return_id = taking.made.return_id;
  if (!request.rewards.empty()) {
    TRY(made.payments, use_rewards(write, basket, worth, request.rewards, made.sale.sale_id));
    TRY(worth, worth_for_update(write, member, basket.inputs, write.now));
  }
  Money due = worth.arithmetic.payable;
  for (const auto& tender : made.payments)
    due -= tender.amount;
  const Money credit = std::min(due, taking.made.paid_out);
  if (credit.minor > 0) made.payments.push_back(credit_tender(credit, taking.made.return_id));
  due -= credit;
  TRY_DONE(check_payments(request.payments, due));
  made.payments.insert(made.payments.end(), request.payments.begin(), request.payments.end());
  use_for_exchange(taking, credit, made.sale.sale_id);

  ExchangeDocument document;
  record_taking(write, *sale, taking);
  document.returned = std::move(taking.made);
  document.difference = due.minor > 0 ? due : -document.returned.paid_out;
  document.sale = finish_sale(write, basket, worth, std::move(made), "sales.exchange");
  return document;
}

}  // namespace homeport::sales
