#include <functional>
#include <thread>

#include <gtest/gtest.h>

#include "modules/lab/job.hpp"
#include "modules/lab/lab_fixture.hpp"
#include "modules/lab/store.hpp"

namespace homeport::lab {
namespace {

class lab_backtest : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (!IsSkipped()) sold_ = std::make_unique<SoldChain>(GetParam());
  }
  void TearDown() override {
    if (sold_) {
      EXPECT_EQ(sold_->broken(), std::vector<std::string>{});
    }
  }

  Result<Backtest> try_start(const BacktestRequest& request) {
    return sold_->database().write([&](kit::Write& write) { return start(write, request); });
  }
  Backtest start_one(const BacktestRequest& request) {
    auto started = try_start(request);
    EXPECT_TRUE(started.ok()) << (started.ok() ? "" : started.refusal().reason + " " + started.refusal().detail);
    return std::move(started).value();
  }
  Backtest found(BacktestId id) {
    return sold_->database().read([&](const kit::Read& read) { return load(read, id); }).value();
  }
  // As a server leaves it that dies in the middle.
  void set_running(BacktestId id) {
    SoldChain::must(sold_->database().write([&](kit::Write& write) -> Outcome {
      auto running = *store::lock_backtest(write.tx, id);
      running.state = BacktestState::running;
      store::update_backtest(write.tx, running);
      return Done{};
    }));
  }
  // As the job counts it.
  Tally tally_of(const BacktestRequest& request) {
    auto& database = sold_->database().database();
    sold_->database().clock().advance_seconds(1);
    const Time now = sold_->database().clock().now();
    const auto prepared =
        database.read([&](db::Transaction& tx) { return prepare(tx, request, now, first_id_at(now)); });
    struct NoProgress final : Progress {
      bool go_on(std::int64_t) override { return true; }
    } progress;
    auto tally = replay_all(database, prepared.plan, 2, progress);
    CHECK(tally.has_value());
    return std::move(*tally);
  }
  BacktestRequest filled(BacktestRequest request) {
    // Tiers as the service puts them in.
    for (const auto& tier : sold_->database().read([](const kit::Read& read) { return programme::tiers(read.tx); }))
      request.tiers.push_back({tier.name, tier.threshold, tier.discount, tier.colour});
    return request;
  }

  std::unique_ptr<SoldChain> sold_;
};

TEST_P(lab_backtest, the_present_strategy_replays_to_what_was_recorded) {
  const auto tally = tally_of(filled(sold_->present()));
  const auto& total = tally.total;
  EXPECT_EQ(total.sales, 5);
  EXPECT_EQ(total.returns, 1);
  EXPECT_GT(total.recorded.combined, 0);
  EXPECT_GT(total.recorded.rebate_minor, 0);
  for (const auto& side : total.sides) {
    EXPECT_EQ(side.consumption, total.recorded.consumption);
    EXPECT_EQ(side.profit, total.recorded.profit);
    EXPECT_EQ(side.combined, total.recorded.combined);
    EXPECT_EQ(side.rebate_minor, total.recorded.rebate_minor);
  }
  EXPECT_EQ(tally.gaining + tally.losing, 0);
}

TEST_P(lab_backtest, runs_as_a_job_and_keeps_its_result) {
  auto request = sold_->present();
  request.name = "Dearer";
  request.strategy.x = Rate{900'000};
  request.strategy.y = Rate{100'000};
  request.pricing = ReplayPricing::by_programme;
  const auto started = start_one(request);
  EXPECT_EQ(started.state, BacktestState::waiting);
  sold_->database().clock().advance_seconds(1);
  sold_->jobs().run_due_here();
  const auto done = found(started.id);
  ASSERT_EQ(done.state, BacktestState::done);
  EXPECT_NE(done.result_json.find("\"sales_count\":5"), std::string::npos) << done.result_json;
  EXPECT_NE(done.result_json.find("\"service_types\":[{"), std::string::npos);
  const auto losing =
      sold_->database().read([&](const kit::Read& read) { return customers(read, started.id, Change::loses); });
  const auto gaining =
      sold_->database().read([&](const kit::Read& read) { return customers(read, started.id, Change::gains); });
  ASSERT_TRUE(losing.ok() && gaining.ok());
  EXPECT_FALSE(losing->empty() && gaining->empty());
  for (const auto& customer : *losing)
    EXPECT_TRUE(customer.name == "Lin" || customer.name == "Wu");
}

TEST_P(lab_backtest, the_request_kept_can_be_asked_again) {
  const auto started = start_one(sold_->present());
  const auto again = record_from_json<BacktestRequest>(found(started.id).request_json, View{true});
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->tiers.size(), 3U);
  EXPECT_FALSE(again->weights.empty());
  EXPECT_EQ(again->strategy.x, sold_->present().strategy.x);
  EXPECT_TRUE(try_start(*again).ok());
}

TEST_P(lab_backtest, one_that_was_cancelled_is_not_run) {
  const auto started = start_one(sold_->present());
  const auto cancelled = sold_->database().write([&](kit::Write& write) { return cancel(write, started.id); });
  ASSERT_TRUE(cancelled.ok());
  sold_->database().clock().advance_seconds(1);
  sold_->jobs().run_due_here();
  EXPECT_EQ(found(started.id).state, BacktestState::cancelled);
  const auto again = sold_->database().write([&](kit::Write& write) { return cancel(write, started.id); });
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.refusal().reason, "lab.wrong_state");
}

