#pragma once

// The SQL of the pool and nothing but; one statement per function.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/pool/report_types.hpp"
#include "modules/pool/types.hpp"

namespace homeport::pool::store {

// --- Pools, members, rules, reasons (store_pools.cpp)
// -----------------------------------------------------------------

[[nodiscard]] bool insert_pool(db::Transaction& tx, const Pool& pool);  // false: the name is taken
[[nodiscard]] bool is_name_taken(db::Transaction& tx, std::string_view name_folded, PoolId except);
void update_pool(db::Transaction& tx, const Pool& pool);
void delete_pool(db::Transaction& tx, PoolId id);  // with its members, rules, turns and counters
[[nodiscard]] std::optional<Pool> load_pool(db::Transaction& tx, PoolId id);
[[nodiscard]] std::optional<Pool> lock_pool(db::Transaction& tx, PoolId id);
// Waits for whoever edits it, and makes editors wait; others share it.
[[nodiscard]] std::vector<Pool> load_pools(db::Transaction& tx);  // by priority, highest first; at most kMostPools
[[nodiscard]] PoolCounts count_customers(db::Transaction& tx, PoolId id);
[[nodiscard]] std::vector<Member> load_members(db::Transaction& tx, PoolId id);
void delete_members(db::Transaction& tx, PoolId id);
void insert_member(db::Transaction& tx, PoolId id, const Member& member);
void insert_rule(db::Transaction& tx, const RuleVersion& version);
[[nodiscard]] std::optional<RuleVersion> load_rule(db::Transaction& tx, PoolId id, std::int64_t version_no);
[[nodiscard]] std::vector<RuleVersion> load_rules(db::Transaction& tx, PoolId id, std::int64_t limit);  // newest first
void insert_reason(db::Transaction& tx, const Reason& reason);
void update_reason(db::Transaction& tx, const Reason& reason);
[[nodiscard]] std::optional<Reason> load_reason(db::Transaction& tx, ReasonId id);
[[nodiscard]] std::vector<Reason> load_reasons(db::Transaction& tx);
[[nodiscard]] bool is_present(db::Transaction& tx, StaffId id);
void save_presence(db::Transaction& tx, StaffId id, bool is_present, Time now);

// --- Customers and their moves (store_customers.cpp)
// ------------------------------------------------------------------

// False when he has a place already.
[[nodiscard]] bool insert_row(db::Transaction& tx, const Tracking& row);
void update_row(db::Transaction& tx, const Tracking& row);
[[nodiscard]] std::optional<Tracking> load_row(db::Transaction& tx, CustomerId id);
[[nodiscard]] std::optional<Tracking> lock_row(db::Transaction& tx, CustomerId id);
void insert_move(db::Transaction& tx, const Move& move);
[[nodiscard]] kit::ListQuery moves_of(CustomerId id);
[[nodiscard]] std::vector<Move> moves_before(db::Transaction& tx, CustomerId id, Time before, std::int64_t before_no,
                                             std::int64_t limit);
// When the customer last left this person's hands.
[[nodiscard]] std::optional<Time> last_end_of(db::Transaction& tx, CustomerId id, StaffId staff);
// In the order of (at, id), behind a position, due at or before `until`.
struct DueRow {
  CustomerId customer_id;
  Time at;
};
[[nodiscard]] std::vector<DueRow> due_rows(db::Transaction& tx, Time until, std::int64_t limit);
[[nodiscard]] std::vector<DueRow> reminder_rows(db::Transaction& tx, Time until, std::int64_t limit);
[[nodiscard]] std::vector<DueRow> protection_rows(db::Transaction& tx, Time until, std::int64_t limit);
// Tracked customers of a pool behind `after`, whole.
[[nodiscard]] std::vector<Tracking> tracked_of_pool(db::Transaction& tx, PoolId id, CustomerId after,
                                                    std::int64_t limit);
// Tracked customers whose due date stands under an older version.
[[nodiscard]] std::vector<CustomerId> outdated_of_pool(db::Transaction& tx, PoolId id, std::int64_t version_no,
                                                       CustomerId after, std::int64_t limit);
[[nodiscard]] std::vector<CustomerId> customers_of_pool(db::Transaction& tx, PoolId id, std::int64_t limit);
[[nodiscard]] std::vector<CustomerId> customers_of_owner(db::Transaction& tx, StaffId owner, std::int64_t limit);
[[nodiscard]] std::int64_t count_of_owner(db::Transaction& tx, StaffId owner);
// Public customers of a pool that wait, oldest first.
[[nodiscard]] std::vector<CustomerId> waiting_of_pool(db::Transaction& tx, PoolId id, std::int64_t limit);
// Customers that have no place yet, behind `after`.
struct Unplaced {
  CustomerId customer_id;
  OrgUnitId store_id;
  std::optional<StaffId> owner_staff_id;
  std::string source;
};
[[nodiscard]] std::vector<Unplaced> unplaced(db::Transaction& tx, CustomerId after, std::int64_t limit);
[[nodiscard]] std::optional<Unplaced> load_unplaced(db::Transaction& tx, CustomerId id);

// The list: state public of the pools named (all with `all_pools`), others within reach.
[[nodiscard]] kit::ListQuery list_rows(const kit::Actor& actor, const ListConditions& conditions,
                                       const std::vector<PoolId>& pools, bool all_pools);
[[nodiscard]] std::span<const kit::SortChoice> list_sorts();
struct ListRow {
  Tracking place;
  std::string name;
  std::optional<std::string> phone;
  OrgUnitId store_id;
  std::int64_t hidden_bits = 0;
};
[[nodiscard]] ListRow read_list_row(const db::Rows& rows);
[[nodiscard]] std::optional<ListRow> load_list_row(db::Transaction& tx, CustomerId id);

// --- Counters, turns, notices, requests (store_counters.cpp)
// -----------------------------------------------------------

// Locked until the end of the transaction; made if need be.
[[nodiscard]] Counter lock_counter(db::Transaction& tx, PoolId pool, HolderKind kind, std::int64_t holder);
[[nodiscard]] Counter load_counter(db::Transaction& tx, PoolId pool, HolderKind kind, std::int64_t holder);
void add_to_counter(db::Transaction& tx, PoolId pool, HolderKind kind, std::int64_t holder, std::int64_t holding,
                    std::int64_t protected_count, std::int64_t won);
void set_day(db::Transaction& tx, const Counter& counter);
[[nodiscard]] std::vector<Counter> counters_of_pool(db::Transaction& tx, PoolId pool);
[[nodiscard]] Turn lock_turn(db::Transaction& tx, PoolId pool, StaffId staff);
void update_turn(db::Transaction& tx, const Turn& turn);
void add_refusal(db::Transaction& tx, PoolId pool, StaffId staff, Date on, std::string_view reason);
void insert_reveal(db::Transaction& tx, CustomerId customer, std::int64_t id, PoolId pool, StaffId staff, Time at);
void insert_notice(db::Transaction& tx, const Notice& notice);
[[nodiscard]] kit::ListQuery notices_of(StaffId staff, bool only_unread);
std::int64_t mark_read(db::Transaction& tx, StaffId staff, NoticeId id, Time now);
void insert_request(db::Transaction& tx, const Request& request);
[[nodiscard]] std::optional<Request> lock_request(db::Transaction& tx, CustomerId customer, RequestId id);
[[nodiscard]] bool has_pending(db::Transaction& tx, CustomerId customer, RequestKind kind, Time now);
void update_request(db::Transaction& tx, const Request& request);
struct RequestFilter {
  std::optional<std::string> state;
  std::optional<std::string> kind;
};
[[nodiscard]] kit::ListQuery requests(const kit::Actor& actor, const RequestFilter& filter,
                                      const std::vector<PoolId>& administered);
// Those that wait for this actor: open, asked by somebody else, of his pools or within his reach.
[[nodiscard]] kit::ListQuery requests_to_answer(const kit::Actor& actor, const std::vector<PoolId>& administered,
                                                Time now);
void save_collaborator(db::Transaction& tx, CustomerId customer, StaffId staff, Time until);
[[nodiscard]] bool is_collaborator(db::Transaction& tx, CustomerId customer, StaffId staff, Time now);

}  // namespace homeport::pool::store
