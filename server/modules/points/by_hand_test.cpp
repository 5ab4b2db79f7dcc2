// Adjustments, bonuses, blocks and transfers, on both engines.

#include <atomic>
#include <thread>

#include "kit/outbox.hpp"
#include "modules/customers/service.hpp"
#include "modules/points/wallet_fixture.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::points {
namespace {

class points_by_hand : public WalletTest {
 protected:
  void SetUp() override {
    WalletTest::SetUp();
    if (IsSkipped()) return;
    chain_ = std::make_unique<test::TestChain>(*database_);
    li_ = add("Li");
    wang_ = add("Wang");
    for (const auto& module : wallet_modules()) {
      if (module.add_subscriptions) module.add_subscriptions(outbox_);
    }
  }

  CustomerId add(const std::string& name) {
    const auto made = database_->write([&](Write& write) {
      customers::NewCustomer wanted;
      wanted.name = name;
      wanted.store_id = chain_->first_store();
      return customers::create(write, wanted);
    });
    EXPECT_TRUE(made.ok());
    return made->id;
  }
  kit::Actor staff(std::int64_t id) {
    return test::staff_actor(id, {std::string(kAdjustPermission), std::string(kApprovePermission)});
  }
  Result<Adjustment> ask(const kit::Actor& who, std::int64_t wallet, std::int64_t combined = 0) {
    return database_->write_as(who, [&](Write& write) {
      return adjust(write, li_, {Points{wallet}, Points{combined}, "goodwill"});
    });
  }
  Result<Adjustment> give_bonus(const kit::Actor& who, std::int64_t points, std::optional<Time> activates_at = {},
                                std::optional<Time> expires_at = {}) {
    return database_->write_as(who, [&](Write& write) {
      return grant_by_hand(write, li_, {Points{points}, "birthday", activates_at, expires_at});
    });
  }
  template <class Decide>
  std::string decide(const kit::Actor& who, AdjustmentId id, Decide decide_one) {
    const auto outcome =
        database_->write_as(who, [&](Write& write) { return decide_one(write, id, AdjustmentDecision{"seen"}); });
    return outcome.ok() ? "ok" : outcome.refusal().reason;
  }
  std::string send(std::int64_t points, CustomerId to) {
    return outcome_of([&](Write& write) { return transfer(write, li_, {to, Points{points}, "birthday"}); });
  }
  WalletHead head(CustomerId id) {
    return database_->read([&](const Read& read) { return wallet_head(read.tx, id, read.now); });
  }
  PointsHead account(CustomerId id) {
    return database_->read([&](const Read& read) { return account_head(read.tx, id); });
  }
  void give_to(CustomerId id, std::int64_t points, std::optional<Time> expires_at = {}) {
    Grant wanted{.points = Points{points}, .source_kind = "test"};
    wanted.expires_at = expires_at;
    ASSERT_TRUE(database_->write([&](Write& write) { return grant(write, id, wanted); }).ok());
  }
  void deliver() {
    while (outbox_.deliver_batch(database_->runtime()) > 0) {
    }
  }

