// What a change of thresholds does to tiers, and who says so. On both engines.

#include "kit/jobs.hpp"
#include "kit/outbox.hpp"
#include "modules/points/wallet_fixture.hpp"

namespace homeport::points {
namespace {

class points_tier_lifts : public WalletTest {
 protected:
  void SetUp() override {
    WalletTest::SetUp();
    if (IsSkipped()) return;
    tiers_ = database_->read([](const Read& read) { return programme::tiers(read.tx); });
  }
  void move_gold(std::int64_t threshold) {
    const auto moved = database_->write([&](Write& write) {
      const auto gold = *programme::load_tier(write.tx, tiers_[1].id);
      return programme::edit_tier(write, gold.id, gold.version,
                                  "{\"threshold_points\":" + std::to_string(threshold) + "}");
    });
    ASSERT_TRUE(moved.ok()) << moved.refusal().detail;
  }
  std::int64_t lift() { return lift_tiers(database_->runtime(), kit::system_actor("test")); }
  // Li's tier on the record, in the list, by the filter of the list and in home's count: its place among all.
  std::vector<std::size_t> said() {
    count_tiers(database_->runtime(), kit::system_actor("test"));
    return database_->read([&](const Read& read) {
      std::vector<customers::CustomerListItem> items(1);
      items[0].id = kLi;
      const auto extension = customer_list_extension();
      extension.fill(read, items);
      const auto& filter = extension.filters.front();
      const auto population = tier_population(read.tx);
      std::vector<std::size_t> places;
      for (std::size_t i = 0; i < tiers_.size(); ++i) {
        if (account_head(read.tx, kLi).tier->id == tiers_[i].id) places.push_back(i);
        if (items[0].tier_name == tiers_[i].name) places.push_back(i);
        const auto text = "SELECT 1 FROM (SELECT CAST(" + to_string(kLi) + " AS BIGINT) AS customer_id) c WHERE " +
                          std::string(filter.before_value) + to_string(tiers_[i].id) + std::string(filter.after_value);
        if (read.tx.query_text(text, {}).next()) places.push_back(i);
        if (population[i].customers == 1) places.push_back(i);
      }
      return places;
    });
  }

  std::vector<Tier> tiers_;
};
HOMEPORT_ON_BOTH_ENGINES(points_tier_lifts);

using Places = std::vector<std::size_t>;

TEST_P(points_tier_lifts, screens_lists_and_counts_say_the_same_tier_when_thresholds_move) {
  sell();  // 390.00
  lift();
  EXPECT_EQ(said(), (Places{0, 0, 0, 0}));
  move_gold(39'001);
  EXPECT_EQ(lift(), 0);
  EXPECT_EQ(said(), (Places{0, 0, 0, 0}));
  move_gold(39'000);
  EXPECT_EQ(said(), (Places{0, 0, 0, 0}));  // until it is recorded, everywhere
  EXPECT_EQ(lift(), 1);
  EXPECT_EQ(lift(), 0);
  EXPECT_EQ(said(), (Places{1, 1, 1, 1}));
  EXPECT_EQ(kinds(), (std::vector<std::string>{"sale", "review"}));
  move_gold(200'000);  // nobody loses what he has
  EXPECT_EQ(lift(), 0);
  EXPECT_EQ(said(), (Places{1, 1, 1, 1}));
}

TEST_P(points_tier_lifts, a_change_lifts_without_waiting_for_the_minute) {
  kit::Jobs jobs(database_->runtime(), 1);
  kit::Outbox outbox;
  for (const auto& module : wallet_modules()) {
    if (module.add_jobs) module.add_jobs(jobs);
    if (module.add_subscriptions) module.add_subscriptions(outbox);
  }
  const auto let_news_pass = [&] {
    while (outbox.deliver_batch(database_->runtime()) > 0) {
    }
    jobs.run_due_here();
  };
  sell();           // 390.00
  let_news_pass();  // and with it what runs every minute
  move_gold(39'000);
  let_news_pass();  // the clock stands still
  EXPECT_EQ(said(), (Places{1, 1, 1, 1}));
}

TEST_P(points_tier_lifts, thresholds_lift_no_sooner_than_points_do) {
  publish([](StrategyVersion& s) { s.upgrade = programme::Upgrade::period_end; });
  sell();
  move_gold(30'000);
  EXPECT_EQ(lift(), 0);
  sell();
  EXPECT_EQ(said(), (Places{0, 0, 0, 0}));
}

}  // namespace
}  // namespace homeport::points
