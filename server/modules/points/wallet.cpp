// The use-cases of wallets: grant, hold, commit, release, spend, give back.

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "modules/points/ledger.hpp"
#include "modules/points/service.hpp"
#include "modules/points/store.hpp"
#include "modules/points/transferring.hpp"

namespace homeport::points {
namespace {

constexpr std::string_view kBeSpent = "be spent from it";

Refusal out_of_range(Points points) {
  return refuse(RefusalKind::invalid, "points.amount_out_of_range",
                std::to_string(points.hundredths) + " hundredths are not within 1 and " + std::to_string(kMaxAmount),
                "points");
}

Outcome check_amount(Points points) {
  if (points.hundredths >= 1 && points.hundredths <= kMaxAmount) return Done{};
  return out_of_range(points);
}

Purpose purpose_of(GrantKind kind) {
  switch (kind) {
    case GrantKind::behaviour: return Purpose::behaviour;
    case GrantKind::incentive: return Purpose::incentive;
    case GrantKind::correction: break;
  }
  return Purpose::correction;
}

Purpose purpose_of(SpendKind kind) {
  switch (kind) {
    case SpendKind::money_off: return Purpose::money_off;
    case SpendKind::gift: return Purpose::gift;
    case SpendKind::voucher: break;
  }
  return Purpose::voucher;
}

Outcome check_spendable(Ledger& ledger, Points points) { return check_leaving(ledger, points, kBeSpent, "spent"); }

Entry spending(const Ledger& ledger, Points points, SpendKind kind, std::string_view source_kind,
               std::int64_t source_id) {
  Entry entry;
  entry.kind = EntryKind::spend;
  entry.programme_account = ProgrammeAccount::redeemed;
  entry.at = ledger.now();
  entry.purpose = purpose_of(kind);
  entry.source_kind = std::string(source_kind);
  entry.source_id = SourceId{source_id};
  entry.wallet = -points;
  return entry;
}

void note_spending(Ledger& ledger, Points points) {
  auto& account = ledger.account();
  ledger.count_today();
  account.spent_today += points;
  account.last_activity_at = std::max(account.last_activity_at.value_or(ledger.now()), ledger.now());
}

// What is due changes what a head says; nothing is written.
void foresee(db::Transaction& tx, CustomerId customer_id, Time now, WalletHead& head) {
  for (const auto& hold : store::load_expired_holds(tx, customer_id, now)) {
    head.reserved -= hold.points;
    head.available += hold.points;
  }
  for (const auto& lot : store::load_due_lots(tx, customer_id, now)) {
    if (lot.state == LotState::pending) {
      head.pending -= lot.left;
      head.available += lot.left;
    }
    if (lot.expires_at && *lot.expires_at <= now && !lot.idle_months) head.available -= lot.left;
  }
  const Points repaid = std::min(head.debt, head.available);
  head.debt -= repaid;
  head.available -= repaid;
}

}  // namespace

WalletHead wallet_head(db::Transaction& tx, CustomerId customer_id, Time now) {
  WalletHead head;
  const auto account = store::load_account(tx, customer_id);
  if (!account) return head;
  head.available = account->available;
  head.pending = account->pending;
  head.reserved = account->reserved;
  head.debt = account->debt;
  head.is_blocked = account->blocked_at.has_value();
  if (!account->wallet_due_at) return head;
  if (*account->wallet_due_at <= now) foresee(tx, customer_id, now, head);
  if (const auto next = store::load_next_expiry(tx, customer_id, now)) {
    head.next_expiring = next->points;
    head.next_expires_at = next->at;
  }
  return head;
}

WalletView wallet_view(db::Transaction& tx, CustomerId customer_id, Time now) {
  const auto head = wallet_head(tx, customer_id, now);
  WalletView view{head.available, head.pending, head.reserved, head.debt, head.is_blocked, {}, {}};
  view.lots = store::load_open_lots(tx, customer_id, kLotsShown);
  if (view.lots.size() > kLotsShown) view.lots.resize(kLotsShown);
  for (const auto& lot : view.lots) {
    if (!lot.expires_at || *lot.expires_at <= now) continue;
    auto& expiries = view.coming_expiries;
    if (expiries.empty() || expiries.back().expires_at != *lot.expires_at) expiries.push_back({*lot.expires_at, {}});
    expiries.back().points += lot.left;
  }
  return view;
}

Result<EntryId> grant(kit::Write& write, CustomerId customer_id, const Grant& wanted) {
  TRY_DONE(check_amount(wanted.points));
  Ledger ledger(write, customer_id);
  ledger.settle();
  auto& account = ledger.account();
  if (account.wallet.hundredths > kMaxAmount - wanted.points.hundredths) {
    return refuse(RefusalKind::unprocessable, "points.account_full",
                  "the wallet would exceed " + std::to_string(kMaxAmount));
  }
  ledger.count_today();
  if (wanted.kind != GrantKind::correction) {
    const Points limit = ledger.strategy().daily_earn_limit;
    if (within_daily_limit(wanted.points, account.earned_today, limit) != wanted.points) {
      return beyond_daily_limit("earned", wanted.points, account.earned_today, limit);
    }
    account.earned_today += wanted.points;
  }
  auto life = life_by_strategy(ledger.strategy(), write.now, ledger.programme().zone);
  if (wanted.activates_at) {
    life = life_from(ledger.strategy(), std::max(*wanted.activates_at, write.now), ledger.programme().zone);
    if (*wanted.activates_at > write.now) life.state = LotState::pending;
  }
  if (wanted.expires_at) {
    life.expires_at = wanted.expires_at;
    life.idle_months.reset();
  }
  if (life.expires_at && *life.expires_at <= std::max(write.now, life.activates_at.value_or(write.now))) {
    return refuse(RefusalKind::invalid, "points.expires_too_early",
                  "the points would expire at " + format_rfc3339(*life.expires_at) + ", before anybody can spend them",
                  "expires_at");
  }
  Entry entry;
  entry.kind = EntryKind::grant;
  entry.at = write.now;
  entry.purpose = purpose_of(wanted.kind);
  entry.source_kind = wanted.source_kind;
  entry.source_id = SourceId{wanted.source_id};
  if (!wanted.note.empty()) entry.note = wanted.note;
  entry.request = wanted.request;
  entry.wallet = wanted.points;
  ledger.post(entry);
  ledger.open_lot(entry, wanted.points, life);
  ledger.repay();
  send_on_if_merged(write, ledger);
  ledger.save();
  return entry.id;
}

Result<EntryId> take_back(kit::Write& write, CustomerId customer_id, EntryId granted, std::string_view source_kind,
                          std::int64_t source_id) {
  Ledger ledger(write, customer_id);
  ledger.settle();
  const auto given = store::load_entry(write.tx, customer_id, granted);
  if (!given) return refuse(RefusalKind::not_found, "points.entry_unknown", "the customer has no such points entry");
  if (given->kind != EntryKind::grant) {
    return refuse(RefusalKind::unprocessable, "points.not_a_grant", "only a grant can be taken back");
  }
  if (store::is_taken_back(write.tx, customer_id, granted)) {
    return refuse(RefusalKind::conflict, "points.taken_back_already",
                  "the " + programme::format_points(given->wallet) + " points of this grant were taken back before");
  }
  Entry entry;
  entry.id = write.new_id<EntryId>();
  entry.kind = EntryKind::take_back;
  entry.at = write.now;
  entry.of_entry_id = granted;
  entry.purpose = given->purpose;
  entry.source_kind = std::string(source_kind);
  entry.source_id = SourceId{source_id};
  const LotId lot_id{granted.value};
  const Points wanted = given->wallet - store::expired_of_lot(write.tx, customer_id, lot_id);
  auto own_lot = store::load_lot(write.tx, customer_id, lot_id);
  ledger.open_debt(entry, ledger.take(entry.id, own_lot, wanted));
  entry.wallet = -wanted;
  ledger.post(entry);
  send_on_if_merged(write, ledger);
  ledger.save();
  return entry.id;
}

Result<HoldId> hold(kit::Write& write, CustomerId customer_id, Points points, Time expires_at,
                    std::string_view source_kind, std::int64_t source_id) {
  TRY_DONE(check_amount(points));
  if (expires_at <= write.now || expires_at > plus_seconds(write.now, kMostHoldSeconds)) {
    return refuse(RefusalKind::invalid, "points.hold_too_long",
                  "a hold lasts up to " + std::to_string(kMostHoldSeconds) + " seconds", "expires_at");
  }
  Ledger ledger(write, customer_id);
  ledger.settle();
  TRY_DONE(check_spendable(ledger, points));
  auto plan = ledger.plan(points);
  if (plan.total() != points) {
    return refuse(RefusalKind::unprocessable, "points.balance_too_low",
                  programme::format_points(points) + " points are wanted, " + programme::format_points(plan.total()) +
                      " are available",
                  "points");
  }
  for (const auto& part : plan.parts)
    ledger.reserve(plan.lot(part.lot_id), part.points);
  Hold made;
  made.customer_id = customer_id;
  made.id = write.new_id<HoldId>();
  made.points = points;
  made.lots = lot_parts_text(plan.parts);
  made.source_kind = source_kind;
  made.source_id = SourceId{source_id};
  made.expires_at = expires_at;
  made.created_at = write.now;
  ledger.note_due(expires_at);
  store::send_hold(write.tx, made);
  ledger.save();
  return made.id;
}

Result<EntryId> commit_hold(kit::Write& write, CustomerId customer_id, HoldId hold_id, std::string_view source_kind,
                            std::int64_t source_id, SpendKind kind) {
  Ledger ledger(write, customer_id);
  auto held = store::load_hold(write.tx, customer_id, hold_id);
  if (!held) return refuse(RefusalKind::not_found, "points.hold_unknown", "there is no such hold on this wallet");
  if (held->state != HoldState::held || held->expires_at <= write.now) {
    return refuse(RefusalKind::conflict, "points.hold_expired",
                  "the hold on " + programme::format_points(held->points) + " points ended at " +
                      format_rfc3339(held->closed_at.value_or(held->expires_at)));
  }
  if (ledger.account().blocked_at) return wallet_blocked(kBeSpent);
  auto entry = spending(ledger, held->points, kind, source_kind, source_id);
  ledger.post(entry);
  for (const auto& part : lot_parts_from(held->lots)) {
    auto lot = store::load_lot(write.tx, customer_id, part.lot_id);
    CHECK(lot.has_value());
    ledger.draw_reserved(entry.id, *lot, part.points);
  }
  held->state = HoldState::committed;
  held->closed_at = write.now;
  store::send_hold_end(write.tx, *held);
  note_spending(ledger, held->points);
  ledger.save();
  return entry.id;
}

void release_hold(kit::Write& write, CustomerId customer_id, HoldId hold_id) {
  Ledger ledger(write, customer_id);
  ledger.settle();
  auto held = store::load_hold(write.tx, customer_id, hold_id);
  if (held && held->state == HoldState::held) {
    for (const auto& part : lot_parts_from(held->lots)) {
      auto lot = store::load_lot(write.tx, customer_id, part.lot_id);
      CHECK(lot.has_value());
      ledger.reserve(*lot, -part.points);
    }
    held->state = HoldState::released;
    held->closed_at = write.now;
    store::send_hold_end(write.tx, *held);
    ledger.settle();
    ledger.repay();
  }
  CHECK(!held || held->state != HoldState::committed);
  ledger.save();
}

Result<EntryId> spend(kit::Write& write, CustomerId customer_id, Points points, SpendKind kind,
                      std::string_view source_kind, std::int64_t source_id) {
  TRY_DONE(check_amount(points));
  Ledger ledger(write, customer_id);
  ledger.settle();
  TRY_DONE(check_spendable(ledger, points));
  auto plan = ledger.plan(points);
  CHECK(plan.total() == points);
  auto entry = spending(ledger, points, kind, source_kind, source_id);
  ledger.post(entry);
  for (const auto& part : plan.parts)
    ledger.draw(entry.id, plan.lot(part.lot_id), part.points);
  note_spending(ledger, points);
  ledger.save();
  return entry.id;
}

Result<EntryId> give_back(kit::Write& write, CustomerId customer_id, EntryId spending_id, Points points) {
  TRY_DONE(check_amount(points));
  Ledger ledger(write, customer_id);
  ledger.settle();
  const auto spent = store::load_entry(write.tx, customer_id, spending_id);
  if (!spent) return refuse(RefusalKind::not_found, "points.entry_unknown", "the customer has no such points entry");
  if (spent->kind != EntryKind::spend) {
    return refuse(RefusalKind::unprocessable, "points.not_a_spending", "only a spending can be given back");
  }
  const auto out = store::load_draws_out(write.tx, customer_id, spending_id);
  Points left;
  for (const auto& part : out)
    left += part.points;
  if (points > left) {
    return refuse(RefusalKind::unprocessable, "points.given_back_already",
                  programme::format_points(points) + " points can't be given back: of " +
                      programme::format_points(-spent->wallet) + " spent, " + programme::format_points(left) +
                      " are not given back yet",
                  "points");
  }
  Entry entry;
  entry.kind = EntryKind::give_back;
  entry.programme_account = ProgrammeAccount::redeemed;
  entry.at = write.now;
  entry.of_entry_id = spending_id;
  entry.purpose = spent->purpose;
  entry.source_kind = spent->source_kind;
  entry.source_id = spent->source_id;
  entry.wallet = points;
  ledger.post(entry);
  const auto& strategy = ledger.strategy();
  for (const auto& part : plan_give_back(out, points)) {
    auto lot = store::load_lot(write.tx, customer_id, part.lot_id);
    CHECK(lot.has_value());
    if (lot->state == LotState::expired || (lot->expires_at && *lot->expires_at <= write.now)) {
      const Date last =
          plus_days(local_date(write.now, ledger.programme().zone), static_cast<std::int32_t>(strategy.give_back_days));
      lot->state = LotState::active;
      lot->idle_months.reset();
      lot->expires_at = start_of_day(plus_days(last, 1), ledger.programme().zone);
    }
    ledger.draw(entry.id, *lot, -part.points);
  }
  auto& account = ledger.account();
  ledger.count_today();
  account.spent_today = std::max(Points{}, account.spent_today - points);
  ledger.repay();
  send_on_if_merged(write, ledger);
  ledger.save();
  return entry.id;
}

Result<Lot> activate_lot(kit::Write& write, CustomerId customer_id, LotId lot_id) {
  Ledger ledger(write, customer_id);
  ledger.settle();
  auto lot = store::load_lot(write.tx, customer_id, lot_id);
  if (!lot) return refuse(RefusalKind::not_found, "points.lot_unknown", "the wallet has no such lot");
  if (lot->state != LotState::pending) {
    return refuse(RefusalKind::conflict, "points.lot_not_pending", "the points of this lot don't wait for anything");
  }
  const auto& strategy = ledger.strategy();
  ledger.account().pending -= lot->left;
  ledger.account().available += lot->left;
  lot->state = LotState::active;
  lot->activates_at = write.now;
  if (!lot->expires_at) {
    lot->expires_at = expiry_from(strategy.expiry, strategy.expiry_months, write.now, ledger.programme().zone);
    if (strategy.expiry == programme::Expiry::by_activity) lot->idle_months = strategy.expiry_months;
  }
  std::vector<Lot> activated{*lot};
  ledger.change_lives(activated);
  ledger.repay();
  ledger.save();
  return activated.front();
}

}  // namespace homeport::points
