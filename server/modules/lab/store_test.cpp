#include "modules/lab/store.hpp"

#include <gtest/gtest.h>

#include "modules/identity/module.hpp"
#include "modules/lab/module.hpp"
#include "support/test_database.hpp"

namespace homeport::lab {
namespace {

std::vector<kit::Module> modules() { return {identity::module(), module()}; }

class lab_store : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (!IsSkipped()) database_ = std::make_unique<test::TestDatabase>(GetParam(), modules());
  }

  Backtest add(BacktestState state = BacktestState::waiting) {
    Backtest backtest;
    backtest.id = database_->ids().next_as<BacktestId>();
    backtest.name = "多一点 \"a little more\"";
    backtest.state = state;
    backtest.from = *parse_date("2025-01-01");
    backtest.to = *parse_date("2025-12-31");
    backtest.request_json = R"({"name":"x"})";
    backtest.result_json = state == BacktestState::done ? "{}" : "";
    backtest.created_by = kit::StaffId{3};
    backtest.created_by_name = "Ada";
    backtest.org_unit_id = kit::OrgUnitId{4};
    backtest.created_at = database_->clock().now();
    write([&](db::Transaction& tx) { store::insert_backtest(tx, backtest); });
    return backtest;
  }

  template <class Statement>
  void write(Statement statement) {
    const auto done = database_->write([&](kit::Write& to) -> Outcome {
      statement(to.tx);
      return Done{};
    });
    EXPECT_TRUE(done.ok());
  }

  std::unique_ptr<test::TestDatabase> database_;
};

TEST_P(lab_store, a_back_test_comes_back_as_it_was_kept) {
  auto kept = add();
  kept.state = BacktestState::running;
  kept.started_at = database_->clock().now();
  kept.error = "none";
  kept.version = 2;
  write([&](db::Transaction& tx) {
    store::update_backtest(tx, kept);
    store::set_progress(tx, kept.id, 42);
  });
  kept.sales_done = 42;
  const auto found = database_->read([&](const kit::Read& read) { return store::load_backtest(read.tx, kept.id); });
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(to_json(*found, View{true}), to_json(kept, View{true}));
  EXPECT_EQ(found->request_json, kept.request_json);
}

TEST_P(lab_store, only_a_running_one_gets_on) {
  const auto done = add(BacktestState::done);
  write([&](db::Transaction& tx) { store::set_progress(tx, done.id, 42); });
  const auto found = database_->read([&](const kit::Read& read) { return store::load_backtest(read.tx, done.id); });
  EXPECT_EQ(found->sales_done, 0);
}

TEST_P(lab_store, the_unfinished_are_counted_apart) {
  add();
  add(BacktestState::running);
  add(BacktestState::interrupted);
  const auto [all, unfinished] = database_->read([](const kit::Read& read) {
    return std::pair(store::count_backtests(read.tx), store::count_unfinished(read.tx));
  });
  EXPECT_EQ(all, 3);
  EXPECT_EQ(unfinished, 2);
}

TEST_P(lab_store, ranked_customers_come_in_order_and_go_with_their_back_test) {
  const auto done = add(BacktestState::done);
  ResultCustomer customer;
  customer.amount = Money{500};
  customer.present = {Points{10}, Points{2}, Money{3}, "Silver"};
  customer.changed = {Points{20}, Points{4}, Money{5}, std::nullopt};
  customer.difference = Money{4};
  customer.combined_difference = Points{10};
  write([&](db::Transaction& tx) {
    for (const std::int64_t rank : {2, 1}) {
      customer.rank = rank;
      customer.customer_id = CustomerId{100 + rank};
      store::insert_customer(tx, done.id, Change::gains, customer);
    }
  });
  EXPECT_EQ(database_->broken_invariants(modules()), std::vector<std::string>{});
  const auto found =
      database_->read([&](const kit::Read& read) { return store::load_customers(read.tx, done.id, Change::gains); });
  ASSERT_EQ(found.size(), 2U);
  customer.rank = 1;
  customer.customer_id = CustomerId{101};
  EXPECT_EQ(to_json(found.front(), View{true}), to_json(customer, View{true}));
  EXPECT_TRUE(
      database_->read([&](const kit::Read& read) { return store::load_customers(read.tx, done.id, Change::loses); })
          .empty());
  write([&](db::Transaction& tx) {
    store::delete_customers(tx, done.id);
    store::delete_backtest(tx, done.id);
  });
  EXPECT_FALSE(database_->read([&](const kit::Read& read) { return store::load_backtest(read.tx, done.id); }));
}

TEST_P(lab_store, customers_without_a_result_are_reported) {
  const auto running = add(BacktestState::running);
  write([&](db::Transaction& tx) { store::insert_customer(tx, running.id, Change::loses, ResultCustomer{.rank = 1}); });
  EXPECT_EQ(database_->broken_invariants(modules()).size(), 1U);
}

HOMEPORT_ON_BOTH_ENGINES(lab_store);

}  // namespace
}  // namespace homeport::lab
