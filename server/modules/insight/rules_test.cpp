#include "modules/insight/rules.hpp"

#include <gtest/gtest.h>

namespace homeport::insight {
namespace {

TEST(insight_rules, the_chart_has_a_place_for_every_day_and_sums_over_stores) {
  const Date today = *parse_date("2026-11-21");
  std::vector<sales::DayTotal> totals(4);
  totals[0] = {kit::OrgUnitId{1}, today, 2, Money{500}, 1, Money{100}};
  totals[1] = {kit::OrgUnitId{2}, today, 1, Money{250}, 0, Money{}};
  totals[2] = {kit::OrgUnitId{1}, plus_days(today, -29), 3, Money{900}, 0, Money{}};
  totals[3] = {kit::OrgUnitId{1}, plus_days(today, -30), 9, Money{9999}, 0, Money{}};
  const auto days = chart_of(totals, today);
  ASSERT_EQ(days.size(), 30U);
  EXPECT_EQ(days.back().on, today);
  EXPECT_EQ(days.back().sales_count, 3);
  EXPECT_EQ(days.back().sales, Money{750});
  EXPECT_EQ(days.front().sales, Money{900});
  EXPECT_EQ(days[5].sales_count, 0);
}

}  // namespace
}  // namespace homeport::insight
