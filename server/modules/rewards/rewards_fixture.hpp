#pragma once

// A chain with two stores, customers with points, gifts and vouchers, on either engine, for the tests of rewards.

#include <memory>
#include <string>
#include <vector>

#include "modules/catalogue/module.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/points/module.hpp"
#include "modules/points/service.hpp"
#include "modules/programme/module.hpp"
#include "modules/programme/service.hpp"
#include "modules/rewards/module.hpp"
#include "modules/rewards/service.hpp"
#include "support/test_chain.hpp"
#include "support/test_database.hpp"

namespace homeport::rewards {

inline std::vector<kit::Module> fixture_modules() {
  return {identity::module(),  customers::module(), catalogue::module(),
          programme::module(), points::module(),    module()};
}

class RewardsDesk {
 public:
  explicit RewardsDesk(db::Engine engine) : database(engine, fixture_modules()), chain(database) {
    database.write([](kit::Write& write) {
      catalogue::seed_defaults(write);
      programme::seed_defaults(write);
    });
  }

  CustomerId add_customer(const std::string& name, std::int64_t points = 0) {
    const auto made = database.write([&](kit::Write& write) -> Result<CustomerId> {
      customers::NewCustomer wanted;
      wanted.name = name;
      wanted.store_id = chain.first_store();
      TRY(const auto customer, customers::create(write, wanted));
      if (points > 0) {
        points::Grant grant;
        grant.points = Points{points};
        grant.source_kind = "test";
        grant.source_id = customer.id.value;
        TRY_DONE(points::grant(write, customer.id, grant));
      }
      return customer.id;
    });
    CHECK(made.ok());
    return *made;
  }

  std::int64_t points_of(CustomerId id) {
    return database.read(
        [&](const kit::Read& read) { return points::wallet_head(read.tx, id, read.now).available.hundredths; });
  }

  Gift add_gift(std::int64_t price_points, std::int64_t stock, const std::function<void(Gift&)>& change = {}) {
    const auto made = database.write([&](kit::Write& write) -> Result<Gift> {
      Gift wanted;
      wanted.name = "Umbrella";
      wanted.points_price = Points{price_points};
      if (change) change(wanted);
      TRY(auto gift, create_gift(write, wanted));
      StockRequest came;
      if (gift.stock_keeping == StockKeeping::per_store) came.store_id = chain.first_store();
      came.quantity = stock;
      TRY_DONE(move_stock(write, gift.id, came));
      return gift;
    });
    CHECK(made.ok());
    return *made;
  }

  VoucherSeries add_series(const std::function<void(VoucherSeries&)>& change = {}) {
    const auto made = database.write([&](kit::Write& write) {
      VoucherSeries wanted;
      wanted.name = "Welcome";
      wanted.value = Money{2'000};
      if (change) change(wanted);
      return create_series(write, wanted);
    });
    CHECK(made.ok());
    return *made;
  }
  static void make_gift_series(VoucherSeries& series, GiftId gift_id) {
    series.kind = SeriesKind::gift;
    series.value.reset();
    series.gift_id = gift_id;
  }

  Result<Voucher> issue(CustomerId customer_id, VoucherSeriesId series_id, bool pay_with_points = false) {
    return database.write([&](kit::Write& write) {
      return issue_voucher(write, customer_id, {series_id, pay_with_points});
    });
  }

  [[nodiscard]] RedemptionRequest wanted(GiftId gift_id, CustomerId customer_id, std::int64_t quantity = 1) const {
    RedemptionRequest request;
    request.customer_id = customer_id;
    request.gift_id = gift_id;
    request.quantity = quantity;
    request.store_id = chain.first_store();
    return request;
  }
  Result<Redemption> redeem(const RedemptionRequest& request) {
    return database.write([&](kit::Write& write) { return redeem_gift(write, request); });
  }

  [[nodiscard]] VoucherBasket basket(std::optional<CustomerId> customer_id) const {
    return {chain.first_store(), customer_id, goods};
  }
  Result<VoucherQuote> use(std::string_view code, std::optional<CustomerId> customer_id, std::int64_t sale = 1) {
    return database.write(
        [&](kit::Write& write) { return use_voucher(write, code, basket(customer_id), "sale", sale); });
  }

  test::TestDatabase database;
  test::TestChain chain;
  std::vector<BasketLine> goods{{ProductId{1}, ServiceTypeId{1}, Money{10'000}}};
};

template <class T>
std::string reason_of(const Result<T>& result) {
  return result.ok() ? "" : result.refusal().reason;
}

class RewardsFixture : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (!IsSkipped()) desk_ = std::make_unique<RewardsDesk>(GetParam());
  }
  void TearDown() override {
    if (desk_) {
      EXPECT_EQ(desk_->database.broken_invariants(fixture_modules()), std::vector<std::string>{});
    }
  }
  [[nodiscard]] RewardsDesk& desk() { return *desk_; }

 private:
  std::unique_ptr<RewardsDesk> desk_;
};

}  // namespace homeport::rewards
