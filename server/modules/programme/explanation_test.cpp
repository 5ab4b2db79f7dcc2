#include "modules/programme/explanation.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace homeport::programme {
namespace {

struct Explained {
  std::vector<LineInput> inputs;
  PeriodRule rule{.x = Rate{800'000}, .y = Rate{200'000}};
  Rate discount{900'000};

  [[nodiscard]] std::vector<Step> steps(bool with_margin) const {
    const auto sale = assess_sale(inputs, rule, discount);
    const auto facts = public_facts(inputs, *sale,
                                    {.strategy_name = "Standard",
                                     .weight_multiplier = rule.weight_multiplier,
                                     .tier_name = "Gold",
                                     .discount = discount});
    const MarginFacts margin{inputs, *sale, rule};
    return explain_sale(facts, with_margin ? &margin : nullptr);
  }
};

Explained first_example() {
  return {.inputs = {{.amount = Money{100000}, .margin = Rate{200000}, .weight = Rate{200000}},
                     {.amount = Money{50000}, .margin = Rate{400000}, .weight = Rate{300000}}}};
}

std::string text_of(const std::vector<Step>& steps, std::string_view key) {
  for (const auto& step : steps) {
    if (step.key == key) return step.text_en;
  }
  return "no step " + std::string(key);
}

std::vector<std::string> keys_of(const std::vector<Step>& steps) {
  std::vector<std::string> keys;
  for (const auto& step : steps)
    keys.push_back(step.key);
  return keys;
}

TEST(programme_explanation, each_number_of_a_sale_is_derived_in_words) {
  const auto steps = first_example().steps(true);
  EXPECT_EQ(keys_of(steps), (std::vector<std::string>{"strategy", "consumption_line", "consumption_line", "consumption",
                                                      "profit_line", "profit_line", "profit", "combined_rule",
                                                      "combined", "payable_rule", "payable"}));
  EXPECT_EQ(text_of(steps, "consumption_line"), "Line 1: 1,000.00 × 20 % = 200.00 consumption points.");
  EXPECT_EQ(text_of(steps, "profit_line"),
            "Line 1: 1,000.00 − 800.00 = 200.00 profit (cost by the margin rate of 20 %).");
  EXPECT_EQ(text_of(steps, "combined_rule"), "Combined points by the rule: 80 % × 400.00 + 20 % × 350.00 = 390.00.");
  EXPECT_EQ(text_of(steps, "payable_rule"),
            "Payable by the rule (discount × combined + cost): 90 % × 390.00 + 1,100.00 = 1,451.00.");
  EXPECT_EQ(text_of(steps, "payable"),
            "Payable in tier \"Gold\" (discount rate 90 %): 1,500.00 − rebate 49.00 = 1,451.00.");
}

TEST(programme_explanation, consumption_enters_the_rule_unrounded) {
  const Explained third{.inputs = {{.amount = Money{9999}, .margin = Rate{333333}, .weight = Rate{333300}},
                                   {.amount = Money{1}, .margin = Rate{500000}, .weight = Rate{500000}}}};
  EXPECT_EQ(text_of(third.steps(true), "combined_rule"),
            "Combined points by the rule: 80 % × 33.34 + 20 % × 33.331667 = 33.34.");
}

TEST(programme_explanation, each_zero_says_why) {
  Explained e{.inputs = {{.amount = Money{0}, .cost = Money{0}, .weight = Rate{200000}},
                         {.amount = Money{10000}, .cost = Money{20000}, .weight = Rate{0}},
                         {.amount = Money{5000}, .weight = Rate{0}}}};
  auto steps = e.steps(true);
  EXPECT_EQ(text_of(steps, "zero_amount"), "Line 1: its amount is zero, so it gives no points.");
  EXPECT_EQ(text_of(steps, "zero_weight"),
            "Line 2: the points weight of its service type is 0, so it gives no consumption points.");
  EXPECT_EQ(text_of(steps, "loss_line"),
            "Line 2: 100.00 − 200.00 = -100.00 profit: sold at a loss, lowers the profit of the sale.");
  EXPECT_EQ(text_of(steps, "cost_unknown"), "Line 3: neither cost nor margin is known, so no profit is counted.");
  EXPECT_EQ(text_of(steps, "profit"), "Profit of the sale: -100.00. Profit points: 0.00 (never below zero).");
  EXPECT_EQ(text_of(steps, "combined_none"), "The rule gives no combined points for this sale.");
  EXPECT_EQ(text_of(steps, "cost_above_list"), "The cost 250.00 is above the list price 150.00: no rebate.");
  e.rule.loss_lines = LossLines::zero;
  EXPECT_EQ(text_of(e.steps(true), "loss_line"),
            "Line 2: 100.00 − 200.00 = -100.00 profit: sold at a loss, counted as zero.");
}

TEST(programme_explanation, the_clamp_the_cap_the_bonus_and_the_paid_profit_are_said) {
  auto e = first_example();
  e.inputs[0].weight = e.inputs[1].weight = kWhole;
  EXPECT_EQ(text_of(e.steps(true), "clamped"),
            "By the rule 90 % × 620.00 + 1,100.00 = 1,658.00, which is not below the list price 1,500.00: no rebate.");
  e = first_example();
  e.rule.cap = Points{39500};
  e.rule.bonus = Points{1000};
  EXPECT_EQ(
      text_of(e.steps(true), "combined"),
      "Combined points of the sale: 395.00, 5.00 of it bonus of the period; no sale of the period gives more than "
      "395.00.");
  e = first_example();
  e.rule.accrue_on = AccrueOn::paid;
  EXPECT_EQ(text_of(e.steps(true), "profit"),
            "Profit of the sale: 400.00; less the rebate of 49.00, because profit accumulates on what was paid. Profit "
            "points: 351.00.");
  EXPECT_EQ(text_of(e.steps(true), "combined_paid"), "On what was paid: 80 % × 351.00 + 20 % × 350.00 = 350.80.");
}

TEST(programme_explanation, without_a_programme_one_step_says_why) {
  const PublicFacts anonymous{.no_programme = NoProgramme::anonymous};
  const PublicFacts no_strategy{.no_programme = NoProgramme::no_strategy};
  EXPECT_EQ(keys_of(explain_sale(anonymous, nullptr)), std::vector<std::string>{"anonymous"});
  EXPECT_EQ(keys_of(explain_sale(no_strategy, nullptr)), std::vector<std::string>{"no_strategy"});
}

TEST(programme_explanation, the_open_steps_are_those_not_marked_margin) {
  const auto all = first_example().steps(true);
  std::vector<std::string> open;
  for (const auto& step : all) {
    if (!step.margin) open.push_back(step.key);
  }
  EXPECT_EQ(keys_of(first_example().steps(false)), open);
  for (const auto& step : first_example().steps(false))
    EXPECT_FALSE(step.margin);
}

// A loss and a clamp are both "no rebate" to a reader without the margin right: the same public numbers, the same
// words.
TEST(programme_explanation, open_steps_do_not_tell_a_loss_from_a_clamp) {
  const auto open_text = [](const Explained& e) {
    std::string text;
    for (const auto& step : e.steps(false))
      text += step.key + "|" + step.text_en + "|" + step.text_zh + "\n";
    return text;
  };
  Explained at_a_loss{.inputs = {{.amount = Money{10000}, .cost = Money{10001}, .weight = Rate{0}}}};
  Explained at_cost{.inputs = {{.amount = Money{10000}, .cost = Money{10000}, .weight = Rate{0}}}};
  EXPECT_EQ(open_text(at_a_loss), open_text(at_cost));
  for (const auto* secret : {"cost", "profit", "margin", "成本", "利润", "毛利", "80 %", "20 % ×"}) {
    EXPECT_EQ(open_text(at_a_loss).find(secret), std::string::npos) << secret;
  }
}

TEST(programme_explanation, a_return_tells_what_was_recorded_and_what_goes_back) {
  RecordedLine recorded{.line_no = 1, .quantity = 3, .returned_quantity = 2};
  recorded.share.consumption = Points{100};
  recorded.share.combined = Points{200};
  recorded.share.profit = Points{300};
  recorded.share.paid = Money{1000};
  const auto back = assess_return(std::vector{recorded}, std::vector<ReturnRequestLine>{{1, 1}});
  const std::vector<ReturnedLine> lines{{recorded, back->lines[0]}};
  const auto steps = explain_return(lines, true, 2);
  EXPECT_EQ(text_of(steps, "return_line"),
            "Line 1: 1 of 3 units go back; of 1.00 consumption points recorded, 0.34 are taken back, the last unit "
            "taking the "
            "rest; 3.34 is paid back.");
  EXPECT_EQ(text_of(steps, "return_profit_line"),
            "Line 1: of 3.00 profit and 2.00 combined points recorded, 1.00 and 0.67 are taken back.");
  EXPECT_EQ(explain_return(lines, false, 2).size(), 1U);
}

TEST(programme_explanation, the_tier_and_what_is_missing_to_the_next) {
  const TierFacts gold{Points{1'234'500}, "Gold", Points{1'000'000}, "Platinum", Points{765'500}, 61};
  EXPECT_EQ(explain_tier(gold, true).text_en,
            "History combined points: 12,345.00; tier \"Gold\" from 10,000.00; 7,655.00 more for \"Platinum\".");
  EXPECT_TRUE(explain_tier(gold, true).margin);
  EXPECT_EQ(explain_tier(gold, false).text_en, "Tier \"Gold\" from 10,000.00; 61 % of what \"Platinum\" takes.");
  EXPECT_EQ(explain_tier(gold, false).text_zh, "等级“Gold”（10,000.00 起）；已达到“Platinum”所需的 61 %。");
  EXPECT_FALSE(explain_tier(gold, false).margin);
  const TierFacts top{Points{0}, "Gold", Points{0}, "", Points{}};
  EXPECT_EQ(explain_tier(top, true).text_en, "History combined points: 0.00; tier \"Gold\" from 0.00.");
  EXPECT_EQ(explain_tier(top, false).text_en, "Tier \"Gold\" from 0.00.");
}

TEST(programme_explanation, numbers_are_written_with_groups_and_digits) {
  EXPECT_EQ(format_points(Points{-50}), "-0.50");
  EXPECT_EQ(format_points(Points{kMaxAmount}), "90,000,000,000.00");
  EXPECT_EQ(format_money(Money{123456}, 0), "123,456");
  EXPECT_EQ(format_money(Money{123456}, 3), "123.456");
  EXPECT_EQ(format_rate(Rate{333333}), "33.3333 %");
  EXPECT_EQ(format_rate(Rate{0}), "0 %");
  EXPECT_EQ(format_rate(Rate{kPpm}), "100 %");
}

}  // namespace
}  // namespace homeport::programme
