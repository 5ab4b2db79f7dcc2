#pragma once

// The statements of points, one per function. What they mean: service.cpp.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/points/recorded_lines.hpp"
#include "modules/points/request_types.hpp"
#include "modules/points/types.hpp"

namespace homeport::points::store {

// --- Accounts -------------------------------------------------------------------------------------------------------

// With the present programme revision.
[[nodiscard]] std::optional<Account> load_account(db::Transaction& tx, CustomerId id);
// The account, made if it isn't there, locked until the transaction ends, with the present programme revision.
[[nodiscard]] Account lock_account(db::Transaction& tx, CustomerId id, Time now);
void foretell_account(db::Transaction& tx, CustomerId id);
void send_account(db::Transaction& tx, const Account& account);
// Accounts whose points have not earned their tier, or have earned a higher one, since before `since`, after `after`,
// in the order of ids.
[[nodiscard]] std::vector<CustomerId> accounts_off_tier(db::Transaction& tx, Time since, CustomerId after,
                                                        std::int64_t limit);
struct AccountSummary {
  std::optional<TierId> tier_id;
  Points combined;
  std::optional<Time> last_sale_at;
  std::int64_t programme_revision = 0;  // the present one
};
// Of at most kit::kLargestPageSize customers, with one query.
[[nodiscard]] std::unordered_map<CustomerId, AccountSummary> load_summaries(db::Transaction& tx,
                                                                            std::span<const CustomerId> ids);
[[nodiscard]] std::unordered_map<TierId, std::int64_t> count_by_tier(db::Transaction& tx);
// Accounts that have a tier recorded, or none, and at least so many combined points, after `after`, in the order of
// ids.
[[nodiscard]] std::vector<CustomerId> accounts_of_tier(db::Transaction& tx, std::optional<TierId> tier_id,
                                                       Points at_least, CustomerId after, std::int64_t limit);
// By what the recorded tiers were last looked through; zeros when they never were.
struct TiersApplied {
  std::int64_t revision = 0;
  std::int64_t strategy_id = 0;  // 0: there was none

