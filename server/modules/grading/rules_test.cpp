#include "modules/grading/rules.hpp"

#include <gtest/gtest.h>

namespace homeport::grading {
namespace {

Scheme scheme() {
  Scheme made;
  made.parameters = {{ParameterKind::source, Rate{300'000}, {{"Web", 80}, {"Fair", 40}}, 10},
                     {ParameterKind::activity, Rate{700'000}, {{"1", 20}, {"10", 100}}, 0}};
  made.grades = {{"A", 80}, {"B", 50}, {"C", 0}};
  return made;
}

TEST(grading_rules, facts_become_a_score_and_a_score_a_grade) {
  struct Case {
    Facts facts;
    std::int64_t score;
    std::string grade;
  };
  for (const auto& each : {Case{{{ParameterKind::source, "web"}, {ParameterKind::activity, "12"}}, 9400, "A"},
                           Case{{{ParameterKind::source, "Fair"}, {ParameterKind::activity, "10"}}, 8200, "A"},
                           Case{{{ParameterKind::source, "elsewhere"}, {ParameterKind::activity, "9"}}, 1700, "C"},
                           Case{{{ParameterKind::activity, "10"}}, 7300, "B"}, Case{{}, 300, "C"}}) {
    const auto made = score(scheme(), each.facts);
    EXPECT_EQ(made.score_hundredths, each.score);
    EXPECT_EQ(made.grade, each.grade);
    EXPECT_EQ(made.parts.size(), 2U);
  }
}

TEST(grading_rules, schemes_that_cannot_work_are_refused) {
  const auto reason_of = [](const Scheme& made) {
    const auto outcome = check_scheme(made);
    return outcome.ok() ? std::string() : outcome.refusal().reason;
  };
  EXPECT_EQ(reason_of(scheme()), "");
  auto twice = scheme();
  twice.parameters.push_back(twice.parameters[0]);
  EXPECT_EQ(reason_of(twice), "grading.parameter_twice");
  auto weightless = scheme();
  for (auto& parameter : weightless.parameters)
    parameter.weight = Rate{0};
  EXPECT_EQ(reason_of(weightless), "grading.weights_zero");
  auto words = scheme();
  words.parameters[1].scores[0].match = "many";
  EXPECT_EQ(reason_of(words), "grading.match_not_a_number");
  auto same = scheme();
  same.parameters[0].scores[1].match = "WEB";
  EXPECT_EQ(reason_of(same), "grading.match_twice");
  auto grades = scheme();
  grades.grades[1].grade = "A";
  EXPECT_EQ(reason_of(grades), "grading.grade_twice");
  auto open = scheme();
  open.grades[2].min_score = 1;
  EXPECT_EQ(reason_of(open), "grading.no_lowest_grade");
}

}  // namespace
}  // namespace homeport::grading
