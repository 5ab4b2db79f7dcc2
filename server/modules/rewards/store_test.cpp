#include "modules/rewards/store.hpp"

#include <gtest/gtest.h>

#include "kit/outbox.hpp"
#include "modules/rewards/batches.hpp"
#include "modules/rewards/rewards_fixture.hpp"
#include "modules/rewards/rules.hpp"

namespace homeport::rewards {
namespace {

class rewards_store : public RewardsFixture {
 protected:
  std::int64_t stock(GiftId id) {
    return desk().database.read(
        [&](const kit::Read& read) { return store::stock_of(read.tx, id, desk().chain.first_store()); });
  }
  Voucher voucher(const Voucher& before) {
    return desk().database.read([&](const kit::Read& read) {
      return *store::load(read.tx, {before.customer_id, before.id});
    });
  }
  void later(std::int64_t seconds) { desk().database.clock().advance_seconds(seconds); }
  Liability sums() {
    kit::Outbox outbox;
    module().add_subscriptions(outbox);
    while (outbox.deliver_batch(desk().database.runtime()) > 0) {
    }
    return desk().database.read([](const kit::Read& read) { return liability(read.tx); });
  }
};
HOMEPORT_ON_BOTH_ENGINES(rewards_store);

TEST_P(rewards_store, a_gift_and_a_series_come_back_as_they_were_saved) {
  const auto gift = desk().add_gift(1'000, 3, [](Gift& g) {
    g.name_en = "Umbrella";
    g.about = "Red\nand large";
    g.price = Money{500};
    g.stock_keeping = StockKeeping::central;
    g.limit_per_member = 2;
    g.valid_from = kFirstTime;
    g.valid_to = kLastTime;
  });
  const auto tier = desk().database.read([](const kit::Read& read) { return programme::tiers(read.tx).at(1).id; });
  const auto series = desk().add_series([&](VoucherSeries& s) {
    s.minimum = Money{100};
    s.store_ids = {desk().chain.second_store(), desk().chain.first_store(), desk().chain.first_store()};
    s.tier_ids = {tier};
    s.may_combine = true;
    s.valid_days = 30;
    s.limit_per_member = 1;
    s.points_price = Points{500};
  });
  desk().database.read([&](const kit::Read& read) {
    EXPECT_EQ(to_json(*load_gift(read.tx, gift.id), View{}), to_json(gift, View{}));
    EXPECT_EQ(to_json(*load_series(read.tx, series.id), View{}), to_json(series, View{}));
  });
  EXPECT_EQ(series.store_ids.size(), 2U);
}

TEST_P(rewards_store, what_a_series_names_must_be_there) {
  struct Case {
    std::function<void(VoucherSeries&)> change;
    std::string field;
  };
  for (const auto& c : std::vector<Case>{
           {[](VoucherSeries& s) { s.store_ids = {OrgUnitId{99}}; }, "store_ids[0]"},
           {[](VoucherSeries& s) { s.service_type_ids = {ServiceTypeId{99}}; }, "service_type_ids[0]"},
           {[](VoucherSeries& s) { s.product_ids = {ProductId{99}}; }, "product_ids[0]"},
           {[](VoucherSeries& s) { s.tier_ids = {TierId{99}}; }, "tier_ids[0]"},
           {[](VoucherSeries& s) { RewardsDesk::make_gift_series(s, GiftId{99}); }, "gift_id"},
       }) {
    const auto made = desk().database.write([&](kit::Write& write) {
      VoucherSeries wanted;
      wanted.name = "x";
      wanted.value = Money{1};
      c.change(wanted);
      return create_series(write, wanted);
    });
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.refusal().field, c.field);
    EXPECT_EQ(made.refusal().kind, RefusalKind::unprocessable);
  }
}

