#pragma once

// The field tables of the records in types.hpp, which includes this file: their names outside, limits and access. The
// order of the rows of a stored record is the order of its columns in store.cpp.

#include "modules/behaviour/types.hpp"

template <>
struct homeport::Choices<homeport::behaviour::KindStatus> {
  static constexpr std::array<std::string_view, 2> names{"active", "disabled"};
};
template <>
struct homeport::Choices<homeport::behaviour::RuleStatus> {
  static constexpr std::array<std::string_view, 2> names{"active", "ended"};
};
template <>
struct homeport::Choices<homeport::behaviour::EventState> {
  static constexpr std::array<std::string_view, 5> names{"waiting", "granted", "not_granted", "refused", "reversed"};
};
template <>
struct homeport::Choices<homeport::behaviour::WhyNot> {
  static constexpr std::array<std::string_view, 7> names{"no_rule",    "rule_ended", "cap_day", "cap_month",
                                                         "cap_in_all", "cool_down",  "refused"};
};

template <>
struct homeport::Fields<homeport::behaviour::Kind> {
  using T = homeport::behaviour::Kind;
  static constexpr std::string_view name = "BehaviourKind";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::code>("code", Access::create_only,
                      {.min = 1,
                       .max = homeport::behaviour::kMostCodeCharacters,
                       .required = true,
                       .about = "Small letters, digits and underscores."}),
      field<&T::name_zh>("name_zh", Access::read_write,
                         {.min = 1, .max = homeport::behaviour::kMostNameCharacters, .required = true}),
      field<&T::name_en>("name_en", Access::read_write,
                         {.min = 1, .max = homeport::behaviour::kMostNameCharacters, .required = true}),
      field<&T::is_built_in>("is_built_in", Access::read_only),
      field<&T::status>("status", Access::read_write),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::updated_at>("updated_at", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::behaviour::Rule> {
  using T = homeport::behaviour::Rule;
  static constexpr std::string_view name = "BehaviourRule";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::code>("code", Access::read_write,
                      {.min = 1,
                       .max = homeport::behaviour::kMostCodeCharacters,
                       .required = true,
                       .about = "The same for all versions of a rule."}),
      field<&T::kind_id>("kind_id", Access::read_write, {.required = true}),
      field<&T::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::behaviour::kMostNameCharacters, .required = true}),
      field<&T::points>("points", Access::read_write,
                        {.min = 0, .max = kMaxAmount, .about = "Hundredths, for one event."}),
      field<&T::marks>("marks", Access::read_write,
                       {.min = -homeport::behaviour::kMostMarks,
                        .max = homeport::behaviour::kMostMarks,
                        .about = "Added to the dimension; negative takes away."}),
      field<&T::dimension>("dimension", Access::read_write, {.max = homeport::behaviour::kMostDimensionCharacters}),
      field<&T::most_per_day>("most_per_day", Access::read_write,
                              {.min = 0, .max = homeport::behaviour::kMostTimes, .about = "Per member; 0: no cap."}),
      field<&T::most_per_month>("most_per_month", Access::read_write,
                                {.min = 0, .max = homeport::behaviour::kMostTimes}),
      field<&T::most_in_all>("most_in_all", Access::read_write, {.min = 0, .max = homeport::behaviour::kMostTimes}),
      field<&T::cool_down_s>("cool_down_s", Access::read_write,
                             {.min = 0,
                              .max = homeport::behaviour::kMostCoolDownSeconds,
                              .about = "Seconds between two events that count."}),
      field<&T::needs_approval>("needs_approval", Access::read_write,
                                {.about = "By another person than the recorder."}),
      field<&T::status>("status", Access::read_only),
      field<&T::effective_from>("effective_from", Access::read_write,
                                {.about = "Not in the past; at once if left out."}),
      field<&T::effective_to>("effective_to", Access::read_write, {.about = "Exclusive."}),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::created_by>("created_by", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::behaviour::Event> {
  using T = homeport::behaviour::Event;
  static constexpr std::string_view name = "BehaviourEvent";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::read_only),
      field<&T::id>("id", Access::read_only),
      field<&T::kind_id>("kind_id", Access::read_only),
      field<&T::rule_id>("rule_id", Access::read_only),
      field<&T::rule_code>("rule_code", Access::read_only),
      field<&T::state>("state", Access::read_only),
      field<&T::occurred_at>("occurred_at", Access::read_only),
      field<&T::store_id>("store_id", Access::read_only),
      field<&T::source>("source", Access::read_only),
      field<&T::source_ref>("source_ref", Access::read_only),
      field<&T::evidence>("evidence", Access::read_only,
                          {.max = homeport::behaviour::kMostEvidenceCharacters, .multiline = true}),
      field<&T::points>("points", Access::read_only),
      field<&T::marks>("marks", Access::read_only),
      field<&T::dimension>("dimension", Access::read_only),
      field<&T::why_not>("why_not", Access::read_only, {.about = "Why it gave nothing."}),
      field<&T::why_count>("why_count", Access::read_only,
                           {.about = "Counted against the cap; cool_down: seconds still to wait."}),
      field<&T::entry_id>("entry_id", Access::read_only),
      field<&T::reversal_entry_id>("reversal_entry_id", Access::read_only),
      field<&T::recorded_at>("recorded_at", Access::read_only),
      field<&T::recorded_by>("recorded_by", Access::read_only),
      field<&T::decided_at>("decided_at", Access::read_only),
      field<&T::decided_by>("decided_by", Access::read_only),
      field<&T::decision_note>("decision_note", Access::read_only),
      field<&T::reversed_at>("reversed_at", Access::read_only),
      field<&T::reversed_by>("reversed_by", Access::read_only),
      field<&T::reverse_reason>("reverse_reason", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::behaviour::EventRequest> {
  using T = homeport::behaviour::EventRequest;
  static constexpr std::string_view name = "BehaviourEventRequest";
  static constexpr std::array rows{
      field<&T::customer_id>("customer_id", Access::read_write, {.required = true}),
      field<&T::kind>(
          "kind", Access::read_write,
          {.min = 1, .max = homeport::behaviour::kMostCodeCharacters, .required = true, .about = "Code of the kind."}),
      field<&T::rule_code>("rule_code", Access::read_write, {.max = homeport::behaviour::kMostCodeCharacters}),
      field<&T::occurred_at>("occurred_at", Access::read_write, {.about = "Default: now."}),
      field<&T::store_id>("store_id", Access::read_write, {.about = "Default: the customer's."}),
      field<&T::source>("source", Access::read_write,
                        {.max = homeport::behaviour::kMostSourceCharacters, .about = "Who tells; default: office."}),
      field<&T::source_ref>("source_ref", Access::read_write,
                            {.max = homeport::behaviour::kMostReferenceCharacters,
                             .about = "Id in the source; the same again gives the same event."}),
      field<&T::evidence>("evidence", Access::read_write,
                          {.max = homeport::behaviour::kMostEvidenceCharacters, .multiline = true}),
  };
};

template <>
struct homeport::Fields<homeport::behaviour::DecisionRequest> {
  using T = homeport::behaviour::DecisionRequest;
  static constexpr std::string_view name = "BehaviourDecision";
  static constexpr std::array rows{
      field<&T::reason>("reason", Access::read_write,
                        {.min = 1, .max = homeport::behaviour::kMostReasonCharacters, .required = true}),
  };
};

template <>
struct homeport::Fields<homeport::behaviour::MarkSum> {
  using T = homeport::behaviour::MarkSum;
  static constexpr std::string_view name = "MarkSum";
  static constexpr std::array rows{
      field<&T::dimension>("dimension", Access::read_only),
      field<&T::marks>("marks", Access::read_only),
      field<&T::plus_marks>("plus_marks", Access::read_only),
      field<&T::minus_marks>("minus_marks", Access::read_only),
      field<&T::event_count>("event_count", Access::read_only),
      field<&T::last_at>("last_at", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::behaviour::Marks> {
  using T = homeport::behaviour::Marks;
  static constexpr std::string_view name = "CustomerMarks";
  static constexpr std::array rows{
      field<&T::items>("items", Access::read_only, {.max = 1000}),
  };
};

template <>
struct homeport::Fields<homeport::behaviour::Step> {
  using T = homeport::behaviour::Step;
  static constexpr std::string_view name = "BehaviourStep";
  static constexpr std::array rows{
      field<&T::key>("key", Access::read_only),
      field<&T::text_en>("text_en", Access::read_only),
      field<&T::text_zh>("text_zh", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::behaviour::Explanation> {
  using T = homeport::behaviour::Explanation;
  static constexpr std::string_view name = "BehaviourExplanation";
  static constexpr std::array rows{
      field<&T::steps>("steps", Access::read_only),
  };
};
