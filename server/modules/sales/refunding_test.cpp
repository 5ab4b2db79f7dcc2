// Where refunds go, exchanges, sales made offline and receipts, on both engines.

#include <gtest/gtest.h>

#include "modules/sales/till_fixture.hpp"

namespace homeport::sales {
namespace {

class sales_refunding : public TillFixture {
 protected:
  static std::string reason(const auto& result) { return result.ok() ? "" : result.refusal().reason; }

  SaleDocument read_again(const Sale& sale) {
    auto loaded =
        till().database().read([&](const kit::Read& read) { return load(read, sale.customer_id, sale.sale_id); });
    CHECK(loaded.ok());
    return std::move(loaded).value();
  }

  // A sale paid with points for `by_points` and the rest half cash, half card.
  SaleDocument sell_mixed(std::int64_t lamps, Money by_points) {
    auto request = till().cash_sale(till().lin(), {{till().lamp(), lamps}});
    request.payments.clear();
    request.rewards.push_back(Till::points_worth(by_points));
    const Money due = request.expected_payable - by_points;
    request.payments.push_back({PaymentKind::cash, Money{due.minor / 2}});
    request.payments.push_back({PaymentKind::card, due - Money{due.minor / 2}});
    auto sold = till().try_sell(request);
    CHECK(sold.ok());
    return std::move(sold).value();
  }

