#include "modules/sales/tenders.hpp"

#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace homeport::sales {
namespace {

Payment tender(PaymentKind kind, std::int64_t minor, std::int64_t refunded = 0) {
  Payment made;
  made.kind = kind;
  made.amount = Money{minor};
  made.refunded = Money{refunded};
  if (kind == PaymentKind::points) made.points = Points{minor * 3 + 1};
  return made;
}

std::vector<std::int64_t> minors(const std::vector<Money>& parts) {
  std::vector<std::int64_t> numbers;
  for (const auto& part : parts)
    numbers.push_back(part.minor);
  return numbers;
}

TEST(sales_tenders, payments_are_money_and_add_up_to_what_is_due) {
  struct Case {
    std::vector<Payment> payments;
    std::int64_t due;
    std::string_view reason;
    std::string_view field;
  };
  const std::vector<Case> table{
      {{}, 0, "", ""},
      {{tender(PaymentKind::cash, 60), tender(PaymentKind::wechat, 40)}, 100, "", ""},
      {{tender(PaymentKind::cash, 60)}, 100, "sales.payments_do_not_add_up", "payments"},
      {{tender(PaymentKind::cash, 101)}, 100, "sales.payments_do_not_add_up", "payments"},
      {{tender(PaymentKind::cash, 1)}, 0, "sales.payments_do_not_add_up", "payments"},
      {{tender(PaymentKind::cash, 100), tender(PaymentKind::card, 0)},
       100,
       "sales.payment_empty",
       "payments[1].amount_minor"},
      {{tender(PaymentKind::points, 100)}, 100, "sales.payment_not_money", "payments[0].kind"},
      {{tender(PaymentKind::voucher, 100)}, 100, "sales.payment_not_money", "payments[0].kind"},
      {{tender(PaymentKind::exchange, 100)}, 100, "sales.payment_not_money", "payments[0].kind"},
      {{tender(PaymentKind::goodwill, 100)}, 100, "sales.payment_not_money", "payments[0].kind"},
      {{tender(PaymentKind::cash, kMaxAmount), tender(PaymentKind::cash, kMaxAmount)},
       kMaxAmount,
       "sales.payments_do_not_add_up",
       "payments"},
  };
  for (const auto& one : table) {
    const auto outcome = check_payments(one.payments, Money{one.due});
    EXPECT_EQ(outcome.ok() ? "" : outcome.refusal().reason, one.reason);
    EXPECT_EQ(outcome.ok() ? "" : outcome.refusal().field, one.field);
  }
}

TEST(sales_tenders, points_pay_never_less_than_they_are_worth_and_never_more) {
  struct Case {
    std::int64_t value_ppm;
    std::int64_t minor;
    std::int64_t hundredths;
  };
  for (const auto& one :
       {Case{1'000'000, 100, 100}, Case{1'000'000, 1, 1}, Case{10'000, 100, 10'000}, Case{30'000, 100, 3'334},
        Case{2'000'000, 5, 3}, Case{500'000, 1'000, 2'000}, Case{1'000'000, 0, 0}}) {
    const PointsTerms terms{Rate{one.value_ppm}, kWhole};
    const auto needed = points_for(Money{one.minor}, terms);
    EXPECT_EQ(needed.hundredths, one.hundredths) << one.value_ppm << " " << one.minor;
    EXPECT_GE(money_for(needed, terms).minor, one.minor);
    if (needed.hundredths > 0) {
      EXPECT_LT(money_for(Points{needed.hundredths - 1}, terms).minor, one.minor);
    }
  }
}

TEST(sales_tenders, points_pay_at_most_their_share_what_is_due_and_what_is_there) {
  const PointsTerms half{kWhole, Rate{500'000}};
  EXPECT_EQ(most_by_points(Money{1'001}, Money{1'001}, Points{10'000}, half), Money{500});
  EXPECT_EQ(most_by_points(Money{1'001}, Money{300}, Points{10'000}, half), Money{300});
  EXPECT_EQ(most_by_points(Money{1'001}, Money{1'001}, Points{77}, half), Money{77});
  EXPECT_EQ(most_by_points(Money{1'001}, Money{1'001}, Points{-5}, half), Money{});
  EXPECT_EQ(most_by_points(Money{1'001}, Money{1'001}, Points{77}, {Rate{}, kWhole}), Money{});
}

TEST(sales_tenders, a_reward_has_what_its_kind_needs_and_nothing_else) {
  const auto points = [](std::int64_t minor) {
    RewardRequest reward;
    reward.amount = Money{minor};
    return reward;
  };
  const auto voucher = [](std::string code) {
    RewardRequest reward;
    reward.kind = RewardKind::voucher;
    reward.code = std::move(code);
    return reward;
  };
  RewardRequest gift;
  gift.kind = RewardKind::gift;
  gift.gift_id = rewards::GiftId{5};
  RewardRequest no_gift;
  no_gift.kind = RewardKind::gift;
  auto two_things = points(5);
  two_things.code = "X";
  struct Case {
    std::vector<RewardRequest> rewards;
    std::string_view reason;
    std::string_view field;
  };
  const std::vector<Case> table{
      {{}, "", ""},
      {{points(5), voucher("A"), voucher("B"), gift, gift}, "", ""},
      {{RewardRequest{}}, "sales.reward_incomplete", "rewards[0].amount_minor"},
      {{gift, no_gift}, "sales.reward_incomplete", "rewards[1].gift_id"},
      {{two_things}, "sales.reward_field_unused", "rewards[0].code"},
      {{points(5), points(6)}, "sales.reward_twice", "rewards[1].kind"},
      {{voucher("A"), voucher("A")}, "sales.reward_twice", "rewards[1].code"},
  };
  for (const auto& one : table) {
    const auto outcome = check_rewards(one.rewards);
    EXPECT_EQ(outcome.ok() ? "" : outcome.refusal().reason, one.reason);
    EXPECT_EQ(outcome.ok() ? "" : outcome.refusal().field, one.field);
  }
}

TEST(sales_tenders, a_refund_is_split_in_proportion_to_what_is_left) {
  const std::vector<Payment> tenders{tender(PaymentKind::cash, 100), tender(PaymentKind::points, 50),
                                     tender(PaymentKind::voucher, 50)};
  EXPECT_EQ(minors(split_refund(tenders, Money{0})), (std::vector<std::int64_t>{0, 0, 0}));
  EXPECT_EQ(minors(split_refund(tenders, Money{100})), (std::vector<std::int64_t>{50, 25, 25}));
  EXPECT_EQ(minors(split_refund(tenders, Money{1})), (std::vector<std::int64_t>{1, 0, 0}));
  EXPECT_EQ(minors(split_refund(tenders, Money{3})), (std::vector<std::int64_t>{1, 1, 1}));
  EXPECT_EQ(minors(split_refund(tenders, Money{200})), (std::vector<std::int64_t>{100, 50, 50}));
}

TEST(sales_tenders, refunds_in_any_steps_come_to_every_tender_exactly) {
  std::mt19937_64 random(20'261'121);
  const auto between = [&](std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<Payment> tenders;
    std::int64_t left = 0;
    for (std::int64_t i = between(1, 6); i > 0; --i) {
      const bool is_large = between(0, 9) == 0;
      tenders.push_back(tender(between(0, 2) == 0 ? PaymentKind::points : PaymentKind::cash,
                               is_large ? between(1, kMaxAmount / 10) : between(1, 2'000)));
      left += tenders.back().amount.minor;
    }
    std::vector<std::int64_t> points_back_so_far(tenders.size());
    while (left > 0) {
      const auto refund = Money{between(0, 3) == 0 ? left : between(1, left)};
      const auto parts = split_refund(tenders, refund);
      EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), Money{}).minor, refund.minor);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        ASSERT_GE(parts[i].minor, 0);
        ASSERT_LE(tenders[i].refunded + parts[i], tenders[i].amount);
        if (tenders[i].points) points_back_so_far[i] += points_back(tenders[i], parts[i]).hundredths;
        tenders[i].refunded += parts[i];
      }
      left -= refund.minor;
    }
    for (std::size_t i = 0; i < tenders.size(); ++i) {
      EXPECT_EQ(tenders[i].refunded, tenders[i].amount);
      if (tenders[i].points) {
        EXPECT_EQ(points_back_so_far[i], tenders[i].points->hundredths);
      }
    }
  }
}

TEST(sales_tenders, what_was_shown_offline_stands_and_never_costs_the_buyer_more) {
  struct Case {
    std::string_view about;
    std::int64_t shown;
    std::int64_t due;
    std::vector<std::pair<PaymentKind, std::int64_t>> tenders;
  };
  const std::vector<Payment> paid{tender(PaymentKind::cash, 70), tender(PaymentKind::card, 30)};
  using Kind = PaymentKind;
  for (const auto& one :
       std::vector<Case>{{"as shown", 100, 100, {{Kind::cash, 70}, {Kind::card, 30}}},
                         {"shown too dear", 100, 90, {{Kind::cash, 70}, {Kind::card, 20}}},
                         {"shown much too dear", 100, 60, {{Kind::cash, 60}}},
                         {"nothing was to be paid", 100, 0, {}},
                         {"shown too cheap", 100, 120, {{Kind::cash, 70}, {Kind::card, 30}, {Kind::goodwill, 20}}}}) {
    SCOPED_TRACE(one.about);
    const auto tenders = offline_tenders(paid, Money{one.shown}, Money{one.due});
    ASSERT_EQ(tenders.size(), one.tenders.size());
    for (std::size_t i = 0; i < tenders.size(); ++i) {
      EXPECT_EQ(tenders[i].kind, one.tenders[i].first);
      EXPECT_EQ(tenders[i].amount.minor, one.tenders[i].second);
    }
  }
}

TEST(sales_tenders, a_sale_made_offline_has_a_time_within_bounds_and_no_rewards) {
  const Time now = *parse_rfc3339("2026-11-21T08:00:00Z");
  struct Case {
    std::optional<bool> offline;
    std::optional<std::int64_t> seconds_ago;
    bool has_reward;
    std::string_view reason;
    std::string_view field;
  };
  for (const auto& one : {Case{{}, {}, true, "", ""}, Case{false, {}, false, "", ""}, Case{true, 60, false, "", ""},
                          Case{true, kOfflineAgeSeconds, false, "", ""}, Case{true, -kClockSkewSeconds, false, "", ""},
                          Case{true, {}, false, "sales.offline_needs_time", "sold_at"},
                          Case{{}, 60, false, "sales.time_needs_offline", "sold_at"},
                          Case{true, kOfflineAgeSeconds + 1, false, "sales.offline_too_old", "sold_at"},
                          Case{true, -kClockSkewSeconds - 1, false, "sales.offline_in_future", "sold_at"},
                          Case{true, 60, true, "sales.offline_rewards", "rewards"}}) {
    SaleRequest request;
    request.offline = one.offline;
    if (one.seconds_ago) request.sold_at = plus_seconds(now, -*one.seconds_ago);
    if (one.has_reward) request.rewards.emplace_back();
    const auto outcome = check_offline(request, now);
    EXPECT_EQ(outcome.ok() ? "" : outcome.refusal().reason, one.reason);
    EXPECT_EQ(outcome.ok() ? "" : outcome.refusal().field, one.field);
  }
}

TEST(sales_tenders, goodwill_is_bounded_for_those_who_may_not_change_prices) {
  EXPECT_TRUE(check_goodwill(Money{700}, Money{1'000}, Money{1'000}, false).ok());
  const auto refused = check_goodwill(Money{699}, Money{1'000}, Money{1'000}, false);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().reason, "sales.price_override_needed");
  EXPECT_EQ(refused.refusal().field, "expected_payable_minor");
  EXPECT_TRUE(check_goodwill(Money{0}, Money{1'000}, Money{1'000}, true).ok());
  EXPECT_TRUE(check_goodwill(Money{2'000}, Money{1'000}, Money{1'000}, false).ok());
}

}  // namespace
}  // namespace homeport::sales
