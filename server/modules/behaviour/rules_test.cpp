#include "modules/behaviour/rules.hpp"

#include <gtest/gtest.h>

namespace homeport::behaviour {
namespace {

const Time kNow = *parse_rfc3339("2026-11-21T08:00:00Z");

template <class T>
std::string reason_of(const Result<T>& result) {
  return result.ok() ? "" : result.refusal().reason;
}

Rule sound_rule() {
  Rule rule;
  rule.code = "review";
  rule.kind_id = KindId{1};
  rule.name = "Review";
  rule.points = Points{1'000};
  rule.effective_from = kNow;
  return rule;
}

TEST(behaviour_rules, a_code_is_plain) {
  for (const std::string good : {"a", "review_2", "0"}) {
    EXPECT_TRUE(check_code(good, "code").ok()) << good;
  }
  for (const std::string bad : {"", "A", "a b", "é", "a-b", "评价"}) {
    EXPECT_EQ(reason_of(check_code(bad, "code")), "behaviour.bad_code") << bad;
  }
}

TEST(behaviour_rules, a_rule_is_refused_for_what_contradicts_itself) {
  struct Case {
    std::string what;
    std::function<void(Rule&)> change;
    std::string reason;
  };
  for (const auto& c : std::vector<Case>{
           {"sound", [](Rule&) {}, ""},
           {"nothing", [](Rule& r) { r.points = {}; }, "behaviour.gives_nothing"},
           {"marks only",
            [](Rule& r) {
              r.points = {};
              r.marks = -2;
              r.dimension = "service";
            },
            ""},
           {"marks of nothing", [](Rule& r) { r.marks = 1; }, "behaviour.dimension_missing"},
           {"in the past", [](Rule& r) { r.effective_from = Time{kNow.us - 1}; }, "behaviour.effective_in_the_past"},
           {"ends at once", [](Rule& r) { r.effective_to = kNow; }, "behaviour.valid_range"},
           {"ends later", [](Rule& r) { r.effective_to = Time{kNow.us + 1}; }, ""},
           {"day above month",
            [](Rule& r) {
              r.most_per_day = 3;
              r.most_per_month = 2;
            },
            "behaviour.caps_contradict"},
           {"month above all",
            [](Rule& r) {
              r.most_per_month = 3;
              r.most_in_all = 2;
            },
            "behaviour.caps_contradict"},
           {"day above all",
            [](Rule& r) {
              r.most_per_day = 3;
              r.most_in_all = 2;
            },
            "behaviour.caps_contradict"},
           {"day without month", [](Rule& r) { r.most_per_day = 3; }, ""},
           {"all the same",
            [](Rule& r) {
              r.most_per_day = 1;
              r.most_per_month = 1;
              r.most_in_all = 1;
            },
            ""},
       }) {
    auto rule = sound_rule();
    c.change(rule);
    EXPECT_EQ(reason_of(check_rule(rule, kNow)), c.reason) << c.what;
  }
}

TEST(behaviour_rules, events_are_neither_of_tomorrow_nor_of_long_ago) {
  EXPECT_TRUE(check_occurred(plus_seconds(kNow, kFutureSlackSeconds), kNow).ok());
  EXPECT_EQ(reason_of(check_occurred(plus_seconds(kNow, kFutureSlackSeconds + 1), kNow)), "behaviour.in_the_future");
  const Time oldest = plus_days(kNow, -kOldestEventDays);
  EXPECT_TRUE(check_occurred(oldest, kNow).ok());
  EXPECT_EQ(reason_of(check_occurred(Time{oldest.us - 1}, kNow)), "behaviour.too_long_ago");
}

TEST(behaviour_rules, day_and_month_are_those_of_the_chain) {
  const auto shanghai = *TimeZone::find("Asia/Shanghai");
  const auto calendar = calendar_of(*parse_rfc3339("2026-12-31T17:00:00Z"), shanghai);
  EXPECT_EQ(format_rfc3339(calendar.day_from), "2026-12-31T16:00:00Z");
  EXPECT_EQ(format_rfc3339(calendar.day_to), "2027-01-01T16:00:00Z");
  EXPECT_EQ(format_rfc3339(calendar.month_from), "2026-12-31T16:00:00Z");
  EXPECT_EQ(format_rfc3339(calendar.month_to), "2027-01-31T16:00:00Z");
}

struct EventCase {
  std::string what;
  std::function<void(Rule&)> change;
  Counted counted;
  EventState state;
  std::optional<WhyNot> why_not;
  std::optional<std::int64_t> count;
};

std::vector<EventCase> event_cases() {
  const auto ago = [](std::int64_t seconds) { return std::optional(plus_seconds(kNow, -seconds)); };
  const auto ahead = [](std::int64_t seconds) { return std::optional(plus_seconds(kNow, seconds)); };
  const auto none = std::nullopt;
  const auto not_granted = EventState::not_granted;
  return {
      {"nothing before", [](Rule&) {}, {}, EventState::granted, none, none},
      {"many before", [](Rule&) {}, {9, 99, 999, ago(0), none}, EventState::granted, none, none},
      {"below a day's cap",
       [](Rule& r) { r.most_per_day = 2; },
       {1, 1, 1, none, none},
       EventState::granted,
       none,
       none},
      {"at a day's cap", [](Rule& r) { r.most_per_day = 2; }, {2, 2, 2, none, none}, not_granted, WhyNot::cap_day, 2},
      {"at a month's cap",
       [](Rule& r) { r.most_per_month = 5; },
       {0, 5, 5, none, none},
       not_granted,
       WhyNot::cap_month,
       5},
      {"at the cap of all",
       [](Rule& r) { r.most_in_all = 1; },
       {0, 0, 1, none, none},
       not_granted,
       WhyNot::cap_in_all,
       1},
      {"too soon", [](Rule& r) { r.cool_down_s = 60; }, {1, 1, 1, ago(59), none}, not_granted, WhyNot::cool_down, 1},
      {"late enough", [](Rule& r) { r.cool_down_s = 60; }, {1, 1, 1, ago(60), none}, EventState::granted, none, none},
      {"told late",
       [](Rule& r) { r.cool_down_s = 60; },
       {1, 1, 1, none, ahead(20)},
       not_granted,
       WhyNot::cool_down,
       40},
      {"ended", [](Rule& r) { r.status = RuleStatus::ended; }, {}, not_granted, WhyNot::rule_ended, 0},
      {"over", [](Rule& r) { r.effective_to = kNow; }, {}, not_granted, WhyNot::rule_ended, 0},
      {"wants approval", [](Rule& r) { r.needs_approval = true; }, {}, EventState::waiting, none, none},
      {"a cap comes before approval",
       [](Rule& r) {
         r.needs_approval = true;
         r.most_in_all = 1;
       },
       {0, 0, 1, none, none},
       not_granted,
       WhyNot::cap_in_all,
       1},
  };
}

TEST(behaviour_rules, what_an_event_brings) {
  for (const auto& c : event_cases()) {
    auto rule = sound_rule();
    c.change(rule);
    const auto judgement = judge(&rule, c.counted, kNow, false);
    EXPECT_EQ(judgement.state, c.state) << c.what;
    EXPECT_EQ(judgement.why_not, c.why_not) << c.what;
    EXPECT_EQ(judgement.why_count, c.count) << c.what;
  }
  auto approved = sound_rule();
  approved.needs_approval = true;
  EXPECT_EQ(judge(&approved, {}, kNow, true).state, EventState::granted);
  EXPECT_EQ(judge(nullptr, {}, kNow, false).why_not, WhyNot::no_rule);
}

TEST(behaviour_rules, every_outcome_has_words_in_both_languages_with_its_numbers) {
  auto rule = sound_rule();
  rule.most_per_day = 2;
  rule.most_per_month = 3;
  rule.most_in_all = 4;
  rule.cool_down_s = 60;
  rule.marks = 5;
  rule.dimension = "service";
  Kind kind;
  kind.name_en = "Review";
  kind.name_zh = "评价";
  Event event;
  event.source = "shop";
  event.points = rule.points;
  event.marks = rule.marks;
  event.dimension = rule.dimension;
  const auto day = *parse_date("2026-11-21");
  const auto last_step = [&](const Rule* by) { return explain(event, kind, by, day).back(); };
  struct Case {
    WhyNot why;
    std::string en;
    std::string zh;
  };
  event.why_count = 7;
  for (const auto& c : std::vector<Case>{
           {WhyNot::no_rule, "No rule", "没有适用的规则"},
           {WhyNot::rule_ended, "ended", "已结束"},
           {WhyNot::cap_day, "At most 2 a day count; on 2026-11-21 there were 7", "每天最多计 2 次"},
           {WhyNot::cap_month, "At most 3 a month", "每月最多计 3 次"},
           {WhyNot::cap_in_all, "At most 4 count", "最多计 4 次"},
           {WhyNot::cool_down, "60 seconds; 7 were", "间隔 60 秒"},
           {WhyNot::refused, "no receipt", "no receipt"},
       }) {
    event.state = EventState::not_granted;
    event.why_not = c.why;
    event.decision_note = "no receipt";
    const auto step = last_step(&rule);
    EXPECT_EQ(step.key, word_of(c.why));
    EXPECT_NE(step.text_en.find(c.en), std::string::npos) << step.text_en;
    EXPECT_NE(step.text_zh.find(c.zh), std::string::npos) << step.text_zh;
  }
  event.why_not.reset();
  event.state = EventState::waiting;
  EXPECT_EQ(last_step(&rule).key, "waiting");
  event.state = EventState::granted;
  event.decided_at = kNow;
  const auto steps = explain(event, kind, &rule, day);
  ASSERT_EQ(steps.size(), 4U);
  EXPECT_NE(steps[1].text_en.find("10.00 points for one event, +5 marks in service"), std::string::npos)
      << steps[1].text_en;
  EXPECT_EQ(steps[2].key, "approved");
  event.state = EventState::reversed;
  event.reversed_at = kNow;
  event.reverse_reason = "not his";
  EXPECT_EQ(last_step(&rule).key, "reversed");
}

}  // namespace
}  // namespace homeport::behaviour
