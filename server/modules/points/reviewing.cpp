// Work that nobody asks for: the review of tiers at the end of a period, and what is due in wallets.

#include <array>

#include "base/check.hpp"
#include "base/json.hpp"
#include "kit/use_case.hpp"
#include "modules/points/expiry_reminders.hpp"
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
  if (lot->left.hundredths > 0 && ledger.renew(*lot)) {  // purchases have kept it alive
    lot->reminded_days = 0;
    std::vector<Lot> renewed{*lot};
    ledger.change_lives(renewed);
    ledger.save();
    return Done{};
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
  write.publish({std::string(kExpiringTopic), key.customer_id.value, key.lot_id.value, 0, payload.take()});
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

// Records the tier that an account's points give it by the present rules; refused where it is recorded already.
Outcome lift_tier(kit::Write& write, CustomerId customer_id) {
  Ledger ledger(write, customer_id);
  auto& account = ledger.account();
  const TierStep step{ledger.programme().tier_recorded(account.tier_id, account.combined), ledger.tier_step({}).after};
  if (step.held == nullptr || account.tier_id == step.after->id) return not_due();
  if (account.tier_id) {
    Entry entry;
    entry.kind = EntryKind::review;
    entry.at = write.now;
    ledger.post(entry, step);
  } else {
    account.tier_id = step.after->id;
    account.tier_since_at = write.now;
  }
  ledger.save();
  return Done{};
}

// Accounts with one recorded tier, or none, whose points reach so far.
struct Lift {
  std::optional<TierId> tier_id;
  Points at_least;
};

std::vector<Lift> lifts_of(const programme::Programme& programme, const StrategyVersion* strategy) {
  std::vector<Lift> lifts{{std::nullopt, Points{-kMaxAmount}}};
  if (strategy != nullptr && strategy->upgrade != programme::Upgrade::at_once) return lifts;
  for (std::size_t i = 0; i + 1 < programme.tiers.size(); ++i)
    lifts.push_back({programme.tiers[i].id, programme.tiers[i + 1].threshold});
  return lifts;
}

}  // namespace

std::int64_t lift_tiers(kit::Runtime& runtime, const kit::Actor& actor) {
  std::int64_t lifted = 0;
  store::TiersApplied present;
  const auto lifts = kit::in_read(runtime, actor, [&](const kit::Read& read) {
    const auto programme = programme::current_programme(read.tx);
    const auto* strategy = programme->strategy_at(read.now);
    present = {programme->revision, strategy == nullptr ? 0 : strategy->id.value};
    const bool is_applied = programme->tiers.empty() || store::load_tiers_applied(read.tx) == present;
    return is_applied ? std::vector<Lift>{} : lifts_of(*programme, strategy);
  });
  if (lifts.empty()) return lifted;
  for (const auto& lift : lifts) {
    CustomerId after;
    for (;;) {
      const auto due = kit::in_read(runtime, actor, [&](const kit::Read& read) {
        return store::accounts_of_tier(read.tx, lift.tier_id, lift.at_least, after, kBatch);
      });
      for (const auto customer_id : due) {
        const auto done =
            kit::in_write(runtime, actor, [&](kit::Write& write) { return lift_tier(write, customer_id); });
        if (done.ok()) ++lifted;
      }
      if (static_cast<std::int64_t>(due.size()) < kBatch) break;
      after = due.back();
    }
  }
  kit::in_write(runtime, actor, [&](kit::Write& write) { store::keep_tiers_applied(write.tx, present, write.now); });
  return lifted;
}

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
        return store::lots_to_remind(read.tx, read.now, plus_days(read.now, days), days, kBatch);
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
