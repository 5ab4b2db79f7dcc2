// Work that nobody asks for: the review of tiers at the end of a period, and what is due in wallets.

#include <array>

#include "base/check.hpp"
#include "base/json.hpp"
#include "kit/use_case.hpp"
#include "modules/points/ledger.hpp"
#include "modules/points/service.hpp"
#include "modules/points/store.hpp"

namespace homeport::points {
namespace {

constexpr std::int64_t kBatch = 200;
constexpr std::array<std::int64_t, 3> kReminderDays{1, 7, 30};

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

// A lot of a wallet whose owner is to be told; refused when that is no longer so.
Outcome remind(kit::Write& write, const store::LotKey& key, std::int64_t days) {
  Ledger ledger(write, key.customer_id);
  ledger.note_due(write.now);
  ledger.settle();
  auto lot = store::load_lot(write.tx, key.customer_id, key.lot_id);
  CHECK(lot.has_value());
  const auto& active_at = ledger.account().last_activity_at;
  if (lot->idle_months && active_at) {  // purchases have kept it alive
    const auto later = expiry_from(programme::Expiry::by_activity, *lot->idle_months,
                                   std::max(*active_at, lot->granted_at), ledger.programme().zone);
    if (later && lot->expires_at && *later > *lot->expires_at) {
      lot->expires_at = later;
      lot->due_at = due_at_of(*lot);
      lot->reminded_days = 0;
      store::send_lot_change(write.tx, *lot);
      ledger.save();
      return Done{};
    }
  }
  const bool is_told = lot->reminded_days != 0 && lot->reminded_days <= days;
  if (!is_spendable(*lot, write.now) || is_told) {
    return refuse(RefusalKind::conflict, "points.reminder_not_due", "nothing to remind of");
  }
  lot->reminded_days = days;
  store::send_lot_change(write.tx, *lot);
  JsonWriter payload;
  payload.begin_object().key("points").integer(lot->left.hundredths);
  payload.key("expires_at").time(*lot->expires_at).key("days").integer(days).end_object();
  write.publish({"points.expiring", key.customer_id.value, key.lot_id.value, 0, payload.take()});
  ledger.save();
  return Done{};
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

std::int64_t remind_of_expiries(kit::Runtime& runtime, const kit::Actor& actor) {
  std::int64_t told = 0;
  // The nearest first: who hears of it a day before isn't told of the week.
  for (const auto days : kReminderDays) {
    for (std::int64_t done_of_batch = kBatch; done_of_batch == kBatch;) {
      const auto due = kit::in_read(runtime, actor, [&](const kit::Read& read) {
        return store::lots_to_remind(read.tx, read.now, plus_micros(read.now, days * kMicrosPerDay), days, kBatch);
      });
      done_of_batch = 0;
      for (const auto& key : due) {
        const auto done = kit::in_write(runtime, actor, [&](kit::Write& write) { return remind(write, key, days); });
        if (done.ok()) ++done_of_batch;
      }
      told += done_of_batch;
    }
  }
  return told;
}

void count_tiers(kit::Runtime& runtime, const kit::Actor& actor) {
  const auto [tiers, counts] = kit::in_read(runtime, actor, [](const kit::Read& read) {
    return std::pair(programme::tiers(read.tx), store::count_by_tier(read.tx));
  });
  kit::in_write(runtime, actor, [&tiers = tiers, &counts = counts](kit::Write& write) {
    for (const auto& tier : tiers) {
      const auto found = counts.find(tier.id);
      store::keep_population(write.tx, tier.id, found == counts.end() ? 0 : found->second, write.now);
    }
  });
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
