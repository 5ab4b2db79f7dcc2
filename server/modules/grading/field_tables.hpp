#pragma once

// The field tables of grading; included by types.hpp.

#include "modules/grading/types.hpp"

namespace homeport {

template <>
struct Choices<grading::Purpose> {
  static constexpr std::array<std::string_view, 2> names{"lead", "member"};
};
template <>
struct Choices<grading::ParameterKind> {
  static constexpr std::array<std::string_view, 5> names{"source", "region", "interest", "activity", "follow_ups"};
};
template <>
struct Choices<grading::GivenBy> {
  static constexpr std::array<std::string_view, 2> names{"rule", "hand"};
};
template <>
struct Choices<grading::IncentiveStatus> {
  static constexpr std::array<std::string_view, 2> names{"active", "disabled"};
};
template <>
struct Choices<grading::GrantState> {
  static constexpr std::array<std::string_view, 2> names{"waiting", "granted"};
};

template <>
struct Fields<grading::ScoreRow> {
  using R = grading::ScoreRow;
  static constexpr std::string_view name = "GradingScore";
  static constexpr std::array rows{
      field<&R::match>("match", Access::read_write, {.min = 1, .max = 80, .required = true}),
      field<&R::score>("score", Access::read_write, {.max = grading::kMostScore, .required = true}),
  };
};

template <>
struct Fields<grading::Parameter> {
  using R = grading::Parameter;
  static constexpr std::string_view name = "GradingParameter";
  static constexpr std::array rows{
      field<&R::kind>("kind", Access::read_write, {.required = true}),
      field<&R::weight>("weight_ppm", Access::read_write, {.required = true}),
      field<&R::scores>("scores", Access::read_write, {.max = 100}),
      field<&R::other_score>("other_score", Access::read_write,
                             {.max = grading::kMostScore, .about = "For a value that stands in no row, or none."}),
  };
};

template <>
struct Fields<grading::GradeBand> {
  using R = grading::GradeBand;
  static constexpr std::string_view name = "GradingBand";
  static constexpr std::array rows{
      field<&R::grade>("grade", Access::read_write, {.min = 1, .max = 8, .required = true}),
      field<&R::min_score>("min_score", Access::read_write, {.max = grading::kMostScore, .required = true}),
  };
};

template <>
struct Fields<grading::Scheme> {
  using R = grading::Scheme;
  static constexpr std::string_view name = "GradingScheme";
  static constexpr std::array rows{
      field<&R::purpose>("purpose", Access::read_write, {.required = true}),
      field<&R::note>("note", Access::read_write, {.max = 500, .multiline = true}),
      field<&R::parameters>("parameters", Access::read_write, {.min = 1, .max = 20, .required = true}),
      field<&R::grades>("grades", Access::read_write, {.min = 1, .max = 20, .required = true}),
  };
};

template <>
struct Fields<grading::SchemeVersion> {
  using R = grading::SchemeVersion;
  static constexpr std::string_view name = "GradingSchemeVersion";
  static constexpr std::array rows{
      field<&R::purpose>("purpose", Access::read_only),
      field<&R::version_no>("version_no", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::created_by_name>("created_by_name", Access::read_only),
      field<&R::scheme>("scheme", Access::read_only),
  };
};

template <>
struct Fields<grading::Grade> {
  using R = grading::Grade;
  static constexpr std::string_view name = "GradeRecord";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::purpose>("purpose", Access::read_only),
      field<&R::grade>("grade", Access::read_only),
      field<&R::given_by>("given_by", Access::read_only),
      field<&R::score_hundredths>("score_hundredths", Access::read_only),
      field<&R::scheme_version>("scheme_version", Access::read_only),
      field<&R::graded_at>("graded_at", Access::read_only),
      field<&R::graded_by_name>("graded_by_name", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
  };
};

template <>
struct Fields<grading::ScorePart> {
  using R = grading::ScorePart;
  static constexpr std::string_view name = "GradePart";
  static constexpr std::array rows{
      field<&R::kind>("kind", Access::read_only),
      field<&R::value>("value", Access::read_only),
      field<&R::score>("score", Access::read_only),
      field<&R::weight>("weight_ppm", Access::read_only),
  };
};

template <>
struct Fields<grading::GradeView> {
  using R = grading::GradeView;
  static constexpr std::string_view name = "Grade";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::grade>("grade", Access::read_only),
      field<&R::given_by>("given_by", Access::read_only),
      field<&R::score_hundredths>("score_hundredths", Access::read_only),
      field<&R::graded_at>("graded_at", Access::read_only),
      field<&R::graded_by_name>("graded_by_name", Access::read_only),
      field<&R::reason>("reason", Access::read_only),
      field<&R::parts>("parts", Access::read_only),
  };
};

template <>
struct Fields<grading::GradeRequest> {
  using R = grading::GradeRequest;
  static constexpr std::string_view name = "GradeByHand";
  static constexpr std::array rows{
      field<&R::grade>("grade", Access::read_write, {.min = 1, .max = 8, .about = "None: by the rule again."}),
      field<&R::reason>("reason", Access::read_write, {.min = 1, .max = 300, .required = true, .multiline = true}),
  };
};

template <>
struct Fields<grading::GradeCount> {
  using R = grading::GradeCount;
  static constexpr std::string_view name = "GradeCount";
  static constexpr std::array rows{
      field<&R::grade>("grade", Access::read_only),
      field<&R::now>("now", Access::read_only),
      field<&R::then>("then", Access::read_only),
  };
};

template <>
struct Fields<grading::SchemeTrial> {
  using R = grading::SchemeTrial;
  static constexpr std::string_view name = "GradingTrial";
  static constexpr std::array rows{
      field<&R::counts>("counts", Access::read_only),
  };
};

template <>
struct Fields<grading::ApplyRequest> {
  using R = grading::ApplyRequest;
  static constexpr std::string_view name = "GradingApply";
  static constexpr std::array rows{
      field<&R::purpose>("purpose", Access::read_write, {.required = true}),
      field<&R::after>("after", Access::read_write),
  };
};

template <>
struct Fields<grading::Applied> {
  using R = grading::Applied;
  static constexpr std::string_view name = "GradingApplied";
  static constexpr std::array rows{
      field<&R::graded>("graded", Access::read_only),
      field<&R::changed>("changed", Access::read_only),
      field<&R::next_after>("next_after", Access::read_only),
  };
};

template <>
struct Fields<grading::Incentive> {
  using R = grading::Incentive;
  static constexpr std::string_view name = "Incentive";
  static constexpr std::array rows{
      field<&R::id>("id", Access::read_only),
      field<&R::name>("name", Access::read_write, {.min = 1, .max = 80, .required = true}),
      field<&R::grade>("grade", Access::read_write, {.max = 8}),
      field<&R::source>("source", Access::read_write, {.max = 40}),
      field<&R::points>("points_points", Access::read_write, {.min = 0, .max = 100'000'000}),
      field<&R::voucher_series_id>("voucher_series_id", Access::read_write,
                                   {.about = "A voucher of this series, for a gift or for money."}),
      field<&R::days_after_entering>("days_after_entering", Access::read_write,
                                     {.max = 3650, .about = "Only purchases within so many days of arriving."}),
      field<&R::status>("status", Access::read_write),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::version>("version", Access::read_only),
  };
};

template <>
struct Fields<grading::Grant> {
  using R = grading::Grant;
  static constexpr std::string_view name = "IncentiveGrant";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::incentive_id>("incentive_id", Access::read_only),
      field<&R::sale_id>("sale_id", Access::read_only),
      field<&R::points>("points_points", Access::read_only),
      field<&R::voucher_series_id>("voucher_series_id", Access::read_only),
      field<&R::state>("state", Access::read_only),
      field<&R::earned_at>("earned_at", Access::read_only),
      field<&R::granted_at>("granted_at", Access::read_only),
  };
};

