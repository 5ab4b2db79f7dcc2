#include "modules/programme/tender_rules.hpp"

#include <gtest/gtest.h>

namespace homeport::programme {
namespace {

TEST(programme_tender_rules, points_are_worth_what_the_strategy_says) {
  struct Case {
    std::int64_t points, value_ppm, worth;
  };
  for (const auto& c : {Case{0, kPpm, 0}, Case{12'345, kPpm, 12'345}, Case{100, 10'000, 1}, Case{99, 10'000, 0},
                        Case{333, 1'500'000, 499}, Case{kMaxAmount, kPpm, kMaxAmount}}) {
    EXPECT_EQ(worth_of(Points{c.points}, Rate{c.value_ppm}).minor, c.worth) << c.points << " at " << c.value_ppm;
  }
}

TEST(programme_tender_rules, paying_takes_the_fewest_points_that_are_enough) {
  for (const std::int64_t value : {1'000L, 9'999L, 333'333L, 1'000'000L, 1'500'000L, 10'000'000L}) {
    for (const std::int64_t amount : {0L, 1L, 7L, 99L, 100L, 12'345L}) {
      const auto points = points_to_pay(Money{amount}, Rate{value});
      EXPECT_GE(worth_of(points, Rate{value}).minor, amount);
      if (points.hundredths > 0) {
        EXPECT_LT(worth_of(points - Points{1}, Rate{value}).minor, amount);
      }
      const auto most = points_worth_at_most(Money{amount}, Rate{value});
      EXPECT_LE(worth_of(most, Rate{value}).minor, amount);
      EXPECT_GT(worth_of(most + Points{1}, Rate{value}).minor, amount);
    }
  }
}

TEST(programme_tender_rules, points_pay_no_more_than_their_share) {
  EXPECT_EQ(most_payable_by_points(Money{999}, Rate{500'000}).minor, 499);
  EXPECT_EQ(most_payable_by_points(Money{999}, kWhole).minor, 999);
  EXPECT_EQ(most_payable_by_points(Money{999}, Rate{0}).minor, 0);
}

}  // namespace
}  // namespace homeport::programme
