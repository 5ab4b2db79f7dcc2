#include "modules/programme/rules.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace homeport::programme {
namespace {

PeriodRule rule_80_20() { return {.x = Rate{800'000}, .y = Rate{200'000}}; }

LineInput by_margin(std::int64_t amount, std::int64_t margin_ppm, std::int64_t weight_ppm) {
  return {.amount = Money{amount}, .margin = Rate{margin_ppm}, .weight = Rate{weight_ppm}};
}
LineInput by_cost(std::int64_t amount, std::int64_t cost, std::int64_t weight_ppm) {
  return {.amount = Money{amount}, .cost = Money{cost}, .weight = Rate{weight_ppm}};
}

SaleArithmetic assessed(const std::vector<LineInput>& lines, const PeriodRule& rule, std::int64_t discount_ppm) {
  auto sale = assess_sale(lines, rule, Rate{discount_ppm});
  EXPECT_TRUE(sale.ok()) << (sale.ok() ? "" : sale.refusal().detail);
  return std::move(sale).value();
}

std::vector<std::int64_t> shares_of(const SaleArithmetic& sale, Points LineShare::*kind) {
  std::vector<std::int64_t> shares;
  for (const auto& line : sale.lines)
    shares.push_back((line.*kind).hundredths);
  return shares;
}
std::vector<std::int64_t> shares_of(const SaleArithmetic& sale, Money LineShare::*kind) {
  std::vector<std::int64_t> shares;
  for (const auto& line : sale.lines)
    shares.push_back((line.*kind).minor);
  return shares;
}

struct Worked {
  std::string name;
  std::vector<LineInput> lines;
  std::int64_t x_ppm;
  std::int64_t discount_ppm;
  std::int64_t consumption, profit, combined, cost, payable, rebate;
};

void expect_worked(const Worked& c) {
  SCOPED_TRACE(c.name);
  const auto sale = assessed(c.lines, {.x = Rate{c.x_ppm}, .y = Rate{kPpm - c.x_ppm}}, c.discount_ppm);
  EXPECT_EQ(sale.consumption.hundredths, c.consumption);
  EXPECT_EQ(sale.profit.hundredths, c.profit);
  EXPECT_EQ(sale.combined.hundredths, c.combined);
  EXPECT_EQ(sale.rule_combined.hundredths, c.combined);
  EXPECT_EQ(sale.cost.minor, c.cost);
  EXPECT_EQ(sale.payable.minor, c.payable);
  EXPECT_EQ(sale.rebate.minor, c.rebate);
}

TEST(programme_rules, worked_examples_come_out_to_the_cent) {
  const std::vector<Worked> cases{
      {"weights are margins",
       {by_margin(100000, 200000, 200000), by_margin(50000, 400000, 300000)},
       800000,
       900000,
       35000,
       40000,
       39000,
       110000,
       145100,
       4900},
      {"weights of one reach the list price",
       {by_margin(100000, 200000, 1000000), by_margin(50000, 400000, 1000000)},
       800000,
       900000,
       150000,
       40000,
       62000,
       110000,
       150000,
       0},
      {"one fen beside a hundred yuan",
       {by_margin(9999, 333333, 333300), by_margin(1, 500000, 500000)},
       800000,
       850000,
       3333,
       3334,
       3334,
       6666,
       9500,
       500},
      {"a line sold at a loss",
       {by_cost(30000, 36000, 100000), by_cost(90000, 60000, 300000)},
       800000,
       950000,
       30000,
       24000,
       25200,
       96000,
       119940,
       60},
  };
  for (const auto& c : cases)
    expect_worked(c);
}

TEST(programme_rules, the_shared_table_of_examples_agrees) {
  const char* folder = std::getenv("HOMEPORT_SPEC");
  const auto file = (folder != nullptr ? std::filesystem::path(folder)
                                       : std::filesystem::path(HOMEPORT_SOURCE_DIR) / "../shared/spec") /
                    "points-examples.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  std::ifstream stream(file);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const auto number = [](const boost::json::object& o, const char* key) { return o.at(key).to_number<std::int64_t>(); };
  const auto examples = boost::json::parse(text);
  for (const auto& value : examples.as_array()) {
    const auto& example = value.as_object();
    const auto& expect = example.at("expect").as_object();
    std::vector<LineInput> lines;
    for (const auto& item : example.at("lines").as_array()) {
      const auto& line = item.as_object();
      lines.push_back(line.contains("C") ? by_cost(number(line, "S"), number(line, "C"), number(line, "w"))
                                         : by_margin(number(line, "S"), number(line, "G"), number(line, "w")));
    }
    expect_worked({boost::json::serialize(example), lines, number(example, "X"), number(example, "d"),
                   number(expect, "Zx"), number(expect, "Zt"), number(expect, "Zn"), number(expect, "C"),
                   number(expect, "R"), number(expect, "rebate")});
  }
}

TEST(programme_rules, a_loss_line_gets_no_share_and_the_earning_lines_bear_it_in_proportion) {
  const auto sale =
      assessed({by_cost(30000, 36000, 0), by_cost(60000, 40000, 0), by_cost(30000, 20000, 0)}, rule_80_20(), kPpm);
  EXPECT_EQ(sale.profit.hundredths, 24000);
  EXPECT_EQ(shares_of(sale, &LineShare::profit), (std::vector<std::int64_t>{0, 16000, 8000}));
  EXPECT_EQ(shares_of(sale, &LineShare::combined), (std::vector<std::int64_t>{0, 12800, 6400}));
}

TEST(programme_rules, loss_lines_counted_as_zero_leave_the_profit_of_the_others) {
  auto rule = rule_80_20();
  rule.loss_lines = LossLines::zero;
  const auto sale = assessed({by_cost(30000, 36000, 100000), by_cost(90000, 60000, 300000)}, rule, 950000);
  EXPECT_EQ(sale.profit.hundredths, 30000);
  EXPECT_EQ(sale.combined.hundredths, 30000);  // 0.8 x 300.00 + 0.2 x 300.00
  EXPECT_EQ(sale.cost.minor, 96000);           // what it cost it still cost
  EXPECT_EQ(sale.payable.minor, 120000);       // 0.95 x 300.00 + 960.00 is above the list price
  EXPECT_EQ(sale.payable_reason, PayableReason::list_reached);
}

TEST(programme_rules, a_sale_below_cost_pays_list_and_grants_no_profit) {
  const auto sale = assessed({by_cost(10000, 15000, 100000)}, rule_80_20(), 900000);
  EXPECT_EQ(sale.payable.minor, 10000);
  EXPECT_EQ(sale.rebate.minor, 0);
  EXPECT_EQ(sale.payable_reason, PayableReason::cost_above_list);
  EXPECT_EQ(sale.rule_profit.hundredths, -5000);
  EXPECT_EQ(sale.rule_combined.hundredths, -3800);
  EXPECT_EQ(sale.profit.hundredths, 0);
  EXPECT_EQ(sale.combined.hundredths, 0);
  EXPECT_EQ(sale.consumption.hundredths, 1000);
  EXPECT_EQ(sale.lines[0].consumption.hundredths, 1000);
  EXPECT_EQ(sale.lines[0].combined.hundredths, 0);
}

TEST(programme_rules, profit_accrues_on_what_was_paid_when_the_strategy_says_so) {
  auto rule = rule_80_20();
  rule.accrue_on = AccrueOn::paid;
  const auto sale = assessed({by_margin(100000, 200000, 200000), by_margin(50000, 400000, 300000)}, rule, 900000);
  EXPECT_EQ(sale.payable.minor, 145100);  // the price follows the rule itself
  EXPECT_EQ(sale.rule_combined.hundredths, 39000);
  EXPECT_EQ(sale.profit.hundredths, 35100);
  EXPECT_EQ(sale.combined.hundredths, 35080);  // 0.8 x 351.00 + 0.2 x 350.00
  EXPECT_EQ(shares_of(sale, &LineShare::rebate), (std::vector<std::int64_t>{2450, 2450}));
  EXPECT_EQ(shares_of(sale, &LineShare::profit), (std::vector<std::int64_t>{17550, 17550}));
}

TEST(programme_rules, a_rebate_is_borne_by_profit_so_no_line_is_paid_below_its_cost) {
  const auto sale =
      assessed({by_cost(10000, 10000, 0), by_cost(10000, 9999, 0), by_cost(10000, 5000, 0)}, rule_80_20(), 500000);
  EXPECT_EQ(sale.rebate.minor, 3000);  // 50.01 - round(0.5 x round(0.8 x 50.01))
  EXPECT_EQ(shares_of(sale, &LineShare::rebate), (std::vector<std::int64_t>{0, 1, 2999}));
  EXPECT_EQ(shares_of(sale, &LineShare::paid), (std::vector<std::int64_t>{10000, 9999, 7001}));
}

TEST(programme_rules, cap_and_bonus_change_the_grant_and_never_the_price) {
  struct Case {
    std::int64_t cap, bonus, combined, bonus_granted;
    bool capped;
  };
  const std::vector<LineInput> lines{by_margin(100000, 200000, 200000), by_margin(50000, 400000, 300000)};
  for (const auto& c : {Case{0, 0, 39000, 0, false}, Case{39000, 0, 39000, 0, false}, Case{38999, 0, 38999, 0, true},
                        Case{0, 1000, 40000, 1000, false}, Case{39500, 1000, 39500, 500, true},
                        Case{10000, 1000, 10000, 0, true}, Case{1, 1, 1, 0, true}}) {
    SCOPED_TRACE(std::to_string(c.cap) + " / " + std::to_string(c.bonus));
    auto rule = rule_80_20();
    rule.cap = Points{c.cap};
    rule.bonus = Points{c.bonus};
    const auto sale = assessed(lines, rule, 900000);
    EXPECT_EQ(sale.combined.hundredths, c.combined);
    EXPECT_EQ(sale.bonus.hundredths, c.bonus_granted);
    EXPECT_EQ(sale.capped, c.capped);
    EXPECT_EQ(sale.payable.minor, 145100);
    EXPECT_EQ(sale.profit.hundredths, 40000);
    EXPECT_EQ(sale.consumption.hundredths, 35000);
    const auto shares = shares_of(sale, &LineShare::combined);
    EXPECT_EQ(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}), c.combined);
  }
}

