// What becomes of gifts and vouchers when two customers are merged, on both engines: nothing moves, and the one who is
// left has it all.

#include "db/record_sql.hpp"
#include "kit/outbox.hpp"
#include "modules/points/service.hpp"
#include "modules/rewards/rewards_fixture.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards {
namespace {

class rewards_merging : public RewardsFixture {
 protected:
  void SetUp() override {
    RewardsFixture::SetUp();
    if (IsSkipped()) return;
    li_ = desk().add_customer("Li");
    wang_ = desk().add_customer("Wang");
    for (const auto& module : fixture_modules()) {
      if (module.add_subscriptions) module.add_subscriptions(outbox_);
    }
  }

  void merge() {
    const std::vector<customers::MergePart> parts{points::merge_part()};
    const auto done =
        desk().database.write([&](kit::Write& write) { return customers::point_to(write, li_, wang_, parts); });
    ASSERT_TRUE(done.ok()) << done.refusal().detail;
    deliver();
  }
  void deliver() {
    while (outbox_.deliver_batch(desk().database.runtime()) > 0) {
    }
  }
  std::int64_t available(CustomerId id) {
    return desk().database.read(
        [&](const kit::Read& read) { return points::wallet_head(read.tx, id, read.now).available.hundredths; });
  }
  std::vector<VoucherId> vouchers_of(CustomerId id, bool open_only) {
    return desk().database.read([&](const kit::Read& read) {
      auto query = store::customer_voucher_rows(customers::kin_of(read.tx, id), open_only, read.now);
      std::vector<VoucherId> ids;
      for (auto rows = query.run(read.tx); rows.next();)
        ids.push_back(db::read_record<Voucher>(rows).id);
      return ids;
    });
  }

  kit::Outbox outbox_;
  CustomerId li_, wang_;
};
HOMEPORT_ON_BOTH_ENGINES(rewards_merging);

TEST_P(rewards_merging, vouchers_are_used_by_whoever_is_left) {
  const auto series = desk().add_series();
  const auto used = desk().issue(li_, series.id);
  const auto open = desk().issue(li_, series.id);
  const auto held = desk().issue(li_, series.id);
  ASSERT_TRUE(used.ok() && open.ok() && held.ok());
  ASSERT_TRUE(desk().use(used->code, li_).ok());
  const auto hold = desk().database.write([&](kit::Write& write) {
    return hold_voucher(write, held->code, desk().basket(li_), plus_seconds(write.now, 600));
  });
  ASSERT_TRUE(hold.ok());
  EXPECT_EQ(reason_of(desk().use(open->code, wang_)), "rewards.voucher_of_another");
  merge();
  EXPECT_EQ(vouchers_of(wang_, true).size(), 2U);
  EXPECT_EQ(vouchers_of(wang_, false).size(), 3U);
  EXPECT_EQ(reason_of(desk().use(used->code, wang_)), "rewards.voucher_used");
  EXPECT_EQ(reason_of(desk().use(held->code, wang_)), "rewards.voucher_held");
  EXPECT_EQ(reason_of(desk().use(open->code, wang_)), "");
  EXPECT_EQ(reason_of(desk().use(open->code, wang_)), "rewards.voucher_used");
  EXPECT_EQ(reason_of(desk().use(open->code, desk().add_customer("Zhao"))), "rewards.voucher_used");
  // What was held is still completed, and a whole sale that goes back brings a voucher he can use.
  const auto commit = [&](kit::Write& write) {
    return commit_voucher(write, li_, held->id, hold->hold_id,
                          {li_, desk().chain.first_store(), "sale", 7, Money{2'000}});
  };
  ASSERT_TRUE(desk().database.write(commit).ok());
  const auto again = desk().database.write([&](kit::Write& write) { return reissue_voucher(write, li_, used->id); });
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(reason_of(desk().use(again->code, wang_)), "");
}

TEST_P(rewards_merging, what_one_has_had_counts_for_the_other) {
  const auto gift = desk().add_gift(0, 9, [](Gift& wanted) { wanted.limit_per_member = 3; });
  const auto series = desk().add_series([](VoucherSeries& wanted) { wanted.limit_per_member = 2; });
  ASSERT_TRUE(desk().redeem(desk().wanted(gift.id, li_, 2)).ok());
  ASSERT_TRUE(desk().redeem(desk().wanted(gift.id, wang_, 1)).ok());
  ASSERT_TRUE(desk().issue(li_, series.id).ok());
  merge();
  EXPECT_EQ(reason_of(desk().redeem(desk().wanted(gift.id, wang_, 1))), "rewards.limit_per_member");
  ASSERT_TRUE(desk().issue(wang_, series.id).ok());
  EXPECT_EQ(reason_of(desk().issue(wang_, series.id)), "rewards.limit_per_member");
}

TEST_P(rewards_merging, points_of_what_is_cancelled_reach_whoever_is_left) {
  const auto gift = desk().add_gift(1'000, 9);
  const auto series = desk().add_series([](VoucherSeries& wanted) { wanted.points_price = Points{500}; });
  const auto given = desk().database.write([&](kit::Write& write) {
    points::Grant grant;
    grant.points = Points{2'000};
    grant.source_kind = "test";
    return points::grant(write, li_, grant);
  });
  ASSERT_TRUE(given.ok());
  const auto redeemed = desk().redeem(desk().wanted(gift.id, li_));
  const auto bought = desk().issue(li_, series.id, true);
  ASSERT_TRUE(redeemed.ok() && bought.ok());
  merge();
  EXPECT_EQ(available(wang_), 500);
  const auto cancel_gift = [&](kit::Write& write) { return cancel_redemption(write, li_, redeemed->id, "broken"); };
  ASSERT_TRUE(desk().database.write(cancel_gift).ok());
  deliver();
  EXPECT_EQ(available(wang_), 1'500);
  // By the number of whoever is left, as a screen would ask for it.
  const auto cancel_bought = [&](kit::Write& write) { return cancel_voucher(write, wang_, bought->id, "mistake"); };
  ASSERT_TRUE(desk().database.write(cancel_bought).ok());
  deliver();
  EXPECT_EQ(available(wang_), 2'000);
  EXPECT_EQ(available(li_), 0);
}

}  // namespace
}  // namespace homeport::rewards
