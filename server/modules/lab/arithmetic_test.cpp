#include "modules/lab/arithmetic.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace homeport::lab {
namespace {

using programme::AccrueOn;
using programme::LineInput;
using programme::LossLines;
using programme::PeriodRule;

rc::Gen<std::int64_t> amounts() {
  return rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 100), rc::gen::inRange<std::int64_t>(0, 10'000'000),
                        rc::gen::inRange<std::int64_t>(0, kMaxAmount / 50));
}

rc::Gen<LineInput> lines() {
  return rc::gen::exec([] {
    LineInput line;
    line.amount = Money{*amounts()};
    line.quantity = *rc::gen::inRange<std::int64_t>(1, 12);
    line.cost = *rc::gen::inRange(0, 3) == 0
                    ? Money{*amounts()}
                    : Money{line.amount.minor - line.amount.minor / *rc::gen::inRange<std::int64_t>(1, 20)};
    line.weight = Rate{*rc::gen::elementOf(std::vector<std::int64_t>{0, 333'333, 200'000, kPpm, 1, 10 * kPpm})};
    return line;
  });
}

rc::Gen<PeriodRule> rules() {
  return rc::gen::exec([] {
    PeriodRule rule;
    rule.x = Rate{*rc::gen::inRange<std::int64_t>(kPpm / 2 + 1, kPpm + 1)};
    rule.y = Rate{kPpm - rule.x.ppm};
    rule.weight_multiplier = Rate{*rc::gen::elementOf(std::vector<std::int64_t>{kPpm, kPpm, 0, 1'500'000, 333'333})};
    rule.cap = Points{*rc::gen::elementOf(std::vector<std::int64_t>{0, 0, 1, 50'000})};
    rule.bonus = Points{*rc::gen::elementOf(std::vector<std::int64_t>{0, 0, 1, 1'000})};
    rule.accrue_on = *rc::gen::element(AccrueOn::list, AccrueOn::paid);
    rule.loss_lines = *rc::gen::element(LossLines::subtract, LossLines::zero);
    return rule;
  });
}

std::vector<WorthLine> worth_lines(const std::vector<LineInput>& inputs, const PeriodRule& rule) {
  std::vector<WorthLine> made;
  for (const auto& line : inputs)
    made.push_back({line.amount.minor, line.cost->minor, multiply_rate(line.weight.ppm, rule.weight_multiplier)});
  return made;
}

void same(const Result<programme::SaleArithmetic>& expected, const SaleWorth& worth, std::span<const LineWorth> lines) {
  RC_ASSERT(worth.is_refused == !expected.ok());
  if (!expected.ok()) {
    RC_ASSERT(worth.combined == 0 && worth.rebate_minor == 0);
    return;
  }
  RC_ASSERT(worth.list_minor == expected->list.minor && worth.cost_minor == expected->cost.minor);
  RC_ASSERT(worth.rebate_minor == expected->rebate.minor);
  RC_ASSERT(worth.consumption == expected->consumption.hundredths);
  RC_ASSERT(worth.profit == expected->profit.hundredths);
  RC_ASSERT(worth.combined == expected->combined.hundredths);
  RC_ASSERT(worth.bonus == expected->bonus.hundredths);
  RC_ASSERT(worth.is_capped == expected->capped);
  RC_ASSERT(lines.size() == expected->lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    RC_ASSERT(lines[i].rebate == expected->lines[i].rebate.minor);
    RC_ASSERT(lines[i].combined == expected->lines[i].combined.hundredths);
    RC_ASSERT(lines[i].profit == expected->lines[i].profit.hundredths);
    RC_ASSERT(lines[i].consumption == expected->lines[i].consumption.hundredths);
  }
}

RC_GTEST_PROP(lab_arithmetic, is_that_of_the_programme_to_the_last_share, ()) {
  const auto inputs = *rc::gen::resize(12, rc::gen::nonEmpty(rc::gen::container<std::vector<LineInput>>(lines())));
  const auto rule = *rules();
  const Rate discount{*rc::gen::inRange<std::int64_t>(1, kPpm + 1)};
  const auto worth = worth_lines(inputs, rule);
  Assessor assessor;
  const auto priced = assessor.assess(worth, &rule, discount, Shares::all);
  same(programme::assess_sale(inputs, rule, discount), priced, assessor.lines());
  const auto at_list = assessor.assess(worth, &rule, std::nullopt, Shares::all);
  same(programme::assess_paid_at_list(inputs, rule), at_list, assessor.lines());
}

RC_GTEST_PROP(lab_arithmetic, says_the_same_whichever_shares_are_split, ()) {
  const auto inputs = *rc::gen::resize(12, rc::gen::nonEmpty(rc::gen::container<std::vector<LineInput>>(lines())));
  const auto rule = *rules();
  const Rate discount{*rc::gen::inRange<std::int64_t>(1, kPpm + 1)};
  const auto worth = worth_lines(inputs, rule);
  Assessor all;
  Assessor some;
  Assessor none;
  const auto whole = all.assess(worth, &rule, discount, Shares::all);
  const auto reported = some.assess(worth, &rule, discount, Shares::reported);
  const auto bare = none.assess(worth, &rule, discount, Shares::none);
  for (const auto* other : {&reported, &bare}) {
    RC_ASSERT(other->rebate_minor == whole.rebate_minor && other->combined == whole.combined);
    RC_ASSERT(other->consumption == whole.consumption && other->profit == whole.profit);
  }
  for (std::size_t i = 0; i < worth.size(); ++i) {
    RC_ASSERT(some.lines()[i].rebate == all.lines()[i].rebate && some.lines()[i].combined == all.lines()[i].combined);
  }
}

TEST(lab_arithmetic, without_a_rule_nothing_is_granted_and_the_list_price_is_paid) {
  const std::vector<WorthLine> lines{{1'000, 600, kPpm}, {500, 700, kPpm}};
  Assessor assessor;
  const auto worth = assessor.assess(lines, nullptr, std::nullopt, Shares::all);
  EXPECT_EQ(worth.list_minor, 1'500);
  EXPECT_EQ(worth.cost_minor, 1'300);
  EXPECT_EQ(worth.rebate_minor, 0);
  EXPECT_EQ(worth.combined, 0);
  EXPECT_FALSE(worth.is_refused);
}

// The examples of the written arithmetic, in fen and hundredths.
TEST(lab_arithmetic, the_worked_examples_come_out) {
  struct Example {
    std::vector<WorthLine> lines;
    Rate discount;
    std::int64_t consumption;
    std::int64_t profit;
    std::int64_t combined;
    std::int64_t rebate;
  };
  const std::vector<Example> examples{
      {{{100'000, 80'000, 200'000}, {50'000, 30'000, 300'000}}, Rate{900'000}, 35'000, 40'000, 39'000, 4'900},
      {{{100'000, 80'000, kPpm}, {50'000, 30'000, kPpm}}, Rate{900'000}, 150'000, 40'000, 62'000, 0},
      {{{30'000, 36'000, 100'000}, {90'000, 60'000, 300'000}}, Rate{950'000}, 30'000, 24'000, 25'200, 60},
  };
  const PeriodRule rule{.x = Rate{800'000}, .y = Rate{200'000}};
  Assessor assessor;
  for (const auto& example : examples) {
    const auto worth = assessor.assess(example.lines, &rule, example.discount, Shares::none);
    EXPECT_EQ(worth.consumption, example.consumption);
    EXPECT_EQ(worth.profit, example.profit);
    EXPECT_EQ(worth.combined, example.combined);
    EXPECT_EQ(worth.rebate_minor, example.rebate);
  }
}

}  // namespace
}  // namespace homeport::lab
