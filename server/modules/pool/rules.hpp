#pragma once

// Every decision of the pool. Pure: no database, no clock, no chance.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/pool/types.hpp"

namespace homeport::pool {

// --- When he goes back ----------------------------------------------------------------------------------------------

// The moment a tracked customer goes back to the pool, and why: the one answer for the list, the reminder and the
// sweep. Nothing for customers who are not tracked and where no condition can come true.
//
//   no_first_follow_up  taken + A hours, while nothing has counted
//   no_follow_up        last counted (else taken) + N days
//   no_deal             taken + M days + E days for each counted follow-up, while there is no opportunity
//   maximum             taken + K days; never passed by any of the above, nor by an extension
//
// any: the earliest of the three; all: the latest, and never while one of them can't come true. Default protection,
// an extension and a protection put it off; only a protection, and an open order where the rule says so, put it off
// past the maximum.
struct Due {
  Time at;
  DueReason reason = DueReason::no_follow_up;
  friend bool operator==(const Due&, const Due&) = default;
};
[[nodiscard]] std::optional<Due> due_of(const Tracking& row, const Rule& rule);

// The conditions that hold for a grade: its own, or the rule's.
struct Conditions {
  std::optional<std::int64_t> follow_up_days;
  std::optional<std::int64_t> first_follow_up_hours;
  std::optional<std::int64_t> deal_days;
  std::optional<std::int64_t> max_days;
};
[[nodiscard]] Conditions conditions_for(const Rule& rule, const std::optional<std::string>& grade);

// When the owner is reminded next, having had `sent` reminders of this due date; nothing when all were sent.
[[nodiscard]] std::optional<Time> next_reminder(const Rule& rule, std::optional<Time> due_at, std::int64_t sent);
// Sets due_at, due_reason, reminder_at and rule_version. A due date that moves to a later time or to another reason is
// reminded of anew.
void settle_due(Tracking& row, const RuleVersion& version);

// Whole days from now until then: 0 = within 24 hours; negative when it has passed.
[[nodiscard]] std::int64_t days_left(Time due_at, Time now);

// --- Who belongs, who may take --------------------------------------------------------------------------------------

[[nodiscard]] bool covers(const Member& member, const identity::StaffPlace& person);
[[nodiscard]] bool is_member(std::span<const Member> members, const identity::StaffPlace& person);
[[nodiscard]] bool is_administrator(std::span<const Member> members, const identity::StaffPlace& person);

// How a customer stands, as far as it decides who may know of him.
struct Standing {
  PoolId pool_id;
  State state = State::public_;
  std::optional<StaffId> owner_staff_id;
  OrgUnitId store_id;
};
// Public customers are known to the people of their pool; others to whoever has them, reaches them, or runs the pool.
// `me`: the actor as members name him; nullptr: nobody who works here.
[[nodiscard]] bool may_know(const kit::Actor& actor, const identity::StaffPlace* me, std::span<const Member> members,
                            const Standing& standing);
// Somebody who listens, as members name him.
[[nodiscard]] identity::StaffPlace place_of(const kit::Actor& actor);

struct Limits {
  std::optional<std::int64_t> daily_claims;
  std::optional<std::int64_t> hold;
};
[[nodiscard]] Limits limits_for(const Rule& rule, std::span<const RoleId> roles);

// What of a counter is today's. A clock that jumped back doesn't give a second day.
[[nodiscard]] std::int64_t claims_of_day(const Counter& counter, Date today);
[[nodiscard]] std::int64_t reveals_of_day(const Counter& counter, Date today);
// The counter on that day: of an earlier day nothing is left.
void open_day(Counter& counter, Date today);

// Until when an earlier owner may not take the customer again; nothing when he may. The window is counted from the last
// return, whoever returned him, against everybody whose hands he left within the window before it.
[[nodiscard]] std::optional<Time> cool_down_until(const Rule& rule, std::optional<Time> returned_at,
                                                  std::optional<Time> own_end_at);

struct TakingFacts {
  const Pool& pool;
  const Rule& rule;
  const Tracking& row;
  const Counter& person;  // locked
  const Counter& store;   // of the taker's store; locked
  Limits limits;
  Date today;
  Time now;
  bool is_member = false;
  std::optional<Time> own_end_at;  // when the taker last lost the customer
};
// pool.already_claimed, pool.not_public, pool.switched_off, pool.not_member, pool.assign_only, pool.embargo,
// pool.cool_down, pool.daily_limit, pool.hold_limit, pool.store_hold_limit.
[[nodiscard]] Outcome decide_claim(const TakingFacts& facts);
// For assigning a public customer or handing a tracked one to another person: no quota, no embargo; the cool-down where
// the rule says so. `from`: whose he is. pool.same_owner, pool.not_public (common), and those above.
[[nodiscard]] Outcome decide_assign(const TakingFacts& facts, StaffId to);

// Does the customer count against the hold limit of whoever takes him?
[[nodiscard]] bool counts_in_hold(const Rule& rule, const Tracking& row);

// What a row adds to its owner's counter.
struct Contribution {
  std::int64_t holding = 0;
  std::int64_t protected_count = 0;
  std::int64_t won = 0;
  friend bool operator==(const Contribution&, const Contribution&) = default;
};
[[nodiscard]] Contribution contribution_of(const Tracking& row);

// pool.clock_behind (503): the clock shows an earlier time than the customer's last move, by more than
// kClockSlackSeconds: nothing is moved by such a clock.
[[nodiscard]] Outcome check_clock(const Tracking& row, Time now);

// --- Arrows ---------------------------------------------------------------------------------------------------------

// What becomes of the row by itself; counters, ledger and news are the service's.
void take(Tracking& row, StaffId owner, std::optional<OrgUnitId> unit, TakenBy by, const Rule& rule, Time now);
void release(Tracking& row, PoolId to, const Rule& rule_there, Time now);
void win(Tracking& row);
void count_follow_up(Tracking& row, Time at);

// pool.not_held (409) unless somebody has him; not for a time-out of a common customer.
[[nodiscard]] Outcome check_held(const Tracking& row);
// pool.stage_needs_follow_up, pool.not_tracking.
[[nodiscard]] Outcome check_stage(const Tracking& row, Stage wanted);
// pool.protect_limit, pool.protect_too_long, pool.not_tracking, request.out_of_range.
[[nodiscard]] Outcome check_protection(const Tracking& row, const Rule& rule, const Counter& person, Time until,
                                       Time now);

// --- Pools ----------------------------------------------------------------------------------------------------------

// pool.reminders_not_descending, pool.grade_twice, pool.role_twice, pool.rule_contradicts (a condition that could never
// come true before the maximum), with the field.
[[nodiscard]] Outcome check_rule(const Rule& rule);
// pool.member_twice, pool.shift_backwards, pool.weekdays_unknown.
[[nodiscard]] Outcome check_members(std::span<const Member> members);

// The pool that takes a customer of that source and store: switched on, matching, of the highest priority; of several
// the oldest. `unit_paths`: of match_org_unit_ids, the same order.
struct Candidate {
  const Pool* pool = nullptr;
  std::vector<std::string> unit_paths;
};
[[nodiscard]] const Pool* matching_pool(std::span<const Candidate> pools, std::string_view source,
                                        std::string_view store_path);

// Lists of a pool to and from their columns.
void pack(Pool& pool);
void unpack(Pool& pool);

}  // namespace homeport::pool
