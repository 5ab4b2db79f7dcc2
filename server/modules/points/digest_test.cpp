// The day's end of the ledger, reminders and the count of tiers, on both engines.

#include "modules/points/digest.hpp"

#include "modules/points/chain.hpp"
#include "modules/points/wallet_fixture.hpp"

namespace homeport::points {
namespace {

class points_days : public WalletTest {
 protected:
  bool close() { return close_day(database_->runtime(), system_); }
  std::int64_t remind() { return remind_of_expiries(database_->runtime(), system_); }
  std::vector<std::string> broken() { return database_->broken_invariants(wallet_modules()); }
  void run(const std::string& text) {
    database_->database().write([&](db::Transaction& tx) { tx.execute_text(text, {}); });
  }
  std::int64_t number(const std::string& text) {
    return database_->read([&](const Read& read) {
      auto rows = read.tx.query_text(text, {});
      return rows.next() ? rows.integer(0) : -1;
    });
  }
  kit::Actor system_ = kit::system_actor("test");
};
HOMEPORT_ON_BOTH_ENGINES(points_days);

TEST_P(points_days, a_day_is_closed_once_when_it_is_over) {
  sell();
  EXPECT_TRUE(close());  // yesterday, before there was anything
  EXPECT_FALSE(close());
  database_->clock().set(*parse_rfc3339("2026-11-21T16:04:59Z"));  // midnight in Shanghai, five minutes less one second
  EXPECT_FALSE(close());
  database_->clock().advance_seconds(1);
  EXPECT_TRUE(close());
  EXPECT_FALSE(close());
  EXPECT_EQ(number("SELECT count(*) FROM points_digest"), 2);
  EXPECT_EQ(number("SELECT wallet_points FROM points_programme_day WHERE programme_account = 'issued'"), -3'900);
  pay(100);
  pass_days(3);  // the days between are closed with the last of them
  EXPECT_TRUE(close());
  EXPECT_EQ(number("SELECT count(*) FROM points_digest"), 3);
  EXPECT_EQ(number("SELECT wallet_points FROM points_programme_day WHERE programme_account = 'redeemed'"), 100);
}

TEST_P(points_days, whoever_rewrites_a_chain_with_its_hashes_is_found_by_the_digest) {
  const auto entry_id = give(100);
  pass_days(1);
  ASSERT_TRUE(close());
  EXPECT_EQ(broken(), std::vector<std::string>{});
  auto entry = database_->read([&](const Read& read) { return *store::load_entry(read.tx, kLi, entry_id); });
  const auto old_hash = entry.hash;
  entry.note = "forged";
  const auto forged = chain_hash("", entry);
  run("UPDATE points_entry SET note = 'forged', hash = '" + forged + "'");
  run("UPDATE points_account SET head_hash = '" + forged + "'");
  const auto found = broken();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].find("is not what it was then"), std::string::npos);
  run("UPDATE points_entry SET note = NULL, hash = '" + old_hash + "'");
  run("UPDATE points_account SET head_hash = '" + old_hash + "'");
  run("UPDATE points_digest SET customers = customers + 1");
  EXPECT_EQ(broken().size(), 1U);
  run("UPDATE points_digest SET customers = customers - 1");
  run("UPDATE points_programme_day SET wallet_points = wallet_points + 1");
  EXPECT_EQ(broken().size(), 1U);
  run("UPDATE points_programme_day SET wallet_points = wallet_points - 1");
}

TEST_P(points_days, each_lot_is_reminded_of_once_a_stage) {
  give(100, in_days(40));
  give(100, in_days(6));
  give(100);
  EXPECT_EQ(remind(), 1);  // the second, of the week
  EXPECT_EQ(remind(), 0);
  pass_days(5);
  EXPECT_EQ(remind(), 1);  // the second, of the day
  pass_days(6);
  settle();
  EXPECT_EQ(remind(), 1);  // the first, of the month
  EXPECT_EQ(remind(), 0);
  EXPECT_EQ(number("SELECT count(*) FROM outbox WHERE topic = 'points.expiring'"), 3);
}

TEST_P(points_days, tiers_are_counted_now_and_then) {
  const auto population = [&] {
    return database_->read([](const Read& read) {
      std::vector<std::int64_t> counts;
      for (const auto& row : tier_population(read.tx))
        counts.push_back(row.customers);
      return counts;
    });
  };
  sell();
  EXPECT_EQ(population(), (std::vector<std::int64_t>{1, 0, 0}));  // nobody counted yet: now
  count_tiers(database_->runtime(), system_);
  sell();
  sell();  // Gold
  EXPECT_EQ(population(), (std::vector<std::int64_t>{1, 0, 0}));
  count_tiers(database_->runtime(), system_);
  EXPECT_EQ(population(), (std::vector<std::int64_t>{0, 1, 0}));
}

}  // namespace
}  // namespace homeport::points