TEST(programme_rules, no_bonus_where_nothing_was_earned) {
  auto rule = rule_80_20();
  rule.bonus = Points{5000};
  EXPECT_EQ(assessed({by_cost(0, 0, 100000)}, rule, kPpm).combined.hundredths, 0);
  EXPECT_EQ(assessed({by_cost(1000, 5000, 100000)}, rule, kPpm).combined.hundredths, 0);
}

TEST(programme_rules, the_multiplier_of_the_period_scales_the_weights) {
  auto rule = rule_80_20();
  rule.weight_multiplier = Rate{1'500'000};
  const auto sale = assessed({by_margin(100000, 200000, 200000)}, rule, 900000);
  EXPECT_EQ(sale.lines[0].weight.ppm, 300000);
  EXPECT_EQ(sale.consumption.hundredths, 30000);
  EXPECT_EQ(sale.combined.hundredths, 22000);
}

TEST(programme_rules, margins_of_nothing_and_of_everything) {
  const auto all_cost = assessed({by_margin(10000, 0, 0)}, rule_80_20(), 500000);
  EXPECT_EQ(all_cost.cost.minor, 10000);
  EXPECT_EQ(all_cost.payable.minor, 10000);
  EXPECT_EQ(all_cost.combined.hundredths, 0);
  const auto all_profit = assessed({by_margin(10000, kPpm, kPpm)}, rule_80_20(), 500000);
  EXPECT_EQ(all_profit.cost.minor, 0);
  EXPECT_EQ(all_profit.combined.hundredths, 10000);
  EXPECT_EQ(all_profit.payable.minor, 5000);
}

