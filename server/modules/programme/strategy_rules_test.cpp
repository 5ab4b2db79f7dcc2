#include "modules/programme/strategy_rules.hpp"

#include <functional>

#include <gtest/gtest.h>

namespace homeport::programme {
namespace {

constexpr Time kNow{1'700'000'000'000'000};

StrategyVersion valid() { return {.name = "Standard", .effective_from = kNow, .x = Rate{800'000}, .y = Rate{200'000}}; }

TEST(programme_strategy_rules, a_sound_strategy_is_accepted_at_its_limits) {
  auto strategy = valid();
  EXPECT_TRUE(check_strategy(strategy, kNow).ok());
  strategy.x = Rate{500'001};
  strategy.y = Rate{499'999};
  strategy.development_x = Rate{kPpm};
  strategy.development_y = Rate{0};
  strategy.development_days = kMaxDevelopmentDays;
  strategy.maintenance_weight_multiplier = kMaxWeightMultiplier;
  strategy.maintenance_cap = strategy.maintenance_bonus = Points{kMaxAmount};
  EXPECT_TRUE(check_strategy(strategy, kNow).ok());
}

TEST(programme_strategy_rules, each_wrong_field_is_named) {
  struct Case {
    void (*spoil)(StrategyVersion&);
    std::string field;
    std::string reason;
  };
  const std::vector<Case> cases{
      {[](StrategyVersion& s) { s.x = Rate{500'000}, s.y = Rate{500'000}; }, "x_ppm",
       "programme.profit_weight_too_low"},
      {[](StrategyVersion& s) { s.y = Rate{200'001}; }, "y_ppm", "programme.weights_do_not_add_up"},
      {[](StrategyVersion& s) { s.x = Rate{kPpm + 1}, s.y = Rate{-1}; }, "x_ppm", "programme.out_of_range"},
      {[](StrategyVersion& s) { s.development_x = Rate{600'000}; }, "development_y_ppm", "programme.weight_missing"},
      {[](StrategyVersion& s) { s.maintenance_y = Rate{100'000}; }, "maintenance_x_ppm", "programme.weight_missing"},
      {[](StrategyVersion& s) { s.maintenance_x = Rate{400'000}, s.maintenance_y = Rate{600'000}; },
       "maintenance_x_ppm", "programme.profit_weight_too_low"},
      {[](StrategyVersion& s) { s.development_cap = Points{5}, s.development_bonus = Points{6}; },
       "development_bonus_points", "programme.bonus_above_cap"},
      {[](StrategyVersion& s) { s.development_cap = Points{-1}; }, "development_cap_points", "programme.out_of_range"},
      {[](StrategyVersion& s) { s.maintenance_bonus = Points{kMaxAmount + 1}; }, "maintenance_bonus_points",
       "programme.out_of_range"},
      {[](StrategyVersion& s) { s.maintenance_weight_multiplier = Rate{kMaxWeightMultiplier.ppm + 1}; },
       "maintenance_weight_multiplier_ppm", "programme.out_of_range"},
      {[](StrategyVersion& s) { s.development_days = kMaxDevelopmentDays + 1; }, "development_days",
       "programme.out_of_range"},
      {[](StrategyVersion& s) { s.effective_from = Time{kNow.us - 1}; }, "effective_from",
       "programme.effective_in_the_past"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.field + " " + c.reason);
    auto strategy = valid();
    c.spoil(strategy);
    const auto outcome = check_strategy(strategy, kNow);
    ASSERT_FALSE(outcome.ok());
    EXPECT_EQ(outcome.refusal().field, c.field);
    EXPECT_EQ(outcome.refusal().reason, c.reason);
  }
}

TEST(programme_strategy_rules, all_wrong_fields_are_told_at_once) {
  auto strategy = valid();
  strategy.x = Rate{400'000};
  strategy.development_days = -1;
  const auto outcome = check_strategy(strategy, kNow);
  ASSERT_FALSE(outcome.ok());
  ASSERT_EQ(outcome.refusal().errors.size(), 3U);
  EXPECT_EQ(outcome.refusal().errors[1].field, "y_ppm");
  EXPECT_EQ(outcome.refusal().errors[2].field, "development_days");
}

TEST(programme_strategy_rules, development_lasts_until_the_first_purchase_and_the_days_after_it) {
  const Time first{kNow};
  const Time end = plus_days(first, 30);
  EXPECT_EQ(period_of(std::nullopt, kNow, 0), Period::development);
  EXPECT_EQ(period_of(std::nullopt, kNow, 30), Period::development);
  EXPECT_EQ(period_of(first, first, 0), Period::maintenance);
  EXPECT_EQ(period_of(first, Time{end.us - 1}, 30), Period::development);
  EXPECT_EQ(period_of(first, end, 30), Period::maintenance);
  EXPECT_EQ(period_of(first, Time{first.us - 1}, 0), Period::maintenance);  // an older sale that arrives later
}

TEST(programme_strategy_rules, a_period_takes_its_own_weights_or_the_common_ones) {
  auto strategy = valid();
  strategy.development_x = Rate{900'000};
  strategy.development_y = Rate{100'000};
  strategy.development_bonus = Points{500};
  strategy.maintenance_cap = Points{7'000};
  strategy.accrue_on = AccrueOn::paid;
  const auto development = rule_of(strategy, Period::development);
  const auto maintenance = rule_of(strategy, Period::maintenance);
  EXPECT_EQ(development.x.ppm, 900'000);
  EXPECT_EQ(development.bonus.hundredths, 500);
  EXPECT_EQ(development.cap.hundredths, 0);
  EXPECT_EQ(maintenance.x.ppm, 800'000);
  EXPECT_EQ(maintenance.y.ppm, 200'000);
  EXPECT_EQ(maintenance.cap.hundredths, 7'000);
  EXPECT_EQ(maintenance.accrue_on, AccrueOn::paid);
}

std::vector<std::string> warning_keys(const StrategyVersion& strategy, const std::vector<ServiceTypeRates>& types,
                                      std::int64_t discount_ppm) {
  std::vector<std::string> keys;
  for (const auto& warning : warnings_of(strategy, types, Rate{discount_ppm})) {
    if (warning.period == Period::maintenance) keys.push_back(warning.key + " " + warning.service_type);
  }
  return keys;
}

TEST(programme_strategy_rules, weights_of_one_are_warned_of_because_the_list_price_is_always_reached) {
  const std::vector<ServiceTypeRates> weights_of_one{{"skin care", Rate{200'000}, kWhole},
                                                     {"make-up", Rate{400'000}, kWhole}};
  EXPECT_EQ(warning_keys(valid(), weights_of_one, 900'000), (std::vector<std::string>{"no_rebate "}));
  // The same sale as the second worked example has in truth no rebate.
  const std::vector<LineInput> lines{{.amount = Money{100000}, .margin = Rate{200000}, .weight = kWhole},
                                     {.amount = Money{50000}, .margin = Rate{400000}, .weight = kWhole}};
  EXPECT_EQ(assess_sale(lines, rule_of(valid(), Period::maintenance), Rate{900'000})->rebate.minor, 0);
}

TEST(programme_strategy_rules, weights_that_are_margins_are_not_warned_of) {
  const std::vector<ServiceTypeRates> types{{"skin care", Rate{200'000}, Rate{200'000}},
                                            {"make-up", Rate{400'000}, Rate{400'000}}};
  EXPECT_TRUE(warning_keys(valid(), types, 999'999).empty());
  EXPECT_EQ(warning_keys(valid(), types, kPpm), (std::vector<std::string>{"no_rebate "}));  // no tier discounts at all
}

TEST(programme_strategy_rules, a_single_service_type_is_warned_of_by_name) {
  const std::vector<ServiceTypeRates> types{
      {"skin care", Rate{200'000}, Rate{200'000}}, {"gifts", Rate{100'000}, kWhole}, {"postage", Rate{0}, kWhole}};
  EXPECT_EQ(warning_keys(valid(), types, 900'000), (std::vector<std::string>{"no_rebate_for_service_type gifts"}));
  EXPECT_TRUE(warning_keys(valid(), {}, 900'000).empty());
}

TEST(programme_strategy_rules, the_multiplier_of_a_period_counts_in_the_warning) {
  auto strategy = valid();
  strategy.development_weight_multiplier = Rate{5 * kPpm};
  const std::vector<ServiceTypeRates> types{{"skin care", Rate{200'000}, Rate{200'000}}};
  const auto warnings = warnings_of(strategy, types, Rate{900'000});
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].period, Period::development);
}

TEST(programme_strategy_rules, the_wallet_has_its_own_rules) {
  const auto refused = [](const std::function<void(StrategyVersion&)>& change) {
    StrategyVersion strategy;
    strategy.x = Rate{800'000};
    strategy.y = Rate{200'000};
    change(strategy);
    const auto outcome = check_strategy(strategy, strategy.effective_from);
    return outcome.ok() ? std::string() : outcome.refusal().reason + " " + outcome.refusal().field;
  };
  EXPECT_EQ(refused([](StrategyVersion&) {}), "");
  EXPECT_EQ(refused([](StrategyVersion& s) { s.activation = Activation::after_return_window; }),
            "programme.return_window_missing return_window_days");
  EXPECT_EQ(refused([](StrategyVersion& s) { s.expiry = Expiry::rolling; }),
            "programme.expiry_months_missing expiry_months");
  EXPECT_EQ(refused([](StrategyVersion& s) { s.expiry = Expiry::by_activity; }),
            "programme.expiry_months_missing expiry_months");
  EXPECT_EQ(refused([](StrategyVersion& s) { s.expiry = Expiry::calendar; }), "");  // the end of this year
  EXPECT_EQ(refused([](StrategyVersion& s) { s.wallet_rate = Rate{kPpm + 1}; }),
            "programme.out_of_range wallet_rate_ppm");
  EXPECT_EQ(refused([](StrategyVersion& s) { s.point_value = Rate{0}; }), "programme.out_of_range point_value_ppm");
  EXPECT_EQ(refused([](StrategyVersion& s) { s.points_share = Rate{-1}; }), "programme.out_of_range points_share_ppm");
  EXPECT_EQ(refused([](StrategyVersion& s) { s.give_back_days = 0; }), "programme.out_of_range give_back_days");
  EXPECT_EQ(refused([](StrategyVersion& s) { s.expiry_months = kMaxExpiryMonths + 1; }),
            "programme.out_of_range expiry_months");
  EXPECT_EQ(refused([](StrategyVersion& s) { s.daily_earn_limit = Points{-1}; }),
            "programme.out_of_range daily_earn_limit_points");
}

TEST(programme_strategy_rules, weights_are_suggested_from_real_margins) {
  struct Case {
    std::int64_t amount, cost, weight;
  };
  for (const auto& c :
       {Case{100'000, 80'000, 200'000}, Case{300, 200, 333'333}, Case{100, 100, 0}, Case{100, 150, 0}}) {
    EXPECT_EQ(suggested_weight({1, Money{c.amount}, Money{c.cost}})->ppm, c.weight) << c.amount << " - " << c.cost;
  }
  EXPECT_FALSE(suggested_weight({1, Money{0}, Money{0}}));
  EXPECT_FALSE(suggested_weight({1, Money{-5}, Money{0}}));
}

}  // namespace
}  // namespace homeport::programme
