// Reservations on both engines: what is put aside keeps its price, is sold once, and lets go of what it held.

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "modules/sales/till_fixture.hpp"

namespace homeport::sales {
namespace {

class sales_reserving : public TillFixture {
 protected:
  static std::string reason(const auto& result) { return result.ok() ? "" : result.refusal().reason; }

  void change_price(ProductId product, Money price) {
    const auto changed = till().database().write([&](kit::Write& write) -> Outcome {
      TRY(auto before, catalogue::load(write.tx, product));
      auto after = before;
      after.price = price;
      TRY_DONE(catalogue::update(write, before, after));
      return Done{};
    });
    ASSERT_TRUE(changed.ok());
  }
  ReservationDocument document(ReservationId id) {
    auto loaded = till().database().read([&](const kit::Read& read) { return load_reservation(read, id); });
    CHECK(loaded.ok());
    return std::move(loaded).value();
  }
};

TEST_P(sales_reserving, what_is_reserved_is_sold_at_the_price_and_with_the_points_of_then) {
  const auto made = till().reserve_now(till().lin(), {{till().lamp(), 1}});
  change_price(till().lamp(), Money{999'900});
  // Another sale meanwhile lifts him to a better tier: the reservation keeps its own.
  till().sell_now(till().lin(), {{till().cup(), 500}});
  EXPECT_NE(till().points_of(till().lin()).tier->id, *made.quote.tier_id);
  const auto before = till().points_of(till().lin());
  const auto sold = till().complete_now(made);
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_EQ(sold->sale.list, Money{400'000});
  EXPECT_EQ(sold->sale.payable, made.quote.payable);
  EXPECT_EQ(sold->sale.combined, made.quote.combined);
  EXPECT_EQ(sold->sale.tier_id, made.quote.tier_id);
  EXPECT_EQ(sold->sale.reservation_id, made.reservation_id);
  EXPECT_EQ(till().points_of(till().lin()).combined, before.combined + made.quote.combined);
  const auto ended = document(made.reservation_id);
  EXPECT_EQ(ended.reservation.state, ReservationState::completed);
  EXPECT_EQ(ended.reservation.sale_id, sold->sale.sale_id);
}

TEST_P(sales_reserving, it_is_completed_once) {
  const auto made = till().reserve_now(till().lin(), {{till().cup(), 1}});
  ASSERT_TRUE(till().complete_now(made).ok());
  EXPECT_EQ(reason(till().complete_now(made)), "sales.reservation_completed");
  EXPECT_EQ(reason(till().void_now(made)), "sales.reservation_completed");
  EXPECT_EQ(till().points_of(till().lin()).sales_count, 1);
}

TEST_P(sales_reserving, what_was_given_up_is_not_sold) {
  const auto made = till().reserve_now(till().lin(), {{till().cup(), 1}});
  ASSERT_TRUE(till().void_now(made).ok());
  EXPECT_EQ(reason(till().complete_now(made)), "sales.reservation_voided");
  EXPECT_EQ(reason(till().void_now(made)), "sales.reservation_voided");
  EXPECT_EQ(till().points_of(till().lin()).sales_count, 0);
}

TEST_P(sales_reserving, its_time_runs_out_with_or_without_the_job) {
  const auto early = till().reserve_now(till().lin(), {{till().cup(), 1}});
  till().database().clock().advance_seconds(kReservationSeconds - 1);
  const auto late = till().reserve_now(till().lin(), {{till().cup(), 2}});
  till().database().clock().advance_seconds(1);
  EXPECT_EQ(reason(till().complete_now(early)), "sales.reservation_expired");
  EXPECT_EQ(reason(till().void_now(early)), "sales.reservation_expired");
  const auto expired = expire_reservations(till().database().runtime(), kit::system_actor("test"));
  EXPECT_EQ(expired, 1);
  EXPECT_EQ(document(early.reservation_id).reservation.state, ReservationState::expired);
  EXPECT_EQ(reason(till().complete_now(early)), "sales.reservation_expired");
  EXPECT_EQ(reason(till().void_now(early)), "sales.reservation_expired");
  EXPECT_TRUE(till().complete_now(late).ok());
}

TEST_P(sales_reserving, two_baskets_put_aside_before_the_first_sale_bring_one_bonus) {
  till().change_strategy([](programme::StrategyVersion& next) { next.development_bonus = Points{5'000}; });
  const auto first = till().reserve_now(till().lin(), {{till().lamp(), 1}});
  const auto second = till().reserve_now(till().lin(), {{till().lamp(), 1}});
  EXPECT_EQ(second.quote.combined, first.quote.combined);
  const auto one = till().complete_now(first);
  const auto two = till().complete_now(second);
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_EQ(one->sale.combined, first.quote.combined);
  EXPECT_EQ(two->sale.combined, second.quote.combined - Points{5'000});
  EXPECT_EQ(two->sale.payable, second.quote.payable);
}

TEST_P(sales_reserving, nobody_known_can_reserve_too) {
  const auto made = till().reserve_now(std::nullopt, {{till().cup(), 2}});
  EXPECT_LT(made.customer_id.value, 0);
  const auto sold = till().complete_now(made);
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_EQ(sold->sale.customer_id, made.customer_id);
  EXPECT_EQ(sold->sale.payable, Money{3'980});
  EXPECT_FALSE(sold->sale.entry_id.has_value());
}

TEST_P(sales_reserving, what_is_due_and_paid_must_be_what_was_reserved) {
  const auto made = till().reserve_now(till().lin(), {{till().cup(), 1}});
  const auto complete_with = [&](Money expected, std::vector<Payment> payments) {
    CompletionRequest request;
    request.expected_due = expected;
    request.payments = std::move(payments);
    return till().database().write([&](kit::Write& write) { return complete(write, made.reservation_id, request); });
  };
  const Money due = made.quote.due;
  const auto other = complete_with(due + Money{1}, {{PaymentKind::cash, due + Money{1}}});
  EXPECT_EQ(reason(other), "sales.due_differs");
  EXPECT_EQ(other.refusal().field, "expected_due_minor");
  EXPECT_EQ(reason(complete_with(due, {})), "sales.payments_do_not_add_up");
  EXPECT_EQ(reason(complete_with(due, {{PaymentKind::points, due}})), "sales.payment_not_money");
  EXPECT_TRUE(complete_with(due, {{PaymentKind::cash, due - Money{1}}, {PaymentKind::card, Money{1}}}).ok());
}

TEST_P(sales_reserving, points_are_held_meanwhile_and_spent_when_it_completes) {
  till().give_points(till().lin(), Points{10'000});
  const auto made = till().reserve_now(till().lin(), {{till().lamp(), 1}}, {Till::points_worth(Money{4'000})});
  EXPECT_EQ(made.quote.due, made.quote.payable - Money{4'000});
  EXPECT_EQ(till().wallet_of(till().lin()).available, Points{6'000});
  EXPECT_EQ(till().wallet_of(till().lin()).reserved, Points{4'000});
  EXPECT_EQ(reason(till().try_reserve(till().lin(), {{till().lamp(), 1}}, {Till::points_worth(Money{6'001})})),
            "points.balance_too_low");
  const auto sold = till().complete_now(made);
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_EQ(sold->sale.rewards, Money{4'000});
  EXPECT_EQ(till().wallet_of(till().lin()).reserved, Points{});
  ASSERT_EQ(sold->payments.size(), 2U);
  EXPECT_EQ(sold->payments[0].kind, PaymentKind::points);
  EXPECT_EQ(sold->payments[0].points, Points{4'000});
}

TEST_P(sales_reserving, points_are_free_again_when_it_is_given_up_or_too_old) {
  till().give_points(till().lin(), Points{10'000});
  const auto given_up = till().reserve_now(till().lin(), {{till().lamp(), 1}}, {Till::points_worth(Money{4'000})});
  ASSERT_TRUE(till().void_now(given_up).ok());
  EXPECT_EQ(till().wallet_of(till().lin()).available, Points{10'000});
  till().reserve_now(till().lin(), {{till().lamp(), 1}}, {Till::points_worth(Money{4'000})});
  till().database().clock().advance_seconds(kReservationSeconds);
  expire_reservations(till().database().runtime(), kit::system_actor("test"));
  EXPECT_EQ(till().wallet_of(till().lin()).available, Points{10'000});
  EXPECT_EQ(till().wallet_of(till().lin()).reserved, Points{});
}

TEST_P(sales_reserving, a_voucher_is_held_meanwhile_and_free_when_it_is_given_up) {
  const auto code = till().give_voucher(till().lin(), Money{1'000});
  const auto first = till().reserve_now(till().lin(), {{till().cup(), 1}}, {Till::voucher(code)});
  const auto second = till().try_reserve(till().lin(), {{till().cup(), 1}}, {Till::voucher(code)});
  EXPECT_EQ(reason(second), "rewards.voucher_held");
  EXPECT_EQ(second.refusal().field, "rewards[0].code");
  ASSERT_TRUE(till().void_now(first).ok());
  const auto third = till().reserve_now(till().lin(), {{till().cup(), 1}}, {Till::voucher(code)});
  const auto sold = till().complete_now(third);
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_EQ(sold->sale.rewards, Money{1'000});
  EXPECT_EQ(till().voucher_reason(code, till().lin()), "rewards.voucher_used");
}

TEST_P(sales_reserving, a_gift_is_held_with_its_stock_and_points_and_handed_out_when_it_completes) {
  till().give_points(till().lin(), Points{3'000});
  const auto umbrella = till().stock_gift(Points{1'000}, 1);
  const auto made = till().reserve_now(till().lin(), {{till().cup(), 1}}, {Till::gift(umbrella)});
  EXPECT_EQ(till().stock_of(umbrella), 0);
  EXPECT_EQ(till().wallet_of(till().lin()).reserved, Points{1'000});
  // Nobody else gets it meanwhile, and a quote says so.
  const auto refused = till().try_reserve(till().lin(), {{till().cup(), 1}}, {Till::gift(umbrella)});
  EXPECT_EQ(reason(refused), "rewards.stock_too_low");
  EXPECT_EQ(refused.refusal().field, "rewards[0].gift_id");
  auto asked = till().basket(till().lin(), {{till().cup(), 1}});
  asked.rewards = {Till::gift(umbrella)};
  const auto quoted =
      till().database().read([&](const kit::Read& read) { return quote(till().products(), read, asked); });
  EXPECT_EQ(reason(quoted), "rewards.stock_too_low");
  const auto sold = till().complete_now(made);
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_EQ(till().stock_of(umbrella), 0);
  EXPECT_EQ(till().wallet_of(till().lin()).reserved, Points{});
  EXPECT_EQ(till().handed_out_with(sold->sale), 1);
}

TEST_P(sales_reserving, a_held_gift_is_back_on_the_shelf_when_it_is_given_up_or_too_old) {
  till().give_points(till().lin(), Points{1'000});
  const auto umbrella = till().stock_gift(Points{1'000}, 1);
  const auto given_up = till().reserve_now(till().lin(), {{till().cup(), 1}}, {Till::gift(umbrella)});
  ASSERT_TRUE(till().void_now(given_up).ok());
  EXPECT_EQ(till().stock_of(umbrella), 1);
  EXPECT_EQ(till().wallet_of(till().lin()).available, Points{1'000});
  const auto forgotten = till().reserve_now(till().lin(), {{till().cup(), 1}}, {Till::gift(umbrella)});
  till().database().clock().advance_seconds(kReservationSeconds);
  EXPECT_EQ(expire_reservations(till().database().runtime(), kit::system_actor("test")), 1);
  EXPECT_EQ(till().stock_of(umbrella), 1);
  EXPECT_EQ(till().wallet_of(till().lin()).available, Points{1'000});
  EXPECT_EQ(reason(till().complete_now(forgotten)), "sales.reservation_expired");
}

TEST_P(sales_reserving, a_gift_is_held_within_what_a_member_may_have) {
  const auto umbrella = till().stock_gift(Points{}, 5, 1);
  const auto first = till().reserve_now(till().lin(), {{till().cup(), 1}}, {Till::gift(umbrella)});
  EXPECT_EQ(reason(till().try_reserve(till().lin(), {{till().cup(), 1}}, {Till::gift(umbrella)})),
            "rewards.limit_per_member");
  ASSERT_TRUE(till().void_now(first).ok());
  EXPECT_TRUE(till().complete_now(till().reserve_now(till().lin(), {{till().cup(), 1}}, {Till::gift(umbrella)})).ok());
}

TEST_P(sales_reserving, of_many_who_want_one_voucher_one_gets_it) {
  constexpr int kTills = 6;
  const auto code = till().give_voucher(till().lin(), Money{1'000});
  std::atomic<int> got{0};
  std::vector<std::thread> tills;
  for (int i = 0; i < kTills; ++i) {
    tills.emplace_back([&] {
      got += till().try_reserve(till().lin(), {{till().cup(), 1}}, {Till::voucher(code)}).ok() ? 1 : 0;
    });
  }
  for (auto& one : tills)
    one.join();
  EXPECT_EQ(got.load(), 1);
}

TEST_P(sales_reserving, many_who_spend_one_wallet_spend_no_more_than_is_in_it) {
  constexpr int kTills = 6;
  till().give_points(till().lin(), Points{10'000});
  std::atomic<int> got{0};
  std::vector<std::thread> tills;
  for (int i = 0; i < kTills; ++i) {
    tills.emplace_back([&] {
      got += till().try_reserve(till().lin(), {{till().lamp(), 1}}, {Till::points_worth(Money{3'000})}).ok() ? 1 : 0;
    });
  }
  for (auto& one : tills)
    one.join();
  EXPECT_EQ(got.load(), 3);
  EXPECT_EQ(till().wallet_of(till().lin()).available, Points{1'000});
}

TEST_P(sales_reserving, of_many_who_complete_it_at_once_one_does) {
  constexpr int kTills = 8;
  const auto made = till().reserve_now(till().lin(), {{till().cup(), 1}});
  std::atomic<int> done{0};
  std::vector<std::thread> tills;
  for (int i = 0; i < kTills; ++i) {
    tills.emplace_back([&] { done += till().complete_now(made).ok() ? 1 : 0; });
  }
  for (auto& one : tills)
    one.join();
  EXPECT_EQ(done.load(), 1);
  EXPECT_EQ(till().points_of(till().lin()).sales_count, 1);
}

TEST_P(sales_reserving, of_completing_and_giving_up_at_once_one_wins) {
  for (int round = 0; round < 5; ++round) {
    const auto made = till().reserve_now(till().lin(), {{till().cup(), 1}});
    bool is_sold = false;
    bool is_void = false;
    std::thread seller([&] { is_sold = till().complete_now(made).ok(); });
    std::thread other([&] { is_void = till().void_now(made).ok(); });
    seller.join();
    other.join();
    EXPECT_NE(is_sold, is_void);
  }
}

HOMEPORT_ON_BOTH_ENGINES(sales_reserving);

}  // namespace
}  // namespace homeport::sales