TEST(programme_rules, a_line_of_unknown_cost_counts_as_sold_at_cost) {
  const LineInput line{.amount = Money{10000}, .weight = Rate{300000}};
  const auto sale = assessed({line}, rule_80_20(), 500000);
  EXPECT_EQ(sale.lines[0].cost_source, CostSource::unknown);
  EXPECT_EQ(sale.profit.hundredths, 0);
  EXPECT_EQ(sale.combined.hundredths, 600);
  EXPECT_EQ(sale.rebate.minor, 0);
}

TEST(programme_rules, a_given_cost_goes_before_the_margin_rate) {
  const LineInput line{.amount = Money{10000}, .cost = Money{4000}, .margin = Rate{100000}, .weight = Rate{0}};
  const auto sale = assessed({line}, rule_80_20(), kPpm);
  EXPECT_EQ(sale.profit.hundredths, 6000);
  EXPECT_EQ(sale.lines[0].cost_source, CostSource::given);
}

TEST(programme_rules, lines_of_zero_change_nothing) {
  const auto one = assessed({by_margin(9999, 333333, 333300)}, rule_80_20(), 850000);
  const auto two = assessed({by_cost(0, 0, kPpm), by_margin(9999, 333333, 333300)}, rule_80_20(), 850000);
  EXPECT_EQ(two.payable, one.payable);
  EXPECT_EQ(two.combined, one.combined);
  EXPECT_EQ(two.lines[0].combined.hundredths, 0);
  EXPECT_EQ(two.lines[1], one.lines[0]);
}

