// Points that go from one customer to another: transfers, and merges of two accounts. A transaction touches one
// customer, so they leave in one and arrive in another: the news of the leaving carries them, and is handled exactly
// once. Until then they are the programme's account "transferred".

#include "modules/points/transferring.hpp"

#include <array>

#include "base/json.hpp"
#include "modules/points/ledger.hpp"
#include "modules/points/service.hpp"
#include "modules/points/store.hpp"

namespace homeport::points {

// What is on its way.
struct ParcelLot {
  LotState state = LotState::active;
  Points points;  // below zero: a debt
  Time granted_at;
  std::optional<Time> activates_at;
  std::optional<Time> expires_at;
  std::optional<std::int64_t> idle_months;
};
struct Parcel {
  EntryKind kind = EntryKind::transfer_in;
  CustomerId from_customer_id;
  EntryId entry_id;  // by which it left
  std::optional<std::string> note;
  Points consumption;
  Points profit;
  Points combined;
  Points wallet;
  Money spent;
  std::optional<Time> first_sale_at;
  std::optional<Time> last_sale_at;
  std::vector<ParcelLot> lots;
  // Of a merge: what stands against the limits of that day, and whether the wallet was blocked.
  std::optional<Date> counted_on;
  Points earned_today;
  Points spent_today;
  bool is_blocked = false;
  bool is_return = false;  // of a merge that was undone
};

namespace {
constexpr std::int64_t kMostLotsMoved = 10'000;
}  // namespace

}  // namespace homeport::points

template <>
struct homeport::Fields<homeport::points::ParcelLot> {
  using L = homeport::points::ParcelLot;
  static constexpr std::string_view name = "ParcelLot";
  static constexpr std::array rows{
      field<&L::state>("state", Access::read_write),
      field<&L::points>("points", Access::read_write),
      field<&L::granted_at>("granted_at", Access::read_write),
      field<&L::activates_at>("activates_at", Access::read_write),
      field<&L::expires_at>("expires_at", Access::read_write),
      field<&L::idle_months>("idle_months", Access::read_write),
  };
};
template <>
struct homeport::Fields<homeport::points::Parcel> {
  using P = homeport::points::Parcel;
  static constexpr std::string_view name = "Parcel";
  static constexpr std::array rows{
      field<&P::kind>("kind", Access::read_write),
      field<&P::from_customer_id>("from_customer_id", Access::read_write),
      field<&P::entry_id>("entry_id", Access::read_write),
      field<&P::note>("note", Access::read_write, {.max = homeport::points::kMostNote}),
      field<&P::consumption>("consumption_points", Access::read_write),
      field<&P::profit>("profit_points", Access::read_write),
      field<&P::combined>("combined_points", Access::read_write),
      field<&P::wallet>("wallet_points", Access::read_write),
      field<&P::spent>("spent_minor", Access::read_write),
      field<&P::first_sale_at>("first_sale_at", Access::read_write),
      field<&P::last_sale_at>("last_sale_at", Access::read_write),
      field<&P::lots>("lots", Access::read_write, {.max = homeport::points::kMostLotsMoved}),
      field<&P::counted_on>("counted_on", Access::read_write),
      field<&P::earned_today>("earned_today_points", Access::read_write),
      field<&P::spent_today>("spent_today_points", Access::read_write),
      field<&P::is_blocked>("is_blocked", Access::read_write),
      field<&P::is_return>("is_return", Access::read_write),
  };
};

