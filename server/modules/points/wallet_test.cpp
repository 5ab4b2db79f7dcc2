// Wallets on both engines: lots, holds, spending, giving back, expiry, and many tills at one wallet.

#include <atomic>
#include <thread>

#include "modules/points/wallet_fixture.hpp"

namespace homeport::points {
namespace {

using programme::Activation;
using programme::Expiry;

class points_wallet : public WalletTest {};
HOMEPORT_ON_BOTH_ENGINES(points_wallet);

TEST_P(points_wallet, a_sale_opens_a_lot_and_a_spending_draws_it) {
  const auto sold = sell();
  EXPECT_EQ(sold.quote.wallet.hundredths, 3'900);
  EXPECT_EQ(wallet(), (Wallet{3'900, 0, 0, 0}));
  EXPECT_EQ(try_pay(3'901).refusal().reason, "points.balance_too_low");
  const auto spending = pay(1'000);
  EXPECT_EQ(wallet(), (Wallet{2'900, 0, 0, 0}));
  database_->read([&](const Read& read) {
    const auto draws = store::load_draws(read.tx, kLi, spending);
    ASSERT_EQ(draws.size(), 1U);
    EXPECT_EQ(draws[0].lot_id.value, sold.entry.value);
  });
  for (const auto amount : {0L, -5L, kMaxAmount + 1})
    EXPECT_EQ(try_pay(amount).refusal().reason, "points.amount_out_of_range");
}

TEST_P(points_wallet, lots_are_spent_in_the_order_of_their_expiry) {
  const auto lasting = give(100);
  const auto late = give(100, in_days(20));
  const auto soon = give(100, in_days(10));
  const auto spending = pay(250);
  database_->read([&](const Read& read) {
    const auto draws = store::load_draws(read.tx, kLi, spending);
    ASSERT_EQ(draws.size(), 3U);
    EXPECT_EQ(draws[0].lot_id.value, soon.value);
    EXPECT_EQ(draws[1].lot_id.value, late.value);
    EXPECT_EQ(draws[2].lot_id.value, lasting.value);
    EXPECT_EQ(draws[2].points.hundredths, 50);
  });
}

TEST_P(points_wallet, held_points_cannot_be_spent_elsewhere) {
  give(100);
  const auto held = try_hold(70);
  ASSERT_TRUE(held.ok());
  EXPECT_EQ(wallet(), (Wallet{30, 0, 70, 0}));
  EXPECT_EQ(try_pay(31).refusal().reason, "points.balance_too_low");
  EXPECT_EQ(try_hold(31).refusal().reason, "points.balance_too_low");
  EXPECT_EQ(commit(*held), "ok");
  EXPECT_EQ(wallet(), (Wallet{30, 0, 0, 0}));
  EXPECT_EQ(commit(*held), "points.hold_expired");
  const auto other = try_hold(30);
  release(*other);
  release(*other);  // again changes nothing
  EXPECT_EQ(wallet(), (Wallet{30, 0, 0, 0}));
  EXPECT_EQ(commit(*other), "points.hold_expired");
  EXPECT_EQ(commit(HoldId{5}), "points.hold_unknown");
  EXPECT_EQ(try_hold(1, 0).refusal().reason, "points.hold_too_long");
  EXPECT_EQ(try_hold(1, kMostHoldSeconds + 1).refusal().reason, "points.hold_too_long");
}

TEST_P(points_wallet, a_hold_ends_by_itself) {
  give(100);
  const auto held = try_hold(100, 60);
  database_->clock().advance_seconds(60);
  EXPECT_EQ(wallet(), (Wallet{100, 0, 0, 0}));  // seen before anything was written
  EXPECT_EQ(commit(*held), "points.hold_expired");
  pay(100);
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 0}));
}

TEST_P(points_wallet, points_reserved_before_they_expire_can_still_be_spent) {
  give(100, in_days(1));
  const auto held = try_hold(60, kMostHoldSeconds);
  database_->clock().set(plus_seconds(in_days(1), -1));
  EXPECT_EQ(settle(), 0);
  const auto later = try_hold(40, 60);
  database_->clock().advance_seconds(2);
  EXPECT_EQ(commit(*held), "points.hold_expired");  // as long as the lot
  EXPECT_EQ(commit(*later), "ok");                  // beyond it
  EXPECT_EQ(settle(), 1);
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 0}));
  EXPECT_EQ(kinds(), (std::vector<std::string>{"grant", "spend", "expiry"}));
}

TEST_P(points_wallet, what_is_spent_goes_back_to_the_lots_it_came_from) {
  give(100, in_days(5));
  give(100, in_days(9));
  const auto spending = pay(150);
  EXPECT_EQ(give_points_back(spending, 100), "ok");
  EXPECT_EQ(wallet(), (Wallet{150, 0, 0, 0}));
  EXPECT_EQ(give_points_back(spending, 51), "points.given_back_already");
  EXPECT_EQ(give_points_back(spending, 50), "ok");
  EXPECT_EQ(give_points_back(spending, 1), "points.given_back_already");
  EXPECT_EQ(give_points_back(EntryId{5}, 1), "points.entry_unknown");
  const auto grant_entry = give(1);
  EXPECT_EQ(give_points_back(grant_entry, 1), "points.not_a_spending");
  EXPECT_EQ(wallet(), (Wallet{201, 0, 0, 0}));
}

TEST_P(points_wallet, points_given_back_after_their_expiry_live_a_little_longer) {
  give(100, in_days(5));
  const auto spending = pay(80);
  pass_days(6);
  EXPECT_EQ(settle(), 1);  // the other 20
  EXPECT_EQ(give_points_back(spending, 80), "ok");
  EXPECT_EQ(wallet(), (Wallet{80, 0, 0, 0}));
  pass_days(30);
  EXPECT_EQ(settle(), 0);
  pass_days(1);
  EXPECT_EQ(settle(), 1);
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 0}));
}

TEST_P(points_wallet, points_wait_for_the_end_of_the_return_window) {
  publish([](StrategyVersion& s) {
    s.activation = Activation::after_return_window;
    s.return_window_days = 14;
    s.expiry = Expiry::rolling;
    s.expiry_months = 1;
  });
  sell();
  EXPECT_EQ(wallet(), (Wallet{0, 3'900, 0, 0}));
  EXPECT_EQ(try_pay(1).refusal().reason, "points.balance_too_low");
  pass_days(14);
  EXPECT_EQ(wallet(), (Wallet{3'900, 0, 0, 0}));
  EXPECT_EQ(settle(), 1);
  pay(900);
  pass_days(40);
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 0}));
  EXPECT_EQ(settle(), 1);
  EXPECT_EQ(kinds(), (std::vector<std::string>{"sale", "spend", "expiry"}));
}

TEST_P(points_wallet, points_wait_for_somebody_to_say_so) {
  publish([](StrategyVersion& s) { s.activation = Activation::on_event; });
  const auto sold = sell();
  pass_days(400);
  EXPECT_EQ(wallet(), (Wallet{0, 3'900, 0, 0}));
  const auto activate = [&] {
    return outcome_of([&](Write& write) { return activate_lot(write, kLi, LotId{sold.entry.value}); });
  };
  EXPECT_EQ(activate(), "ok");
  EXPECT_EQ(activate(), "points.lot_not_pending");
  EXPECT_EQ(wallet(), (Wallet{3'900, 0, 0, 0}));
}

TEST_P(points_wallet, activity_keeps_points_alive) {
  publish([](StrategyVersion& s) {
    s.expiry = Expiry::by_activity;
    s.expiry_months = 1;
  });
  sell();
  pass_days(25);
  pay(100);
  pass_days(25);
  EXPECT_EQ(settle(), 1);
  EXPECT_EQ(wallet(), (Wallet{3'800, 0, 0, 0}));
  pass_days(20);
  EXPECT_EQ(settle(), 1);
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 0}));
}

TEST_P(points_wallet, a_grant_that_nobody_could_spend_is_refused) {
  Grant wanted{.points = Points{1}, .source_kind = "test"};
  wanted.expires_at = database_->clock().now();
  EXPECT_EQ(outcome_of([&](Write& write) { return grant(write, kLi, wanted); }), "points.expires_too_early");
}

TEST_P(points_wallet, many_tills_at_one_wallet_spend_no_more_than_there_is) {
  constexpr int kTills = 6;
  constexpr std::int64_t kEach = 70;
  give(200);
  give(150, in_days(3));
  std::atomic<int> successes{0};
  std::vector<std::thread> tills;
  for (int i = 0; i < kTills; ++i) {
    tills.emplace_back([&, i] {
      const auto paid = i % 2 == 0 ? try_pay(kEach).ok() : [&] {
        const auto held = try_hold(kEach);
        return held.ok() && commit(*held) == "ok";
      }();
      if (paid) ++successes;
    });
  }
  for (auto& till : tills)
    till.join();
  EXPECT_EQ(successes, 350 / kEach);
  EXPECT_EQ(wallet(), (Wallet{0, 0, 0, 0}));
}

TEST_P(points_wallet, a_row_that_was_tampered_with_is_found) {
  sell();
  pay(500);
  const auto spoil = [&](const std::string& text) {
    database_->database().write([&](db::Transaction& tx) { tx.execute_text(text, {}); });
  };
  const std::vector<std::pair<std::string, std::string>> tricks{
      {"UPDATE points_entry SET note = 'x' WHERE entry_no = 1",
       "UPDATE points_entry SET note = NULL WHERE entry_no = 1"},
      {"UPDATE points_entry SET wallet_points = wallet_points - 1 WHERE entry_no = 2",
       "UPDATE points_entry SET wallet_points = wallet_points + 1 WHERE entry_no = 2"},
      {"UPDATE points_lot SET left_points = left_points - 1", "UPDATE points_lot SET left_points = left_points + 1"},
      {"UPDATE points_draw SET points = points - 1", "UPDATE points_draw SET points = points + 1"},
      {"UPDATE points_account SET head_hash = 'x' || head_hash",
       "UPDATE points_account SET head_hash = substr(head_hash, 2)"},
      {"UPDATE points_account SET available_points = available_points + 1, wallet_points = wallet_points + 1",
       "UPDATE points_account SET available_points = available_points - 1, wallet_points = wallet_points - 1"},
  };
  for (const auto& [spoils, mends] : tricks) {
    spoil(spoils);
    EXPECT_FALSE(database_->broken_invariants(wallet_modules()).empty()) << spoils;
    spoil(mends);
    EXPECT_TRUE(database_->broken_invariants(wallet_modules()).empty()) << mends;
  }
}

TEST_P(points_wallet, every_movement_is_explained_in_both_languages) {
  const auto sold = sell();
  const auto granted = give(100, in_days(5));
  const auto spending = pay(150);
  EXPECT_EQ(give_points_back(spending, 20), "ok");
  take_back(sold, 4);
  pass_days(6);
  settle();
  database_->read([&](const Read& read) {
    for (auto rows = read.tx.query_text("SELECT id FROM points_entry", {}); rows.next();) {
      const auto explanation = explain_entry(read, kLi, rows.id<EntryId>(0));
      ASSERT_TRUE(explanation.ok());
      EXPECT_FALSE(explanation->title_en.empty());
      EXPECT_FALSE(explanation->title_zh.empty());
      for (const auto& step : explanation->steps) {
        EXPECT_FALSE(step.text_en.empty());
        EXPECT_FALSE(step.text_zh.empty());
      }
    }
    const auto steps = explain_entry(read, kLi, spending)->steps;
    EXPECT_EQ(steps[0].text_en, "Wallet: -1.50 for a gift; balance 38.50.");
    EXPECT_EQ(steps[1].text_en.substr(0, 50), "1.00 come from the points granted on 2026-11-21, e");
    EXPECT_EQ(explain_entry(read, kLi, granted)->steps[1].key, "lot_life");
  });
}

}  // namespace
}  // namespace homeport::points
