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

TEST_P(sales_refunding, a_receipt_is_a_copy_from_the_second_print_on) {
  const auto sold = till().sell_now(till().lin(), {{till().cup(), 1}});
  const auto print = [&] {
    return till().database().write([&](kit::Write& write) {
      return print_receipt(write, sold.sale.customer_id, sold.sale.sale_id, PaperWidth::mm58);
    });
  };
  const auto first = print();
  ASSERT_TRUE(first.ok());
  EXPECT_FALSE(first->is_copy);
  EXPECT_FALSE(first->text_lines.empty());
  const auto second = print();
  EXPECT_TRUE(second->is_copy);
  EXPECT_EQ(second->copy_no, 1);
  const auto shown = till().database().read(
      [&](const kit::Read& read) { return receipt(read, sold.sale.customer_id, sold.sale.sale_id, PaperWidth::a4); });
  ASSERT_TRUE(shown.ok());
  EXPECT_EQ(shown->copy_no, 2);
  EXPECT_TRUE(shown->text_lines.empty());
  EXPECT_EQ(shown->code, to_string(sold.sale.customer_id) + "." + to_string(sold.sale.sale_id));
}

HOMEPORT_ON_BOTH_ENGINES(sales_refunding);

}  // namespace
}  // namespace homeport::sales
