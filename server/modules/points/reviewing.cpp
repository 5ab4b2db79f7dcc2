// Work that nobody asks for: the review of tiers at the end of a period, and what is due in wallets.

#include "kit/use_case.hpp"
#include "modules/points/ledger.hpp"
#include "modules/points/service.hpp"
#include "modules/points/store.hpp"

namespace homeport::points {
namespace {

constexpr std::int64_t kBatch = 200;

Refusal not_due() {
  return refuse(RefusalKind::conflict, "points.review_not_due", "the tier of this customer stays as it is");
}

bool is_before(std::optional<Time> since, Time period_start) { return since && *since < period_start; }

// Moves the tier of one customer; refused, and so without a trace, when that is not due.
Outcome review_tier(kit::Write& write, CustomerId customer_id, Time period_start) {
  Ledger ledger(write, customer_id);
  const auto& account = ledger.account();
  const auto step = ledger.tier_after_review();
  if (step.held == nullptr || step.after->id == step.held->id) return not_due();
  const bool rises = step.after->threshold > step.held->threshold;
  if (!is_before(rises ? account.above_tier_since_at : account.below_tier_since_at, period_start)) return not_due();
  Entry entry;
  entry.kind = EntryKind::review;
  entry.at = write.now;
  ledger.post(entry, step);
  ledger.save();
  return Done{};
}

bool reviews_tiers(const StrategyVersion* strategy) {
  return strategy != nullptr && (strategy->downgrade == programme::Downgrade::period_end ||
                                 strategy->upgrade == programme::Upgrade::period_end);
}

Outcome settle_wallet(kit::Write& write, CustomerId customer_id) {
  Ledger ledger(write, customer_id);
  // Whoever asked for it found it due; the account may not know it (points given back to an expired lot).
  ledger.note_due(write.now);
  ledger.settle();
  ledger.save();
  return Done{};
}

}  // namespace

std::int64_t review_tiers(kit::Runtime& runtime, const kit::Actor& actor) {
  std::int64_t moved = 0;
  CustomerId after;
  for (;;) {
    Time period_start;
    const auto due = kit::in_read(runtime, actor, [&](const kit::Read& read) {
      const auto programme = programme::current_programme(read.tx);
      if (!reviews_tiers(programme->strategy_at(read.now))) return std::vector<CustomerId>{};
      const auto year = year_month_day(local_date(read.now, programme->zone)).year;
      period_start = start_of_day(*date_from({year, 1, 1}), programme->zone);
      return store::accounts_off_tier(read.tx, period_start, after, kBatch);
    });
    if (due.empty()) return moved;
    for (const auto customer_id : due) {
      const auto done = kit::in_write(runtime, actor,
                                      [&](kit::Write& write) { return review_tier(write, customer_id, period_start); });
      if (done.ok()) ++moved;
    }
    after = due.back();
  }
}

std::int64_t settle_due_wallets(kit::Runtime& runtime, const kit::Actor& actor) {
  std::int64_t settled = 0;
  for (;;) {
    const auto due = kit::in_read(
        runtime, actor, [&](const kit::Read& read) { return store::customers_due(read.tx, read.now, kBatch); });
    for (const auto customer_id : due) {
      const auto done =
          kit::in_write(runtime, actor, [&](kit::Write& write) { return settle_wallet(write, customer_id); });
      if (done.ok()) ++settled;
    }
    if (static_cast<std::int64_t>(due.size()) < kBatch) return settled;
  }
}

}  // namespace homeport::points