TEST(programme_rules, halves_are_rounded_away_from_zero_once_per_sale) {
  // Three lines of 0.01 at weight 0.5: 0.015 in all, 0.02 rounded, not three times 0.01.
  const auto sale = assessed({by_cost(1, 1, 500000), by_cost(1, 1, 500000), by_cost(1, 1, 500000)}, rule_80_20(), kPpm);
  EXPECT_EQ(sale.consumption.hundredths, 2);
  EXPECT_EQ(shares_of(sale, &LineShare::consumption), (std::vector<std::int64_t>{1, 1, 0}));
}

TEST(programme_rules, without_a_programme_the_list_price_is_paid_and_nothing_granted) {
  const auto sale = assess_without_programme(std::vector{by_cost(10000, 6000, 300000)});
  ASSERT_TRUE(sale.ok());
  EXPECT_EQ(sale->payable.minor, 10000);
  EXPECT_EQ(sale->cost.minor, 6000);
  EXPECT_EQ(sale->combined.hundredths, 0);
  EXPECT_EQ(sale->lines[0].paid.minor, 10000);
  EXPECT_EQ(sale->payable_reason, PayableReason::no_programme);
}

TEST(programme_rules, a_price_decided_elsewhere_is_the_list_price_and_earns_by_the_rule) {
  auto rule = rule_80_20();
  rule.accrue_on = AccrueOn::paid;
  const auto sale =
      assess_paid_at_list(std::vector{by_margin(100000, 200000, 200000), by_margin(50000, 400000, 300000)}, rule);
  ASSERT_TRUE(sale.ok());
  EXPECT_EQ(sale->payable.minor, 150000);
  EXPECT_EQ(sale->rebate.minor, 0);
  EXPECT_EQ(sale->combined.hundredths, 39000);
  EXPECT_EQ(sale->lines[0].paid.minor, 100000);
  EXPECT_EQ(sale->payable_reason, PayableReason::paid_at_list);
}

TEST(programme_rules, what_is_out_of_range_is_refused_by_name) {
  struct Case {
    LineInput line;
    std::string field;
  };
  const std::vector<Case> cases{
      {by_cost(-1, 0, 0), "lines[1].amount_minor"},
      {by_cost(kMaxAmount + 1, 0, 0), "lines[1].amount_minor"},
      {by_cost(0, -1, 0), "lines[1].cost_minor"},
      {by_cost(0, kMaxAmount + 1, 0), "lines[1].cost_minor"},
      {by_margin(0, -1, 0), "lines[1].margin_ppm"},
      {by_margin(0, kPpm + 1, 0), "lines[1].margin_ppm"},
      {by_margin(0, 0, -1), "lines[1].weight_ppm"},
      {by_margin(0, 0, kMaxWeight.ppm + 1), "lines[1].weight_ppm"},
      {{.amount = Money{1}, .quantity = 0}, "lines[1].quantity"},
      {{.amount = Money{1}, .quantity = kMaxQuantity + 1}, "lines[1].quantity"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.field);
    const auto sale = assess_sale(std::vector{by_cost(1, 1, 0), c.line}, rule_80_20(), kWhole);
    ASSERT_FALSE(sale.ok());
    EXPECT_EQ(sale.refusal().reason, "programme.amount_out_of_range");
    EXPECT_EQ(sale.refusal().field, c.field);
  }
}

