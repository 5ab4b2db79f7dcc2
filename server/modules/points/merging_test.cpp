// Two accounts become one, on both engines: what moves, what doesn't, and what arrives at the old one afterwards.

#include "kit/outbox.hpp"
#include "modules/customers/service.hpp"
#include "modules/points/wallet_fixture.hpp"
#include "support/test_chain.hpp"

namespace homeport::points {
namespace {

class points_merging : public WalletTest {
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
  WalletHead head(CustomerId id) {
    return database_->read([&](const Read& read) { return wallet_head(read.tx, id, read.now); });
  }
  PointsHead account(CustomerId id) {
    return database_->read([&](const Read& read) { return account_head(read.tx, id); });
  }
  EntryId give_to(CustomerId id, std::int64_t points, std::optional<Time> expires_at = {}) {
    Grant wanted{.points = Points{points}, .source_kind = "test"};
    wanted.expires_at = expires_at;
    const auto entry = database_->write([&](Write& write) { return grant(write, id, wanted); });
    EXPECT_TRUE(entry.ok());
    return entry.ok() ? *entry : EntryId{};
  }
  EntryId spend_of(CustomerId id, std::int64_t points) {
    const auto entry =
        database_->write([&](Write& write) { return spend(write, id, Points{points}, SpendKind::gift, "test", 1); });
    EXPECT_TRUE(entry.ok());
    return entry.ok() ? *entry : EntryId{};
  }
  Sold sell_to(CustomerId id) {
    database_->clock().advance_seconds(60);
    auto sold = database_->write([&](Write& write) -> Result<Sold> {
      Sold made;
      made.id = write.new_id<SaleId>();
      TRY(made.quote, quote_for_update(write, id, lines_, write.now));
      made.entry = accumulate(write, id, made.id, made.quote, lines_, write.now);
      return made;
    });
    EXPECT_TRUE(sold.ok());
    return std::move(sold).value();
  }
  // All of a sale to this customer.
  Result<Reversal> return_all(CustomerId id, const Sold& sold) {
    const std::vector<programme::RecordedLine> recorded{{1, 4, 0, sold.quote.arithmetic.lines[0]},
                                                        {2, 1, 0, sold.quote.arithmetic.lines[1]}};
    const std::vector<programme::ReturnRequestLine> wanted{{1, 4}, {2, 1}};
    const auto taken = programme::assess_return(recorded, wanted);
    return database_->write([&](Write& write) {
      return reverse(write, id, sold.entry, write.new_id<ReturnId>(), *taken, taken->paid, write.now);
    });
  }
  std::string merge(CustomerId from, CustomerId into) {
    return outcome_of([&](Write& write) { return merge_accounts(write, from, into); });
  }
  std::string part(CustomerId from, CustomerId into) {
    return outcome_of([&](Write& write) { return part_accounts(write, from, into); });
  }
  void deliver() {
    while (outbox_.deliver_batch(database_->runtime()) > 0) {
    }
  }
  void expect_nothing_left(CustomerId id) {
    const auto left = head(id);
    EXPECT_EQ(left.available.hundredths + left.pending.hundredths + left.debt.hundredths, 0);
    EXPECT_EQ(account(id).combined.hundredths, 0);
  }

