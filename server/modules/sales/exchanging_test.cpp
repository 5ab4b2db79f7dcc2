// What an exchange is said to come to is what it comes to, and asking leaves no trace; on both engines.

#include <functional>

#include <gtest/gtest.h>

#include "modules/sales/till_fixture.hpp"
#include "support/database_snapshot.hpp"
#include "support/test_server.hpp"

namespace homeport::sales {
namespace {

class sales_exchanging : public TillFixture {
 protected:
  void SetUp() override {
    TillFixture::SetUp();
    if (IsSkipped()) return;
    actor_ =
        test::staff_actor(5, {std::string(kSellPermission), std::string(kReturnPermission), "finance.margin.read"});
  }

  Result<ExchangeQuote> ask(const Sale& sale, const ExchangeQuoteRequest& request) {
    auto& database = till().database();
    const auto before = test::everything_in(database.database());
    auto quoted =
        quote_exchange(till().products(), database.runtime(), actor_, sale.customer_id, sale.sale_id, request);
    EXPECT_EQ(test::everything_in(database.database()), before) << "asking has left a trace";
    return quoted;
  }

  [[nodiscard]] ExchangeQuoteRequest wanting(std::vector<ReturnLineRequest> back, ProductId product,
                                             std::int64_t quantity, std::vector<RewardRequest> rewards = {}) {
    return {std::move(back), till().basket(std::nullopt, {{product, quantity}}).lines, std::move(rewards)};
  }

  Result<ExchangeDocument> make(const Sale& sale, const ExchangeQuoteRequest& asked, const ExchangeQuote& quoted) {
    ExchangeRequest request;
    request.return_lines = asked.return_lines;
    request.reason = "another one";
    request.lines = asked.lines;
    request.rewards = asked.rewards;
    request.expected_payable = quoted.quote.payable;
    if (quoted.due.minor > 0) request.payments.push_back({PaymentKind::cash, quoted.due});
    return till().database().write_as(actor_, [&](kit::Write& write) {
      return exchange(till().products(), write, sale.customer_id, sale.sale_id, request);
    });
  }

  void expect_same(const ExchangeQuote& quoted, const ExchangeDocument& made) {
    EXPECT_EQ(quoted.refund, made.returned.refund);
    EXPECT_EQ(quoted.withheld, made.returned.withheld);
    EXPECT_EQ(quoted.exchanged, made.returned.exchanged);
    EXPECT_EQ(quoted.paid_out, made.returned.paid_out);
    EXPECT_EQ(quoted.difference, made.difference);
    const auto& sale = made.sale.sale;
    EXPECT_EQ(quoted.quote.payable, sale.payable);
    EXPECT_EQ(quoted.quote.rebate, sale.rebate);
    EXPECT_EQ(quoted.quote.combined, sale.combined);
    EXPECT_EQ(quoted.quote.consumption, sale.consumption);
    EXPECT_EQ(quoted.quote.profit, sale.profit);
    EXPECT_EQ(quoted.quote.tier_name, sale.tier_name);
    Money tenders = quoted.exchanged + quoted.due;
    for (const auto& reward : quoted.quote.rewards)
      tenders += reward.amount;
    EXPECT_EQ(tenders, sale.payable);
    Money refunded;
    for (const auto& refund : quoted.refunds)
      refunded += refund.amount;
    EXPECT_EQ(refunded, quoted.refund);
    if (sale.customer_id.value < 0) {
      EXPECT_FALSE(quoted.combined_after || quoted.available_after);
      return;
    }
    const auto head = till().points_of(sale.customer_id);
    const auto wallet = till().wallet_of(sale.customer_id);
    EXPECT_EQ(quoted.combined_after, head.combined);
    EXPECT_EQ(quoted.tier_name_after, head.tier ? std::optional(head.tier->name) : std::nullopt);
    EXPECT_EQ(quoted.available_after, wallet.available);
    EXPECT_EQ(quoted.debt_after, wallet.debt);
  }

