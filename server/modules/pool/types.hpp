#pragma once

// The words of the pool: who is public, tracked or common, whose, since when, until when and why. What is refused and
// why: rules.hpp and service.hpp.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"
#include "modules/customers/types.hpp"
#include "modules/identity/types.hpp"

namespace homeport::pool {

using customers::CustomerId;
using identity::RoleId;
using kit::OrgUnitId;
using kit::StaffId;
using PoolId = Id<struct PoolTag>;
using ReasonId = Id<struct ReasonTag>;
using RequestId = Id<struct RequestTag>;
using NoticeId = Id<struct NoticeTag>;
using RefId = Id<struct MemberRefTag>;
using SaleRef = Id<struct SaleRefTag>;

enum class PoolStatus : std::uint8_t { on, off };
enum class PoolMode : std::uint8_t { claimable, assign_only };
enum class EngineKind : std::uint8_t { none, rotation, weighted, least_loaded };
enum class EngineRuns : std::uint8_t { by_hand, on_arrival, scheduled };
enum class MemberKind : std::uint8_t { staff, org_unit, role };
enum class State : std::uint8_t { public_, tracking, common };
enum class Stage : std::uint8_t { fresh, contacted, interested, opportunity };
enum class TakenBy : std::uint8_t { claim, assign, transfer, create, import, engine };
enum class DueReason : std::uint8_t { no_first_follow_up, no_follow_up, no_deal, maximum };
enum class MoveKind : std::uint8_t {
  enter,
  claim,
  assign,
  transfer,
  give_back,
  time_out,
  take_back,
  leaver,
  lost,
  win,
  reopen,
  pool_change,
  protect,
  unprotect,
  extend
};
enum class Combine : std::uint8_t { any, all };
enum class ReasonKind : std::uint8_t { give_back, lost, take_back, leaver };
enum class ReasonStatus : std::uint8_t { active, disabled };
enum class RequestKind : std::uint8_t { extension, win };
enum class RequestState : std::uint8_t { pending, approved, refused };
enum class NoticeKind : std::uint8_t { reminder, returned, assigned, taken_away, request, request_answered };
enum class HolderKind : std::uint8_t { staff, store };
enum class RowStatus : std::uint8_t { done, refused };
enum class LeadStatus : std::uint8_t { created, merged, refused };

inline constexpr std::int64_t kMostPools = 500;       // of the chain
inline constexpr std::int64_t kMostMembers = 200;     // rows of one pool
inline constexpr std::int64_t kMostReasons = 200;     // of the chain
inline constexpr std::int64_t kMostInBatch = 200;     // customers of one batch claim or assignment
inline constexpr std::int64_t kMostLeads = 500;       // of one request
inline constexpr std::int64_t kMostDays = 3650;       // of any limit of a rule
inline constexpr std::int64_t kMostHours = 24 * 365;  // likewise
inline constexpr std::int64_t kMostHeld = 1'000'000;  // the largest limit that can be set
inline constexpr std::int64_t kMostReminders = 3;
inline constexpr std::int64_t kMostNoteCharacters = 500;
inline constexpr std::int64_t kRequestDays = 7;   // then a request can't be granted any more
inline constexpr std::int64_t kSweepBatch = 100;  // customers in one transaction
inline constexpr std::int64_t kMoveBatch = 500;   // of one call of move_all, take_in, hand_over
inline constexpr std::int64_t kMostDryRunItems = 200;
inline constexpr std::int64_t kClockSlackSeconds = 120;  // servers' clocks may differ by this much

// What of a pool depends on who looks.
struct PoolMine {
  bool is_member = false;
  bool is_administrator = false;
};
struct PoolCounts {
  std::int64_t public_count = 0;
  std::int64_t tracking_count = 0;
  std::int64_t common_count = 0;
};

struct Pool {
  PoolId id;
  std::string name;
  std::string name_folded;
  PoolStatus status = PoolStatus::on;
  PoolMode mode = PoolMode::claimable;
  std::int64_t hidden_bits = 3;  // customers::HideableField: name and phone
  std::optional<StaffId> default_assignee_id;
  std::optional<std::int64_t> daily_reveal_limit;
  std::int64_t priority = 0;  // the highest of the matching pools takes a customer
  std::string match_sources_text;
  std::string match_units_text;
  EngineKind engine = EngineKind::none;
  EngineRuns engine_runs = EngineRuns::by_hand;
  std::int64_t engine_minutes = 60;
  std::optional<Time> engine_next_at;
  bool needs_presence = false;
  bool prefers_own_store = false;
  std::int64_t rule_version = 1;
  Time created_at;
  std::int64_t version = 1;
  // As people give and see them; kept in the members above.
  std::vector<std::string> hidden_fields;
  std::vector<std::string> match_sources;
  std::vector<OrgUnitId> match_org_unit_ids;
  PoolMine mine;
  PoolCounts counts;
};

// A person, a store with everything below it, or a role. Weight, capacity and shift are for the engines.
struct Member {
  MemberKind kind = MemberKind::staff;
  RefId ref_id;
  bool is_administrator = false;
  std::int64_t weight = 1;
  std::optional<std::int64_t> day_capacity;
  std::optional<std::int64_t> week_capacity;
  std::string weekdays = "1234567";  // 1 = Monday
  std::int64_t from_minute = 0;      // of the day in the store where the person works
  std::int64_t to_minute = 24 * 60;
  std::string name;
};
struct Members {
  std::vector<Member> items;
};

struct RoleLimit {
  RoleId role_id;
  std::optional<std::int64_t> daily_claim_limit;
  std::optional<std::int64_t> hold_limit;
};
struct GradeLimit {
  std::string grade;
  std::optional<std::int64_t> follow_up_days;
  std::optional<std::int64_t> first_follow_up_hours;
  std::optional<std::int64_t> deal_days;
  std::optional<std::int64_t> max_days;
};

// The rules of a pool; a version of them is never changed.
struct Rule {
  std::optional<std::string> note;
  std::optional<std::int64_t> daily_claim_limit;
  std::optional<std::int64_t> hold_limit;
  std::optional<std::int64_t> store_hold_limit;
  std::vector<RoleLimit> role_limits;  // in place of the two above; of several roles the largest
  bool won_counts = false;             // won customers count against the hold limit
  std::vector<std::string> exempt_grades;
  std::vector<std::string> exempt_sources;
  std::optional<std::int64_t> protect_limit;
  std::int64_t protect_max_days = 30;
  std::int64_t cooldown_days = 0;
  bool cooldown_binds_assignment = false;
  std::int64_t embargo_hours = 0;
  std::optional<std::int64_t> follow_up_days;
  std::optional<std::int64_t> first_follow_up_hours;
  std::optional<std::int64_t> deal_days;
  std::optional<std::int64_t> max_days;
  Combine combine = Combine::any;
  std::vector<GradeLimit> grade_limits;
  std::int64_t default_protection_days = 0;
  std::int64_t extension_days_per_follow_up = 0;
  std::int64_t extension_max_days = 30;
  std::vector<std::int64_t> remind_before_hours;  // descending
  std::int64_t collaborator_days = 0;
  bool open_order_stops = true;  // nobody goes back by himself while a basket is put aside for him
};
struct RuleVersion {
  PoolId pool_id;
  std::int64_t version_no = 1;
  Time created_at;
  std::string created_by_name;
  Rule rule;
};

// A customer's place; the row of table pool_customer.
struct Tracking {
  CustomerId customer_id;
  PoolId pool_id;
  State state = State::public_;
  Stage stage = Stage::fresh;
  std::optional<StaffId> owner_staff_id;
  std::optional<OrgUnitId> owner_unit_id;
  std::string source;
  std::optional<std::string> grade;
  std::optional<std::string> region;
  std::optional<std::string> interest;
  std::optional<std::int64_t> activity;
  Time entered_at;
  Time claimable_at;
  std::optional<Time> taken_at;
  std::optional<TakenBy> taken_by;
  std::optional<Time> first_follow_up_at;
  std::optional<Time> last_counted_at;
  std::int64_t counted_count = 0;
  std::optional<Time> opportunity_at;
  std::optional<Time> protected_until;
  std::optional<Time> extended_until;
  std::optional<Time> order_until;  // end of the open order that was seen when he was due
  bool counts_in_hold = true;
  std::optional<Time> due_at;
  std::optional<DueReason> due_reason;
  std::optional<Time> reminder_at;
  std::int64_t reminders_sent = 0;
  std::optional<Time> first_reminded_at;  // of this due date
  std::optional<Time> returned_at;
  std::optional<StaffId> last_owner_staff_id;
  std::int64_t move_no = 0;
  Time moved_at;
  std::int64_t rule_version = 1;
  std::int64_t version = 1;
};

// An arrow that was followed; the row of table pool_move.
struct Move {
  CustomerId customer_id;
  std::int64_t move_no = 0;
  Time at;
  MoveKind kind = MoveKind::enter;
  PoolId pool_id;  // whose rules applied
  State from_state = State::public_;
  State to_state = State::public_;
  std::optional<PoolId> from_pool_id;
  std::optional<PoolId> to_pool_id;
  std::optional<StaffId> from_staff_id;
  std::optional<StaffId> to_staff_id;
  std::optional<StaffId> by_staff_id;
  std::string by_name;
  std::optional<ReasonId> reason_id;
  std::optional<DueReason> due_reason;
  std::optional<std::string> note;
  std::optional<SaleRef> sale_id;
  std::int64_t rule_version = 1;
  std::optional<std::string> grade;
  // Of the time in somebody's hands that ends with this move.
  std::optional<Time> held_since;
  std::optional<Time> first_follow_up_at;
  std::int64_t counted_count = 0;
  std::optional<Time> opportunity_at;
  std::optional<StaffId> previous_staff_id;  // of a taking: who had him last
};
// A move as it is shown.
struct MoveItem {
  std::int64_t move_no = 0;
  Time at;
  MoveKind kind = MoveKind::enter;
  State from_state = State::public_;
  State to_state = State::public_;
  std::optional<PoolId> from_pool_id;
  std::optional<PoolId> to_pool_id;
  std::optional<StaffId> from_staff_id;
  std::optional<std::string> from_staff_name;
  std::optional<StaffId> to_staff_id;
  std::optional<std::string> to_staff_name;
  std::string by_name;
  std::optional<ReasonId> reason_id;
  std::optional<std::string> reason_name;
  std::optional<DueReason> due_reason;
  std::optional<std::string> note;
  std::optional<SaleRef> sale_id;
  std::int64_t rule_version = 1;
};

struct Counter {
  PoolId pool_id;
  HolderKind holder_kind = HolderKind::staff;
  RefId holder_id;
  std::int64_t holding_count = 0;
  std::int64_t protected_count = 0;
  std::int64_t won_count = 0;
  std::optional<Date> day_on;
  std::int64_t day_claims = 0;
  std::int64_t day_reveals = 0;
  std::int64_t version = 1;
};

struct Turn {
  PoolId pool_id;
  StaffId staff_id;
  std::int64_t pass = 0;
  std::optional<Date> day_on;
  std::int64_t day_assigned = 0;
  std::optional<Date> week_on;
  std::int64_t week_assigned = 0;
};

struct Reason {
  ReasonId id;
  ReasonKind kind = ReasonKind::give_back;
  std::string name;
  ReasonStatus status = ReasonStatus::active;
  Time created_at;
  std::int64_t version = 1;
};

struct Request {
  CustomerId customer_id;
  RequestId request_id;
  RequestKind kind = RequestKind::extension;
  RequestState state = RequestState::pending;
  PoolId pool_id;
  StaffId asked_by_id;
  std::string asked_by_name;
  Time asked_at;
  std::optional<std::int64_t> days;
  std::string reason;
  Time expires_at;
  std::optional<std::string> answered_by_name;
  std::optional<Time> answered_at;
  std::optional<std::string> answer;
};

struct Notice {
  StaffId staff_id;
  NoticeId notice_id;
  Time at;
  NoticeKind kind = NoticeKind::reminder;
  std::optional<PoolId> pool_id;
  std::optional<CustomerId> customer_id;
  std::optional<Time> due_at;
  std::optional<DueReason> due_reason;
  std::optional<std::int64_t> stage;      // of a reminder: which of those of this due date
  std::optional<Time> first_reminded_at;  // and when the first was sent
  std::optional<std::int64_t> count;
  std::optional<Time> read_at;
};

}  // namespace homeport::pool

#include "modules/pool/field_tables.hpp"
