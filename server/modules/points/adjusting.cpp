// Adjustments and bonuses by hand, and blocking: what people do to an account, always with a reason.

#include <algorithm>

#include "base/json.hpp"
#include "modules/points/ledger.hpp"
#include "modules/points/recorded_request.hpp"
#include "modules/points/service.hpp"
#include "modules/points/store.hpp"
#include "modules/points/transferring.hpp"
#include "modules/points/wallet_rules.hpp"

namespace homeport::points {
namespace {

std::int64_t magnitude(Points points) { return points.hundredths < 0 ? -points.hundredths : points.hundredths; }

Refusal too_low(std::string_view what, Points wanted, Points there, std::string field) {
  return refuse(RefusalKind::unprocessable, "points.balance_too_low",
                programme::format_points(-wanted) + " " + std::string(what) + " points can't be taken: there are " +
                    programme::format_points(there),
                std::move(field));
}

Outcome check_adjustment(const AdjustmentRequest& wanted) {
  if (wanted.wallet.hundredths == 0 && wanted.combined.hundredths == 0) {
    return refuse(RefusalKind::invalid, "points.nothing_to_adjust", "an adjustment moves points of one kind or both",
                  "wallet_points");
  }
  return Done{};
}

kit::AuditEntry audit_entry(std::string action, CustomerId customer_id, std::string label) {
  kit::AuditEntry entry;
  entry.action = std::move(action);
  entry.subject_kind = "customer";
  entry.subject_id = customer_id.value;
  entry.subject_label = std::move(label);
  entry.customer_id = customer_id.value;
  return entry;
}

// The posting of an adjustment that may be made. The adjustment is as it will stand, but for the entry's number.
Result<EntryId> post_adjustment(kit::Write& write, Ledger& ledger, const Adjustment& adjustment) {
  auto& account = ledger.account();
  ledger.settle();
  const Points taken = adjustment.wallet.hundredths < 0 ? -adjustment.wallet : Points{};
  if (account.available < taken) return too_low("spendable", adjustment.wallet, account.available, "wallet_points");
  if (account.combined.hundredths + adjustment.combined.hundredths < 0 && adjustment.combined.hundredths < 0) {
    auto refusal = too_low("combined", adjustment.combined, account.combined, "combined_points");
    if (!write.view().margin) refusal.detail = "there are not as many combined points";
    return refusal;
  }
  if (account.wallet.hundredths > kMaxAmount - magnitude(adjustment.wallet) ||
      account.combined.hundredths > kMaxAmount - magnitude(adjustment.combined)) {
    return refuse(RefusalKind::unprocessable, "points.account_full",
                  "a balance of the customer would exceed " + std::to_string(kMaxAmount));
  }
  Entry entry;
  entry.kind = EntryKind::adjustment;
  entry.programme_account = ProgrammeAccount::adjusted;
  entry.at = write.now;
  entry.source_kind = "adjustment";
  entry.source_id = SourceId{adjustment.id.value};
  entry.wallet = adjustment.wallet;
  entry.combined = adjustment.combined;
  entry.note = adjustment.reason;
  entry.request = request_text(adjustment);
  ledger.post(entry);
  if (taken.hundredths > 0) {
    auto plan = ledger.plan(taken);
    CHECK(plan.total() == taken);
    for (const auto& part : plan.parts)
      ledger.draw(entry.id, plan.lot(part.lot_id), part.points);
  } else if (adjustment.wallet.hundredths > 0) {
    auto life = life_by_strategy(ledger.strategy(), write.now, ledger.programme().zone);
    life.state = LotState::active;  // somebody decided it: nothing to wait for
    life.activates_at.reset();
    ledger.open_lot(entry, adjustment.wallet, life);
    ledger.repay();
  }
  send_on_if_merged(write, ledger);
  ledger.save();
  return entry.id;
}

Result<EntryId> post(kit::Write& write, const Adjustment& adjustment) {
  if (adjustment.kind == AdjustmentKind::adjustment) {
    Ledger ledger(write, adjustment.customer_id);
    return post_adjustment(write, ledger, adjustment);
  }
  Grant bonus;
  bonus.points = adjustment.wallet;
  bonus.kind = GrantKind::incentive;
  bonus.source_kind = "adjustment";
  bonus.source_id = adjustment.id.value;
  bonus.note = adjustment.reason;
  bonus.request = request_text(adjustment);
  // What has begun meanwhile, waits no longer; what hasn't is given for then. Without a time: somebody decided it.
  bonus.activates_at = std::max(write.now, adjustment.activates_at.value_or(write.now));
  bonus.expires_at = adjustment.expires_at;
  return grant(write, adjustment.customer_id, bonus);
}

std::string quoted(std::string_view text) {
  JsonWriter json;
  json.text(text);
  return json.take();
}

// Alone, or with what he was given by hand today without anybody else having seen it: many small ones are a large one.
bool needs_approval(kit::Write& write, const Ledger& ledger, const Adjustment& adjustment) {
  const std::int64_t limit = ledger.strategy().adjustment_approval.hundredths;
  if (std::max(magnitude(adjustment.wallet), magnitude(adjustment.combined)) > limit) return true;
  const auto& zone = ledger.programme().zone;
  const auto given =
      store::given_by_hand_since(write.tx, adjustment.customer_id, start_of_day(local_date(write.now, zone), zone));
  const auto is_above = [&](Points so_far, Points more) {
    return more.hundredths > 0 && so_far.hundredths + more.hundredths > limit;
  };
  return is_above(given.wallet, adjustment.wallet) || is_above(given.combined, adjustment.combined);
}

// Whoever gives alone gives within his limit of the day: many small ones to many customers are a large one too.
Outcome count_for_staff(kit::Write& write, const Ledger& ledger, const Adjustment& adjustment) {
  const GivenByHand more{std::max(Points{}, adjustment.wallet), std::max(Points{}, adjustment.combined)};
  if (!adjustment.requested_by || (more.wallet == Points{} && more.combined == Points{})) return Done{};
  const auto today = local_date(write.now, ledger.programme().zone);
  const auto given = store::add_given_by_staff(write.tx, *adjustment.requested_by, today, more);
  return check_staff_limit({given.wallet - more.wallet, given.combined - more.combined}, more,
                           ledger.strategy().staff_daily_limit);
}

Adjustment new_adjustment(kit::Write& write, CustomerId customer_id, AdjustmentKind kind, std::string reason) {
  Adjustment adjustment;
  adjustment.customer_id = customer_id;
  adjustment.id = write.new_id<AdjustmentId>();
  adjustment.kind = kind;
  adjustment.reason = std::move(reason);
  adjustment.requested_at = write.now;
  if (write.actor.staff_id.is_set()) adjustment.requested_by = write.actor.staff_id;
  return adjustment;
}

// What moves nothing yet, or ever.
void remember(Ledger& ledger, EntryKind kind, const Adjustment& adjustment, std::optional<std::string> note) {
  Entry entry;
  entry.kind = kind;
  entry.programme_account = ProgrammeAccount::adjusted;
  entry.at = ledger.now();
  entry.source_kind = "adjustment";
  entry.source_id = SourceId{adjustment.id.value};
  entry.note = std::move(note);
  entry.request = request_text(adjustment);
  ledger.post(entry);
  ledger.save();
}

// Makes it, or lets it wait for somebody else.
Result<Adjustment> make_or_wait(kit::Write& write, Adjustment adjustment, std::string action, std::string label) {
  bool is_waiting = false;
  {
    Ledger ledger(write, adjustment.customer_id);
    is_waiting = needs_approval(write, ledger, adjustment);
    if (is_waiting) {
      remember(ledger, EntryKind::request, adjustment, adjustment.reason);
    } else {
      TRY_DONE(count_for_staff(write, ledger, adjustment));
    }
  }
  if (!is_waiting) {
    adjustment.state = AdjustmentState::done;
    adjustment.decided_at = write.now;
    adjustment.decided_by = adjustment.requested_by;
    TRY(adjustment.entry_id, post(write, adjustment));
  }
  store::send_adjustment(write.tx, adjustment);
  auto audit = audit_entry(std::move(action), adjustment.customer_id, std::move(label));
  audit.changes = kit::changes_of_new(adjustment);
  write.audit(audit);
  return adjustment;
}

// With the name of its customer, if it waits and he is within reach.
struct Waiting {
  Adjustment adjustment;
  std::string customer_name;
};

Result<Waiting> lock_waiting(kit::Write& write, AdjustmentId id) {
  auto adjustment = store::lock_adjustment(write.tx, id);
  if (!adjustment) {
    return refuse(RefusalKind::not_found, "points.adjustment_unknown", "there is no such adjustment");
  }
  TRY(const auto customer, customers::load_reached(write.as_read(), adjustment->customer_id));
  if (adjustment->state != AdjustmentState::waiting) {
    return refuse(RefusalKind::conflict, "points.adjustment_decided", "somebody has decided this adjustment already");
  }
  return Waiting{std::move(*adjustment), customer.name};
}

void decide(const kit::Write& write, Adjustment& adjustment, AdjustmentState state, std::optional<std::string> note) {
  adjustment.state = state;
  adjustment.decided_at = write.now;
  if (write.actor.staff_id.is_set()) adjustment.decided_by = write.actor.staff_id;
  adjustment.decision_note = std::move(note);
}

void keep_decision(kit::Write& write, const Adjustment& before, const Adjustment& adjustment, std::string action,
                   const std::string& label) {
  store::send_adjustment_decision(write.tx, adjustment);
  auto audit = audit_entry(std::move(action), adjustment.customer_id, label);
  audit.changes = kit::changes_between(before, adjustment);
  write.audit(audit);
}

}  // namespace

Result<Adjustment> adjust(kit::Write& write, CustomerId customer_id, const AdjustmentRequest& wanted) {
  TRY_DONE(check_adjustment(wanted));
  TRY(const auto customer, customers::load_head(write.tx, customer_id));
  auto adjustment = new_adjustment(write, customer_id, AdjustmentKind::adjustment, wanted.reason);
  adjustment.wallet = wanted.wallet;
  adjustment.combined = wanted.combined;
  return make_or_wait(write, std::move(adjustment), "points.adjust", customer.name);
}

Result<Adjustment> grant_by_hand(kit::Write& write, CustomerId customer_id, const GrantRequest& wanted) {
  TRY(const auto customer, customers::load_head(write.tx, customer_id));
  if (wanted.expires_at && *wanted.expires_at <= std::max(write.now, wanted.activates_at.value_or(write.now))) {
    return refuse(
        RefusalKind::invalid, "points.expires_too_early",
        "the points would expire at " + format_rfc3339(*wanted.expires_at) + ", before anybody can spend them",
        "expires_at");
  }
  auto bonus = new_adjustment(write, customer_id, AdjustmentKind::grant, wanted.reason);
  bonus.wallet = wanted.points;
  bonus.activates_at = wanted.activates_at;
  bonus.expires_at = wanted.expires_at;
  return make_or_wait(write, std::move(bonus), "points.grant", customer.name);
}

Result<Adjustment> approve_adjustment(kit::Write& write, AdjustmentId id, const AdjustmentDecision& decision) {
  TRY(auto waiting, lock_waiting(write, id));
  auto& adjustment = waiting.adjustment;
  if (write.actor.staff_id.is_set() && adjustment.requested_by == write.actor.staff_id) {
    return refuse(RefusalKind::conflict, "points.own_adjustment", "an adjustment is approved by somebody else");
  }
  const auto before = adjustment;
  decide(write, adjustment, AdjustmentState::done, decision.note);
  TRY(adjustment.entry_id, post(write, adjustment));
  keep_decision(write, before, adjustment, "points.approve_adjustment", waiting.customer_name);
  return adjustment;
}

Result<Adjustment> refuse_adjustment(kit::Write& write, AdjustmentId id, const AdjustmentDecision& decision) {
  TRY(auto waiting, lock_waiting(write, id));
  auto& adjustment = waiting.adjustment;
  const auto before = adjustment;
  decide(write, adjustment, AdjustmentState::refused, decision.note);
  Ledger ledger(write, adjustment.customer_id);
  remember(ledger, EntryKind::refusal, adjustment, decision.note);
  keep_decision(write, before, adjustment, "points.refuse_adjustment", waiting.customer_name);
  return adjustment;
}

Result<WalletHead> block_wallet(kit::Write& write, CustomerId customer_id, std::string_view reason, bool block) {
  TRY(const auto customer, customers::load_head(write.tx, customer_id));
  Ledger ledger(write, customer_id);
  auto& account = ledger.account();
  const auto before = account;
  auto after = before;
  if (account.blocked_at.has_value() != block) ledger.set_blocked(block, std::string(reason));
  after.blocked_at = account.blocked_at;
  auto audit = audit_entry(block ? "points.block_wallet" : "points.unblock_wallet", customer_id, customer.name);
  audit.changes = kit::changes_between(before, after);
  audit.changes.push_back({"reason", "null", quoted(reason)});
  write.audit(audit);
  ledger.save();
  return wallet_head(write.tx, customer_id, write.now);
}

std::int64_t count_waiting_adjustments(const kit::Read& read) {
  auto query = store::adjustment_rows();
  query.where_in_reach(read.actor, "c.store_id", "c.owner_staff_id");
  query.text(" AND a.state = 'waiting' AND coalesce(a.requested_by, 0) <> ").bind(read.actor.staff_id.value);
  return kit::count_rows(read.tx, query).total;
}

}  // namespace homeport::points
