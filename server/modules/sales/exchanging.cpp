// Goods come back and others are taken: a return and a sale in one transaction. What the return would pay out pays for
// the new goods first; one difference is left, to pay or to get.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

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

struct Terms {
  std::string reason;
  std::span<const ReturnLineRequest> return_lines;
  std::span<const LineRequest> lines;
  std::span<const RewardRequest> rewards;
  std::optional<Money> expected_payable;  // none: whatever it is
  std::optional<std::string> currency{};
};

// An exchange worked out, the points moved by what goes back, its rewards used; not yet paid.
struct Exchanging {
  Sale sale;  // of which something goes back
  Basket basket;
  Taking taking;
  points::SaleQuote worth;
  NewSale made;
  Money credit;  // of what the return pays out, used for the new lines
  Money due;     // left to be paid with money
  Quote quote;   // of the new lines, where nothing is expected
};

Outcome use_rewards_of(kit::Write& write, Exchanging& one, std::optional<CustomerId> member, const Terms& terms) {
  if (terms.rewards.empty()) return Done{};
  TRY(one.made.payments, use_rewards(write, one.basket, one.worth, terms.rewards, one.made.sale.sale_id));
  TRY(one.worth, worth_for_update(write, member, one.basket.inputs, write.now));
  return Done{};
}

Result<Exchanging> work_out(catalogue::ProductCache& products, kit::Write& write, CustomerId customer_id,
                            SaleId sale_id, const Terms& terms) {
  auto sale = store::lock_sale(write.tx, customer_id, sale_id);
  if (!sale || !write.actor.reaches(sale->store_id, sale->staff_id.value_or(StaffId{}))) return sale_not_found();
  Exchanging one;
  one.sale = std::move(*sale);
  std::optional<CustomerId> member;
  if (customer_id.value > 0) member = customer_id;
  TRY(one.basket, fill_basket(products, write.as_read(), one.sale.store_id, member, terms.lines));
  TRY_DONE(check_currency(one.basket, terms.currency));

  TRY(one.taking, assess_taking(write, one.sale, {write.now, terms.reason, std::nullopt}, terms.return_lines));
  TRY_DONE(reverse_points(write, one.sale, one.taking));

  TRY(one.worth, worth_for_update(write, member, one.basket.inputs, write.now));
  if (terms.expected_payable) {
    TRY_DONE(check_expected(one.basket, one.worth, *terms.expected_payable, write.view()));
  } else {
    one.quote = quote_of(one.basket, one.worth, write.view());
    TRY_DONE(show_rewards(write.as_read(), one.basket, one.worth, terms.rewards, one.quote));
  }
  const bool imported = one.sale.source == SaleSource::import;
  one.made = new_sale(write, one.basket, customer_id, imported ? SaleSource::till : one.sale.source);
  one.made.sale.exchange_return_id = one.taking.made.return_id;
  TRY_DONE(use_rewards_of(write, one, member, terms));
  one.due = one.worth.arithmetic.payable;
  for (const auto& tender : one.made.payments)
    one.due -= tender.amount;
  one.credit = std::min(one.due, one.taking.made.paid_out);
  if (one.credit.minor > 0) one.made.payments.push_back(credit_tender(one.credit, one.taking.made.return_id));
  one.due -= one.credit;
  use_for_exchange(one.taking, one.credit, one.made.sale.sale_id);
  return one;
}

// Return and sale, written. The payments are what is due.
ExchangeDocument record(kit::Write& write, Exchanging& one, std::span<const Payment> payments) {
  one.made.payments.insert(one.made.payments.end(), payments.begin(), payments.end());
  ExchangeDocument document;
  record_taking(write, one.sale, one.taking);
  document.returned = one.taking.made;
  document.difference = one.due.minor > 0 ? one.due : -document.returned.paid_out;
  document.sale = finish_sale(write, one.basket, one.worth, std::move(one.made), "sales.exchange");
  return document;
}

// What a member sees move.
struct Standing {
  Points combined;
  std::optional<std::string> tier_name;
  points::WalletHead wallet;
};

Standing standing_of(kit::Write& write, CustomerId customer_id) {
  const auto head = points::account_head(write.tx, customer_id);
  Standing standing;
  standing.combined = head.combined;
  if (head.tier) standing.tier_name = head.tier->name;
  standing.wallet = points::wallet_head(write.tx, customer_id, write.now);
  return standing;
}

ExchangeQuote quote_from(Exchanging one, const ExchangeDocument& document) {
  ExchangeQuote quote;
  quote.refund = document.returned.refund;
  for (const auto& refund : one.taking.refunds)
    quote.refunds.push_back({refund.kind, refund.amount, refund.exchanged, refund.points});
  quote.withheld = document.returned.withheld;
  quote.quote = std::move(one.quote);
  quote.exchanged = one.credit;
  quote.due = one.due;
  quote.paid_out = document.returned.paid_out;
  quote.difference = document.difference;
  return quote;
}

Result<ExchangeQuote> try_exchange(catalogue::ProductCache& products, kit::Write& write, CustomerId customer_id,
                                   SaleId sale_id, const Terms& terms) {
  const bool is_member = customer_id.value > 0;
  Standing before;
  if (is_member) before = standing_of(write, customer_id);
  TRY(auto one, work_out(products, write, customer_id, sale_id, terms));
  std::vector<Payment> payments;
  if (one.due.minor > 0) payments.push_back({PaymentKind::cash, one.due});
  const auto document = record(write, one, payments);
  auto quote = quote_from(std::move(one), document);
  if (!is_member) return quote;
  const auto after = standing_of(write, customer_id);
  quote.combined_before = before.combined;
  quote.combined_after = after.combined;
  quote.tier_name_before = before.tier_name;
  quote.tier_name_after = after.tier_name;
  quote.available_before = before.wallet.available;
  quote.available_after = after.wallet.available;
  quote.debt_after = after.wallet.debt;
  return quote;
}

}  // namespace

Result<ExchangeDocument> exchange(catalogue::ProductCache& products, kit::Write& write, CustomerId customer_id,
                                  SaleId sale_id, const ExchangeRequest& request) {
  const Terms terms{request.reason,  request.return_lines,     request.lines,
                    request.rewards, request.expected_payable, request.currency};
  TRY(auto one, work_out(products, write, customer_id, sale_id, terms));
  one.made.sale.note = request.note;
  TRY_DONE(check_payments(request.payments, one.due));
  return record(write, one, request.payments);
}

Result<ExchangeQuote> quote_exchange(catalogue::ProductCache& products, kit::Runtime& runtime, const kit::Actor& actor,
                                     CustomerId customer_id, SaleId sale_id, const ExchangeQuoteRequest& request) {
  const Terms terms{"quote", request.return_lines, request.lines, request.rewards, std::nullopt};
  std::optional<Result<ExchangeQuote>> quoted;
  // Refused, whatever comes of it, so that nothing is kept.
  const auto undone = kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
    quoted.emplace(try_exchange(products, write, customer_id, sale_id, terms));
    return refuse(RefusalKind::conflict, "sales.only_asked", "an exchange that was only asked about");
  });
  CHECK(!undone.ok() && quoted);
  return std::move(*quoted);
}

}  // namespace homeport::sales
