// Quoting, accumulating and taking back: the movements that sales make.

#include "modules/points/service.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "modules/points/ledger.hpp"
#include "modules/points/recorded_lines.hpp"
#include "modules/points/store.hpp"
#include "modules/points/transferring.hpp"

namespace homeport::points {
namespace {

// What of the combined points may be spent, within what may be earned today.
void quote_wallet(SaleQuote& quote, Time now) {
  if (!quote.strategy || !quote.account) return;
  const auto& strategy = *quote.strategy;
  const auto& account = *quote.account;
  const Points by_rule{multiply_rate(quote.arithmetic.combined.hundredths, strategy.wallet_rate)};
  const bool counted = account.counted_on == local_date(now, quote.programme->zone);
  quote.wallet = within_daily_limit(by_rule, counted ? account.earned_today : Points{}, strategy.daily_earn_limit);
  quote.kept_back = by_rule - quote.wallet;
}

Result<SaleQuote> worth_of(std::optional<Account> account, std::shared_ptr<const Programme> programme,
                           std::span<const LineInput> lines, Time at, Time now, Pricing pricing) {
  SaleQuote quote;
  quote.pricing = pricing;
  const auto* strategy = programme->strategy_at(at);
  if (strategy != nullptr) quote.strategy = *strategy;
  if (strategy == nullptr) quote.no_programme = NoProgramme::no_strategy;
  if (account) quote.history_combined = account->combined;
  const auto* in_force = programme->strategy_at(now);
  const auto* tier = programme->tier_of(account ? account->tier_id : std::nullopt, quote.history_combined,
                                        in_force == nullptr ? programme::Upgrade::at_once : in_force->upgrade);
  if (tier != nullptr) quote.tier = *tier;
  quote.period = programme::period_of(account ? account->first_sale_at : std::nullopt, at,
                                      strategy == nullptr ? 0 : strategy->development_days);
  TRY(quote.arithmetic,
      programme::assess_by_strategy(lines, strategy, quote.period, pricing, tier == nullptr ? kWhole : tier->discount));
  quote.account = account ? std::move(*account) : Account{};
  quote.programme = std::move(programme);
  quote_wallet(quote, now);
  return quote;
}

Outcome check_room(const Account& account, const SaleQuote& quote) {
  const auto& sale = quote.arithmetic;
  const bool fits = account.consumption.hundredths <= kMaxAmount - sale.consumption.hundredths &&
                    account.profit.hundredths <= kMaxAmount - sale.profit.hundredths &&
                    account.combined.hundredths <= kMaxAmount - sale.combined.hundredths &&
                    account.wallet.hundredths <= kMaxAmount - quote.wallet.hundredths &&
                    account.spent.minor <= kMaxAmount - sale.payable.minor;
  if (fits) return Done{};
  return refuse(RefusalKind::unprocessable, "points.account_full",
                "a balance of the customer would exceed " + std::to_string(kMaxAmount));
}

}  // namespace

Result<SaleQuote> quote(db::Transaction& tx, std::optional<CustomerId> customer_id, std::span<const LineInput> lines,
                        Time at) {
  if (!customer_id || customer_id->value < 0) {
    SaleQuote anonymous;
    anonymous.no_programme = NoProgramme::anonymous;
    TRY(anonymous.arithmetic, programme::assess_without_programme(lines));
    return anonymous;
  }
  auto account = store::load_account(tx, *customer_id);
  auto programme =
      account ? programme::programme_of(tx, account->programme_revision) : programme::current_programme(tx);
  return worth_of(std::move(account), std::move(programme), lines, at, at, Pricing::by_programme);
}

Result<SaleQuote> quote_for_update(kit::Write& write, CustomerId customer_id, std::span<const LineInput> lines, Time at,
                                   Pricing pricing) {
  CHECK(customer_id.value > 0);
  auto account = store::lock_account(write.tx, customer_id, write.now);
  auto programme = programme::programme_of(write.tx, account.programme_revision);
  TRY(auto quote, worth_of(std::move(account), std::move(programme), lines, at, write.now, pricing));
  TRY_DONE(check_room(*quote.account, quote));
  return quote;
}

void foretell_account(db::Transaction& tx, CustomerId customer_id) { store::foretell_account(tx, customer_id); }

namespace {

// What is given for being new is not given again to whom another sale has made a customer meanwhile: two baskets put
// aside before his first sale are not two first sales.
bool is_new_no_more(const SaleQuote& quote, Time now) {
  return quote.strategy && quote.period == Period::development &&
         programme::period_of(quote.account->first_sale_at, now, quote.strategy->development_days) !=
             Period::development;
}

Refusal promise_is_over() {
  return refuse(RefusalKind::conflict, "points.promise_is_over",
                "it was promised for his first purchase, and another has been that meanwhile: quote again");
}

}  // namespace

Result<SaleQuote> quote_as_promised(kit::Write& write, CustomerId customer_id, std::span<const LineInput> lines,
                                    const PromisedTerms& terms) {
  CHECK(customer_id.value > 0);
  SaleQuote quote;
  quote.account = store::lock_account(write.tx, customer_id, write.now);
  quote.programme = programme::programme_of(write.tx, quote.account->programme_revision);
  quote.history_combined = quote.account->combined;
  quote.strategy = terms.strategy;
  if (!terms.strategy) quote.no_programme = NoProgramme::no_strategy;
  quote.tier = terms.tier;
  quote.period = terms.period;
  const auto assess = [&](Period period) {
    return programme::assess_by_strategy(lines, terms.strategy ? &*terms.strategy : nullptr, period,
                                         Pricing::by_programme, terms.tier ? terms.tier->discount : kWhole);
  };
  TRY(quote.arithmetic, assess(quote.period));
  if (is_new_no_more(quote, write.now)) {
    const Money promised = quote.arithmetic.payable;
    quote.period = Period::maintenance;
    TRY(quote.arithmetic, assess(quote.period));
    if (quote.arithmetic.payable != promised) return promise_is_over();
  }
  quote_wallet(quote, write.now);
  TRY_DONE(check_room(*quote.account, quote));
  return quote;
}

EntryId accumulate(kit::Write& write, CustomerId customer_id, SaleId sale_id, const SaleQuote& quote,
                   std::span<const LineInput> lines, Time sold_at) {
  CHECK(quote.account && quote.account->customer_id == customer_id && quote.programme);
  CHECK(quote.arithmetic.lines.size() == lines.size());
  Ledger ledger(write, *quote.account, quote.programme);
  auto& account = ledger.account();
  Entry entry;
  entry.id = write.new_id<EntryId>();
  entry.kind = EntryKind::sale;
  entry.at = sold_at;
  entry.sale_id = sale_id;
  entry.consumption = quote.arithmetic.consumption;
  entry.profit = quote.arithmetic.profit;
  entry.combined = quote.arithmetic.combined;
  entry.wallet = quote.wallet;
  entry.kept_back = quote.kept_back;
  entry.spent = quote.arithmetic.payable;
  if (quote.strategy) entry.strategy_id = quote.strategy->id;
  entry.period = quote.period;
  entry.pricing = quote.pricing;
  entry.discount = quote.tier ? quote.tier->discount : kWhole;
  entry.lines = sale_lines_text(lines);
  account.sales_count += 1;
  account.first_sale_at = std::min(account.first_sale_at.value_or(sold_at), sold_at);
  account.last_sale_at = std::max(account.last_sale_at.value_or(sold_at), sold_at);
  account.last_activity_at = std::max(account.last_activity_at.value_or(sold_at), sold_at);
  ledger.post(entry);
  if (entry.wallet.hundredths > 0) {
    ledger.count_today();
    account.earned_today += entry.wallet;
    ledger.open_lot(entry, entry.wallet, life_by_strategy(*quote.strategy, sold_at, quote.programme->zone));
    ledger.repay();
  }
  send_on_if_merged(write, ledger);
  ledger.save();
  return entry.id;
}

namespace {

// What a return asks the wallet for, and the lot its sale opened there.
struct WalletTaking {
  Points points;  // 0: the sale brought nothing, or all of it has gone already
  std::optional<Lot> own_lot;
};

WalletTaking wallet_taking(db::Transaction& tx, const Entry& sale, Points combined_taken) {
  WalletTaking taking;
  if (sale.wallet.hundredths == 0) return taking;
  Points taken_before;
  for (const auto& earlier : store::load_returns_of_sale(tx, sale.customer_id, sale.id)) {
    combined_taken -= earlier.combined;
    taken_before += earlier.kept_back - earlier.wallet;
  }
  const LotId lot_id{sale.id.value};
  const Points share = wallet_share_of_returns(sale.wallet, sale.combined, combined_taken);
  taking.points = std::max(Points{}, share - taken_before - store::expired_of_lot(tx, sale.customer_id, lot_id));
  taking.own_lot = store::load_lot(tx, sale.customer_id, lot_id);
  return taking;
}

// How many of the points that are no longer there are kept from the refund instead.
Points withhold(const StrategyVersion& strategy, Points missing, Money refund, Money& withheld) {
  if (strategy.debt_policy != programme::DebtPolicy::cash) return Points{};
  const Points covered = std::min(missing, programme::points_worth_at_most(refund, strategy.point_value));
  withheld = programme::worth_of(covered, strategy.point_value);
  return covered;
}

}  // namespace

Result<Reversal> reverse(kit::Write& write, CustomerId customer_id, EntryId sale_entry, ReturnId return_id,
                         const ReturnArithmetic& taken, Money refund, Time returned_at) {
  const auto sale = store::load_entry(write.tx, customer_id, sale_entry);
  if (!sale || sale->kind != EntryKind::sale) {
    return refuse(RefusalKind::not_found, "points.sale_unknown", "no points were recorded for this sale");
  }
  Ledger ledger(write, customer_id);
  ledger.settle();
  Entry entry;
  entry.id = write.new_id<EntryId>();
  entry.kind = EntryKind::sale_return;
  entry.programme_account = ProgrammeAccount::returned;
  entry.at = returned_at;
  entry.sale_id = sale->sale_id;
  entry.return_id = return_id;
  entry.of_entry_id = sale->id;
  entry.consumption = -taken.consumption;
  entry.profit = -taken.profit;
  entry.combined = -taken.combined;
  entry.spent = -taken.paid;
  entry.strategy_id = sale->strategy_id;
  entry.lines = return_lines_text(taken.lines);

  auto taking = wallet_taking(write.tx, *sale, taken.combined);
  const Points missing = ledger.take(entry.id, taking.own_lot, taking.points);
  Reversal reversal;
  // What a merged account lacks may well be in the wallet it was merged into.
  if (!ledger.account().merged_into_id) entry.kept_back = withhold(ledger.strategy(), missing, refund, entry.withheld);
  reversal.debt = missing - entry.kept_back;
  reversal.wallet = taking.points - entry.kept_back;
  reversal.withheld = entry.withheld;
  ledger.open_debt(entry, reversal.debt);
  entry.wallet = -reversal.wallet;
  ledger.give_back_earned(*sale, reversal.wallet);
  reversal.entry_id = ledger.post(entry);
  send_on_if_merged(write, ledger);
  ledger.save();
  return reversal;
}

}  // namespace homeport::points