namespace homeport::points {
namespace {

constexpr View kEverything{true};  // a parcel is for the program itself

ParcelLot lot_of(const Lot& lot, Points points) {
  return {lot.state, points, lot.granted_at, lot.activates_at, lot.expires_at, lot.idle_months};
}

void dispatch(kit::Write& write, CustomerId to, const Parcel& parcel) {
  write.publish({std::string(kParcelTopic), to.value, parcel.entry_id.value, 0, to_json(parcel, kEverything)});
}

Entry leaving(const Ledger& ledger, EntryKind kind, CustomerId to) {
  Entry entry;
  entry.kind = kind;
  entry.programme_account = ProgrammeAccount::transferred;
  entry.at = ledger.now();
  entry.other_customer_id = to;
  return entry;
}

kit::AuditEntry audit_of(std::string action, const Entry& entry, std::string label) {
  kit::AuditEntry audit;
  audit.action = std::move(action);
  audit.subject_kind = "customer";
  audit.subject_id = entry.customer_id.value;
  audit.subject_label = std::move(label);
  audit.customer_id = entry.customer_id.value;
  audit.changes = kit::changes_of_new(entry);
  return audit;
}

std::vector<Lot> lots_and_debts(kit::Write& write, CustomerId customer_id) {
  auto lots = store::load_open_lots(write.tx, customer_id, kMostLotsMoved);
  for (auto& debt : store::load_debts(write.tx, customer_id))
    lots.push_back(debt);
  return lots;
}

// Posts what leaves, and sends it with the lots.
void send_lots(kit::Write& write, Ledger& ledger, Entry& entry, Parcel& parcel, std::vector<Lot> lots) {
  ledger.post(entry);
  parcel.entry_id = entry.id;
  for (auto& lot : lots) {
    parcel.lots.push_back(lot_of(lot, lot.left));
    ledger.draw(entry.id, lot, lot.left);
  }
  dispatch(write, *entry.other_customer_id, parcel);
}

// All there is in an account, on its way to another.
Entry send_everything(kit::Write& write, Ledger& ledger, CustomerId into, std::vector<Lot> lots) {
  auto& account = ledger.account();
  auto entry = leaving(ledger, EntryKind::merge_out, into);
  entry.consumption = -account.consumption;
  entry.profit = -account.profit;
  entry.combined = -account.combined;
  entry.wallet = -account.wallet;
  entry.spent = -account.spent;
  Parcel parcel{.kind = EntryKind::merge_in,
                .from_customer_id = account.customer_id,
                .consumption = account.consumption,
                .profit = account.profit,
                .combined = account.combined,
                .wallet = account.wallet,
                .spent = account.spent,
                .first_sale_at = account.first_sale_at,
                .last_sale_at = account.last_sale_at,
                .counted_on = account.counted_on,
                .earned_today = account.earned_today,
                .spent_today = account.spent_today,
                .is_blocked = account.blocked_at && !account.merged_into_id};
  send_lots(write, ledger, entry, parcel, std::move(lots));
  account.earned_today = {};
  account.spent_today = {};
  return entry;
}

bool holds_nothing(const Account& account) {
  return account.consumption == Points{} && account.profit == Points{} && account.combined == Points{} &&
         account.available == Points{} && account.pending == Points{} && account.debt == Points{} &&
         account.spent == Money{};
}

// What a merge brings beside points.
void take_over(Ledger& ledger, const Parcel& parcel) {
  auto& account = ledger.account();
  const auto earlier = [](std::optional<Time> a, std::optional<Time> b) {
    return a && b ? std::min(*a, *b) : a ? a : b;
  };
  const auto later = [](std::optional<Time> a, std::optional<Time> b) { return a && b ? std::max(*a, *b) : a ? a : b; };
  account.first_sale_at = earlier(account.first_sale_at, parcel.first_sale_at);
  account.last_sale_at = later(account.last_sale_at, parcel.last_sale_at);
  if (parcel.is_blocked && !account.blocked_at) ledger.set_blocked(true, parcel.note);
  ledger.count_today();
  if (parcel.counted_on != account.counted_on) return;
  account.earned_today += parcel.earned_today;
  account.spent_today += parcel.spent_today;
}

}  // namespace

Outcome check_arrived(db::Transaction& tx, CustomerId from, CustomerId into) {
  if (!store::parcels_on_the_way(tx, from, into)) return Done{};
  return refuse(RefusalKind::conflict, "points.parcels_open",
                "points are still on their way between the two; try again in a moment");
}

Entry send_back(kit::Write& write, Ledger& ledger, CustomerId to, std::vector<Lot> lots,
                const store::MergedSums& sums) {
  Points wallet;
  for (const auto& lot : lots)
    wallet += lot.left;
  auto entry = leaving(ledger, EntryKind::merge_out, to);
  entry.consumption = -sums.consumption;
  entry.profit = -sums.profit;
  entry.combined = -sums.combined;
  entry.wallet = -wallet;
  entry.spent = -sums.spent;
  Parcel parcel{.kind = EntryKind::merge_in,
                .from_customer_id = ledger.account().customer_id,
                .consumption = sums.consumption,
                .profit = sums.profit,
                .combined = sums.combined,
                .wallet = wallet,
                .spent = sums.spent,
                .is_return = true};
  send_lots(write, ledger, entry, parcel, std::move(lots));
  return entry;
}

Result<Transfer> transfer(kit::Write& write, CustomerId customer_id, const TransferRequest& wanted) {
  if (wanted.to_customer_id == customer_id) {
    return refuse(RefusalKind::invalid, "points.same_customer", "points go to somebody else", "to_customer_id");
  }
  TRY(const auto sender, customers::load_head(write.tx, customer_id));
  const auto receiver = customers::load_head(write.tx, wanted.to_customer_id);
  if (!receiver.ok() || receiver->status != customers::CustomerStatus::active) {
    return refuse(RefusalKind::unprocessable, "points.receiver_unknown", "there is no such active customer",
                  "to_customer_id");
  }
  Ledger ledger(write, customer_id);
  ledger.settle();
  TRY_DONE(check_leaving(ledger, wanted.points, "leave it", "spent and sent"));
  auto entry = leaving(ledger, EntryKind::transfer_out, wanted.to_customer_id);
  entry.wallet = -wanted.points;
  entry.note = wanted.reason;
  ledger.post(entry);
  Parcel parcel{.kind = EntryKind::transfer_in,
                .from_customer_id = customer_id,
                .entry_id = entry.id,
                .note = wanted.reason,
                .wallet = wanted.points};
  auto plan = ledger.plan(wanted.points);
  CHECK(plan.total() == wanted.points);
  for (const auto& part : plan.parts) {
    auto& lot = plan.lot(part.lot_id);
    parcel.lots.push_back(lot_of(lot, part.points));
    ledger.draw(entry.id, lot, part.points);
  }
  ledger.account().spent_today += wanted.points;
  ledger.save();
  dispatch(write, wanted.to_customer_id, parcel);
  write.audit(audit_of("points.transfer", entry, sender.name));
  return Transfer{customer_id, wanted.to_customer_id, entry.id, wanted.points};
}

Result<EntryId> merge_accounts(kit::Write& write, CustomerId from, CustomerId into) {
  CHECK(from != into);
  TRY(const auto customer, customers::load_head(write.tx, from));
  const auto receiver = store::load_account(write.tx, into);
  if (receiver && receiver->merged_into_id) {
    return refuse(RefusalKind::conflict, "points.receiver_merged",
                  "that account was itself merged into another: " + to_string(*receiver->merged_into_id));
  }
  Ledger ledger(write, from);
  ledger.settle();
  auto& account = ledger.account();
  if (account.merged_into_id) {
    return refuse(RefusalKind::conflict, "points.merged_already",
                  "this account was merged before, into " + to_string(*account.merged_into_id));
  }
  if (account.reserved.hundredths > 0) {
    return refuse(RefusalKind::conflict, "points.holds_open",
                  programme::format_points(account.reserved) + " points are reserved for a purchase being made");
  }
  TRY_DONE(check_arrived(write.tx, from, into));
  auto lots = lots_and_debts(write, from);
  if (static_cast<std::int64_t>(lots.size()) > kMostLotsMoved) {
    return refuse(RefusalKind::unprocessable, "points.too_many_lots",
                  "more than " + std::to_string(kMostLotsMoved) + " lots can't be moved at once");
  }
  const auto entry = send_everything(write, ledger, into, std::move(lots));
  account.merged_into_id = into;
  ledger.save();
  write.audit(audit_of("points.merge", entry, customer.name));
  return entry.id;
}

customers::BinPart bin_part() {
  customers::BinPart part;
  part.go = [](kit::Write& write, const customers::Deleting& deleting) -> Outcome {
    const auto head = wallet_head(write.tx, deleting.customer_id, write.now);
    const auto no = [](std::string reason, Points points, const std::string& what) -> Outcome {
      return refuse(RefusalKind::conflict, std::move(reason), programme::format_points(points) + " points " + what);
    };
    if (head.reserved.hundredths > 0) return no("points.holds_open", head.reserved, "are held for a purchase");
    if (head.debt.hundredths > 0) return no("points.debt_open", head.debt, "are owed by this customer");
    const Points left = head.available + head.pending;
    if (left.hundredths <= 0 || deleting.even_with_points) return Done{};
    return no("points.wallet_not_empty", left, "are left to spend: say that he is to be deleted even so");
  };
  return part;
}

customers::MergePart merge_part() {
  return [](kit::Write& write, CustomerId from, CustomerId into) -> Outcome {
    TRY_DONE(merge_accounts(write, from, into));
    return Done{};
  };
}

void send_on_if_merged(kit::Write& write, Ledger& ledger) {
  const auto& account = ledger.account();
  if (!account.merged_into_id || holds_nothing(account)) return;
  send_everything(write, ledger, *account.merged_into_id, lots_and_debts(write, account.customer_id));
}

void receive_parcel(kit::Write& write, const kit::StoredEvent& stored) {
  Parcel parcel;
  const auto read = read_json(stored.event.payload_json, table_of<Parcel>(), &parcel, ReadMode::create, kEverything);
  CHECK(read.ok());
  Ledger ledger(write, CustomerId{stored.event.customer_id});
  ledger.settle();
  Entry entry;
  entry.kind = parcel.kind;
  entry.programme_account = ProgrammeAccount::transferred;
  entry.at = write.now;
  entry.other_customer_id = parcel.from_customer_id;
  entry.source_kind = parcel.is_return ? "parcel_back" : "parcel";
  entry.source_id = SourceId{parcel.entry_id.value};
  entry.consumption = parcel.consumption;
  entry.profit = parcel.profit;
  entry.combined = parcel.combined;
  entry.wallet = parcel.wallet;
  entry.spent = parcel.spent;
  entry.note = parcel.note;
  if (parcel.kind == EntryKind::merge_in) take_over(ledger, parcel);
  ledger.post(entry);
  for (const auto& lot : parcel.lots) {
    const auto id = write.new_id<LotId>();
    if (lot.points.hundredths < 0) {
      ledger.open_debt(entry, -lot.points, id);
    } else {
      ledger.open_lot(entry, lot.points, {lot.state, lot.activates_at, lot.expires_at, lot.idle_months}, id,
                      lot.granted_at);
    }
  }
  ledger.repay();
  send_on_if_merged(write, ledger);
  ledger.save();
}

}  // namespace homeport::points