TEST_P(lab_backtest, one_whose_server_died_shows_as_interrupted) {
  const auto started = start_one(sold_->present());
  set_running(started.id);
  sold_->database().clock().advance_seconds(1);
  sold_->jobs().run_due_here();
  EXPECT_EQ(found(started.id).state, BacktestState::interrupted);
  SoldChain::must(sold_->database().write([&](kit::Write& write) { return forget(write, started.id); }));
  EXPECT_FALSE(sold_->database().read([&](const kit::Read& read) { return load(read, started.id).ok(); }));
}

TEST_P(lab_backtest, a_progress_that_says_no_ends_it_early) {
  auto& database = sold_->database().database();
  const auto request = filled(sold_->present());
  const Time now = sold_->database().clock().now();
  const auto prepared = database.read([&](db::Transaction& tx) { return prepare(tx, request, now, INT64_MAX); });
  struct Refusing final : Progress {
    bool go_on(std::int64_t) override { return false; }
  } refusing;
  EXPECT_FALSE(replay_all(database, prepared.plan, 1, refusing).has_value());
}

TEST_P(lab_backtest, a_server_that_stops_puts_it_back_to_be_begun_anew) {
  const auto started = start_one(sold_->present());
  const std::atomic<bool> stopping{true};
  kit::JobRun run(sold_->database().runtime(), kit::JobId{1}, started.id.value, "{}", stopping);
  EXPECT_EQ(run_backtest(run), kit::JobEnd::again);
  EXPECT_EQ(found(started.id).state, BacktestState::waiting);
  sold_->database().clock().advance_seconds(1);
  sold_->jobs().run_due_here();
  EXPECT_EQ(found(started.id).state, BacktestState::done);
}

TEST_P(lab_backtest, a_running_one_that_is_cancelled_stays_so) {
  const auto started = start_one(sold_->present());
  set_running(started.id);
  const auto cancelled = sold_->database().write([&](kit::Write& write) { return cancel(write, started.id); });
  ASSERT_TRUE(cancelled.ok());
  sold_->database().clock().advance_seconds(1);
  sold_->jobs().run_due_here();
  const auto end = found(started.id);
  EXPECT_EQ(end.state, BacktestState::cancelled);
  EXPECT_TRUE(end.result_json.empty());
}

TEST_P(lab_backtest, two_at_once_come_to_the_same) {
  auto request = sold_->present();
  request.strategy.x = Rate{900'000};
  request.strategy.y = Rate{100'000};
  const auto first = start_one(request);
  const auto second = start_one(request);
  sold_->database().clock().advance_seconds(1);
  std::thread other([this] { sold_->jobs().run_due_here(); });
  sold_->jobs().run_due_here();
  other.join();
  ASSERT_EQ(found(first.id).state, BacktestState::done);
  ASSERT_EQ(found(second.id).state, BacktestState::done);
  EXPECT_EQ(found(first.id).result_json, found(second.id).result_json);
}

// The till does not wait for a replay that holds its snapshot, and what it sells meanwhile is not of that moment.
TEST_P(lab_backtest, a_sale_made_while_it_reads_goes_through_and_is_not_counted) {
  sold_->database().clock().advance_seconds(1);
  const auto began = first_id_at(sold_->database().clock().now());
  const auto count = [this](std::int64_t before_id, const std::function<void()>& meanwhile) {
    std::int64_t sales = 0;
    sold_->database().database().read([&](db::Transaction& tx) {
      sales::read_history(tx, CustomerId{0}, CustomerId{INT64_MAX}, before_id,
                          [&](const sales::CustomerHistory& history) {
                            if (sales == 0) meanwhile();
                            sales += std::ssize(history.sales);
                          });
    });
    return sales;
  };
  EXPECT_EQ(count(began, [this] { std::thread([this] { sold_->sell_a_lamp(); }).join(); }), 5);
  EXPECT_EQ(count(began, [] {}), 5);
  EXPECT_EQ(count(INT64_MAX, [] {}), 6);
}

TEST_P(lab_backtest, a_period_in_which_nothing_was_sold_is_refused) {
  auto request = sold_->present();
  request.from = request.to = plus_days(sold_->first_day(), -30);
  const auto refused = try_start(request);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().reason, "lab.no_sales");
  EXPECT_EQ(refused.refusal().field, "from_on");
}

TEST_P(lab_backtest, no_more_may_wait_than_the_limit) {
  for (std::int64_t i = 0; i < kMostUnfinished; ++i)
    start_one(sold_->present());
  const auto refused = try_start(sold_->present());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().reason, "lab.too_many_waiting");
}

HOMEPORT_ON_BOTH_ENGINES(lab_backtest);

}  // namespace
}  // namespace homeport::lab
