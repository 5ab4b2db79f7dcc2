#pragma once

// The words of grading: how leads become grades, what grades become, and what a first purchase brings.

#include "modules/pool/types.hpp"

namespace homeport::grading {

using customers::CustomerId;
using kit::StaffId;
using pool::PoolId;
using IncentiveId = Id<struct IncentiveTag>;
using SelectionId = Id<struct SelectionTag>;
using VoucherSeriesRef = Id<struct IncentiveVoucherSeriesTag>;  // of rewards, which stands beside

// lead: before the first purchase (development); member: after it (maintenance).
enum class Purpose : std::uint8_t { lead, member };
enum class ParameterKind : std::uint8_t { source, region, interest, activity, follow_ups };
enum class GivenBy : std::uint8_t { rule, hand };
enum class IncentiveStatus : std::uint8_t { active, disabled };
enum class GrantState : std::uint8_t { waiting, granted };

inline constexpr std::int64_t kMostScore = 100;
inline constexpr std::int64_t kMostIncentives = 100;
inline constexpr std::int64_t kMostSelections = 200;
inline constexpr std::int64_t kMostSelected = 10'000;
inline constexpr std::int64_t kApplyBatch = 500;  // customers of one call of apply

// A value and what it is worth; of numbers the largest that is reached ("10": ten or more).
struct ScoreRow {
  std::string match;
  std::int64_t score = 0;
};
struct Parameter {
  ParameterKind kind = ParameterKind::source;
  Rate weight;
  std::vector<ScoreRow> scores;
  std::int64_t other_score = 0;
};
struct GradeBand {
  std::string grade;
  std::int64_t min_score = 0;
};
struct Scheme {
  Purpose purpose = Purpose::lead;
  std::optional<std::string> note;
  std::vector<Parameter> parameters;
  std::vector<GradeBand> grades;
};
struct SchemeVersion {
  Purpose purpose = Purpose::lead;
  std::int64_t version_no = 0;
  Time created_at;
  std::string created_by_name;
  Scheme scheme;
};

struct Grade {
  CustomerId customer_id;
  Purpose purpose = Purpose::lead;
  std::optional<std::string> grade;
  GivenBy given_by = GivenBy::rule;
  std::optional<std::int64_t> score_hundredths;
  std::int64_t scheme_version = 0;
  Time graded_at;
  std::string graded_by_name;
  std::optional<std::string> reason;
};
struct ScorePart {
  ParameterKind kind = ParameterKind::source;
  std::optional<std::string> value;
  std::int64_t score = 0;
  Rate weight;
};
struct GradeView {
  CustomerId customer_id;
  std::optional<std::string> grade;
  GivenBy given_by = GivenBy::rule;
  std::optional<std::int64_t> score_hundredths;
  std::optional<Time> graded_at;
  std::optional<std::string> graded_by_name;
  std::optional<std::string> reason;
  std::vector<ScorePart> parts;
};
struct GradeRequest {
  std::optional<std::string> grade;  // none: by the rule again
  std::string reason;
};
struct GradeCount {
  std::string grade;
  std::int64_t now = 0;
  std::int64_t then = 0;
};
struct SchemeTrial {
  std::vector<GradeCount> counts;
};
struct ApplyRequest {
  Purpose purpose = Purpose::lead;
  std::optional<CustomerId> after;
};
struct Applied {
  std::int64_t graded = 0;
  std::int64_t changed = 0;
  std::optional<CustomerId> next_after;  // go on behind this one; none: all are done
};

struct Incentive {
  IncentiveId id;
  std::string name;
  std::optional<std::string> grade;
  std::optional<std::string> source;
  Points points;                                      // 0: none
  std::optional<VoucherSeriesRef> voucher_series_id;  // a voucher of it, for a gift or for money
  std::optional<std::int64_t> days_after_entering;
  IncentiveStatus status = IncentiveStatus::active;
  Time created_at;
  std::int64_t version = 1;
};
struct Grant {
  CustomerId customer_id;
  IncentiveId incentive_id;
  pool::SaleRef sale_id;
  Points points;
  std::optional<VoucherSeriesRef> voucher_series_id;
  GrantState state = GrantState::waiting;
  Time earned_at;
  std::optional<Time> granted_at;
};

struct Conditions {
  std::optional<PoolId> pool_id;
  std::optional<pool::State> state;
  std::optional<pool::Stage> stage;
  std::optional<std::string> grade;
  std::optional<std::string> source;
  std::optional<std::string> region;
  std::optional<std::string> interest;
  std::optional<Time> entered_from;
  std::optional<Time> entered_before;
};
struct NewSelection {
  std::string name;
  Conditions conditions;
};
struct Selection {
  SelectionId id;
  std::string name;
  Conditions conditions;
  std::int64_t size = 0;
  std::int64_t remaining = 0;
  Time created_at;
  std::string created_by_name;
};
struct SelectedCustomer {
  CustomerId customer_id;
  bool is_done = false;
};
struct SelectionAssign {
  std::vector<StaffId> staff_ids;  // in turn
  std::optional<std::string> note;
};
struct SelectionAssigned {
  std::int64_t done = 0;
  std::int64_t refused = 0;
  std::int64_t remaining = 0;
};

struct AnalysisRow {
  std::string key;
  std::string name;
  std::int64_t arrivals = 0;
  std::int64_t taken = 0;
  std::int64_t contacted = 0;
  std::int64_t opportunities = 0;
  std::int64_t won = 0;
  Rate conversion;
  std::optional<std::int64_t> first_contact_median_minutes;
};
struct Analysis {
  Date from;
  Date to;
  AnalysisRow total;
  std::vector<AnalysisRow> by_source;
  std::vector<AnalysisRow> by_staff;
  std::vector<AnalysisRow> by_grade;
};

}  // namespace homeport::grading

#include "modules/grading/field_tables.hpp"