TEST_P(rewards_store, a_redemption_takes_points_and_stock_and_its_cancellation_gives_them_back) {
  const auto lin = desk().add_customer("Lin", 5'000);
  const auto gift = desk().add_gift(1'500, 3);
  const auto done = desk().redeem(desk().wanted(gift.id, lin, 2));
  ASSERT_TRUE(done.ok()) << done.refusal().detail;
  EXPECT_EQ(desk().points_of(lin), 2'000);
  EXPECT_EQ(stock(gift.id), 1);
  const auto cancel = [&] {
    return desk().database.write([&](kit::Write& write) { return cancel_redemption(write, lin, done->id, "wrong"); });
  };
  ASSERT_TRUE(cancel().ok());
  EXPECT_EQ(desk().points_of(lin), 5'000);
  EXPECT_EQ(stock(gift.id), 3);
  EXPECT_EQ(reason_of(cancel()), "rewards.redemption_cancelled");
  EXPECT_EQ(desk().points_of(lin), 5'000);
  EXPECT_EQ(stock(gift.id), 3);
}

TEST_P(rewards_store, what_is_refused_leaves_nothing_behind) {
  const auto lin = desk().add_customer("Lin", 2'000);
  const auto gift = desk().add_gift(1'500, 3, [](Gift& g) { g.limit_per_member = 1; });
  const auto dear = desk().add_gift(2'001, 1);
  const auto scarce = desk().add_gift(1, 0);
  const auto sold = desk().add_gift(1, 5, [](Gift& g) { g.price = Money{100}; });
  EXPECT_EQ(reason_of(desk().redeem(desk().wanted(dear.id, lin))), "points.balance_too_low");
  EXPECT_EQ(reason_of(desk().redeem(desk().wanted(scarce.id, lin))), "rewards.stock_too_low");
  EXPECT_EQ(reason_of(desk().redeem(desk().wanted(gift.id, lin, 2))), "points.balance_too_low");
  EXPECT_EQ(reason_of(desk().redeem(desk().wanted(sold.id, lin))), "rewards.payment_needed");
  EXPECT_EQ(reason_of(desk().redeem(desk().wanted(GiftId{99}, lin))), "rewards.gift_unknown");
  EXPECT_EQ(reason_of(desk().redeem(desk().wanted(gift.id, CustomerId{99}))), "rewards.customer_unknown");
  auto nobody = desk().wanted(gift.id, lin);
  nobody.customer_id.reset();
  EXPECT_EQ(reason_of(desk().redeem(nobody)), "rewards.customer_needed");
  auto stale = desk().wanted(gift.id, lin);
  stale.expected_points = Points{1'400};
  EXPECT_EQ(reason_of(desk().redeem(stale)), "rewards.price_changed");
  auto elsewhere = desk().wanted(gift.id, lin);
  elsewhere.store_id = desk().chain.second_store();
  EXPECT_EQ(reason_of(desk().redeem(elsewhere)), "rewards.stock_too_low") << "each store has its own stock";
  EXPECT_EQ(stock(dear.id), 1);
  EXPECT_EQ(stock(gift.id), 3);
  EXPECT_EQ(desk().points_of(lin), 2'000);
  ASSERT_TRUE(desk().redeem(desk().wanted(gift.id, lin)).ok());
  const auto free_gift = desk().add_gift(0, 9, [](Gift& g) { g.limit_per_member = 2; });
  ASSERT_TRUE(desk().redeem(desk().wanted(free_gift.id, lin, 2)).ok());
  EXPECT_EQ(reason_of(desk().redeem(desk().wanted(free_gift.id, lin))), "rewards.limit_per_member");
  EXPECT_EQ(stock(free_gift.id), 7);
  auto cash = desk().wanted(sold.id, lin);
  cash.payment_kind = PaymentKind::cash;
  EXPECT_TRUE(desk().redeem(cash).ok());
}

TEST_P(rewards_store, a_gift_can_be_kept_for_the_whole_chain) {
  const auto lin = desk().add_customer("Lin", 100);
  const auto gift = desk().add_gift(1, 1, [](Gift& g) { g.stock_keeping = StockKeeping::central; });
  auto request = desk().wanted(gift.id, lin);
  request.store_id = desk().chain.second_store();
  ASSERT_TRUE(desk().redeem(request).ok());
  EXPECT_EQ(reason_of(desk().redeem(desk().wanted(gift.id, lin))), "rewards.stock_too_low");
  const auto wrong_place = desk().database.write([&](kit::Write& write) {
    StockRequest came;
    came.store_id = desk().chain.first_store();
    came.quantity = 1;
    return move_stock(write, gift.id, came);
  });
  EXPECT_EQ(reason_of(wrong_place), "rewards.stock_place");
}

TEST_P(rewards_store, a_voucher_is_used_once_by_whom_it_belongs_to) {
  const auto lin = desk().add_customer("Lin");
  const auto wei = desk().add_customer("Wei");
  const auto series = desk().add_series();
  const auto voucher_ = desk().issue(lin, series.id);
  ASSERT_TRUE(voucher_.ok());
  EXPECT_EQ(reason_of(desk().use(voucher_->code, wei)), "rewards.voucher_of_another");
  EXPECT_EQ(reason_of(desk().use(voucher_code_from("ABCDEFGHIJKLMN"), lin)), "rewards.voucher_unknown");
  const auto used = desk().use(printed_code(voucher_->code), lin, 5);
  ASSERT_TRUE(used.ok());
  EXPECT_EQ(used->amount, Money{2'000});
  EXPECT_EQ(voucher(*voucher_).used_for_id, UseId{5});
  EXPECT_EQ(reason_of(desk().use(voucher_->code, lin)), "rewards.voucher_used");
}

TEST_P(rewards_store, a_held_voucher_is_committed_released_or_freed_by_time) {
  const auto lin = desk().add_customer("Lin");
  const auto series = desk().add_series();
  const auto made = desk().issue(lin, series.id);
  const auto hold = [&] {
    return desk().database.write([&](kit::Write& write) {
      return hold_voucher(write, made->code, desk().basket(lin), plus_seconds(write.now, 60));
    });
  };
  const auto commit = [&](const VoucherHold& held) {
    return desk().database.write([&](kit::Write& write) {
      return commit_voucher(write, held.quote.holder_id, held.quote.voucher_id, held.hold_id,
                            {lin, desk().chain.first_store(), "sale", 1, held.quote.amount});
    });
  };
  const auto first = hold();
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(reason_of(hold()), "rewards.voucher_held");
  EXPECT_EQ(reason_of(desk().use(made->code, lin)), "rewards.voucher_held");
  desk().database.write([&](kit::Write& write) { release_voucher(write, lin, made->id, first->hold_id); });
  const auto second = hold();
  ASSERT_TRUE(second.ok());
  desk().database.write([&](kit::Write& write) { release_voucher(write, lin, made->id, first->hold_id); });
  EXPECT_EQ(voucher(*made).state, VoucherState::held) << "another's hold isn't released";
  later(60);
  EXPECT_EQ(reason_of(commit(*second)), "rewards.hold_expired");
  const auto third = hold();
  ASSERT_TRUE(third.ok());
  EXPECT_EQ(reason_of(commit(*second)), "rewards.hold_expired");
  EXPECT_TRUE(commit(*third).ok());
  EXPECT_EQ(voucher(*made).state, VoucherState::used);
}

TEST_P(rewards_store, a_voucher_is_given_again_once_with_time_to_use_it) {
  const auto lin = desk().add_customer("Lin");
  const auto series = desk().add_series([](VoucherSeries& s) { s.valid_days = 1; });
  const auto made = desk().issue(lin, series.id);
  const auto reissue = [&] {
    return desk().database.write([&](kit::Write& write) { return reissue_voucher(write, lin, made->id); });
  };
  EXPECT_EQ(reason_of(reissue()), "rewards.voucher_not_used");
  ASSERT_TRUE(desk().use(made->code, lin).ok());
  later(3 * kSecondsPerDay);
  const auto again = reissue();
  ASSERT_TRUE(again.ok());
  EXPECT_NE(again->code, made->code);
  EXPECT_EQ(reissue()->id, again->id);
  EXPECT_EQ(*again->expires_at, plus_days(desk().database.clock().now(), kReissueDays));
  EXPECT_TRUE(desk().use(again->code, lin).ok());
}

TEST_P(rewards_store, vouchers_for_points_and_their_limit) {
  const auto lin = desk().add_customer("Lin", 1'200);
  const auto series = desk().add_series([](VoucherSeries& s) {
    s.points_price = Points{500};
    s.limit_per_member = 2;
  });
  const auto bought = desk().issue(lin, series.id, true);
  ASSERT_TRUE(bought.ok());
  EXPECT_EQ(desk().points_of(lin), 700);
  ASSERT_TRUE(desk().issue(lin, series.id).ok());
  EXPECT_EQ(reason_of(desk().issue(lin, series.id, true)), "rewards.limit_per_member");
  const auto cancel = [&] {
    return desk().database.write([&](kit::Write& write) { return cancel_voucher(write, lin, bought->id, "mistake"); });
  };
  ASSERT_TRUE(cancel().ok());
  EXPECT_EQ(reason_of(cancel()), "rewards.voucher_cancelled");
  EXPECT_EQ(desk().points_of(lin), 1'200);
  EXPECT_TRUE(desk().issue(lin, series.id, true).ok()) << "what was taken back doesn't count";
  const auto present_only = desk().add_series();
  EXPECT_EQ(reason_of(desk().issue(lin, present_only.id, true)), "rewards.not_for_points");
  const auto dear = desk().add_series([](VoucherSeries& s) { s.points_price = Points{100'000}; });
  EXPECT_EQ(reason_of(desk().issue(lin, dear.id, true)), "points.balance_too_low");
}

TEST_P(rewards_store, a_voucher_pays_for_its_gift_also_for_nobody_known) {
  const auto lin = desk().add_customer("Lin");
  const auto gift = desk().add_gift(9'999, 2, [](Gift& g) { g.price = Money{500}; });
  const auto other = desk().add_gift(1, 2);
  const auto series = desk().add_series([&](VoucherSeries& s) { RewardsDesk::make_gift_series(s, gift.id); });
  const auto mine = desk().issue(lin, series.id);
  auto request = desk().wanted(gift.id, lin);
  request.voucher_code = mine->code;
  auto wrong_gift = request;
  wrong_gift.gift_id = other.id;
  EXPECT_EQ(reason_of(desk().redeem(wrong_gift)), "rewards.voucher_not_for_this");
  auto two = request;
  two.quantity = 2;
  EXPECT_EQ(reason_of(desk().redeem(two)), "rewards.voucher_not_for_this");
  const auto done = desk().redeem(request);
  ASSERT_TRUE(done.ok()) << done.refusal().reason;
  EXPECT_EQ(done->points, Points{});
  EXPECT_EQ(done->price, Money{});
  EXPECT_EQ(reason_of(desk().redeem(request)), "rewards.voucher_used");
  EXPECT_EQ(stock(gift.id), 1);
  ASSERT_TRUE(
      desk().database.write([&](kit::Write& write) { return cancel_redemption(write, lin, done->id, "broken"); }).ok());
  desk().database.read([&](const kit::Read& read) {
    EXPECT_TRUE(store::load_reissue(read.tx, {lin, mine->id}).has_value());
  });
}

TEST_P(rewards_store, vouchers_end_by_themselves_and_the_sums_tell) {
  const auto lin = desk().add_customer("Lin");
  const auto series = desk().add_series([](VoucherSeries& s) { s.valid_days = 1; });
  const auto lasting = desk().add_series([](VoucherSeries& s) {
    s.name = "Xmas";
    s.kind = SeriesKind::percent_off;
    s.value.reset();
    s.rate = Rate{100'000};
  });
  const auto first = desk().issue(lin, series.id);
  const auto second = desk().issue(lin, series.id);
  ASSERT_TRUE(desk().issue(lin, lasting.id).ok());
  ASSERT_TRUE(desk().use(second->code, lin).ok());
  auto before = sums();
  EXPECT_EQ(before.open_count, 2);
  EXPECT_EQ(before.uncapped_count, 1);
  EXPECT_EQ(before.open_value, Money{2'000});
  later(kSecondsPerDay);
  EXPECT_EQ(reason_of(desk().use(first->code, lin)), "rewards.voucher_expired");
  const auto actor = kit::system_actor("test");
  EXPECT_EQ(expire_vouchers(desk().database.runtime(), actor), 1);
  EXPECT_EQ(expire_vouchers(desk().database.runtime(), actor), 0);
  EXPECT_EQ(voucher(*first).state, VoucherState::expired);
  const auto after = sums();
  ASSERT_EQ(after.items.size(), 2U);
  EXPECT_EQ(after.items[0].used_count, 1);
  EXPECT_EQ(after.items[0].expired_count, 1);
  EXPECT_EQ(after.items[0].used_amount, Money{2'000});
  EXPECT_EQ(after.open_value, Money{});
}

class rewards_batches : public rewards_store {
 protected:
  VoucherBatch run(const VoucherBatchRequest& request) {
    const auto made = desk().database.write([&](kit::Write& write) { return issue_batch(write, request); });
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.refusal().reason);
    kit::Jobs jobs(desk().database.runtime(), 1);
    jobs.handle(std::string(kBatchJob), run_batch);
    desk().database.runtime().jobs = &jobs;
    jobs.run_due_here();
    desk().database.runtime().jobs = nullptr;
    return *desk().database.read([&](const kit::Read& read) { return load_batch(read.tx, made->id); });
  }
};
HOMEPORT_ON_BOTH_ENGINES(rewards_batches);

TEST_P(rewards_batches, a_list_gets_one_each_and_those_who_had_theirs_none) {
  const auto series = desk().add_series([](VoucherSeries& s) { s.limit_per_member = 1; });
  const auto lin = desk().add_customer("Lin");
  const auto wei = desk().add_customer("Wei");
  ASSERT_TRUE(desk().issue(wei, series.id).ok());
  VoucherBatchRequest request;
  request.series_id = series.id;
  request.customer_ids = {wei, lin, lin};
  const auto batch = run(request);
  EXPECT_EQ(batch.state, BatchState::done);
  EXPECT_EQ(batch.wanted_count, 2);
  EXPECT_EQ(batch.issued_count, 1);
  EXPECT_EQ(batch.skipped_count, 1);
}

TEST_P(rewards_batches, all_of_a_store_or_of_the_chain_get_theirs) {
  const auto series = desk().add_series();
  for (int i = 0; i < 3; ++i)
    desk().add_customer("Member " + std::to_string(i));
  VoucherBatchRequest request;
  request.series_id = series.id;
  request.audience = Audience::condition;
  EXPECT_EQ(run(request).issued_count, 3);
  request.store_id = desk().chain.second_store();
  EXPECT_EQ(run(request).issued_count, 0);
  request.store_id = desk().chain.first_store();
  request.tier_id = desk().database.read([](const kit::Read& read) { return programme::tiers(read.tx).back().id; });
  const auto of_tier = run(request);
  EXPECT_EQ(of_tier.issued_count, 0);
  EXPECT_EQ(of_tier.skipped_count, 3);
}

TEST_P(rewards_batches, bearers_get_as_many_codes_as_were_wanted) {
  const auto series = desk().add_series();
  VoucherBatchRequest request;
  request.series_id = series.id;
  request.audience = Audience::bearer;
  request.count = 103;
  const auto batch = run(request);
  EXPECT_EQ(batch.issued_count, 103);
  const auto codes = desk().database.read([&](const kit::Read& read) {
    std::vector<std::string> all;
    for (auto rows = store::batch_voucher_rows(batch.id).run(read.tx); rows.next();)
      all.push_back(rows.string(3));
    return all;
  });
  ASSERT_EQ(codes.size(), 103U);
  EXPECT_TRUE(desk().use(codes.front(), {}).ok());
  const auto lin = desk().add_customer("Lin");
  EXPECT_TRUE(desk().use(codes.back(), lin).ok());
}

TEST_P(rewards_batches, a_batch_that_would_reach_nobody_is_refused) {
  const auto series = desk().add_series();
  const auto reason = [&](const std::function<void(VoucherBatchRequest&)>& change) {
    VoucherBatchRequest request;
    request.series_id = series.id;
    change(request);
    return reason_of(desk().database.write([&](kit::Write& write) { return issue_batch(write, request); }));
  };
  EXPECT_EQ(reason([](auto&) {}), "rewards.audience_empty");
  EXPECT_EQ(reason([](auto& r) { r.audience = Audience::bearer; }), "rewards.audience_empty");
  EXPECT_EQ(reason([](auto& r) { r.customer_ids = {CustomerId{99}}; }), "rewards.customer_unknown");
  EXPECT_EQ(reason([](auto& r) { r.series_id = VoucherSeriesId{99}; }), "rewards.series_unknown");
}

}  // namespace
}  // namespace homeport::rewards
