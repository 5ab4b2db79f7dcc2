#pragma once

// A chain that has sold something, with the lab and its jobs, on either engine.

#include <memory>
#include <string>
#include <vector>

#include "kit/jobs.hpp"
#include "modules/catalogue/module.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/customers/module.hpp"
#include "modules/customers/service.hpp"
#include "modules/identity/module.hpp"
#include "modules/lab/module.hpp"
#include "modules/lab/service.hpp"
#include "modules/points/module.hpp"
#include "modules/programme/module.hpp"
#include "modules/programme/service.hpp"
#include "modules/sales/module.hpp"
#include "modules/sales/service.hpp"
#include "support/test_chain.hpp"
#include "support/test_database.hpp"

namespace homeport::lab {

inline std::vector<kit::Module> modules_and_below() {
  return {identity::module(),
          customers::module(),
          catalogue::module(),
          programme::module(),
          points::module(),
          sales::module(),
          module()};
}

// Two members, a product of good margin and one without a cost; some days of sales, one of them brought from elsewhere,
// one half returned.
class SoldChain {
 public:
  explicit SoldChain(db::Engine engine) : database_(engine, modules_and_below()), chain_(database_) {
    database_.runtime().jobs = &jobs_;
    for (const auto& made : modules_and_below()) {
      if (made.add_jobs) made.add_jobs(jobs_);
    }
    must(database_.write([this](kit::Write& write) -> Outcome {
      programme::seed_defaults(write);
      catalogue::NewServiceType modest;
      modest.name = "Modest";
      modest.code = "modest";
      modest.weight = Rate{200'000};
      modest.margin = Rate{300'000};
      TRY(const auto type, catalogue::create(write, modest));
      type_ = type.id;
      TRY(lamp_, add_product(write, "LAMP", Money{400'000}, Money{240'000}));
      TRY(cup_, add_product(write, "CUP", Money{1'990}, std::nullopt));
      TRY(lin_, add_member(write, "Lin"));
      TRY(wu_, add_member(write, "Wu"));
      return Done{};
    }));
    first_day_ = local_date(database_.clock().now(), *TimeZone::find("Asia/Shanghai"));
    const auto first = sell(lin_, {{lamp_, 2}, {cup_, 3}});
    next_day();
    sell(wu_, {{cup_, 7}});
    sell(lin_, {{lamp_, 1}});
    next_day();
    give_back(first, {{1, 1}, {2, 2}});
    sell(lin_, {{lamp_, 1}, {cup_, 1}});
    bring_from_elsewhere(wu_);
    last_day_ = local_date(database_.clock().now(), *TimeZone::find("Asia/Shanghai"));
  }

  [[nodiscard]] test::TestDatabase& database() { return database_; }
  [[nodiscard]] test::TestChain& chain() { return chain_; }
  [[nodiscard]] kit::Jobs& jobs() { return jobs_; }
  [[nodiscard]] catalogue::ServiceTypeId type() const { return type_; }
  [[nodiscard]] customers::CustomerId lin() const { return lin_; }
  [[nodiscard]] Date first_day() const { return first_day_; }
  [[nodiscard]] Date last_day() const { return last_day_; }
  [[nodiscard]] std::vector<std::string> broken() { return database_.broken_invariants(modules_and_below()); }

  // What is in force now, over all days.
  [[nodiscard]] BacktestRequest present() {
    BacktestRequest request;
    request.name = "As it is";
    request.from = first_day_;
    request.to = last_day_;
    request.strategy =
        *database_.read([](const kit::Read& read) { return programme::current_strategy(read.tx, read.now); });
    return request;
  }

  static void must(const Outcome& done) { CHECK(done.ok()); }

  // One sale more, a minute later.
  void sell_a_lamp() { sell(wu_, {{lamp_, 1}}); }

  void next_day() { database_.clock().advance_days(1); }

 private:
  Result<sales::ProductId> add_product(kit::Write& write, const std::string& sku, Money price,
                                       std::optional<Money> cost) {
    catalogue::NewProduct wanted;
    wanted.sku = sku;
    wanted.name = sku;
    wanted.price = price;
    wanted.cost = cost;
    wanted.service_type_id = type_;
    TRY(const auto product, catalogue::create(write, wanted));
    return product.id;
  }
  Result<customers::CustomerId> add_member(kit::Write& write, const std::string& name) {
    customers::NewCustomer wanted;
    wanted.name = name;
    wanted.store_id = chain_.first_store();
    TRY(const auto customer, customers::create(write, wanted));
    return customer.id;
  }
  sales::Sale sell(customers::CustomerId customer,
                   const std::vector<std::pair<sales::ProductId, std::int64_t>>& units) {
    database_.clock().advance_seconds(60);
    sales::QuoteRequest asked;
    asked.store_id = chain_.first_store();
    asked.customer_id = customer;
    for (const auto& [product, quantity] : units) {
      sales::LineRequest line;
      line.product_id = product;
      line.quantity = quantity;
      asked.lines.push_back(line);
    }
    const auto quoted = database_.read([&](const kit::Read& read) { return sales::quote(products_, read, asked); });
    CHECK(quoted.ok());
    sales::SaleRequest request;
    request.store_id = asked.store_id;
    request.customer_id = customer;
    request.lines = asked.lines;
    request.expected_payable = quoted->payable;
    request.payments.push_back({sales::PaymentKind::cash, quoted->payable});
    const auto sold = database_.write([&](kit::Write& write) { return sales::sell(products_, write, request); });
    CHECK(sold.ok());
    return sold->sale;
  }
  void give_back(const sales::Sale& sale, std::vector<sales::ReturnLineRequest> lines) {
    const sales::ReturnRequest request{std::move(lines), "changed her mind"};
    CHECK(
        database_
            .write([&](kit::Write& write) { return sales::take_back(write, sale.customer_id, sale.sale_id, request); })
            .ok());
  }
  void bring_from_elsewhere(customers::CustomerId customer) {
    sales::ImportedSale sale;
    sale.external_ref = "A-1";
    sale.input_hash = "1";
    sale.store_id = chain_.second_store();
    sale.customer_id = customer;
    sale.sold_at = database_.clock().now();
    const auto lamp = database_.read([&](const kit::Read& read) { return catalogue::load_for_sale(read.tx, lamp_); });
    sale.lines.push_back({*lamp, 1, Money{380'000}, Money{250'000}});
    CHECK(database_.write([&](kit::Write& write) { return sales::record_imported(write, write.actor, sale); }).ok());
  }

  test::TestDatabase database_;
  test::TestChain chain_;
  kit::Jobs jobs_{database_.runtime(), 1};
  catalogue::ProductCache products_;
  catalogue::ServiceTypeId type_;
  sales::ProductId lamp_;
  sales::ProductId cup_;
  customers::CustomerId lin_;
  customers::CustomerId wu_;
  Date first_day_;
  Date last_day_;
};

}  // namespace homeport::lab