  std::unique_ptr<test::TestChain> chain_;
  kit::Outbox outbox_;
  CustomerId li_, wang_;
};
HOMEPORT_ON_BOTH_ENGINES(points_by_hand);

TEST_P(points_by_hand, small_adjustments_are_made_at_once) {
  const auto done = ask(staff(5), 500, 120'000 - 20'000);
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(done->state, AdjustmentState::done);
  EXPECT_EQ(head(li_).available.hundredths, 500);
  EXPECT_EQ(account(li_).combined.hundredths, 100'000);
  EXPECT_EQ(account(li_).tier->discount.ppm, 950'000);  // Gold by now
  EXPECT_EQ(ask(staff(5), -501).refusal().reason, "points.balance_too_low");
  EXPECT_TRUE(ask(staff(5), 0, -90'000).ok());
  EXPECT_EQ(ask(staff(5), 0, -10'001).refusal().reason, "points.balance_too_low");
  EXPECT_EQ(ask(staff(5), 0, 0).refusal().reason, "points.nothing_to_adjust");
  EXPECT_TRUE(ask(staff(5), -500).ok());
  EXPECT_EQ(head(li_).available.hundredths, 0);
}

TEST_P(points_by_hand, large_adjustments_wait_for_somebody_else) {
  const auto waiting = ask(staff(5), 100'001);
  ASSERT_TRUE(waiting.ok());
  EXPECT_EQ(waiting->state, AdjustmentState::waiting);
  EXPECT_EQ(head(li_).available.hundredths, 0);
  EXPECT_EQ(decide(staff(5), waiting->id, approve_adjustment), "points.own_adjustment");
  EXPECT_EQ(decide(staff(6), waiting->id, approve_adjustment), "ok");
  EXPECT_EQ(head(li_).available.hundredths, 100'001);
  EXPECT_EQ(decide(staff(6), waiting->id, approve_adjustment), "points.adjustment_decided");
  const auto other = ask(staff(5), 200'000);
  EXPECT_EQ(decide(staff(6), other->id, refuse_adjustment), "ok");
  EXPECT_EQ(decide(staff(6), other->id, approve_adjustment), "points.adjustment_decided");
  EXPECT_EQ(decide(staff(6), AdjustmentId{5}, approve_adjustment), "points.adjustment_unknown");
  EXPECT_EQ(head(li_).available.hundredths, 100'001);
}

TEST_P(points_by_hand, nothing_leaves_a_blocked_wallet) {
  give_to(li_, 1'000);
  const auto set = [&](bool block) {
    return database_->write([&](Write& write) { return block_wallet(write, li_, "stolen card", block); })->is_blocked;
  };
  EXPECT_TRUE(set(true));
  EXPECT_TRUE(set(true));
  EXPECT_EQ(send(1, wang_), "points.wallet_blocked");
  const auto spend_one = [&](Write& write) { return spend(write, li_, Points{1}, SpendKind::gift, "test", 1); };
  const auto hold_one = [&](Write& write) {
    return hold(write, li_, Points{1}, plus_seconds(write.now, 60), "test", 1);
  };
  EXPECT_EQ(outcome_of(spend_one), "points.wallet_blocked");
  EXPECT_EQ(outcome_of(hold_one), "points.wallet_blocked");
  give_to(li_, 1);  // it still earns
  EXPECT_FALSE(set(false));
  EXPECT_EQ(outcome_of(spend_one), "ok");
}

TEST_P(points_by_hand, points_sent_arrive_once_with_their_lives) {
  give_to(li_, 1'000, in_days(9));
  give_to(li_, 1'000);
  EXPECT_EQ(send(1'500, wang_), "ok");
  EXPECT_EQ(head(li_).available.hundredths, 500);
  EXPECT_EQ(head(wang_).available.hundredths, 0);
  EXPECT_EQ(database_->broken_invariants(wallet_modules()), std::vector<std::string>{});  // on its way
  deliver();
  deliver();
  const auto arrived = head(wang_);
  EXPECT_EQ(arrived.available.hundredths, 1'500);
  EXPECT_EQ(arrived.next_expiring->hundredths, 1'000);
  EXPECT_EQ(arrived.next_expires_at, in_days(9));
  EXPECT_EQ(send(501, wang_), "points.balance_too_low");
  EXPECT_EQ(send(1, li_), "points.same_customer");
  EXPECT_EQ(send(1, CustomerId{77}), "points.receiver_unknown");
  publish([](StrategyVersion& s) { s.daily_spend_limit = Points{1'600}; });
  EXPECT_EQ(send(101, wang_), "points.daily_limit");
  EXPECT_EQ(send(100, wang_), "ok");
  deliver();
}

TEST_P(points_by_hand, many_small_ones_are_a_large_one) {
  EXPECT_EQ(ask(staff(5), 60'000)->state, AdjustmentState::done);
  EXPECT_EQ(ask(staff(5), -10'000)->state, AdjustmentState::done);  // taking gives nobody anything
  EXPECT_EQ(ask(staff(5), 40'000)->state, AdjustmentState::done);
  const auto waiting = ask(staff(5), 1);
  EXPECT_EQ(waiting->state, AdjustmentState::waiting);
  EXPECT_EQ(give_bonus(staff(6), 1)->state, AdjustmentState::waiting);  // whoever asks
  EXPECT_EQ(decide(staff(6), waiting->id, approve_adjustment), "ok");
  EXPECT_EQ(head(li_).available.hundredths, 90'001);
  pass_days(1);
  EXPECT_EQ(ask(staff(5), 1)->state, AdjustmentState::done);
}

TEST_P(points_by_hand, nobody_gives_more_alone_on_a_day_than_his_limit) {
  publish([](StrategyVersion& s) { s.staff_daily_limit = Points{150'000}; });
  const auto reason = [](const auto& result) { return result.ok() ? "ok" : result.refusal().reason; };
  const auto give_wang = [&](std::int64_t staff_id, std::int64_t wallet, std::int64_t combined = 0) {
    return database_->write_as(staff(staff_id), [&](Write& write) {
      return adjust(write, wang_, {Points{wallet}, Points{combined}, "goodwill"});
    });
  };
  EXPECT_EQ(reason(give_bonus(staff(5), 90'000)), "ok");
  EXPECT_EQ(reason(give_wang(5, 60'000)), "ok");
  const auto refused = give_wang(5, 1);
  EXPECT_EQ(reason(refused), "points.staff_daily_limit");
  EXPECT_EQ(refused.refusal().detail,
            "0.01 points would bring what you gave by hand today from 1,500.00 beyond your limit of 1,500.00");
  EXPECT_EQ(reason(give_wang(5, -1'000)), "ok");  // taking gives nobody anything, and no room
  EXPECT_EQ(reason(give_wang(5, 1)), "points.staff_daily_limit");
  EXPECT_EQ(reason(give_wang(5, 0, 70'000)), "ok");                   // of the tier's points he gave none yet
  EXPECT_EQ(reason(give_wang(6, 1)), "ok");                           // his colleague
  EXPECT_EQ(give_wang(5, 100'001)->state, AdjustmentState::waiting);  // with a second person
  EXPECT_EQ(head(wang_).available.hundredths, 59'001);
  pass_days(1);
  EXPECT_EQ(reason(give_wang(5, 1)), "ok");
  publish([](StrategyVersion& s) { s.staff_daily_limit = Points{}; });  // none
  EXPECT_EQ(reason(give_wang(5, 99'999)), "ok");
  EXPECT_EQ(reason(give_bonus(staff(5), 99'999)), "ok");
}

TEST_P(points_by_hand, many_small_ones_at_once_do_not_pass_the_limit_of_one_of_the_staff) {
  constexpr int kCustomers = 8;
  constexpr std::int64_t kEach = 40'000;
  publish([](StrategyVersion& s) { s.staff_daily_limit = Points{3 * kEach}; });
  std::vector<CustomerId> customers;
  for (int i = 0; i < kCustomers; ++i)
    customers.push_back(add("C" + std::to_string(i)));
  std::atomic<int> given = 0, refused = 0;
  std::vector<std::thread> desks;
  for (const auto customer : customers) {
    desks.emplace_back([&, customer] {
      const auto made = database_->write_as(staff(5), [&](Write& write) {
        return grant_by_hand(write, customer, {Points{kEach}, "hello", {}, {}});
      });
      if (made.ok()) ++given;
      if (!made.ok() && made.refusal().reason == "points.staff_daily_limit") ++refused;
    });
  }
  for (auto& desk : desks)
    desk.join();
  EXPECT_EQ(given, 3);
  EXPECT_EQ(refused, kCustomers - 3);
}

TEST_P(points_by_hand, a_bonus_has_a_life_of_its_own) {
  publish([](StrategyVersion& s) {
    s.activation = programme::Activation::on_event;
    s.expiry = programme::Expiry::never;
  });
  const auto sooner = give_bonus(staff(5), 300, {}, in_days(5));
  ASSERT_TRUE(sooner.ok()) << sooner.refusal().detail;
  EXPECT_EQ(sooner->kind, AdjustmentKind::grant);
  EXPECT_EQ(sooner->state, AdjustmentState::done);
  ASSERT_TRUE(give_bonus(staff(5), 400, in_days(2), in_days(9)).ok());
  ASSERT_TRUE(give_bonus(staff(5), 500).ok());
  EXPECT_EQ(head(li_).available.hundredths, 800);  // somebody decided it: it waits for no event
  EXPECT_EQ(head(li_).pending.hundredths, 400);
  EXPECT_EQ(head(li_).next_expires_at, in_days(5));
  pass_days(3);
  EXPECT_EQ(settle(), 1);
  EXPECT_EQ(head(li_).available.hundredths, 1'200);
  pass_days(7);
  EXPECT_EQ(settle(), 1);
  EXPECT_EQ(head(li_).available.hundredths, 500);
  EXPECT_EQ(account(li_).combined.hundredths, 0);  // points to spend only: they earn no tier
}

TEST_P(points_by_hand, a_bonus_is_within_the_limits_and_told_why) {
  const auto reason = [](const auto& result) { return result.ok() ? "ok" : result.refusal().reason; };
  publish([](StrategyVersion& s) { s.daily_earn_limit = Points{50'000}; });
  EXPECT_EQ(reason(give_bonus(staff(5), 50'001)), "points.daily_limit");
  EXPECT_EQ(reason(give_bonus(staff(5), 0)), "points.amount_out_of_range");
  EXPECT_EQ(reason(give_bonus(staff(5), 1, {}, in_days(0))), "points.expires_too_early");
  EXPECT_EQ(reason(give_bonus(staff(5), 1, in_days(3), in_days(3))), "points.expires_too_early");
  EXPECT_EQ(reason(give_bonus(staff(5), 50'000)), "ok");
  EXPECT_EQ(reason(give_bonus(staff(5), 1)), "points.daily_limit");
  pass_days(1);
  // The second person finds it too late, or too much for the day.
  const auto waiting = give_bonus(staff(5), 100'001, {}, in_days(1));
  ASSERT_EQ(waiting->state, AdjustmentState::waiting);
  EXPECT_EQ(decide(staff(5), waiting->id, approve_adjustment), "points.own_adjustment");
  EXPECT_EQ(decide(staff(6), waiting->id, approve_adjustment), "points.daily_limit");
  publish([](StrategyVersion& s) { s.daily_earn_limit = Points{}; });
  pass_days(2);
  EXPECT_EQ(decide(staff(6), waiting->id, approve_adjustment), "points.expires_too_early");
  EXPECT_EQ(decide(staff(6), waiting->id, refuse_adjustment), "ok");
  EXPECT_EQ(head(li_).available.hundredths, 50'000);
}

TEST_P(points_by_hand, the_books_of_the_past_can_be_read) {
  give_to(li_, 100);
  const Time then = database_->clock().now();
  pass_days(1);
  give_to(li_, 200);
  const auto at = [&](Time time) {
    return database_->read([&](const Read& read) { return account_head_at(read.tx, li_, time); });
  };
  EXPECT_EQ(at(plus_seconds(then, -1)).wallet.hundredths, 0);
  EXPECT_EQ(at(then).wallet.hundredths, 100);
  EXPECT_EQ(at(database_->clock().now()).wallet.hundredths, 300);
  EXPECT_FALSE(at(then).available);
}

}  // namespace
}  // namespace homeport::points
