// Quoting, accumulating and taking back: the movements of accounts.

#include "modules/points/service.hpp"

#include <algorithm>

#include "modules/identity/service.hpp"
#include "modules/points/recorded_lines.hpp"
#include "modules/points/store.hpp"

namespace homeport::points {
namespace {

constexpr std::int64_t kReviewBatch = 200;

Result<SaleQuote> worth_of(std::optional<Account> account, std::shared_ptr<const Programme> programme,
                           std::span<const LineInput> lines, Time at, Pricing pricing) {
  SaleQuote quote;
  quote.pricing = pricing;
  const auto* strategy = programme->strategy_at(at);
  if (strategy != nullptr) quote.strategy = *strategy;
  if (strategy == nullptr) quote.no_programme = NoProgramme::no_strategy;
  if (account) quote.history_combined = account->combined;
  const auto* tier = programme->tier_of(account ? account->tier_id : std::nullopt, quote.history_combined);
  if (tier != nullptr) quote.tier = *tier;
  quote.period = programme::period_of(account ? account->first_sale_at : std::nullopt, at,
                                      strategy == nullptr ? 0 : strategy->development_days);
  TRY(quote.arithmetic,
      programme::assess_by_strategy(lines, strategy, quote.period, pricing, tier == nullptr ? kWhole : tier->discount));
  quote.account = std::move(account);
  quote.programme = std::move(programme);
  return quote;
}

Outcome check_room(const Account& account, const SaleArithmetic& sale) {
  const bool fits = account.consumption.hundredths <= kMaxAmount - sale.consumption.hundredths &&
                    account.profit.hundredths <= kMaxAmount - sale.profit.hundredths &&
                    account.combined.hundredths <= kMaxAmount - sale.combined.hundredths &&
                    account.spent.minor <= kMaxAmount - sale.payable.minor;
  if (fits) return Done{};
  return refuse(RefusalKind::unprocessable, "points.account_full",
                "a balance of the customer would exceed " + std::to_string(kMaxAmount));
}

// Moves the account by the entry: balances, number, tier. The entry's own amounts are set.
void apply(Account& account, Entry& entry, const Programme& programme, const Tier* after, const Tier* held, Time now) {
  account.consumption += entry.consumption;
  account.profit += entry.profit;
  account.combined += entry.combined;
  account.spent += entry.spent;
  account.entry_count += 1;
  account.programme_revision = programme.revision;
  account.updated_at = now;
  entry.customer_id = account.customer_id;
  entry.entry_no = account.entry_count;
  entry.consumption_balance = account.consumption;
  entry.profit_balance = account.profit;
  entry.combined_balance = account.combined;
  entry.created_at = now;
  if (after == nullptr) return;
  entry.tier_before_id = held->id;
  entry.tier_id = after->id;
  entry.is_tier_change = held->id != after->id;
  if (account.tier_id != after->id) account.tier_since_at = now;
  account.tier_id = after->id;
  if (after->threshold <= account.combined) {
    account.below_tier_since_at.reset();
  } else if (!account.below_tier_since_at) {
    account.below_tier_since_at = now;
  }
}

void write_movement(kit::Write& write, const Account& account, Entry& entry) {
  if (write.actor.staff_id.is_set()) entry.created_by = write.actor.staff_id;
  store::send_account(write.tx, account);
  store::send_entry(write.tx, entry);
  if (!entry.is_tier_change) return;
  JsonWriter payload;
  payload.begin_object().key("tier_before_id").id(entry.tier_before_id->value);
  payload.key("tier_id").id(entry.tier_id->value).end_object();
  write.publish({"points.tier_changed", account.customer_id.value, entry.id.value, 0, payload.take()});
}

// The tier before an entry, and after it.
struct TierStep {
  const Tier* held = nullptr;
  const Tier* after = nullptr;
};

TierStep tier_step(const Programme& programme, const Account& account, Points delta, programme::Downgrade policy) {
  const auto* held = programme.tier_of(account.tier_id, account.combined);
  if (held == nullptr) return {};
  return {held, &programme::tier_after_entry(programme.tiers, *held, delta, account.combined + delta, policy)};
}

programme::Downgrade policy_at(const Programme& programme, Time now) {
  const auto* strategy = programme.strategy_at(now);
  return strategy == nullptr ? programme::Downgrade::never : strategy->downgrade;
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
  return worth_of(store::load_account(tx, *customer_id), programme::current_programme(tx), lines, at,
                  Pricing::by_programme);
}

Result<SaleQuote> quote_for_update(kit::Write& write, CustomerId customer_id, std::span<const LineInput> lines, Time at,
                                   Pricing pricing) {
  CHECK(customer_id.value > 0);
  auto account = store::lock_account(write.tx, customer_id, write.now);
  auto programme = programme::programme_of(write.tx, account.programme_revision);
  TRY(auto quote, worth_of(std::move(account), std::move(programme), lines, at, pricing));
  TRY_DONE(check_room(*quote.account, quote.arithmetic));
  return quote;
}

EntryId accumulate(kit::Write& write, CustomerId customer_id, SaleId sale_id, const SaleQuote& quote,
                   std::span<const LineInput> lines, Time sold_at) {
  CHECK(quote.account && quote.account->customer_id == customer_id && quote.programme);
  CHECK(quote.arithmetic.lines.size() == lines.size());
  const auto& programme = *quote.programme;
  Account account = *quote.account;
  Entry entry;
  entry.id = write.new_id<EntryId>();
  entry.kind = EntryKind::sale;
  entry.at = sold_at;
  entry.sale_id = sale_id;
  entry.consumption = quote.arithmetic.consumption;
  entry.profit = quote.arithmetic.profit;
  entry.combined = quote.arithmetic.combined;
  entry.spent = quote.arithmetic.payable;
  if (quote.strategy) entry.strategy_id = quote.strategy->id;
  entry.period = quote.period;
  entry.pricing = quote.pricing;
  entry.discount = quote.tier ? quote.tier->discount : kWhole;
  entry.lines = sale_lines_text(lines);
  const auto [held, after] = tier_step(programme, account, entry.combined, programme::Downgrade::never);
  apply(account, entry, programme, after, held, write.now);
  account.sales_count += 1;
  account.first_sale_at = std::min(account.first_sale_at.value_or(sold_at), sold_at);
  account.last_sale_at = std::max(account.last_sale_at.value_or(sold_at), sold_at);
  write_movement(write, account, entry);
  return entry.id;
}

Result<EntryId> reverse(kit::Write& write, CustomerId customer_id, SaleId sale_id, ReturnId return_id,
                        const ReturnArithmetic& taken, Time returned_at) {
  const auto sale = store::load_entry_of_sale(write.tx, customer_id, sale_id);
  if (!sale) {
    return refuse(RefusalKind::not_found, "points.sale_unknown", "no points were recorded for this sale");
  }
  auto account = store::lock_account(write.tx, customer_id, write.now);
  const auto programme = programme::programme_of(write.tx, account.programme_revision);
  Entry entry;
  entry.id = write.new_id<EntryId>();
  entry.kind = EntryKind::sale_return;
  entry.at = returned_at;
  entry.sale_id = sale_id;
  entry.return_id = return_id;
  entry.consumption = -taken.consumption;
  entry.profit = -taken.profit;
  entry.combined = -taken.combined;
  entry.spent = -taken.paid;
  entry.strategy_id = sale->strategy_id;
  entry.lines = return_lines_text(taken.lines);
  const auto [held, after] = tier_step(*programme, account, entry.combined, policy_at(*programme, write.now));
  apply(account, entry, *programme, after, held, write.now);
  write_movement(write, account, entry);
  return entry.id;
}

namespace {

Refusal not_due() {
  return refuse(RefusalKind::conflict, "points.review_not_due", "the tier of this customer stays as it is");
}

// Lowers the tier of one customer; refused, and so without a trace, when that is not due.
Outcome review_tier(kit::Write& write, CustomerId customer_id, Time period_start) {
  auto account = store::lock_account(write.tx, customer_id, write.now);
  const auto programme = programme::programme_of(write.tx, account.programme_revision);
  const auto* held = programme->tier_of(account.tier_id, account.combined);
  if (held == nullptr || !account.below_tier_since_at || *account.below_tier_since_at >= period_start) return not_due();
  const auto& after =
      programme::tier_after_review(programme->tiers, *held, account.combined, policy_at(*programme, write.now));
  if (after.id == held->id) return not_due();
  Entry entry;
  entry.id = write.new_id<EntryId>();
  entry.kind = EntryKind::review;
  entry.at = write.now;
  entry.lines = "[]";
  apply(account, entry, *programme, &after, held, write.now);
  write_movement(write, account, entry);
  return Done{};
}

}  // namespace

std::int64_t review_tiers(kit::Runtime& runtime, const kit::Actor& actor) {
  std::int64_t lowered = 0;
  CustomerId after;
  for (;;) {
    Time period_start;
    const auto due = kit::in_read(runtime, actor, [&](const kit::Read& read) {
      if (policy_at(*programme::current_programme(read.tx), read.now) != programme::Downgrade::period_end)
        return std::vector<CustomerId>{};
      const auto zone = identity::chain_settings(read.tx).time_zone;
      const auto found = TimeZone::find(zone).value_or(TimeZone::utc());
      const auto year = year_month_day(local_date(read.now, found)).year;
      period_start = start_of_day(*date_from({year, 1, 1}), found);
      return store::accounts_below_tier(read.tx, period_start, after, kReviewBatch);
    });
    if (due.empty()) return lowered;
    for (const auto customer_id : due) {
      const auto done = kit::in_write(runtime, actor,
                                      [&](kit::Write& write) { return review_tier(write, customer_id, period_start); });
      if (done.ok()) ++lowered;
    }
    after = due.back();
  }
}

}  // namespace homeport::points