  friend bool operator==(const TiersApplied&, const TiersApplied&) = default;
};
[[nodiscard]] TiersApplied load_tiers_applied(db::Transaction& tx);
void keep_tiers_applied(db::Transaction& tx, const TiersApplied& applied, Time now);
// As it was counted last; empty when it never was.
[[nodiscard]] std::unordered_map<TierId, std::int64_t> load_population(db::Transaction& tx);
void keep_population(db::Transaction& tx, TierId tier, std::int64_t customers, Time now);
// Sales so far at an entry, and what was spent: for the past.
struct SalesUntil {
  std::int64_t count = 0;
  Money spent;
};
[[nodiscard]] SalesUntil load_sales_until(db::Transaction& tx, CustomerId customer_id, std::int64_t entry_no);

// --- Entries --------------------------------------------------------------------------------------------------------

void send_entry(db::Transaction& tx, const Entry& entry);
[[nodiscard]] std::optional<Entry> load_entry(db::Transaction& tx, CustomerId customer_id, EntryId id);
// The last one that had arrived by `at`.
[[nodiscard]] std::optional<Entry> load_last_entry_by(db::Transaction& tx, CustomerId customer_id, Time at);
// Returns of one sale in the order of arrival.
[[nodiscard]] std::vector<Entry> load_returns_of_sale(db::Transaction& tx, CustomerId customer_id, EntryId sale_entry);
[[nodiscard]] kit::ListQuery entry_rows(CustomerId customer_id);
[[nodiscard]] std::span<const kit::SortChoice> entry_sorts();
// Entries that changed the tier, before (at, id), newest first.
[[nodiscard]] std::vector<Entry> tier_changes_before(db::Transaction& tx, CustomerId customer_id, Time at,
                                                     std::int64_t id, std::int64_t limit);

// --- Lots, draws and holds (wallet_store.cpp) ----------------------------------------------------------------------

void send_lot(db::Transaction& tx, const Lot& lot);         // a new one
void send_lot_change(db::Transaction& tx, const Lot& lot);  // state, left, reserved, dates
[[nodiscard]] std::optional<Lot> load_lot(db::Transaction& tx, CustomerId customer_id, LotId id);
// With something left in it, in the order of spending: those that expire, then those that don't; at most `limit` of
// each.
[[nodiscard]] std::vector<Lot> load_open_lots(db::Transaction& tx, CustomerId customer_id, std::int64_t limit);
[[nodiscard]] std::vector<Lot> load_debts(db::Transaction& tx, CustomerId customer_id);  // oldest first
// Open ones to which something happens by `now`, and when something happens to another first.
[[nodiscard]] std::vector<Lot> load_due_lots(db::Transaction& tx, CustomerId customer_id, Time now);
[[nodiscard]] std::optional<Time> load_next_due_at(db::Transaction& tx, CustomerId customer_id);
struct NextExpiry {
  Time at;
  Points points;
};
[[nodiscard]] std::optional<NextExpiry> load_next_expiry(db::Transaction& tx, CustomerId customer_id, Time now);
// Customers with lots or holds that are due by `now`, each once.
[[nodiscard]] std::vector<CustomerId> customers_due(db::Transaction& tx, Time now, std::int64_t limit);
[[nodiscard]] kit::ListQuery lot_rows(CustomerId customer_id);
[[nodiscard]] std::span<const kit::SortChoice> lot_sorts();

void send_draw(db::Transaction& tx, const Draw& draw);
// What a spending drew and what of it is still out, in the order drawn.
[[nodiscard]] std::vector<LotPart> load_draws_out(db::Transaction& tx, CustomerId customer_id, EntryId spend);
// What of a lot has expired.
[[nodiscard]] bool is_taken_back(db::Transaction& tx, CustomerId customer_id, EntryId granted);
[[nodiscard]] Points expired_of_lot(db::Transaction& tx, CustomerId customer_id, LotId lot_id);
[[nodiscard]] std::vector<Draw> load_draws(db::Transaction& tx, CustomerId customer_id, EntryId entry_id);

void send_hold(db::Transaction& tx, const Hold& hold);  // a new one
[[nodiscard]] std::optional<Hold> load_hold(db::Transaction& tx, CustomerId customer_id, HoldId id);
[[nodiscard]] std::vector<Hold> load_expired_holds(db::Transaction& tx, CustomerId customer_id, Time now);
void send_hold_end(db::Transaction& tx, const Hold& hold);

// --- Merges (merging_store.cpp) -------------------------------------------------------------------------------------

// Did more leave `from` for `into` by merges than has arrived there?
[[nodiscard]] bool parcels_on_the_way(db::Transaction& tx, CustomerId from, CustomerId into);
// What a customer has of another who was merged into him at `since`: the sums, and the lots with something in them.
struct MergedSums {
  Points consumption;
  Points profit;
  Points combined;
  Money spent;
};
[[nodiscard]] MergedSums load_merged_sums(db::Transaction& tx, CustomerId customer_id, CustomerId from, Time since);
[[nodiscard]] std::vector<Lot> load_merged_lots(db::Transaction& tx, CustomerId customer_id, CustomerId from,
                                                Time since);
// Of his own sales.
struct SaleSpan {
  std::optional<Time> first_at;
  std::optional<Time> last_at;
};
[[nodiscard]] SaleSpan load_sale_span(db::Transaction& tx, CustomerId customer_id);

// --- Adjustments and what expires (request_store.cpp) ----------------------------------------------------------------

void send_adjustment(db::Transaction& tx, const Adjustment& adjustment);
[[nodiscard]] std::optional<Adjustment> lock_adjustment(db::Transaction& tx, AdjustmentId id);
// What he was given since without a second person.
[[nodiscard]] GivenByHand given_by_hand_since(db::Transaction& tx, CustomerId customer_id, Time since);
// Adds to what a member of staff has given on a day, and says how much that is by now; his row is locked until the
// transaction ends.
[[nodiscard]] GivenByHand add_given_by_staff(db::Transaction& tx, kit::StaffId staff_id, Date day,
                                             const GivenByHand& more);
void send_adjustment_decision(db::Transaction& tx, const Adjustment& adjustment);
// With the customers' stores and owners as c, for the reach.
[[nodiscard]] kit::ListQuery adjustment_rows();
[[nodiscard]] std::span<const kit::SortChoice> adjustment_sorts();
[[nodiscard]] kit::ListQuery expiry_rows(Time from, Time until);
[[nodiscard]] std::span<const kit::SortChoice> expiry_sorts();
[[nodiscard]] kit::ListQuery digest_rows();
[[nodiscard]] std::span<const kit::SortChoice> digest_sorts();
// Lots that expire by `until` and whose owners weren't told `days` before, or later.
struct LotKey {
  CustomerId customer_id;
  LotId lot_id;
};
[[nodiscard]] std::vector<LotKey> lots_to_remind(db::Transaction& tx, Time now, Time until, std::int64_t days,
                                                 std::int64_t limit);

}  // namespace homeport::points::store
