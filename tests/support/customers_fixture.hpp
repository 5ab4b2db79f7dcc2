#pragma once

// A chain with a database of either engine, for the tests of customers; what must always hold is checked at the end.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "modules/customers/module.hpp"
#include "modules/customers/store.hpp"
#include "modules/identity/module.hpp"
#include "modules/own_fields/module.hpp"
#include "support/test_chain.hpp"
#include "support/test_database.hpp"

namespace homeport::test {

class CustomersFixture : public EngineTest {
 public:
  static std::vector<kit::Module> modules() { return {identity::module(), own_fields::module(), customers::module()}; }

 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<TestDatabase>(GetParam(), modules());
    chain_ = std::make_unique<TestChain>(*database_);
  }

  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(modules()), std::vector<std::string>{});
    }
    chain_.reset();
  }

  customers::NewCustomer wanted(std::string name, std::optional<std::string> phone = {}) {
    customers::NewCustomer customer;
    customer.name = std::move(name);
    customer.phone = std::move(phone);
    customer.store_id = chain_->first_store();
    return customer;
  }

  customers::Customer add(const customers::NewCustomer& customer) {
    database_->clock().advance_seconds(60);
    auto made = database_->write([&](kit::Write& write) { return customers::create(write, customer); });
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.refusal().reason + " " + made.refusal().detail);
    return std::move(made).value();
  }

  Result<customers::Customer> edit(customers::CustomerId id, const std::function<void(customers::Customer&)>& change) {
    return database_->write([&](kit::Write& write) -> Result<customers::Customer> {
      TRY(const auto before, customers::load(write.as_read(), id));
      auto after = before;
      change(after);
      return customers::update(write, before, std::move(after));
    });
  }

  std::vector<std::string> names_found(const customers::ListConditions& conditions, const kit::Actor& actor) {
    return database_->read([&](const kit::Read& read) {
      std::vector<std::string> names;
      kit::Page page;
      page.sort = customers::store::list_sorts().front();
      auto list = customers::store::list_rows(read.tx.engine(), conditions, actor, customers::store::ListColumns::all);
      customers::store::order_list(list, page);
      for (auto rows = list.rows.run(read.tx); rows.next();)
        names.push_back(customers::store::read_list_row(rows, page).item.name);
      const auto counted =
          customers::store::list_rows(read.tx.engine(), conditions, actor, customers::store::ListColumns::to_count);
      EXPECT_EQ(kit::count_rows(read.tx, counted.rows).total, static_cast<std::int64_t>(names.size()));
      return names;
    });
  }

  std::vector<std::string> search(std::string text) {
    customers::ListConditions conditions;
    conditions.text = std::move(text);
    return names_found(conditions, kit::system_actor("test"));
  }

  template <class Value>
  static std::string reason_of(const Result<Value>& result) {
    return result.ok() ? "" : result.refusal().reason;
  }

  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<TestChain> chain_;
};

}  // namespace homeport::test