  kit::Actor actor_;
};

TEST_P(sales_exchanging, comes_to_what_was_said_before) {
  auto& lin = till();
  const auto member = std::optional(lin.lin());
  struct Case {
    std::string_view about;
    std::function<Sale()> sell;
    std::function<ExchangeQuoteRequest()> request;
  };
  lin.give_points(lin.lin(), Points{30'000});
  const auto lamps = [&](std::int64_t n) { return lin.sell_now(member, {{lin.lamp(), n}}).sale; };
  const auto paid_with_points = [&] {
    auto request = lin.cash_sale(member, {{lin.lamp(), 1}});
    request.rewards = {Till::points_worth(Money{20'000})};
    request.payments = {{PaymentKind::card, request.expected_payable - Money{20'000}}};
    const auto sold = lin.try_sell(request);
    CHECK(sold.ok());
    return sold->sale;
  };
  const std::vector<Case> table{
      {"something cheaper", [&] { return lamps(1); },
       [&] {
         return wanting({{1, 1}}, lin.cup(), 2);
       }},
      {"something dearer",
       [&] {
         return lin.sell_now(member, {{lin.cup(), 3}}).sale;
       },
       [&] {
         return wanting({{1, 2}}, lin.lamp(), 1);
       }},
      {"the same again", [&] { return lamps(2); },
       [&] {
         return wanting({{1, 1}}, lin.lamp(), 1);
       }},
      {"nobody known",
       [&] {
         return lin.sell_now(std::nullopt, {{lin.cup(), 3}}).sale;
       },
       [&] {
         return wanting({{1, 3}}, lin.lamp(), 1);
       }},
      {"what was paid with points", paid_with_points,
       [&] {
         return wanting({{1, 1}}, lin.cup(), 1);
       }},
      {"points pay for the new ones", [&] { return lamps(1); },
       [&] {
         return wanting({{1, 1}}, lin.lamp(), 2, {Till::points_worth(Money{5'000})});
       }},
      {"a voucher pays for them", [&] { return lamps(1); },
       [&] {
         return wanting({{1, 1}}, lin.lamp(), 2, {Till::voucher(lin.give_voucher(lin.lin(), Money{700}))});
       }},
  };
  for (const auto& one : table) {
    SCOPED_TRACE(one.about);
    const auto sale = one.sell();
    const auto request = one.request();
    const auto standing = lin.points_of(lin.lin()).combined;
    const auto quoted = ask(sale, request);
    ASSERT_TRUE(quoted.ok()) << quoted.refusal().detail;
    if (sale.customer_id.value > 0) {
      EXPECT_EQ(quoted->combined_before, standing);
    }
    const auto made = make(sale, request, *quoted);
    ASSERT_TRUE(made.ok()) << made.refusal().detail;
    expect_same(*quoted, *made);
  }
}

TEST_P(sales_exchanging, says_what_becomes_of_points_that_were_spent) {
  const auto sale = till().sell_now(till().lin(), {{till().lamp(), 3}}).sale;
  const auto earned = till().wallet_of(till().lin()).available;
  ASSERT_GT(earned.hundredths, 0);
  const auto spent = till().database().write([&](kit::Write& write) {
    return points::spend(write, till().lin(), earned, points::SpendKind::gift, "test", 1);
  });
  ASSERT_TRUE(spent.ok());
  const auto request = wanting({{1, 3}}, till().cup(), 1);
  const auto quoted = ask(sale, request);
  ASSERT_TRUE(quoted.ok()) << quoted.refusal().detail;
  EXPECT_EQ(quoted->available_before, Points{});
  EXPECT_GT(quoted->debt_after->hundredths + quoted->withheld.minor, 0);
  const auto made = make(sale, request, *quoted);
  ASSERT_TRUE(made.ok()) << made.refusal().detail;
  expect_same(*quoted, *made);
}

TEST_P(sales_exchanging, is_refused_beforehand_for_the_same_reasons) {
  const auto sale = till().sell_now(till().lin(), {{till().lamp(), 1}}).sale;
  const auto reason = [&](const ExchangeQuoteRequest& request) {
    const auto quoted = ask(sale, request);
    return quoted.ok() ? "" : quoted.refusal().reason;
  };
  EXPECT_EQ(reason(wanting({{1, 2}}, till().cup(), 1)), "sales.return_exceeds_sold");
  EXPECT_EQ(reason(wanting({{2, 1}}, till().cup(), 1)), "sales.return_line_unknown");
  EXPECT_EQ(reason(wanting({{1, 1}}, ProductId{4711}, 1)), "catalogue.product_unknown");
  EXPECT_EQ(reason(wanting({{1, 1}}, till().cup(), 1, {Till::points_worth(Money{100})})), "points.balance_too_low");
  Sale none = sale;
  none.sale_id = SaleId{sale.sale_id.value + 1};
  EXPECT_EQ(ask(none, wanting({{1, 1}}, till().cup(), 1)).refusal().reason, "sales.not_found");
  actor_ = test::staff_actor(6, {std::string(kSellPermission), std::string(kReturnPermission)}, kit::DataScope::store,
                             {till().chain().second_store().value});
  EXPECT_EQ(reason(wanting({{1, 1}}, till().cup(), 1)), "sales.not_found");
}

HOMEPORT_ON_BOTH_ENGINES(sales_exchanging);

}  // namespace
}  // namespace homeport::sales
