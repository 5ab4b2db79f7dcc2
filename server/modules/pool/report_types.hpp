#pragma once

// What screens and reports ask of the pool and are answered.

#include "modules/pool/types.hpp"

namespace homeport::pool {

// Conditions of the list; all given ones must hold.
struct ListConditions {
  std::optional<PoolId> pool_id;
  std::optional<State> state;
  std::optional<StaffId> owner_staff_id;
  std::optional<Stage> stage;
  std::optional<std::string> grade;
  std::optional<std::string> source;
  std::optional<std::string> region;
  std::optional<std::string> interest;
  std::optional<Time> due_before;
  std::optional<Time> entered_from;
  std::optional<Time> entered_before;
  std::optional<std::string> name_prefix;  // folded
};

// A customer as the pool's screens show him.
struct PoolCustomer {
  CustomerId customer_id;
  std::string name;
  std::optional<std::string> phone;
  std::string source;
  std::optional<std::string> grade;
  State state = State::public_;
  Stage stage = Stage::fresh;
  PoolId pool_id;
  std::string pool_name;
  OrgUnitId store_id;
  std::optional<std::string> store_name;
  std::optional<StaffId> owner_staff_id;
  std::optional<std::string> owner_name;
  Time entered_at;
  Time claimable_at;
  std::optional<Time> taken_at;
  std::optional<TakenBy> taken_by;
  std::optional<Time> first_follow_up_at;
  std::optional<Time> last_counted_at;
  std::int64_t counted_count = 0;
  std::optional<Time> due_at;
  std::optional<DueReason> due_reason;
  std::optional<std::int64_t> days_left;
  std::optional<Time> protected_until;
  std::optional<Time> extended_until;
  std::optional<Time> order_until;
  std::optional<std::string> region;
  std::optional<std::string> interest;
  std::optional<std::int64_t> activity;
  std::vector<std::string> hidden_fields;
  bool may_claim = false;
  std::optional<std::string> why_not;
  std::int64_t version = 1;
};

struct ReturnRequest {
  ReasonId reason_id;
  std::optional<std::string> note;
  std::optional<PoolId> pool_id;
};
struct AssignRequest {
  StaffId staff_id;
  std::optional<std::string> note;
};
struct WinRequest {
  std::optional<std::string> note;
};
struct ProtectRequest {
  Time until;
  std::optional<std::string> note;
};
struct StageRequest {
  Stage stage = Stage::fresh;
};
struct NoteRequest {
  std::optional<std::string> note;
};
struct ExtensionRequest {
  std::int64_t days = 1;
  std::string reason;
};
struct AnswerRequest {
  std::optional<std::string> answer;
};
struct ClaimBatch {
  std::vector<CustomerId> customer_ids;
};
struct AssignBatch {
  std::vector<CustomerId> customer_ids;
  StaffId staff_id;
  std::optional<std::string> note;
};
struct HandOver {
  StaffId from_staff_id;
  std::vector<StaffId> to_staff_ids;  // in turn; none: back to a pool
  std::optional<PoolId> pool_id;      // none: each to his own
  std::optional<ReasonId> reason_id;
  std::optional<std::string> note;
};
struct MoveAll {
  PoolId to_pool_id;
};
struct Moved {
  std::int64_t moved = 0;
  std::int64_t remaining = 0;
};
struct BatchRow {
  CustomerId customer_id;
  RowStatus status = RowStatus::done;
  std::optional<std::string> reason;
  std::optional<std::string> detail;
};
struct BatchAnswer {
  std::vector<BatchRow> items;
  std::int64_t done = 0;
  std::int64_t refused = 0;
};
struct Lead {
  std::string name;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  std::optional<std::string> source;
  std::optional<std::string> external_ref;
  std::optional<std::string> note;
  std::optional<std::string> region;
  std::optional<std::string> interest;
  std::optional<std::int64_t> activity;
  std::optional<OrgUnitId> store_id;
  std::optional<StaffId> owner_staff_id;
};
struct Leads {
  std::vector<Lead> items;
};
struct LeadRow {
  std::int64_t index = 0;
  LeadStatus status = LeadStatus::created;
  std::optional<CustomerId> customer_id;
  std::optional<std::string> reason;
  std::optional<std::string> detail;
};
struct LeadsAnswer {
  std::vector<LeadRow> items;
  std::int64_t created = 0;
  std::int64_t merged = 0;
  std::int64_t refused = 0;
};
struct EngineRun {
  std::int64_t assigned = 0;
  std::int64_t waiting = 0;
};
struct Revealed {
  std::string name;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  std::optional<std::string> note;
  std::optional<std::int64_t> left_today;
};
struct Presence {
  bool present = false;
};
struct NoticeIds {
  std::vector<NoticeId> notice_ids;
};
struct RequestItem {
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
  std::string customer_name;
};
struct NoticeItem {
  NoticeId notice_id;
  Time at;
  NoticeKind kind = NoticeKind::reminder;
  std::optional<PoolId> pool_id;
  std::optional<CustomerId> customer_id;
  std::optional<std::string> customer_name;
  std::optional<Time> due_at;
  std::optional<DueReason> due_reason;
  std::optional<std::int64_t> stage;
  std::optional<Time> first_reminded_at;
  std::optional<std::int64_t> count;
  std::optional<Time> read_at;
};

struct DryRunItem {
  CustomerId customer_id;
  std::string name;
  StaffId owner_staff_id;
  std::string owner_name;
  Time due_at;
  DueReason due_reason = DueReason::no_follow_up;
  std::optional<Time> now_due_at;
};
struct DryRun {
  Time until;
  std::int64_t tracking = 0;
  std::int64_t would_return = 0;
  std::int64_t would_return_now_rule = 0;
  std::vector<DryRunItem> items;
};

struct BoardPerson {
  StaffId staff_id;
  std::string staff_name;
  std::int64_t holding = 0;
  std::int64_t protected_count = 0;
  std::int64_t won = 0;
  std::int64_t due_24h = 0;
  std::int64_t due_7d = 0;
  std::int64_t claims_today = 0;
};
struct Board {
  std::vector<BoardPerson> people;
  std::int64_t returning_24h = 0;
  std::int64_t public_count = 0;
  std::int64_t waiting_requests = 0;
};
struct LimitItem {
  PoolId pool_id;
  std::string pool_name;
  std::int64_t claims_today = 0;
  std::optional<std::int64_t> daily_claim_limit;
  std::int64_t holding = 0;
  std::optional<std::int64_t> hold_limit;
  std::int64_t protected_count = 0;
  std::optional<std::int64_t> protect_limit;
  std::int64_t reveals_today = 0;
  std::optional<std::int64_t> daily_reveal_limit;
};
struct LimitList {
  std::vector<LimitItem> items;
};

struct FairnessPerson {
  StaffId staff_id;
  std::string staff_name;
  std::int64_t claimed = 0;
  std::int64_t assigned = 0;
  std::int64_t returned = 0;
  std::int64_t won = 0;
  std::int64_t lost = 0;
  std::int64_t good_leads = 0;
  std::optional<std::int64_t> first_follow_up_median_minutes;
  std::int64_t quota_refusals = 0;
};
enum class SuspicionKind : std::uint8_t { claim_and_drop, pair, alike_follow_ups };
struct Suspicion {
  SuspicionKind kind = SuspicionKind::claim_and_drop;
  StaffId staff_id;
  std::string staff_name;
  std::optional<StaffId> other_staff_id;
  std::optional<std::string> other_staff_name;
  std::int64_t count = 0;
  std::vector<CustomerId> customer_ids;
};
struct Fairness {
  Date from;
  Date to;
  std::int64_t arrivals = 0;
  std::int64_t public_now = 0;
  std::int64_t claimed = 0;
  std::int64_t assigned = 0;
  std::int64_t returned = 0;
  std::int64_t won = 0;
  Rate gini_ppm;        // of good leads
  Rate claim_gini_ppm;  // of all taken
  std::optional<std::int64_t> first_follow_up_median_minutes;
  std::vector<FairnessPerson> people;
  std::vector<Suspicion> suspicions;
};

}  // namespace homeport::pool

#include "modules/pool/fairness_field_tables.hpp"
#include "modules/pool/report_field_tables.hpp"
