#pragma once

// What an event brings by a rule, and the words for it. Pure.

#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "modules/behaviour/types.hpp"

namespace homeport::behaviour {

// Small letters, digits and underscores: behaviour.bad_code (422).
[[nodiscard]] Outcome check_code(std::string_view code, std::string_view field);
// Trims names; request.required, behaviour.bad_code.
[[nodiscard]] Outcome normalise(Kind& kind);
[[nodiscard]] Outcome normalise(Rule& rule);
// behaviour.gives_nothing (neither points nor marks), behaviour.dimension_missing, behaviour.valid_range,
// behaviour.caps_contradict (a day may not allow more than a month, nor that more than all), and
// behaviour.effective_in_the_past (422).
[[nodiscard]] Outcome check_rule(const Rule& rule, Time now);

// behaviour.in_the_future, behaviour.too_long_ago (422).
[[nodiscard]] Outcome check_occurred(Time occurred_at, Time now);

// The day and the month of an instant by the calendar of the chain.
struct Calendar {
  Time day_from;
  Time day_to;
  Time month_from;
  Time month_to;
};
[[nodiscard]] Calendar calendar_of(Time at, TimeZone zone);

// What else of this rule counts for the member: granted, or waiting for approval.
struct Counted {
  std::int64_t in_day = 0;
  std::int64_t in_month = 0;
  std::int64_t in_all = 0;
  std::optional<Time> last_before;  // at or before the event
  std::optional<Time> first_after;
};

struct Judgement {
  EventState state = EventState::granted;  // waiting, granted or not_granted
  std::optional<WhyNot> why_not;
  std::optional<std::int64_t> why_count;
};

// `rule`: the version in force when it occurred, if any. `is_approved`: somebody has looked at it, so that a rule that
// wants approval grants.
[[nodiscard]] Judgement judge(const Rule* rule, const Counted& counted, Time occurred_at, bool is_approved);

// The derivation of what an event gave, with the numbers put in. `rule` is the version it records, nullptr for none;
// `local_day` is the day it occurred on by the calendar of the chain.
[[nodiscard]] std::vector<Step> explain(const Event& event, const Kind& kind, const Rule* rule, Date local_day);

}  // namespace homeport::behaviour
