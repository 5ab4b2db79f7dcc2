#include "modules/points/wallet_rules.hpp"

#include <gtest/gtest.h>

namespace homeport::points {
namespace {

using programme::Activation;
using programme::Expiry;

const TimeZone kShanghai = *TimeZone::find("Asia/Shanghai");
const Time kNoon = *parse_rfc3339("2026-11-21T04:00:00Z");  // in Shanghai

TEST(points_wallet_rules, points_expire_at_the_end_of_a_day_or_year) {
  struct Case {
    Expiry expiry;
    std::int64_t months;
    const char* from;
    const char* expires;  // nullptr: never
  };
  for (const auto& c : {
           Case{Expiry::never, 12, "2026-11-21T04:00:00Z", nullptr},
           Case{Expiry::rolling, 12, "2026-11-21T04:00:00Z", "2027-11-21T16:00:00Z"},
           Case{Expiry::rolling, 3, "2026-11-30T04:00:00Z", "2027-02-28T16:00:00Z"},  // February is short
           Case{Expiry::rolling, 1, "2026-11-21T17:00:00Z", "2026-12-22T16:00:00Z"},  // the 22nd already
           Case{Expiry::calendar, 0, "2026-11-21T04:00:00Z", "2026-12-31T16:00:00Z"},
           Case{Expiry::calendar, 12, "2026-01-01T04:00:00Z", "2027-12-31T16:00:00Z"},
           Case{Expiry::by_activity, 6, "2026-11-21T04:00:00Z", "2027-05-21T16:00:00Z"},
           Case{Expiry::rolling, 120, "2195-01-01T04:00:00Z", nullptr},  // beyond the calendar
       }) {
    const auto expires = expiry_from(c.expiry, c.months, *parse_rfc3339(c.from), kShanghai);
    ASSERT_EQ(expires.has_value(), c.expires != nullptr) << c.from;
    if (expires) {
      EXPECT_EQ(format_rfc3339(*expires), c.expires);
    }
  }
}

TEST(points_wallet_rules, one_of_the_staff_gives_within_his_limit) {
  struct Case {
    std::int64_t wallet_so_far, combined_so_far, wallet, combined, limit;
    bool may;
  };
  for (const auto& c : {
           Case{0, 0, 100, 0, 100, true}, Case{0, 0, 101, 0, 100, false}, Case{60, 0, 40, 0, 100, true},
           Case{60, 0, 41, 0, 100, false}, Case{60, 60, 40, 40, 100, true},  // each kind for itself
           Case{60, 61, 40, 40, 100, false},
           Case{150, 0, 0, 10, 100, true},  // above a limit lowered meanwhile, but nothing more of it
           Case{150, 0, 1, 0, 100, false}, Case{kMaxAmount - 1, 0, kMaxAmount, 0, 0, true},  // none
       }) {
    const auto may = check_staff_limit({Points{c.wallet_so_far}, Points{c.combined_so_far}},
                                       {Points{c.wallet}, Points{c.combined}}, Points{c.limit});
    EXPECT_EQ(may.ok(), c.may) << c.wallet << " after " << c.wallet_so_far;
    if (!may.ok()) {
      EXPECT_EQ(may.refusal().reason, "points.staff_daily_limit");
    }
  }
}

TEST(points_wallet_rules, the_strategy_decides_the_life_of_a_lot) {
  programme::StrategyVersion strategy;
  EXPECT_EQ(life_by_strategy(strategy, kNoon, kShanghai), LotLife{});
  strategy.activation = Activation::after_return_window;
  strategy.return_window_days = 14;
  strategy.expiry = Expiry::rolling;
  strategy.expiry_months = 1;
  const auto later = life_by_strategy(strategy, kNoon, kShanghai);
  EXPECT_EQ(later.state, LotState::pending);
  EXPECT_EQ(format_rfc3339(*later.activates_at), "2026-12-05T04:00:00Z");
  EXPECT_EQ(format_rfc3339(*later.expires_at), "2027-01-05T16:00:00Z");  // counted from the activation
  strategy.activation = Activation::on_event;
  const auto waiting = life_by_strategy(strategy, kNoon, kShanghai);
  EXPECT_EQ(waiting.state, LotState::pending);
  EXPECT_FALSE(waiting.activates_at);
  EXPECT_FALSE(waiting.expires_at);
  strategy.activation = Activation::at_once;
  strategy.expiry = Expiry::by_activity;
  EXPECT_EQ(life_by_strategy(strategy, kNoon, kShanghai).idle_months, 1);
}

Lot lot(std::int64_t id, std::int64_t left, std::optional<std::int64_t> expires_in_hours,
        LotState state = LotState::active) {
  Lot made;
  made.id = LotId{id};
  made.state = state;
  made.granted = Points{left};
  made.left = Points{left};
  if (expires_in_hours) made.expires_at = plus_micros(kNoon, *expires_in_hours * kMicrosPerHour);
  return made;
}

TEST(points_wallet_rules, spending_takes_the_oldest_expiry_first_then_the_oldest_grant) {
  const std::vector<Lot> lots{lot(1, 10, std::nullopt),
                              lot(2, 10, 48),
                              lot(3, 10, 24),
                              lot(4, 10, 24),
                              lot(5, 10, 0),
                              lot(6, 10, -1),
                              lot(7, 0, 1),
                              lot(8, 10, 2, LotState::pending)};
  const auto ids = [&](std::int64_t wanted) {
    std::vector<std::int64_t> drawn;
    for (const auto& part : plan_draws(lots, Points{wanted}, kNoon)) {
      drawn.push_back(part.lot_id.value);
      drawn.push_back(part.points.hundredths);
    }
    return drawn;
  };
  EXPECT_EQ(ids(0), (std::vector<std::int64_t>{}));
  EXPECT_EQ(ids(5), (std::vector<std::int64_t>{3, 5}));
  EXPECT_EQ(ids(25), (std::vector<std::int64_t>{3, 10, 4, 10, 2, 5}));
  EXPECT_EQ(ids(1'000), (std::vector<std::int64_t>{3, 10, 4, 10, 2, 10, 1, 10}));  // all that can be spent
}

TEST(points_wallet_rules, what_was_drawn_last_goes_back_first) {
  const std::vector<LotPart> out{{LotId{1}, Points{20}}, {LotId{2}, Points{0}}, {LotId{3}, Points{30}}};
  EXPECT_EQ(plan_give_back(out, Points{10}), (std::vector<LotPart>{{LotId{3}, Points{10}}}));
  EXPECT_EQ(plan_give_back(out, Points{50}), (std::vector<LotPart>{{LotId{3}, Points{30}}, {LotId{1}, Points{20}}}));
  EXPECT_THROW((void)plan_give_back(out, Points{51}), CheckFailed);
}

TEST(points_wallet_rules, returns_in_any_steps_take_exactly_what_the_sale_brought) {
  for (const std::int64_t granted : {0L, 1L, 7L, 3'900L, 39'000L}) {
    for (const std::int64_t combined : {1L, 3L, 39'000L}) {
      EXPECT_EQ(wallet_share_of_returns(Points{granted}, Points{combined}, Points{combined}).hundredths, granted);
      EXPECT_EQ(wallet_share_of_returns(Points{granted}, Points{combined}, Points{0}).hundredths, 0);
      std::int64_t before = 0;
      for (std::int64_t taken = 0; taken <= combined; taken += std::max<std::int64_t>(1, combined / 7)) {
        const auto share = wallet_share_of_returns(Points{granted}, Points{combined}, Points{taken}).hundredths;
        EXPECT_GE(share, before);
        before = share;
      }
      EXPECT_LE(before, granted);
    }
  }
  EXPECT_EQ(wallet_share_of_returns(Points{0}, Points{0}, Points{0}).hundredths, 0);
}

TEST(points_wallet_rules, the_limit_of_a_day_leaves_what_is_below_it) {
  EXPECT_EQ(within_daily_limit(Points{50}, Points{90}, Points{100}).hundredths, 10);
  EXPECT_EQ(within_daily_limit(Points{50}, Points{50}, Points{100}).hundredths, 50);
  EXPECT_EQ(within_daily_limit(Points{50}, Points{150}, Points{100}).hundredths, 0);
  EXPECT_EQ(within_daily_limit(Points{50}, Points{150}, Points{0}).hundredths, 50);  // none
}

}  // namespace
}  // namespace homeport::points