  Result<ExchangeDocument> try_exchange(const Sale& sale, std::int64_t units, ProductId wanted, std::int64_t quantity,
                                        Money expected, std::vector<Payment> payments) {
    till().database().clock().advance_seconds(60);
    ExchangeRequest request;
    request.return_lines = {{1, units}};
    request.reason = "another one";
    request.lines = till().basket(std::nullopt, {{wanted, quantity}}).lines;
    request.expected_payable = expected;
    request.payments = std::move(payments);
    return till().database().write(
        [&](kit::Write& write) { return exchange(till().products(), write, sale.customer_id, sale.sale_id, request); });
  }
};

TEST_P(sales_refunding, each_tender_bears_its_part_and_the_whole_nets_to_zero) {
  till().give_points(till().lin(), Points{100'000});
  const auto sold = sell_mixed(3, Money{90'001});
  const auto spendable = till().wallet_of(till().lin()).available;
  for (int i = 0; i < 3; ++i)
    ASSERT_TRUE(till().give_back(sold.sale, {{1, 1}}).ok());
  const auto after = read_again(sold.sale);
  Money paid_out;
  for (const auto& back : after.returns)
    paid_out += back.paid_out;
  EXPECT_EQ(paid_out, sold.sale.payable - Money{90'001});
  for (const auto& tender : after.payments)
    EXPECT_EQ(tender.refunded, tender.amount);
  EXPECT_EQ(after.refunds.size(), 9U);
  Points back;
  for (const auto& refund : after.refunds) {
    if (refund.kind == PaymentKind::points) back += *refund.points;
  }
  EXPECT_EQ(back, *after.payments[0].points);
  EXPECT_GE(till().wallet_of(till().lin()).available, spendable);
  EXPECT_EQ(till().points_of(till().lin()).combined, Points{});
}

TEST_P(sales_refunding, rewards_that_do_not_fit_are_refused_and_nothing_moves) {
  till().give_points(till().lin(), Points{1'000});
  struct Case {
    std::string_view about;
    bool is_member;
    RewardRequest reward;
    std::string_view reason;
    std::string_view field;
  };
  RewardRequest voucher;
  voucher.kind = RewardKind::voucher;
  voucher.code = "NO-SUCH-CODE";
  for (const auto& one : {Case{"more points than there are", true, Till::points_worth(Money{1'001}),
                               "points.balance_too_low", "rewards[0].amount_minor"},
                          Case{"more than is to be paid", true, Till::points_worth(Money{999'999'999}),
                               "sales.rewards_exceed_payable", "rewards[0].amount_minor"},
                          Case{"points of nobody", false, Till::points_worth(Money{1}), "sales.reward_needs_member",
                               "rewards[0].kind"}}) {
    SCOPED_TRACE(one.about);
    auto request = till().cash_sale(one.is_member ? std::optional(till().lin()) : std::nullopt, {{till().cup(), 2}});
    request.rewards.push_back(one.reward);
    const auto refused = till().try_sell(request);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.refusal().reason, one.reason);
    EXPECT_EQ(refused.refusal().field, one.field);
  }
  auto with_voucher = till().cash_sale(till().lin(), {{till().cup(), 2}});
  with_voucher.rewards.push_back(voucher);
  const auto refused = till().try_sell(with_voucher);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().field, "rewards[0].code");
  EXPECT_EQ(till().wallet_of(till().lin()).available, Points{1'000});
  EXPECT_EQ(till().points_of(till().lin()).sales_count, 0);
}

TEST_P(sales_refunding, a_voucher_pays_once_and_comes_back_when_all_of_the_sale_does) {
  const auto code = till().give_voucher(till().lin(), Money{50'000});
  auto request = till().cash_sale(till().lin(), {{till().lamp(), 2}});
  const Money payable = request.expected_payable;
  request.rewards.push_back(Till::voucher(code));
  request.payments = {{PaymentKind::cash, payable - Money{50'000}}};
  const auto sold = till().try_sell(request);
  ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
  EXPECT_EQ(sold->sale.rewards, Money{50'000});
  EXPECT_EQ(till().voucher_reason(code, till().lin()), "rewards.voucher_used");
  const auto again = till().try_sell(request);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(till().points_of(till().lin()).sales_count, 1);

  const auto half = till().give_back(sold->sale, {{1, 1}});
  ASSERT_TRUE(half.ok()) << half.refusal().detail;
  EXPECT_LT(half->paid_out, half->refund);
  const auto rest = till().give_back(sold->sale, {{1, 1}});
  ASSERT_TRUE(rest.ok()) << rest.refusal().detail;
  EXPECT_EQ(half->paid_out + rest->paid_out, payable - Money{50'000});
  const auto vouchers = till().database().database().read([](db::Transaction& tx) {
    auto rows = tx.query_text("SELECT count(*) FROM voucher WHERE state = 'issued'", {});
    CHECK(rows.next());
    return rows.integer(0);
  });
  EXPECT_EQ(vouchers, 1);
}

TEST_P(sales_refunding, vouchers_points_and_a_gift_in_one_sale) {
  till().give_points(till().lin(), Points{20'000});
  const auto gift = till().stock_gift(Points{1'500}, 1);
  auto request = till().cash_sale(till().lin(), {{till().lamp(), 1}});
  const Money payable = request.expected_payable;
  RewardRequest umbrella;
  umbrella.kind = RewardKind::gift;
  umbrella.gift_id = gift;
  request.rewards = {Till::voucher(till().give_voucher(till().lin(), Money{1'000}, true)),
                     Till::voucher(till().give_voucher(till().lin(), Money{2'000}, true)),
                     Till::points_worth(Money{5'000}), umbrella};
  request.payments = {{PaymentKind::cash, payable - Money{8'000}}};
  auto quoting = till().basket(till().lin(), {{till().lamp(), 1}});
  quoting.rewards = request.rewards;
  EXPECT_EQ(till().quote_of(quoting).due, payable - Money{8'000});
  const auto sold = till().try_sell(request);
  ASSERT_TRUE(sold.ok()) << sold.refusal().reason << " " << sold.refusal().detail;
  EXPECT_EQ(sold->payments.size(), 4U);
  EXPECT_EQ(sold->sale.rewards, Money{8'000});
  // The next umbrella isn't there: nothing of the sale is made.
  auto second = till().cash_sale(till().lin(), {{till().cup(), 1}});
  second.rewards = {umbrella};
  const auto refused = till().try_sell(second);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().reason, "rewards.stock_too_low");
  EXPECT_EQ(refused.refusal().field, "rewards[0].gift_id");
  EXPECT_EQ(till().points_of(till().lin()).sales_count, 1);
}

TEST_P(sales_refunding, a_gift_comes_back_with_all_of_its_sale_or_is_kept_for_its_points) {
  till().give_points(till().lin(), Points{10'000});
  const auto umbrella = till().stock_gift(Points{1'000}, 2);
  const auto sell_with_gift = [&] {
    auto request = till().cash_sale(till().lin(), {{till().cup(), 2}});
    request.rewards = {Till::gift(umbrella)};
    auto sold = till().try_sell(request);
    CHECK(sold.ok());
    return std::move(sold->sale);
  };
  const auto before = till().wallet_of(till().lin()).available;
  const auto sale = sell_with_gift();
  ASSERT_TRUE(till().give_back(sale, {{1, 1}}).ok());
  EXPECT_EQ(till().stock_of(umbrella), 1);  // part of the sale is still with him, and so is the gift
  ASSERT_TRUE(till().give_back(sale, {{1, 1}}).ok());
  EXPECT_EQ(till().stock_of(umbrella), 2);
  EXPECT_EQ(till().handed_out_with(sale), 0U);
  EXPECT_EQ(till().wallet_of(till().lin()).available, before);

  const auto kept = sell_with_gift();
  ASSERT_TRUE(till().give_back(kept, {{1, 2}}, true).ok());
  EXPECT_EQ(till().stock_of(umbrella), 1);
  EXPECT_EQ(till().handed_out_with(kept), 1U);
  EXPECT_EQ(till().wallet_of(till().lin()).available, before - Points{1'000});
}

TEST_P(sales_refunding, a_gift_that_cost_nothing_is_not_kept) {
  const auto umbrella = till().stock_gift(Points{}, 1);
  auto request = till().cash_sale(till().lin(), {{till().cup(), 1}});
  request.rewards = {Till::gift(umbrella)};
  const auto sold = till().try_sell(request);
  ASSERT_TRUE(sold.ok());
  EXPECT_EQ(reason(till().give_back(sold->sale, {{1, 1}}, true)), "sales.gift_must_come_back");
  EXPECT_TRUE(till().give_back(sold->sale, {{1, 1}}).ok());
  EXPECT_EQ(till().stock_of(umbrella), 1);
}

TEST_P(sales_refunding, vouchers_that_are_used_alone_are_not_combined) {
  auto request = till().cash_sale(till().lin(), {{till().lamp(), 1}});
  request.rewards = {Till::voucher(till().give_voucher(till().lin(), Money{1'000}, true)),
                     Till::voucher(till().give_voucher(till().lin(), Money{2'000}, false))};
  const auto refused = till().try_sell(request);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().reason, "sales.vouchers_not_combinable");
  EXPECT_EQ(refused.refusal().field, "rewards[1].code");
}

TEST_P(sales_refunding, an_exchange_for_something_dearer_costs_the_difference) {
  const auto sold = till().sell_now(std::nullopt, {{till().cup(), 3}});
  const auto made =
      try_exchange(sold.sale, 1, till().lamp(), 1, Money{400'000}, {{PaymentKind::cash, Money{400'000 - 1'990}}});
  ASSERT_TRUE(made.ok()) << made.refusal().detail;
  EXPECT_EQ(made->difference, Money{398'010});
  EXPECT_EQ(made->returned.exchanged, Money{1'990});
  EXPECT_EQ(made->returned.paid_out, Money{});
  EXPECT_EQ(made->returned.exchange_sale_id, made->sale.sale.sale_id);
  EXPECT_EQ(made->sale.sale.exchange_return_id, made->returned.return_id);
  EXPECT_EQ(made->sale.sale.customer_id, sold.sale.customer_id);
  ASSERT_EQ(made->sale.payments.size(), 2U);
  EXPECT_EQ(made->sale.payments[0].kind, PaymentKind::exchange);
}

TEST_P(sales_refunding, an_exchange_for_something_cheaper_pays_the_difference_out) {
  const auto sold = till().sell_now(till().lin(), {{till().lamp(), 1}});
  const auto cup = till().quote_of(till().basket(till().lin(), {{till().cup(), 1}})).payable;
  const auto made = try_exchange(sold.sale, 1, till().cup(), 1, cup, {});
  ASSERT_TRUE(made.ok()) << made.refusal().detail;
  EXPECT_EQ(made->difference, cup - sold.sale.payable);
  EXPECT_EQ(made->returned.paid_out, sold.sale.payable - cup);
  EXPECT_EQ(till().points_of(till().lin()).combined, made->sale.sale.combined);
  // What was taken in exchange goes back like anything else: all of it is money again.
  const auto back = till().give_back(made->sale.sale, {{1, 1}});
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->paid_out, cup);
}

TEST_P(sales_refunding, an_exchange_is_refused_as_a_whole) {
  const auto sold = till().sell_now(std::nullopt, {{till().cup(), 1}});
  EXPECT_EQ(reason(try_exchange(sold.sale, 1, till().lamp(), 1, Money{400'000}, {})), "sales.payments_do_not_add_up");
  EXPECT_EQ(reason(try_exchange(sold.sale, 1, till().lamp(), 1, Money{1}, {})), "sales.payable_changed");
  EXPECT_EQ(reason(try_exchange(sold.sale, 2, till().cup(), 1, Money{1'990}, {})), "sales.return_exceeds_sold");
  EXPECT_TRUE(read_again(sold.sale).returns.empty());
  ASSERT_TRUE(try_exchange(sold.sale, 1, till().cup(), 1, Money{1'990}, {}).ok());
  EXPECT_EQ(reason(try_exchange(sold.sale, 1, till().cup(), 1, Money{1'990}, {})), "sales.return_exceeds_sold");
}

TEST_P(sales_refunding, a_sale_made_offline_stands_as_shown_and_tells_the_difference) {
  struct Case {
    std::int64_t shown;
    std::int64_t difference;
    std::size_t tenders;
  };
  for (const auto& one : {Case{1'990, 0, 1}, Case{2'100, 110, 1}, Case{1'500, -490, 2}}) {
    auto request = till().cash_sale(std::nullopt, {{till().cup(), 1}});
    request.expected_payable = Money{one.shown};
    request.payments = {{PaymentKind::cash, Money{one.shown}}};
    request.offline = true;
    request.sold_at = plus_seconds(test::kTestMorning, -3'600);
    const auto sold = till().try_sell(request);
    ASSERT_TRUE(sold.ok()) << sold.refusal().detail;
    EXPECT_EQ(sold->sale.sold_at, *request.sold_at);
    EXPECT_EQ(sold->sale.payable, Money{1'990});
    EXPECT_EQ(sold->sale.offline_difference, Money{one.difference});
    EXPECT_EQ(sold->payments.size(), one.tenders);
  }
}

HOMEPORT_ON_BOTH_ENGINES(sales_refunding);

}  // namespace
}  // namespace homeport::sales
