#include "modules/points/remembered.hpp"

#include <limits>
#include <set>

#include "base/check.hpp"
#include "db/record_sql.hpp"
#include "kit/audit.hpp"
#include "kit/invariants.hpp"
#include "modules/points/wallet_rules.hpp"

namespace homeport::points {
namespace {

constexpr std::int64_t kCustomersAtOnce = 500;

const db::Sql kAccounts{
    "SELECT customer_id, updated_at, blocked_at FROM points_account WHERE customer_id > $1 ORDER BY customer_id "
    "LIMIT $2"};
const std::string kEntriesText =
    "SELECT " + db::columns_of(table_of<Entry>()) +
    " FROM points_entry WHERE customer_id > $1 AND customer_id <= $2 AND (lots IS NOT NULL OR request IS NOT NULL OR "
    "kind IN ('block', 'unblock')) ORDER BY customer_id, entry_no";
const db::Sql kEntries{kEntriesText};

template <class Record>
std::string rows_between(std::string_view table) {
  return "SELECT " + db::columns_of(table_of<Record>()) + " FROM " + std::string(table) +
         " WHERE customer_id > $1 AND customer_id <= $2";
}
const std::string kLotsText = rows_between<Lot>("points_lot");
const db::Sql kLots{kLotsText};
const std::string kDrawsText = rows_between<Draw>("points_draw");
const db::Sql kDraws{kDrawsText};
const std::string kAdjustmentsText = rows_between<Adjustment>("points_adjustment");
const db::Sql kAdjustments{kAdjustmentsText};

// As it is by itself at that time.
LotState state_at(const Lot& lot, Time at) {
  const bool is_of_age = lot.state == LotState::pending && lot.activates_at && *lot.activates_at <= at;
  return is_of_age ? LotState::active : lot.state;
}

bool has_passed(const std::optional<Time>& at, Time now) { return at && *at <= now; }

// "left_points is 5 and was 7; state is "active" and was "expired""
std::string differences(const std::vector<kit::AuditChange>& changes) {
  std::string text;
  for (const auto& change : changes) {
    if (!text.empty()) text += "; ";
    text += change.field + " is " + change.after_json + " and was recorded as " + change.before_json;
  }
  return text;
}

using Standings = std::map<CustomerId, Standing>;

Standing& standing_of(Standings& standings, CustomerId customer_id) {
  auto& standing = standings[customer_id];
  standing.customer_id = customer_id;
  return standing;
}

template <class Record>
void load_into(Standings& standings, std::vector<Record> Standing::*records, db::Rows rows) {
  while (rows.next()) {
    auto record = db::read_record<Record>(rows);
    (standing_of(standings, record.customer_id).*records).push_back(std::move(record));
  }
}

// The accounts after a customer, and the last of them; the last there is where no more follow.
Standings load_accounts(db::Transaction& tx, CustomerId after, CustomerId& last) {
  Standings standings;
  for (auto rows = tx.query(kAccounts, after, kCustomersAtOnce); rows.next();) {
    auto& standing = standing_of(standings, rows.id<CustomerId>(0));
    standing.updated_at = Time{rows.integer(1)};
    if (!rows.is_null(2)) standing.blocked_at = Time{rows.integer(2)};
  }
  const bool more_follow = static_cast<std::int64_t>(standings.size()) == kCustomersAtOnce;
  last = more_follow ? standings.rbegin()->first : CustomerId{std::numeric_limits<std::int64_t>::max()};
  return standings;
}

std::map<CustomerId, Remembered> load_remembered(db::Transaction& tx, CustomerId after, CustomerId last,
                                                 std::vector<std::string>& found) {
  std::map<CustomerId, Remembered> remembered;
  for (auto rows = tx.query(kEntries, after, last); rows.next();) {
    const auto entry = db::read_record<Entry>(rows);
    try {
      remembered.try_emplace(entry.customer_id, entry.customer_id).first->second.add(entry);
    } catch (const CheckFailed&) {  // what it remembers cannot even be read
      found.push_back("entry " + std::to_string(entry.entry_no) + " of customer " + to_string(entry.customer_id) +
                      " remembers what no entry writes");
    }
  }
  return remembered;
}

}  // namespace

bool may_live_on(EntryKind kind, Time made_at, const Lot& before, const LotChange& after) {
  const bool same_span = after.activates_at == before.activates_at && after.idle_months == before.idle_months;
  const bool same_end = after.expires_at == before.expires_at;
  const auto state = state_at(before, made_at);
  if (after.state == state && same_span && same_end) return true;
  const bool lives_by_activity = before.idle_months.has_value() && same_span;
  switch (kind) {
    case EntryKind::expiry:
      return after.state == LotState::expired && same_span && (same_end || lives_by_activity) &&
             has_passed(after.expires_at, made_at);
    case EntryKind::give_back:
      return (state == LotState::expired || has_passed(before.expires_at, made_at)) &&
             after.state == LotState::active && after.activates_at == before.activates_at && !after.idle_months;
    case EntryKind::life_change:
      if (after.state != LotState::active) return false;
      if (lives_by_activity && state != LotState::pending) return true;
      return before.state == LotState::pending && (same_end || !before.expires_at || lives_by_activity);
    default: return false;
  }
}

std::string Remembered::of_customer() const { return " of customer " + to_string(customer_id_); }

void Remembered::add(const Entry& entry) {
  if (entry.kind == EntryKind::block) blocked_at_ = entry.created_at;
  if (entry.kind == EntryKind::unblock) blocked_at_.reset();
  if (entry.request) {
    const auto recorded = recorded_request_from(*entry.request);
    requests_.insert_or_assign(recorded.id, Request{entry.id, recorded});
  }
  if (!entry.lots) return;
  for (const auto& change : lot_changes_from(*entry.lots))
    add_change(entry, change);
}

void Remembered::add_change(const Entry& entry, const LotChange& change) {
  auto found = lots_.find(change.lot_id);
  if (change.granted) {
    Lot lot;
    lot.customer_id = customer_id_;
    lot.id = change.lot_id;
    lot.entry_id = entry.id;
    lot.granted = *change.granted;
    lot.left = *change.granted;
    lot.granted_at = change.granted_at;
    lot.state = change.state;
    lot.activates_at = change.activates_at;
    lot.expires_at = change.expires_at;
    lot.idle_months = change.idle_months;
    found = lots_.insert_or_assign(change.lot_id, lot).first;
  }
  if (found == lots_.end()) {
    found_.push_back("entry " + std::to_string(entry.entry_no) + of_customer() + " moves lot " +
                     to_string(change.lot_id) + ", which no entry opened");
    return;
  }
  auto& lot = found->second;
  if (!may_live_on(entry.kind, entry.created_at, lot, change) || change.granted_at != lot.granted_at) {
    found_.push_back("the life of lot " + to_string(lot.id) + of_customer() + " had been changed when entry " +
                     std::to_string(entry.entry_no) + " moved it");
  }
  lot.state = change.state;
  lot.activates_at = change.activates_at;
  lot.expires_at = change.expires_at;
  lot.idle_months = change.idle_months;
  lot.left -= change.drawn;
  if (change.draw_no > 0) {
    draws_[{entry.id, change.lot_id}] = {customer_id_, entry.id, change.lot_id, change.draw_no, change.drawn};
  }
}

std::vector<std::string> Remembered::complaints(const Standing& standing) const {
  auto found = found_;
  check_lots(found, standing);
  check_draws(found, standing);
  check_adjustments(found, standing);
  if (standing.blocked_at != blocked_at_) {
    const auto text = [](const std::optional<Time>& at) { return at ? "blocked at " + format_rfc3339(*at) : "free"; };
    found.push_back("the wallet" + of_customer() + " is " + text(standing.blocked_at) + " and was recorded as " +
                    text(blocked_at_));
  }
  return found;
}

void Remembered::check_lots(std::vector<std::string>& found, const Standing& standing) const {
  std::set<LotId> seen;
  for (const auto& lot : standing.lots) {
    seen.insert(lot.id);
    const auto name = "lot " + to_string(lot.id) + of_customer();
    const auto remembered = lots_.find(lot.id);
    if (remembered == lots_.end()) {
      found.push_back(name + " was opened by no entry");
      continue;
    }
    auto recorded = remembered->second;
    recorded.state = lot.state == LotState::pending ? recorded.state : state_at(recorded, standing.updated_at);
    recorded.left -= lot.reserved;
    recorded.reserved = lot.reserved;
    const auto changes = kit::changes_between(recorded, lot);
    if (!changes.empty()) found.push_back(name + ": " + differences(changes));
    if (changes.empty() && lot.due_at != due_at_of(lot)) found.push_back(name + " is not looked at when it is due");
  }
  for (const auto& [id, lot] : lots_) {
    if (!seen.contains(id)) found.push_back("lot " + to_string(id) + of_customer() + " is gone");
  }
}

void Remembered::check_draws(std::vector<std::string>& found, const Standing& standing) const {
  std::set<std::pair<EntryId, LotId>> seen;
  for (const auto& draw : standing.draws) {
    seen.insert({draw.entry_id, draw.lot_id});
    const auto name =
        "what entry " + to_string(draw.entry_id) + of_customer() + " drew from lot " + to_string(draw.lot_id);
    const auto remembered = draws_.find({draw.entry_id, draw.lot_id});
    if (remembered == draws_.end()) {
      found.push_back(name + " was recorded by no entry");
      continue;
    }
    const auto changes = kit::changes_between(remembered->second, draw);
    if (!changes.empty()) found.push_back(name + ": " + differences(changes));
  }
  for (const auto& [key, draw] : draws_) {
    if (!seen.contains(key)) {
      found.push_back("what entry " + to_string(key.first) + of_customer() + " drew from lot " + to_string(key.second) +
                      " is gone");
    }
  }
}

void Remembered::check_adjustments(std::vector<std::string>& found, const Standing& standing) const {
  std::set<AdjustmentId> seen;
  for (const auto& adjustment : standing.adjustments) {
    seen.insert(adjustment.id);
    const auto name = "adjustment " + to_string(adjustment.id) + of_customer();
    const auto remembered = requests_.find(adjustment.id);
    if (remembered == requests_.end()) {
      found.push_back(name + " was asked for by no entry");
      continue;
    }
    const auto& [entry_id, recorded] = remembered->second;
    const auto changes = kit::changes_between(recorded, recorded_request_of(adjustment));
    if (!changes.empty()) {
      found.push_back(name + ": " + differences(changes));
    } else if (adjustment.entry_id && *adjustment.entry_id != entry_id) {
      found.push_back(name + " was not made by entry " + to_string(*adjustment.entry_id));
    }
  }
  for (const auto& [id, request] : requests_) {
    if (!seen.contains(id)) found.push_back("adjustment " + to_string(id) + of_customer() + " is gone");
  }
}

std::vector<std::string> changed_past_the_ledger(db::Transaction& tx) {
  std::vector<std::string> found;
  CustomerId last;
  for (CustomerId after; after.value != std::numeric_limits<std::int64_t>::max(); after = last) {
    auto standings = load_accounts(tx, after, last);
    load_into(standings, &Standing::lots, tx.query(kLots, after, last));
    load_into(standings, &Standing::draws, tx.query(kDraws, after, last));
    load_into(standings, &Standing::adjustments, tx.query(kAdjustments, after, last));
    const auto remembered = load_remembered(tx, after, last, found);
    for (const auto& [customer_id, memory] : remembered)
      standing_of(standings, customer_id);
    for (const auto& [customer_id, standing] : standings) {
      const auto memory = remembered.find(customer_id);
      auto of_one = (memory == remembered.end() ? Remembered(customer_id) : memory->second).complaints(standing);
      found.insert(found.end(), std::make_move_iterator(of_one.begin()), std::make_move_iterator(of_one.end()));
      if (found.size() < kit::kViolationLimit) continue;
      found.resize(kit::kViolationLimit);
      return found;
    }
  }
  return found;
}

}  // namespace homeport::points
