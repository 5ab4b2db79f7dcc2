// What returns do to wallets, and what a day allows, on both engines.

#include "modules/points/wallet_fixture.hpp"

namespace homeport::points {
namespace {

class points_wallet_returns : public WalletTest {
 protected:
  EntryId give_and_pay() {
    give(1'000);
    return pay(300);
  }
};
HOMEPORT_ON_BOTH_ENGINES(points_wallet_returns);

TEST_P(points_wallet_returns, returns_take_back_what_the_sale_brought) {
  const auto sold = sell();
  const auto first = take_back(sold, 1);
  EXPECT_EQ(first.debt.hundredths, 0);
  EXPECT_EQ(wallet()[0], 3'900 - first.wallet.hundredths);
  take_back(sold, 3, 1);
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 0}));
}

TEST_P(points_wallet_returns, what_was_spent_already_is_owed_and_repaid_first) {
  const auto sold = sell();
  give(100);
  pay(3'900);
  const auto reversal = take_back(sold, 4);
  EXPECT_EQ(reversal.wallet.hundredths, 3'900);
  EXPECT_EQ(reversal.debt.hundredths, 3'800);  // the 1.00 left elsewhere went first
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 3'800}));
  give(800);
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 3'000}));
  sell();
  EXPECT_EQ(wallet(), (Wallet{900, 0, 0, 0}));
  EXPECT_EQ(kinds(),
            (std::vector<std::string>{"sale", "grant", "spend", "return", "grant", "repayment", "sale", "repayment"}));
}

TEST_P(points_wallet_returns, what_was_spent_already_is_kept_from_the_refund_where_the_strategy_says_so) {
  publish([](StrategyVersion& s) {
    s.debt_policy = programme::DebtPolicy::cash;
    s.point_value = Rate{500'000};
  });
  const auto sold = sell();
  pay(3'000);
  const auto reversal = take_back(sold, 4);
  EXPECT_EQ(reversal.debt.hundredths, 0);
  EXPECT_EQ(reversal.withheld.minor, 1'500);
  EXPECT_EQ(reversal.wallet.hundredths, 900);
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 0}));
}

TEST_P(points_wallet_returns, expired_points_are_not_asked_back) {
  publish([](StrategyVersion& s) {
    s.expiry = programme::Expiry::rolling;
    s.expiry_months = 1;
  });
  const auto sold = sell();
  pay(400);
  pass_days(60);
  const auto reversal = take_back(sold, 4);  // of 39.00, 35.00 have expired
  EXPECT_EQ(reversal.wallet.hundredths, 400);
  EXPECT_EQ(reversal.debt.hundredths, 400);
}

TEST_P(points_wallet_returns, limits_of_the_day_hold_until_midnight) {
  publish([](StrategyVersion& s) {
    s.daily_earn_limit = Points{5'000};
    s.daily_spend_limit = Points{1'000};
  });
  EXPECT_EQ(sell().quote.kept_back.hundredths, 0);
  const auto second = sell();
  EXPECT_EQ(second.quote.wallet.hundredths, 1'100);
  EXPECT_EQ(second.quote.kept_back.hundredths, 2'800);
  EXPECT_EQ(outcome_of([](Write& write) { return grant(write, kLi, {.points = Points{1}, .source_kind = "test"}); }),
            "points.daily_limit");
  EXPECT_EQ(outcome_of([](Write& write) {
              return grant(write, kLi, {.points = Points{1}, .kind = GrantKind::correction, .source_kind = "test"});
            }),
            "ok");
  const auto spending = pay(900);
  EXPECT_EQ(try_hold(101).refusal().reason, "points.daily_limit");
  EXPECT_EQ(try_pay(101).refusal().reason, "points.daily_limit");
  EXPECT_EQ(give_points_back(spending, 900), "ok");
  pay(1'000);
  pass_days(1);
  pay(1'000);
}

TEST_P(points_wallet_returns, what_a_return_takes_may_be_earned_again_that_day) {
  publish([](StrategyVersion& s) { s.daily_earn_limit = Points{5'000}; });
  const auto first = sell();
  const auto second = sell();
  EXPECT_EQ(second.quote.wallet.hundredths, 1'100);
  EXPECT_EQ(sell().quote.wallet.hundredths, 0);
  EXPECT_EQ(take_back(second, 4).wallet.hundredths, 1'100);
  EXPECT_EQ(sell().quote.wallet.hundredths, 1'100);
  pass_days(1);
  take_back(first, 4);  // of yesterday: today's limit is untouched by it
  EXPECT_EQ(sell().quote.wallet.hundredths, 3'900);
  EXPECT_EQ(sell().quote.wallet.hundredths, 1'100);
}

TEST_P(points_wallet_returns, a_grant_is_taken_back_once_and_what_was_spent_of_it_is_owed) {
  const auto first = give(1'000);
  const auto second = give(500);
  pay(700);
  const auto take = [&](EntryId id) {
    return outcome_of([&](Write& write) { return points::take_back(write, kLi, id, "test", 1); });
  };
  EXPECT_EQ(take(first), "ok");  // 3.00 of its own, 5.00 of the other
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 200}));
  EXPECT_EQ(take(first), "points.taken_back_already");
  EXPECT_EQ(take(second), "ok");
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 700}));
  EXPECT_EQ(take(give_and_pay()), "points.not_a_grant");
  EXPECT_EQ(take(EntryId{99}), "points.entry_unknown");
}

TEST_P(points_wallet_returns, what_has_expired_of_a_grant_is_not_taken_back) {
  const auto granted = give(1'000, in_days(2));
  pay(400);
  pass_days(3);
  settle();
  EXPECT_EQ(outcome_of([&](Write& write) { return points::take_back(write, kLi, granted, "test", 1); }), "ok");
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 400}));
}

}  // namespace
}  // namespace homeport::points
