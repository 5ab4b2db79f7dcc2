#include "base/amounts.hpp"

#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/check.hpp"

namespace homeport {
namespace {

TEST(amounts, division_rounds_half_away_from_zero) {
  struct Case {
    std::int64_t numerator, denominator, expected;
  };
  for (const auto& c : {Case{0, 3, 0},
                        {1, 3, 0},
                        {2, 3, 1},
                        {1, 2, 1},
                        {-1, 2, -1},
                        {3, 2, 2},
                        {-3, 2, -2},
                        {5, 10, 1},
                        {49, 100, 0},
                        {-49, 100, 0},
                        {50, 100, 1},
                        {-151, 100, -2}}) {
    EXPECT_EQ(divide_rounded(c.numerator, c.denominator), c.expected) << c.numerator << "/" << c.denominator;
  }
}

TEST(amounts, a_rate_of_the_largest_amount_does_not_overflow) {
  EXPECT_EQ(multiply_rate(kMaxAmount, kWhole), kMaxAmount);
  EXPECT_EQ(multiply_rate(-kMaxAmount, Rate{500'000}), -kMaxAmount / 2);
  EXPECT_EQ(multiply_rate(9999, Rate{333'333}), 3333);
}

TEST(amounts, dividing_by_nothing_is_our_own_mistake) { EXPECT_THROW((void)divide_rounded(1, 0), CheckFailed); }

TEST(amounts, ties_of_the_largest_remainder_go_to_the_earlier_part) {
  const std::vector<Int128> equal{1, 1, 1};
  EXPECT_EQ(split_by_largest_remainder(100, equal), (std::vector<std::int64_t>{34, 33, 33}));
  EXPECT_EQ(split_by_largest_remainder(101, equal), (std::vector<std::int64_t>{34, 34, 33}));
  EXPECT_EQ(split_by_largest_remainder(5, std::vector<Int128>{0, 0}), (std::vector<std::int64_t>{5, 0}));
  EXPECT_TRUE(split_by_largest_remainder(0, {}).empty());
}

RC_GTEST_PROP(amounts, parts_add_up_and_stay_within_one_of_their_share, ()) {
  const auto shares = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 100'000)));
  const auto total = *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000);
  const std::vector<Int128> exact(shares.begin(), shares.end());
  const auto parts = split_by_largest_remainder(total, exact);
  RC_ASSERT(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == total);
  const auto sum = std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
  if (sum == 0) return;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Int128 distance = static_cast<Int128>(parts[i]) * sum - static_cast<Int128>(total) * shares[i];
    RC_ASSERT(distance < sum && -distance < sum);
  }
}

}  // namespace
}  // namespace homeport
