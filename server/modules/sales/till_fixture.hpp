#pragma once

// A chain with two products, a member and the default programme on either engine, for the tests of sales; what must
// always hold is checked at the end.

#include <memory>
#include <string>
#include <vector>

#include "modules/catalogue/module.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/customers/module.hpp"
#include "modules/customers/service.hpp"
#include "modules/identity/module.hpp"
#include "modules/points/module.hpp"
#include "modules/points/service.hpp"
#include "modules/programme/module.hpp"
#include "modules/programme/service.hpp"
#include "modules/rewards/module.hpp"
#include "modules/rewards/service.hpp"
#include "modules/sales/module.hpp"
#include "modules/sales/service.hpp"
#include "support/test_chain.hpp"
#include "support/test_database.hpp"

namespace homeport::sales {

inline std::vector<kit::Module> modules_below() {
  return {identity::module(),
          customers::module(),
          catalogue::module(),
          programme::module(),
          points::module(),
          rewards::module(),
          module()};
}

class Till {
 public:
  explicit Till(db::Engine engine, const db::TestSeams& seams = {})
      : database_(engine, modules_below(), seams), chain_(database_) {
    const auto made = database_.write([this](kit::Write& write) -> Outcome {
      programme::seed_defaults(write);
      catalogue::NewServiceType modest;
      modest.name = "Modest";
      modest.code = "modest";
      modest.weight = Rate{200'000};
      TRY(const auto type, catalogue::create(write, modest));
      service_type_ = type.id;
      TRY(lamp_, add_product(write, "LAMP", Money{400'000}, Money{240'000}));
      TRY(cup_, add_product(write, "CUP", Money{1'990}, Money{1'000}));
      customers::NewCustomer wanted;
      wanted.name = "Lin";
      wanted.store_id = chain_.first_store();
      TRY(const auto customer, customers::create(write, wanted));
      lin_ = customer.id;
      return Done{};
    });
    CHECK(made.ok());
  }

  [[nodiscard]] test::TestDatabase& database() { return database_; }
  [[nodiscard]] test::TestChain& chain() { return chain_; }
  [[nodiscard]] CustomerId lin() const { return lin_; }
  [[nodiscard]] ProductId lamp() const { return lamp_; }  // 4,000.00, cost 2,400.00
  [[nodiscard]] ProductId cup() const { return cup_; }    // 19.90, cost 10.00
  [[nodiscard]] std::vector<std::string> broken() { return database_.broken_invariants(modules_below()); }

  [[nodiscard]] QuoteRequest basket(std::optional<CustomerId> customer,
                                    const std::vector<std::pair<ProductId, std::int64_t>>& units) const {
    QuoteRequest request;
    request.store_id = chain_.first_store();
    request.customer_id = customer;
    for (const auto& [product, quantity] : units) {
      LineRequest line;
      line.product_id = product;
      line.quantity = quantity;
      request.lines.push_back(line);
    }
    return request;
  }

  Quote quote_of(const QuoteRequest& request) {
    auto quoted = database_.read([&](const kit::Read& read) { return quote(products_, read, request); });
    CHECK(quoted.ok());
    return std::move(quoted).value();
  }

  // As quoted, in cash.
  [[nodiscard]] SaleRequest cash_sale(std::optional<CustomerId> customer,
                                      const std::vector<std::pair<ProductId, std::int64_t>>& units) {
    const auto asked = basket(customer, units);
    const auto quoted = quote_of(asked);
    SaleRequest request;
    request.store_id = asked.store_id;
    request.customer_id = customer;
    request.lines = asked.lines;
    request.expected_payable = quoted.payable;
    if (quoted.payable.minor > 0) request.payments.push_back({PaymentKind::cash, quoted.payable});
    return request;
  }

  Result<SaleDocument> try_sell(const SaleRequest& request) {
    database_.clock().advance_seconds(60);
    return database_.write([&](kit::Write& write) { return sell(products_, write, request); });
  }

  SaleDocument sell_now(std::optional<CustomerId> customer,
                        const std::vector<std::pair<ProductId, std::int64_t>>& units) {
    auto sold = try_sell(cash_sale(customer, units));
    CHECK(sold.ok());
    return std::move(sold).value();
  }

  Result<SaleReturn> give_back(const Sale& sale, std::vector<ReturnLineRequest> lines, bool keeps_gifts = false) {
    database_.clock().advance_seconds(60);
    const ReturnRequest request{std::move(lines), "changed his mind", keeps_gifts};
    return database_.write(
        [&](kit::Write& write) { return take_back(write, sale.customer_id, sale.sale_id, request); });
  }

  points::PointsHead points_of(CustomerId customer) {
    return database_.read([&](const kit::Read& read) { return points::account_head(read.tx, customer); });
  }

  Result<ProductId> add_product(kit::Write& write, const std::string& sku, Money price, Money cost) {
    catalogue::NewProduct wanted;
    wanted.sku = sku;
    wanted.name = sku;
    wanted.price = price;
    wanted.cost = cost;
    wanted.service_type_id = service_type_;
    TRY(const auto product, catalogue::create(write, wanted));
    return product.id;
  }

  Result<ReservationMade> try_reserve(std::optional<CustomerId> customer,
                                      const std::vector<std::pair<ProductId, std::int64_t>>& units,
                                      std::vector<RewardRequest> rewards = {}) {
    const auto asked = basket(customer, units);
    ReservationRequest request;
    request.store_id = asked.store_id;
    request.customer_id = customer;
    request.lines = asked.lines;
    request.rewards = std::move(rewards);
    return database_.write([&](kit::Write& write) { return reserve(products_, write, request); });
  }
  ReservationMade reserve_now(std::optional<CustomerId> customer,
                              const std::vector<std::pair<ProductId, std::int64_t>>& units,
                              std::vector<RewardRequest> rewards = {}) {
    auto made = try_reserve(customer, units, std::move(rewards));
    CHECK(made.ok());
    return std::move(made).value();
  }
  // In cash.
  Result<SaleDocument> complete_now(const ReservationMade& made) {
    CompletionRequest request;
    request.expected_due = made.quote.due;
    if (made.quote.due.minor > 0) request.payments.push_back({PaymentKind::cash, made.quote.due});
    return database_.write([&](kit::Write& write) { return complete(write, made.reservation_id, request); });
  }
  Result<Reservation> void_now(const ReservationMade& made) {
    return database_.write([&](kit::Write& write) { return void_reservation(write, made.reservation_id); });
  }

  // A new version of the programme, in force at once.
  template <class Change>
  void change_strategy(Change change) {
    const auto made = database_.write([&](kit::Write& write) {
      auto next = *programme::current_strategy(write.tx, write.now);
      next.effective_from = Time{};
      change(next);
      return programme::create_strategy(write, next);
    });
    CHECK(made.ok());
  }

  // Points a member can spend.
  void give_points(CustomerId customer, Points points) {
    const auto given = database_.write([&](kit::Write& write) {
      points::Grant grant;
      grant.points = points;
      grant.kind = points::GrantKind::incentive;
      grant.source_kind = "test";
      grant.note = "for the test";
      return points::grant(write, customer, grant);
    });
    CHECK(given.ok());
  }
  // The code of a voucher of this worth.
  std::string give_voucher(CustomerId customer, Money worth, bool may_combine = false) {
    const auto issued = database_.write([&](kit::Write& write) -> Result<rewards::Voucher> {
      rewards::VoucherSeries wanted;
      wanted.name = "Welcome";
      wanted.value = worth;
      wanted.may_combine = may_combine;
      TRY(const auto series, rewards::create_series(write, wanted));
      return rewards::issue_voucher(write, customer, {series.id, false});
    });
    CHECK(issued.ok());
    return issued->code;
  }
  std::string voucher_reason(const std::string& code, CustomerId customer) {
    const std::vector<rewards::BasketLine> goods{{lamp_, service_type_, Money{400'000}}};
    const auto checked = database_.read([&](const kit::Read& read) {
      return rewards::check_voucher(read, code, {chain_.first_store(), customer, goods});
    });
    return checked.ok() ? "" : checked.refusal().reason;
  }
  std::size_t handed_out_with(const Sale& sale) {
    return database_.read([&](const kit::Read& read) {
      return rewards::redemptions_for(read.tx, sale.customer_id, "sale", sale.sale_id.value).size();
    });
  }
  rewards::GiftId stock_gift(Points price, std::int64_t quantity, std::int64_t limit_per_member = 0) {
    const auto made = database_.write([&](kit::Write& write) -> Result<rewards::GiftId> {
      rewards::Gift wanted;
      wanted.name = "Umbrella";
      wanted.points_price = price;
      wanted.limit_per_member = limit_per_member;
      TRY(const auto gift, rewards::create_gift(write, wanted));
      rewards::StockRequest came;
      came.store_id = chain_.first_store();
      came.quantity = quantity;
      TRY_DONE(rewards::move_stock(write, gift.id, came));
      return gift.id;
    });
    CHECK(made.ok());
    return *made;
  }
  static RewardRequest gift(rewards::GiftId gift_id, std::int64_t quantity = 1) {
    RewardRequest reward;
    reward.kind = RewardKind::gift;
    reward.gift_id = gift_id;
    reward.quantity = quantity;
    return reward;
  }
  std::int64_t stock_of(rewards::GiftId gift_id) {
    return database_.read([&](const kit::Read& read) {
      static const db::Sql kStock{"SELECT quantity FROM gift_stock WHERE gift_id = $1"};
      auto rows = read.tx.query(kStock, gift_id);
      return rows.next() ? rows.integer(0) : 0;
    });
  }
  static RewardRequest voucher(std::string code) {
    RewardRequest reward;
    reward.kind = RewardKind::voucher;
    reward.code = std::move(code);
    return reward;
  }
  points::WalletHead wallet_of(CustomerId customer) {
    return database_.read([&](const kit::Read& read) { return points::wallet_head(read.tx, customer, read.now); });
  }
  static RewardRequest points_worth(Money amount) {
    RewardRequest reward;
    reward.amount = amount;
    return reward;
  }

  [[nodiscard]] catalogue::ProductCache& products() { return products_; }

 private:
  test::TestDatabase database_;
  test::TestChain chain_;
  catalogue::ProductCache products_;
  catalogue::ServiceTypeId service_type_;
  ProductId lamp_;
  ProductId cup_;
  CustomerId lin_;
};

// A till per test.
class TillFixture : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (!IsSkipped()) till_ = std::make_unique<Till>(GetParam());
  }
  void TearDown() override {
    if (till_) {
      EXPECT_EQ(till_->broken(), std::vector<std::string>{});
    }
  }
  [[nodiscard]] Till& till() { return *till_; }

 private:
  std::unique_ptr<Till> till_;
};

}  // namespace homeport::sales
