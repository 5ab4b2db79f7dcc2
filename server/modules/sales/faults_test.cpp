// The machine fails at the n-th statement, for every n: afterwards nothing is half done, and the same request still
// does the whole thing once.

#include <gtest/gtest.h>

#include "modules/sales/till_fixture.hpp"
#include "support/database_snapshot.hpp"
#include "support/failing_statements.hpp"

namespace homeport::sales {
namespace {

// More statements than any of these use-cases needs.
constexpr int kMostStatements = 400;

class sales_faults : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    till_ = std::make_unique<Till>(GetParam(), failures_.seams());
    till_->give_points(till_->lin(), Points{50'000});
  }
  void TearDown() override {
    if (till_) {
      EXPECT_EQ(till_->broken(), std::vector<std::string>{});
    }
  }

  // Runs the use-case with a failure at the first statement, the second, … until one run needs no more statements than
  // that and goes through. Returns how many statements failed on the way.
  int fail_everywhere(const std::function<bool()>& use_case) {
    auto& database = till_->database().database();
    const auto before = test::everything_in(database);
    for (int n = 1; n <= kMostStatements; ++n) {
      failures_.fail_at(n);
      bool is_done = false;
      try {
        is_done = use_case();
      } catch (const std::exception&) {
        is_done = false;
      }
      const bool has_failed = failures_.disarm();
      if (!has_failed) {
        EXPECT_TRUE(is_done);
        EXPECT_NE(test::everything_in(database), before);
        return n - 1;
      }
      EXPECT_FALSE(is_done) << "statement " << n << " failed and nobody noticed";
      EXPECT_EQ(test::everything_in(database), before) << "half done after statement " << n << " failed";
      if (HasFailure()) return n;
    }
    ADD_FAILURE() << "needs more than " << kMostStatements << " statements";
    return kMostStatements;
  }

  test::FailingStatements failures_;
  std::unique_ptr<Till> till_;
};

TEST_P(sales_faults, leave_no_sale_half_made) {
  auto request = till_->cash_sale(till_->lin(), {{till_->lamp(), 1}, {till_->cup(), 2}});
  request.rewards.push_back(Till::points_worth(Money{10'000}));
  request.payments = {{PaymentKind::cash, request.expected_payable - Money{10'000}}};
  EXPECT_GT(fail_everywhere([&] { return till_->try_sell(request).ok(); }), 8);
  EXPECT_EQ(till_->points_of(till_->lin()).sales_count, 1);
}

TEST_P(sales_faults, leave_no_reservation_half_made_or_half_sold) {
  std::optional<ReservationMade> made;
  EXPECT_GT(
      fail_everywhere([&] {
        auto reserved = till_->try_reserve(till_->lin(), {{till_->lamp(), 1}}, {Till::points_worth(Money{10'000})});
        if (reserved.ok()) made = std::move(reserved).value();
        return made.has_value();
      }),
      5);
  EXPECT_GT(fail_everywhere([&] { return till_->complete_now(*made).ok(); }), 8);
  EXPECT_EQ(till_->points_of(till_->lin()).sales_count, 1);
}

TEST_P(sales_faults, leave_nothing_half_given_up) {
  const auto made = till_->reserve_now(till_->lin(), {{till_->lamp(), 1}}, {Till::points_worth(Money{10'000})});
  EXPECT_GT(fail_everywhere([&] { return till_->void_now(made).ok(); }), 3);
  EXPECT_EQ(till_->wallet_of(till_->lin()).reserved, Points{});
}

TEST_P(sales_faults, leave_nothing_half_returned) {
  auto request = till_->cash_sale(till_->lin(), {{till_->lamp(), 2}});
  request.rewards.push_back(Till::points_worth(Money{10'000}));
  request.payments = {{PaymentKind::cash, request.expected_payable - Money{10'000}}};
  const auto sold = till_->try_sell(request);
  ASSERT_TRUE(sold.ok());
  EXPECT_GT(fail_everywhere([&] { return till_->give_back(sold->sale, {{1, 1}}).ok(); }), 8);
}

TEST_P(sales_faults, leave_nothing_half_exchanged) {
  const auto sold = till_->sell_now(std::nullopt, {{till_->cup(), 1}});
  ExchangeRequest request;
  request.return_lines = {{1, 1}};
  request.reason = "another one";
  request.lines = till_->basket(std::nullopt, {{till_->lamp(), 1}}).lines;
  request.expected_payable = Money{400'000};
  request.payments = {{PaymentKind::cash, Money{400'000 - 1'990}}};
  EXPECT_GT(fail_everywhere([&] {
              return till_->database()
                  .write([&](kit::Write& write) {
                    return exchange(till_->products(), write, sold.sale.customer_id, sold.sale.sale_id, request);
                  })
                  .ok();
            }),
            10);
}

HOMEPORT_ON_BOTH_ENGINES(sales_faults);

}  // namespace
}  // namespace homeport::sales
