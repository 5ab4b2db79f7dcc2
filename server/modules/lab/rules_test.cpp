#include "modules/lab/rules.hpp"

#include <functional>

#include <gtest/gtest.h>

#include "modules/lab/plan.hpp"

namespace homeport::lab {
namespace {

const Date kToday = *parse_date("2026-11-21");
const Time kNow = *parse_rfc3339("2026-11-21T08:00:00Z");

BacktestRequest good() {
  BacktestRequest request;
  request.name = "A little more";
  request.from = *parse_date("2025-01-01");
  request.to = *parse_date("2025-12-31");
  request.strategy.x = Rate{800'000};
  request.strategy.y = Rate{200'000};
  request.tiers = {{"Silver", Points{0}, kWhole, ""}, {"Gold", Points{100'000}, Rate{950'000}, "#d4a017"}};
  return request;
}

Refusal refused(const BacktestRequest& request) {
  auto checked = check_request(request, kToday, kNow);
  EXPECT_FALSE(checked.ok());
  return checked.ok() ? Refusal{} : std::move(checked).refusal();
}

TEST(lab_rules, a_sound_request_is_accepted) {
  EXPECT_TRUE(check_request(good(), kToday, kNow).ok());
  auto today = good();
  today.from = today.to = kToday;
  EXPECT_TRUE(check_request(today, kToday, kNow).ok());
}

TEST(lab_rules, each_fault_names_its_field_and_reason) {
  struct Fault {
    std::string_view field;
    std::string_view reason;
    std::function<void(BacktestRequest&)> make;
  };
  const std::vector<Fault> faults{
      {"to_on", "lab.period_empty", [](auto& r) { r.to = plus_days(r.from, -1); }},
      {"to_on", "lab.period_in_the_future", [](auto& r) { r.to = plus_days(kToday, 1); }},
      {"from_on", "lab.period_in_the_future", [](auto& r) { r.from = r.to = plus_days(kToday, 1); }},
      {"to_on", "lab.period_too_long", [](auto& r) { r.from = *parse_date("2005-12-31"); }},
      {"strategy.x_ppm", "programme.profit_weight_too_low",
       [](auto& r) { r.strategy.x = r.strategy.y = Rate{500'000}; }},
      {"strategy.y_ppm", "programme.weights_do_not_add_up", [](auto& r) { r.strategy.y = Rate{200'001}; }},
      {"strategy.development_y_ppm", "programme.weight_missing",
       [](auto& r) { r.strategy.development_x = Rate{700'000}; }},
      {"tiers[0].threshold_points", "programme.first_threshold", [](auto& r) { r.tiers[0].threshold = Points{1}; }},
      {"tiers[1].threshold_points", "programme.thresholds_not_rising",
       [](auto& r) { r.tiers[1].threshold = Points{0}; }},
      {"tiers[2].threshold_points", "programme.thresholds_not_rising",
       [](auto& r) {
         r.tiers.push_back({"Platinum", Points{99'999}, Rate{900'000}, ""});
       }},
      {"tiers[1].discount_ppm", "programme.discount_not_falling", [](auto& r) { r.tiers[0].discount = Rate{900'000}; }},
      {"tiers[1].name", "programme.tier_name_taken", [](auto& r) { r.tiers[1].name = "Silver"; }},
      {"tiers[1].colour", "programme.colour_bad", [](auto& r) { r.tiers[1].colour = "gold"; }},
      {"store_ids[1]", "lab.store_twice",
       [](auto& r) {
         r.store_ids = {OrgUnitId{7}, OrgUnitId{7}};
       }},
      {"weights[1].service_type_id", "lab.weight_twice",
       [](auto& r) {
         r.weights = {{ServiceTypeId{3}, kWhole}, {ServiceTypeId{3}, Rate{0}}};
       }},
  };
  for (const auto& fault : faults) {
    auto request = good();
    fault.make(request);
    const auto refusal = refused(request);
    EXPECT_EQ(refusal.field, fault.field);
    EXPECT_EQ(refusal.reason, fault.reason) << fault.field;
  }
}

TEST(lab_rules, all_wrong_fields_of_the_strategy_are_named_at_once) {
  auto request = good();
  request.strategy.x = Rate{400'000};
  request.strategy.maintenance_bonus = Points{200};
  request.strategy.maintenance_cap = Points{100};
  const auto refusal = refused(request);
  std::vector<std::string> fields;
  for (const auto& error : refusal.errors)
    fields.push_back(error.field);
  EXPECT_EQ(fields,
            (std::vector<std::string>{"strategy.x_ppm", "strategy.y_ppm", "strategy.maintenance_bonus_points"}));
}

TEST(lab_rules, twenty_years_are_the_longest_period) {
  auto request = good();
  request.from = *parse_date("2006-01-01");
  EXPECT_TRUE(check_request(request, kToday, kNow).ok());
  EXPECT_EQ(static_cast<std::int64_t>(Calendar(request.from, request.to, TimeZone::utc()).months().size()),
            kMostMonths);
}

TEST(lab_calendar, days_and_months_begin_where_the_zone_says) {
  const auto shanghai = *TimeZone::find("Asia/Shanghai");
  const Calendar calendar(*parse_date("2025-11-15"), *parse_date("2026-01-01"), shanghai);
  EXPECT_EQ(format_rfc3339(calendar.from()), "2025-11-14T16:00:00Z");
  EXPECT_EQ(format_rfc3339(calendar.to()), "2026-01-01T16:00:00Z");
  EXPECT_EQ(calendar.months().size(), 3U);
  EXPECT_EQ(calendar.month_of(*parse_rfc3339("2025-11-30T15:59:59Z")), 0U);
  EXPECT_EQ(calendar.month_of(*parse_rfc3339("2025-11-30T16:00:00Z")), 1U);
  EXPECT_EQ(calendar.month_of(*parse_rfc3339("2025-12-31T16:00:00Z")), 2U);
  EXPECT_FALSE(calendar.contains(*parse_rfc3339("2026-01-01T16:00:00Z")));
}

TEST(lab_calendar, every_hour_finds_its_day_where_clocks_are_changed) {
  const auto berlin = *TimeZone::find("Europe/Berlin");
  const Calendar calendar(*parse_date("2024-01-01"), *parse_date("2025-12-31"), berlin);
  for (Time at = calendar.from(); at < calendar.to(); at = plus_micros(at, kMicrosPerHour)) {
    ASSERT_EQ(calendar.day(calendar.day_of(at)), local_date(at, berlin)) << format_rfc3339(at);
  }
}

TEST(lab_plan, a_product_that_is_not_there_counts_as_unknown) {
  TypeNumbers numbers(1'000);
  numbers.set_unknown(9);
  for (std::int64_t id = 1; id <= 1'000; ++id)
    numbers.add(id << 22, static_cast<std::uint16_t>(id % 7));
  for (std::int64_t id = 1; id <= 1'000; ++id)
    EXPECT_EQ(numbers[id << 22], id % 7);
  EXPECT_EQ(numbers[5], 9);
}

}  // namespace
}  // namespace homeport::lab