TEST(programme_rules, a_sale_has_between_one_line_and_the_limit) {
  EXPECT_EQ(assess_sale({}, rule_80_20(), kWhole).refusal().reason, "programme.no_lines");
  std::vector<LineInput> lines(static_cast<std::size_t>(kMaxSaleLines), by_cost(1, 1, 0));
  EXPECT_TRUE(assess_sale(lines, rule_80_20(), kWhole).ok());
  lines.push_back(by_cost(1, 1, 0));
  EXPECT_EQ(assess_sale(lines, rule_80_20(), kWhole).refusal().reason, "programme.too_many_lines");
}

TEST(programme_rules, totals_beyond_the_largest_amount_are_refused) {
  const auto reason = [](const std::vector<LineInput>& lines, const PeriodRule& rule) {
    const auto sale = assess_sale(lines, rule, kWhole);
    return sale.ok() ? std::string() : sale.refusal().reason;
  };
  auto generous = rule_80_20();
  generous.bonus = Points{kMaxAmount};
  EXPECT_EQ(reason({by_cost(kMaxAmount, 0, kPpm)}, rule_80_20()), "");
  EXPECT_EQ(reason({by_cost(kMaxAmount, 0, 0), by_cost(1, 0, 0)}, rule_80_20()), "programme.sale_too_large");
  EXPECT_EQ(reason({by_cost(0, kMaxAmount, 0), by_cost(0, 1, 0)}, rule_80_20()), "programme.sale_too_large");
  EXPECT_EQ(reason({by_cost(kMaxAmount, 0, kPpm + 1)}, rule_80_20()), "programme.sale_too_large");
  EXPECT_EQ(reason({by_cost(kMaxAmount, 0, 0)}, generous), "programme.sale_too_large");
}

TEST(programme_rules, units_carry_whole_hundredths_and_the_last_takes_the_rest) {
  const auto one_by_one = [](std::int64_t share, std::int64_t quantity) {
    std::vector<std::int64_t> parts;
    for (std::int64_t unit = 0; unit < quantity; ++unit)
      parts.push_back(share_of_units(share, quantity, unit, 1));
    return parts;
  };
  EXPECT_EQ(one_by_one(100, 3), (std::vector<std::int64_t>{33, 33, 34}));
  EXPECT_EQ(one_by_one(2, 4), (std::vector<std::int64_t>{0, 1, 0, 1}));
  EXPECT_EQ(one_by_one(0, 2), (std::vector<std::int64_t>{0, 0}));
  EXPECT_EQ(one_by_one(7, 1), (std::vector<std::int64_t>{7}));
  EXPECT_EQ(share_of_units(100, 3, 0, 2), 66);
  EXPECT_EQ(share_of_units(100, 3, 2, 0), 0);
  EXPECT_EQ(share_of_units(kMaxAmount, kMaxQuantity, 0, kMaxQuantity), kMaxAmount);
}

TEST(programme_rules, returns_that_make_no_sense_are_refused_by_name) {
  const std::vector<RecordedLine> recorded{{.line_no = 1, .quantity = 5, .returned_quantity = 3, .share = {}},
                                           {.line_no = 2, .quantity = 1, .returned_quantity = 0, .share = {}}};
  const auto refusal = [&](const std::vector<ReturnRequestLine>& wanted) {
    auto answer = assess_return(recorded, wanted);
    EXPECT_FALSE(answer.ok());
    return answer.ok() ? std::string() : answer.refusal().reason + " " + answer.refusal().field;
  };
  EXPECT_EQ(refusal({}), "programme.return_empty lines");
  EXPECT_EQ(refusal({{1, 0}}), "programme.return_quantity lines[0].quantity");
  EXPECT_EQ(refusal({{1, 1}, {2, -1}}), "programme.return_quantity lines[1].quantity");
  EXPECT_EQ(refusal({{1, 3}}), "programme.return_exceeds_sold lines[0].quantity");
  EXPECT_EQ(refusal({{2, 1}, {3, 1}}), "programme.return_line_unknown lines[1].line_no");
  EXPECT_EQ(refusal({{2, 1}, {2, 1}}), "programme.return_line_twice lines[1].line_no");
  EXPECT_TRUE(assess_return(recorded, std::vector<ReturnRequestLine>{{1, 2}, {2, 1}}).ok());
}

}  // namespace
}  // namespace homeport::programme
