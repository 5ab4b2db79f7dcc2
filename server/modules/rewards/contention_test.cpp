// Several at once want the same thing: exactly as many get it as there is, the others are told why and lose nothing.

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "modules/rewards/rewards_fixture.hpp"

namespace homeport::rewards {
namespace {

constexpr int kClients = 8;

class rewards_contention : public RewardsFixture {
 protected:
  // What each of the clients met: "" for success.
  std::map<std::string, int> all_at_once(const std::function<std::string(int)>& attempt) {
    std::map<std::string, int> reasons;
    std::mutex mutex;
    std::atomic<int> ready{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i) {
      clients.emplace_back([&, i] {
        ++ready;
        while (ready < kClients)
          std::this_thread::yield();
        const auto reason = attempt(i);
        const std::lock_guard lock(mutex);
        ++reasons[reason];
      });
    }
    for (auto& client : clients)
      client.join();
    return reasons;
  }
};
HOMEPORT_ON_BOTH_ENGINES(rewards_contention);

using Reasons = std::map<std::string, int>;

TEST_P(rewards_contention, one_voucher_is_used_by_one) {
  const auto lin = desk().add_customer("Lin");
  const auto series = desk().add_series();
  const auto voucher = desk().issue(lin, series.id);
  const auto reasons = all_at_once([&](int i) { return reason_of(desk().use(voucher->code, lin, i + 1)); });
  EXPECT_EQ(reasons, (Reasons{{"", 1}, {"rewards.voucher_used", kClients - 1}}));
}

TEST_P(rewards_contention, one_voucher_is_held_by_one) {
  const auto lin = desk().add_customer("Lin");
  const auto series = desk().add_series();
  const auto voucher = desk().issue(lin, series.id);
  const auto reasons = all_at_once([&](int) {
    return reason_of(desk().database.write([&](kit::Write& write) {
      return hold_voucher(write, voucher->code, desk().basket(lin), plus_seconds(write.now, 60));
    }));
  });
  EXPECT_EQ(reasons, (Reasons{{"", 1}, {"rewards.voucher_held", kClients - 1}}));
}

TEST_P(rewards_contention, the_last_gift_goes_to_one_and_the_others_keep_their_points) {
  const auto gift = desk().add_gift(400, 1);
  std::vector<CustomerId> customers;
  for (int i = 0; i < kClients; ++i)
    customers.push_back(desk().add_customer("Member " + std::to_string(i), 1'000));
  const auto reasons = all_at_once(
      [&](int i) { return reason_of(desk().redeem(desk().wanted(gift.id, customers[static_cast<std::size_t>(i)]))); });
  EXPECT_EQ(reasons, (Reasons{{"", 1}, {"rewards.stock_too_low", kClients - 1}}));
  std::int64_t points_left = 0;
  for (const auto id : customers)
    points_left += desk().points_of(id);
  EXPECT_EQ(points_left, kClients * 1'000 - 400);
}

TEST_P(rewards_contention, a_member_gets_no_more_than_the_limit) {
  const auto gift = desk().add_gift(0, 100, [](Gift& g) {
    g.limit_per_member = 3;
    g.stock_keeping = StockKeeping::central;
  });
  const auto lin = desk().add_customer("Lin");
  const auto reasons = all_at_once([&](int) { return reason_of(desk().redeem(desk().wanted(gift.id, lin))); });
  EXPECT_EQ(reasons, (Reasons{{"", 3}, {"rewards.limit_per_member", kClients - 3}}));
}

TEST_P(rewards_contention, the_points_of_one_member_are_spent_once) {
  const auto gift = desk().add_gift(500, 100);
  const auto lin = desk().add_customer("Lin", 1'200);
  const auto reasons = all_at_once([&](int) { return reason_of(desk().redeem(desk().wanted(gift.id, lin))); });
  EXPECT_EQ(reasons, (Reasons{{"", 2}, {"points.balance_too_low", kClients - 2}}));
  EXPECT_EQ(desk().points_of(lin), 200);
}

TEST_P(rewards_contention, a_redemption_is_cancelled_once) {
  const auto gift = desk().add_gift(500, 1);
  const auto lin = desk().add_customer("Lin", 500);
  const auto done = desk().redeem(desk().wanted(gift.id, lin));
  ASSERT_TRUE(done.ok());
  const auto reasons = all_at_once([&](int) {
    return reason_of(
        desk().database.write([&](kit::Write& write) { return cancel_redemption(write, lin, done->id, "wrong"); }));
  });
  EXPECT_EQ(reasons, (Reasons{{"", 1}, {"rewards.redemption_cancelled", kClients - 1}}));
  EXPECT_EQ(desk().points_of(lin), 500);
}

}  // namespace
}  // namespace homeport::rewards