template <>
struct Fields<grading::Conditions> {
  using R = grading::Conditions;
  static constexpr std::string_view name = "SelectionConditions";
  static constexpr std::array rows{
      field<&R::pool_id>("pool_id", Access::read_write),
      field<&R::state>("state", Access::read_write),
      field<&R::stage>("stage", Access::read_write),
      field<&R::grade>("grade", Access::read_write, {.max = 8}),
      field<&R::source>("source", Access::read_write, {.max = 80}),
      field<&R::region>("region", Access::read_write, {.max = 80}),
      field<&R::interest>("interest", Access::read_write, {.max = 80}),
      field<&R::entered_from>("entered_from", Access::read_write),
      field<&R::entered_before>("entered_before", Access::read_write),
  };
};

template <>
struct Fields<grading::NewSelection> {
  using R = grading::NewSelection;
  static constexpr std::string_view name = "NewSelection";
  static constexpr std::array rows{
      field<&R::name>("name", Access::read_write, {.min = 1, .max = 80, .required = true}),
      field<&R::conditions>("conditions", Access::read_write, {.required = true}),
  };
};

template <>
struct Fields<grading::Selection> {
  using R = grading::Selection;
  static constexpr std::string_view name = "Selection";
  static constexpr std::array rows{
      field<&R::id>("id", Access::read_only),
      field<&R::name>("name", Access::read_only),
      field<&R::conditions>("conditions", Access::read_only),
      field<&R::size>("size", Access::read_only),
      field<&R::remaining>("remaining", Access::read_only),
      field<&R::created_at>("created_at", Access::read_only),
      field<&R::created_by_name>("created_by_name", Access::read_only),
  };
};

