#include "modules/points/ledger.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/json.hpp"
#include "modules/points/chain.hpp"
#include "modules/points/store.hpp"

namespace homeport::points {
namespace {

// A spending looks at so many lots first, and at more where they are not enough.
constexpr std::int64_t kLotsAtOnce = 64;
constexpr std::int64_t kMoreLots = 16;  // times as many

}  // namespace

Ledger::Ledger(kit::Write& write, CustomerId customer_id)
    : write_(write), account_(store::lock_account(write.tx, customer_id, write.now)) {
  CHECK(customer_id.value > 0);
  programme_ = programme::programme_of(write.tx, account_.programme_revision);
  if (const auto* strategy = programme_->strategy_at(write.now)) strategy_ = *strategy;
}

Ledger::Ledger(kit::Write& write, Account account, std::shared_ptr<const programme::Programme> programme)
    : write_(write), account_(std::move(account)), programme_(std::move(programme)) {
  if (const auto* strategy = programme_->strategy_at(write.now)) strategy_ = *strategy;
}

TierStep Ledger::tier_step(Points combined_delta) const {
  const auto* held = programme_->tier_of(account_.tier_id, account_.combined, strategy_.upgrade);
  if (held == nullptr) return {};
  return {held,
          &programme::tier_after_entry(programme_->tiers, *held, combined_delta, account_.combined + combined_delta,
                                       strategy_.downgrade, strategy_.upgrade)};
}

TierStep Ledger::tier_after_review() const {
  const auto* held = programme_->tier_of(account_.tier_id, account_.combined, strategy_.upgrade);
  if (held == nullptr) return {};
  return {held, &programme::tier_after_review(programme_->tiers, *held, account_.combined, strategy_.downgrade,
                                              strategy_.upgrade)};
}

EntryId Ledger::post(Entry& entry, const TierStep& step) {
  write_entry();
  if (!entry.id.is_set()) entry.id = write_.new_id<EntryId>();
  if (entry.lines.empty()) entry.lines = "[]";
  account_.consumption += entry.consumption;
  account_.profit += entry.profit;
  account_.combined += entry.combined;
  account_.wallet += entry.wallet;
  account_.spent += entry.spent;
  account_.entry_count += 1;
  entry.customer_id = account_.customer_id;
  entry.entry_no = account_.entry_count;
  entry.consumption_balance = account_.consumption;
  entry.profit_balance = account_.profit;
  entry.combined_balance = account_.combined;
  entry.wallet_balance = account_.wallet;
  entry.created_at = write_.now;
  if (write_.actor.staff_id.is_set()) entry.created_by = write_.actor.staff_id;
  if (step.after != nullptr) {
    entry.tier_before_id = step.held->id;
    entry.tier_id = step.after->id;
    entry.is_tier_change = step.held->id != step.after->id;
    if (account_.tier_id != step.after->id) account_.tier_since_at = write_.now;
    account_.tier_id = step.after->id;
    const auto& earned = programme::tier_for(programme_->tiers, account_.combined);
    const auto mark = [&](std::optional<Time>& since, bool is_off) {
      if (!is_off) since.reset();
      if (is_off && !since) since = write_.now;
    };
    mark(account_.below_tier_since_at, earned.threshold < step.after->threshold);
    mark(account_.above_tier_since_at, earned.threshold > step.after->threshold);
  }
  unwritten_ = entry;
  if (entry.is_tier_change) {
    JsonWriter payload;
    payload.begin_object().key("tier_before_id").id(entry.tier_before_id->value);
    payload.key("tier_id").id(entry.tier_id->value).end_object();
    write_.publish({"points.tier_changed", account_.customer_id.value, entry.id.value, 0, payload.take()});
  }
  return entry.id;
}

void Ledger::write_entry() {
  if (!unwritten_) return;
  if (changing_ == unwritten_->id && !changes_.empty()) {
    unwritten_->lots = lot_changes_text(changes_);
    changes_.clear();
  }
  unwritten_->hash = chain_hash(account_.head_hash, *unwritten_);
  account_.head_hash = unwritten_->hash;
  store::send_entry(write_.tx, *unwritten_);
  unwritten_.reset();
}

LotChange& Ledger::note_change(EntryId entry_id, const Lot& lot) {
  if (changing_ != entry_id) {
    if (unwritten_ && unwritten_->id != entry_id) write_entry();
    CHECK(changes_.empty());
    changing_ = entry_id;
  }
  auto& change = changes_.emplace_back();
  change.lot_id = lot.id;
  change.granted_at = lot.granted_at;
  change.state = lot.state;
  change.activates_at = lot.activates_at;
  change.expires_at = lot.expires_at;
  change.idle_months = lot.idle_months;
  return change;
}

void Ledger::open_lot(const Entry& entry, Points points, const LotLife& life, std::optional<LotId> id,
                      std::optional<Time> granted_at) {
  if (points.hundredths == 0) return;
  Lot lot;
  lot.customer_id = account_.customer_id;
  lot.id = id.value_or(LotId{entry.id.value});
  lot.entry_id = entry.id;
  lot.state = life.state;
  lot.granted = points;
  lot.left = points;
  lot.granted_at = granted_at.value_or(entry.at);
  lot.activates_at = life.activates_at;
  lot.expires_at = life.expires_at;
  lot.idle_months = life.idle_months;
  lot.due_at = due_at_of(lot);
  (lot.state == LotState::pending ? account_.pending : account_.available) += points;
  note_due(lot.due_at);
  note_change(entry.id, lot).granted = lot.granted;
  store::send_lot(write_.tx, lot);
}

void Ledger::open_debt(const Entry& entry, Points points, std::optional<LotId> id) {
  if (points.hundredths == 0) return;
  Lot lot;
  lot.customer_id = account_.customer_id;
  lot.id = id.value_or(LotId{entry.id.value});
  lot.entry_id = entry.id;
  lot.state = LotState::debt;
  lot.granted = -points;
  lot.left = -points;
  lot.granted_at = entry.at;
  account_.debt += points;
  note_change(entry.id, lot).granted = lot.granted;
  store::send_lot(write_.tx, lot);
}

Points Ledger::take(EntryId entry_id, std::optional<Lot>& own_lot, Points wanted) {
  Points missing = wanted;
  if (own_lot && own_lot->left.hundredths > 0 && missing.hundredths > 0) {
    const Points own = std::min(missing, own_lot->left);
    draw(entry_id, *own_lot, own);
    missing -= own;
  }
  if (missing.hundredths > 0 && account_.available.hundredths > 0) {
    auto others = plan(std::min(missing, account_.available));
    for (const auto& part : others.parts)
      draw(entry_id, others.lot(part.lot_id), part.points);
    missing -= others.total();
  }
  return missing;
}

void Ledger::draw(EntryId entry_id, Lot& lot, Points points) {
  lot.left -= points;
  switch (lot.state) {
    case LotState::pending: account_.pending -= points; break;
    case LotState::debt: account_.debt += points; break;
    case LotState::active:
    case LotState::expired: account_.available -= points; break;
  }
  write_draw(entry_id, lot, points);
  lot.due_at = due_at_of(lot);
  note_due(lot.due_at);
  store::send_lot_change(write_.tx, lot);
}

void Ledger::draw_reserved(EntryId entry_id, Lot& lot, Points points) {
  lot.reserved -= points;
  account_.reserved -= points;
  write_draw(entry_id, lot, points);
  store::send_lot_change(write_.tx, lot);
}

void Ledger::reserve(Lot& lot, Points points) {
  lot.left -= points;
  lot.reserved += points;
  account_.available -= points;
  account_.reserved += points;
  if (lot.state == LotState::expired) lot.state = LotState::active;  // what is left again expires again
  lot.due_at = due_at_of(lot);
  note_due(lot.due_at);
  store::send_lot_change(write_.tx, lot);
}

void Ledger::write_draw(EntryId entry_id, const Lot& lot, Points points) {
  if (drawing_ != entry_id) {
    drawing_ = entry_id;
    draw_no_ = 0;
  }
  auto& change = note_change(entry_id, lot);
  change.draw_no = ++draw_no_;
  change.drawn = points;
  store::send_draw(write_.tx, {account_.customer_id, entry_id, lot.id, draw_no_, points});
}

void Ledger::change_lives(std::vector<Lot>& lots) {
  if (lots.empty()) return;
  Entry entry;
  entry.kind = EntryKind::life_change;
  entry.at = write_.now;
  post(entry);
  for (auto& lot : lots) {
    lot.due_at = due_at_of(lot);
    note_due(lot.due_at);
    note_change(entry.id, lot);
    store::send_lot_change(write_.tx, lot);
  }
}

void Ledger::set_blocked(bool is_blocked, std::optional<std::string> reason) {
  CHECK(account_.blocked_at.has_value() != is_blocked);
  Entry entry;
  entry.kind = is_blocked ? EntryKind::block : EntryKind::unblock;
  entry.at = write_.now;
  entry.note = std::move(reason);
  post(entry);
  account_.blocked_at = is_blocked ? std::optional(write_.now) : std::nullopt;
}

void Ledger::note_due(std::optional<Time> at) {
  if (at && (!account_.wallet_due_at || *at < *account_.wallet_due_at)) account_.wallet_due_at = at;
}

Points Ledger::Plan::total() const {
  Points sum;
  for (const auto& part : parts)
    sum += part.points;
  return sum;
}

Lot& Ledger::Plan::lot(LotId id) {
  const auto found = std::find_if(lots.begin(), lots.end(), [&](const Lot& lot) { return lot.id == id; });
  CHECK(found != lots.end());
  return *found;
}

Ledger::Plan Ledger::plan(Points wanted) {
  Plan plan;
  for (std::int64_t limit = kLotsAtOnce;; limit *= kMoreLots) {
    plan.lots = store::load_open_lots(write_.tx, account_.customer_id, limit);
    plan.parts = plan_draws(plan.lots, wanted, write_.now);
    if (plan.total() == wanted || static_cast<std::int64_t>(plan.lots.size()) < limit) return plan;
  }
}

void Ledger::settle() {
  if (!account_.wallet_due_at || *account_.wallet_due_at > write_.now) return;
  release_expired_holds();
  settle_lots();
  repay();
  write_entry();  // whoever settled reads what came of it
  account_.wallet_due_at = store::load_next_due_at(write_.tx, account_.customer_id);
}

void Ledger::release_expired_holds() {
  if (account_.reserved.hundredths == 0) return;
  for (auto& hold : store::load_expired_holds(write_.tx, account_.customer_id, write_.now)) {
    for (const auto& part : lot_parts_from(hold.lots)) {
      auto lot = store::load_lot(write_.tx, account_.customer_id, part.lot_id);
      CHECK(lot.has_value());
      reserve(*lot, -part.points);
    }
    hold.state = HoldState::released;
    hold.closed_at = write_.now;
    store::send_hold_end(write_.tx, hold);
  }
}

bool Ledger::renew(Lot& lot) const {
  if (!lot.idle_months || !account_.last_activity_at) return false;
  const auto later = expiry_from(programme::Expiry::by_activity, *lot.idle_months,
                                 std::max(*account_.last_activity_at, lot.granted_at), programme_->zone);
  if (lot.expires_at && later && *later <= *lot.expires_at) return false;
  const bool lives_longer = lot.expires_at != later;
  lot.expires_at = later;
  return lives_longer;
}

void Ledger::settle_lots() {
  std::vector<Lot> expired, renewed;
  Points total;
  for (auto& lot : store::load_due_lots(write_.tx, account_.customer_id, write_.now)) {
    if (lot.state == LotState::pending) {
      lot.state = LotState::active;
      account_.pending -= lot.left;
      account_.available += lot.left;
    }
    const bool lives_on = renew(lot);
    if (lot.expires_at && *lot.expires_at <= write_.now) {
      total += lot.left;
      expired.push_back(lot);
      continue;
    }
    if (lives_on) {
      renewed.push_back(lot);
      continue;
    }
    lot.due_at = due_at_of(lot);
    store::send_lot_change(write_.tx, lot);
  }
  change_lives(renewed);
  if (expired.empty()) return;
  Entry entry;
  entry.kind = EntryKind::expiry;
  entry.programme_account = ProgrammeAccount::expired;
  entry.at = write_.now;
  entry.wallet = -total;
  post(entry);
  for (auto& lot : expired) {
    lot.state = LotState::expired;
    draw(entry.id, lot, lot.left);
  }
}

void Ledger::repay() {
  if (account_.debt.hundredths == 0 || account_.available.hundredths == 0) return;
  auto from = plan(std::min(account_.debt, account_.available));
  Points left = from.total();
  if (left.hundredths == 0) return;
  Entry entry;
  entry.kind = EntryKind::repayment;
  entry.programme_account = ProgrammeAccount::debt;
  entry.at = write_.now;
  post(entry);
  for (const auto& part : from.parts)
    draw(entry.id, from.lot(part.lot_id), part.points);
  for (auto& debt : store::load_debts(write_.tx, account_.customer_id)) {
    const Points paid = std::min(left, -debt.left);
    if (paid.hundredths == 0) break;
    draw(entry.id, debt, -paid);
    left -= paid;
  }
  CHECK(left.hundredths == 0);
  write_entry();
}

void Ledger::count_today() {
  const Date today = local_date(write_.now, programme_->zone);
  if (account_.counted_on == today) return;
  account_.counted_on = today;
  account_.earned_today = Points{};
  account_.spent_today = Points{};
}

void Ledger::give_back_earned(const Entry& sale, Points taken) {
  count_today();
  if (local_date(sale.created_at, programme_->zone) != *account_.counted_on) return;
  account_.earned_today -= std::min(taken, account_.earned_today);
}

void Ledger::save() {
  CHECK(account_.wallet == account_.available + account_.pending + account_.reserved - account_.debt);
  write_entry();
  CHECK(changes_.empty());  // every change belongs to an entry
  account_.updated_at = write_.now;
  store::send_account(write_.tx, account_);
}

}  // namespace homeport::points