  std::unique_ptr<test::TestChain> chain_;
  kit::Outbox outbox_;
  CustomerId li_, wang_;
};
HOMEPORT_ON_BOTH_ENGINES(points_merging);

TEST_P(points_merging, a_merge_moves_everything) {
  sell_to(li_);
  sell_to(wang_);
  give_to(li_, 1'000, in_days(4));
  const auto held = database_->write(
      [&](Write& write) { return hold(write, li_, Points{1}, plus_seconds(write.now, 60), "test", 1); });
  EXPECT_EQ(merge(li_, wang_), "points.holds_open");
  database_->write([&](Write& write) { release_hold(write, li_, *held); });
  EXPECT_EQ(merge(li_, wang_), "ok");
  EXPECT_EQ(database_->broken_invariants(wallet_modules()), std::vector<std::string>{});  // on its way
  deliver();
  EXPECT_EQ(head(li_).available.hundredths, 0);
  EXPECT_EQ(account(li_).combined.hundredths, 0);
  EXPECT_EQ(account(wang_).combined.hundredths, 78'000);
  EXPECT_EQ(account(wang_).consumption.hundredths, 70'000);
  EXPECT_EQ(account(wang_).profit.hundredths, 80'000);
  EXPECT_EQ(head(wang_).available.hundredths, 2 * 3'900 + 1'000);
  EXPECT_EQ(head(wang_).next_expiring->hundredths, 1'000);
}

TEST_P(points_merging, what_comes_back_to_the_old_account_goes_on) {
  const auto sold = sell_to(li_);  // 390.00 combined, 39.00 to spend
  const auto spending = spend_of(li_, 1'000);
  const auto given = give_to(li_, 700);
  ASSERT_EQ(merge(li_, wang_), "ok");
  deliver();
  EXPECT_EQ(head(wang_).available.hundredths, 3'900 - 1'000 + 700);
  const auto give_some_back = [&](Write& write) { return give_back(write, li_, spending, Points{400}); };
  EXPECT_EQ(outcome_of(give_some_back), "ok");
  deliver();
  EXPECT_EQ(head(wang_).available.hundredths, 3'600 + 400);
  const auto take_it_back = [&](Write& write) { return points::take_back(write, li_, given, "test", 2); };
  EXPECT_EQ(outcome_of(take_it_back), "ok");
  deliver();
  EXPECT_EQ(head(wang_).available.hundredths, 4'000 - 700);
  const auto back = return_all(li_, sold);
  ASSERT_TRUE(back.ok());
  deliver();
  EXPECT_EQ(account(wang_).combined.hundredths, 0);
  // 39.00 less what was spent and not given back: 6.00 are owed.
  EXPECT_EQ(head(wang_).available.hundredths, 0);
  EXPECT_EQ(head(wang_).debt.hundredths, 600);
  expect_nothing_left(li_);
  give_to(wang_, 1'000);
  EXPECT_EQ(head(wang_).available.hundredths, 400);
}

TEST_P(points_merging, no_money_is_kept_for_points_that_went_over) {
  publish([](StrategyVersion& s) { s.debt_policy = programme::DebtPolicy::cash; });
  const auto sold = sell_to(li_);
  ASSERT_EQ(merge(li_, wang_), "ok");
  deliver();
  const auto back = return_all(li_, sold);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->withheld, Money{});
  deliver();
  EXPECT_EQ(head(wang_).available.hundredths, 0);
  EXPECT_EQ(head(wang_).debt.hundredths, 0);
}

TEST_P(points_merging, debts_blocks_and_the_limits_of_the_day_go_along) {
  publish([](StrategyVersion& s) { s.daily_spend_limit = Points{1'000}; });
  const auto given = give_to(li_, 900);
  spend_of(li_, 900);
  const auto take_it_back = [&](Write& write) { return points::take_back(write, li_, given, "test", 2); };
  ASSERT_EQ(outcome_of(take_it_back), "ok");
  ASSERT_EQ(head(li_).debt.hundredths, 900);
  const auto set_block = [&](CustomerId id, bool block) {
    return outcome_of([&](Write& write) { return block_wallet(write, id, "stolen card", block); });
  };
  ASSERT_EQ(set_block(li_, true), "ok");
  give_to(wang_, 5'000);
  ASSERT_EQ(merge(li_, wang_), "ok");
  deliver();
  EXPECT_EQ(head(wang_).available.hundredths, 4'100);  // the debt is paid
  EXPECT_TRUE(head(wang_).is_blocked);
  const auto spend_some = [&](std::int64_t points) {
    return outcome_of([&](Write& write) { return spend(write, wang_, Points{points}, SpendKind::gift, "test", 3); });
  };
  EXPECT_EQ(spend_some(1), "points.wallet_blocked");
  ASSERT_EQ(set_block(wang_, false), "ok");
  EXPECT_EQ(spend_some(101), "points.daily_limit");
  EXPECT_EQ(spend_some(100), "ok");
  // The block came once: what arrives later doesn't bring it again.
  give_to(li_, 10);
  deliver();
  EXPECT_FALSE(head(wang_).is_blocked);
  EXPECT_EQ(head(wang_).available.hundredths, 4'010);
}

TEST_P(points_merging, is_undone_with_what_is_left_of_it) {
  const auto sold = sell_to(li_);
  give_to(li_, 1'000, in_days(4));
  sell_to(wang_);
  const auto his = account(li_);
  const auto hers = account(wang_);
  EXPECT_EQ(part(li_, wang_), "points.not_merged");
  ASSERT_EQ(merge(li_, wang_), "ok");
  EXPECT_EQ(part(li_, wang_), "points.parcels_open");
  deliver();
  spend_of(wang_, 400);  // what expires first, which came from Li
  const auto held =
      database_->write([&](Write& write) { return hold(write, wang_, Points{1}, in_days(1), "test", 1); });
  EXPECT_EQ(part(li_, wang_), "points.holds_open");
  database_->write([&](Write& write) { release_hold(write, wang_, *held); });
  ASSERT_EQ(part(li_, wang_), "ok");
  EXPECT_EQ(database_->broken_invariants(wallet_modules()), std::vector<std::string>{});  // on its way
  deliver();
  EXPECT_EQ(account(li_).combined, his.combined);
  EXPECT_EQ(account(li_).consumption, his.consumption);
  EXPECT_EQ(account(li_).profit, his.profit);
  EXPECT_EQ(head(li_).available.hundredths, 3'900 + 600);
  EXPECT_EQ(head(li_).next_expiring->hundredths, 600);
  EXPECT_EQ(account(wang_).combined, hers.combined);
  EXPECT_EQ(account(wang_).first_sale_at, hers.first_sale_at);
  EXPECT_EQ(head(wang_).available.hundredths, 3'900);
  EXPECT_EQ(part(li_, wang_), "points.not_merged");
  // What comes back to him is his own business again.
  ASSERT_TRUE(return_all(li_, sold).ok());
  deliver();
  EXPECT_EQ(account(li_).combined.hundredths, 0);
  EXPECT_EQ(head(li_).available.hundredths, 600);
  EXPECT_EQ(account(wang_).combined, hers.combined);
}

TEST_P(points_merging, debts_go_back_when_it_is_undone) {
  const auto given = give_to(li_, 900);
  spend_of(li_, 900);
  const auto take_it_back = [&](Write& write) { return points::take_back(write, li_, given, "test", 2); };
  ASSERT_EQ(outcome_of(take_it_back), "ok");
  ASSERT_EQ(merge(li_, wang_), "ok");
  deliver();
  give_to(wang_, 400);
  EXPECT_EQ(head(wang_).debt.hundredths, 500);
  ASSERT_EQ(part(li_, wang_), "ok");
  deliver();
  EXPECT_EQ(head(li_).debt.hundredths, 500);
  EXPECT_EQ(head(wang_).debt.hundredths, 0);
}

TEST_P(points_merging, happens_once_and_never_in_a_circle) {
  const auto zhao = add("Zhao");
  give_to(li_, 100);
  give_to(wang_, 200);
  ASSERT_EQ(merge(li_, wang_), "ok");
  EXPECT_EQ(merge(li_, zhao), "points.merged_already");
  EXPECT_EQ(merge(wang_, li_), "points.receiver_merged");
  EXPECT_EQ(merge(zhao, li_), "points.receiver_merged");
  // The parcel of the first is still on its way when its receiver is merged: it goes on.
  ASSERT_EQ(merge(wang_, zhao), "ok");
  deliver();
  EXPECT_EQ(head(zhao).available.hundredths, 300);
  expect_nothing_left(li_);
  expect_nothing_left(wang_);
}

}  // namespace
}  // namespace homeport::points