template <>
struct Fields<grading::SelectedCustomer> {
  using R = grading::SelectedCustomer;
  static constexpr std::string_view name = "SelectedCustomer";
  static constexpr std::array rows{
      field<&R::customer_id>("customer_id", Access::read_only),
      field<&R::is_done>("is_done", Access::read_only),
  };
};

template <>
struct Fields<grading::SelectionAssign> {
  using R = grading::SelectionAssign;
  static constexpr std::string_view name = "SelectionAssign";
  static constexpr std::array rows{
      field<&R::staff_ids>("staff_ids", Access::read_write, {.min = 1, .max = 100, .required = true}),
      field<&R::note>("note", Access::read_write, {.max = 500}),
  };
};

template <>
struct Fields<grading::SelectionAssigned> {
  using R = grading::SelectionAssigned;
  static constexpr std::string_view name = "SelectionAssigned";
  static constexpr std::array rows{
      field<&R::done>("done", Access::read_only),
      field<&R::refused>("refused", Access::read_only),
      field<&R::remaining>("remaining", Access::read_only),
  };
};

template <>
struct Fields<grading::AnalysisRow> {
  using R = grading::AnalysisRow;
  static constexpr std::string_view name = "LeadAnalysisRow";
  static constexpr std::array rows{
      field<&R::key>("key", Access::read_only),
      field<&R::name>("name", Access::read_only),
      field<&R::arrivals>("arrivals", Access::read_only),
      field<&R::taken>("taken", Access::read_only),
      field<&R::contacted>("contacted", Access::read_only),
      field<&R::opportunities>("opportunities", Access::read_only),
      field<&R::won>("won", Access::read_only),
      field<&R::conversion>("conversion_ppm", Access::read_only),
      field<&R::first_contact_median_minutes>("first_contact_median_minutes", Access::read_only),
  };
};

template <>
struct Fields<grading::Analysis> {
  using R = grading::Analysis;
  static constexpr std::string_view name = "LeadAnalysis";
  static constexpr std::array rows{
      field<&R::from>("from", Access::read_only),
      field<&R::to>("to", Access::read_only),
      field<&R::total>("total", Access::read_only),
      field<&R::by_source>("by_source", Access::read_only, {.max = 1000}),
      field<&R::by_staff>("by_staff", Access::read_only, {.max = 5000}),
      field<&R::by_grade>("by_grade", Access::read_only),
  };
};

}  // namespace homeport
