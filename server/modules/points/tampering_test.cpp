// Whoever changes wallets, adjustments or blocks past the program is found, by name and by what he changed; whatever
// the program itself does is not. On both engines.

#include "modules/customers/service.hpp"
#include "modules/points/remembered.hpp"
#include "modules/points/wallet_fixture.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::points {
namespace {

class points_tampering : public WalletTest {
 protected:
  void SetUp() override {
    WalletTest::SetUp();
    if (IsSkipped()) return;
    chain_ = std::make_unique<test::TestChain>(*database_);
    const auto made = database_->write([&](Write& write) {
      customers::NewCustomer wanted;
      wanted.name = "Li";
      wanted.store_id = chain_->first_store();
      return customers::create(write, wanted);
    });
    ASSERT_TRUE(made.ok());
    li_ = made->id;
  }

  kit::Actor staff(std::int64_t id) {
    return test::staff_actor(id, {std::string(kAdjustPermission), std::string(kApprovePermission)});
  }
  AdjustmentId ask(std::int64_t wallet) {
    const auto made = database_->write_as(staff(5), [&](Write& write) {
      return adjust(write, li_, {Points{wallet}, Points{}, "goodwill"});
    });
    EXPECT_TRUE(made.ok());
    return made->id;
  }
  void give_li(std::int64_t points, std::optional<Time> expires_at = {}, std::optional<Time> activates_at = {}) {
    Grant wanted{.points = Points{points}, .source_kind = "test"};
    wanted.expires_at = expires_at;
    wanted.activates_at = activates_at;
    const auto made = database_->write([&](Write& write) { return grant(write, li_, wanted); });
    ASSERT_TRUE(made.ok());
    database_->clock().advance_seconds(1);
  }
  void block(bool is_blocked) {
    const auto done =
        database_->write([&](Write& write) { return block_wallet(write, li_, "stolen card", is_blocked); });
    ASSERT_TRUE(done.ok());
  }
  void run(const std::string& text) {
    database_->database().write([&](db::Transaction& tx) { tx.execute_text(text, {}); });
  }
  std::vector<std::string> found() {
    return database_->read([](const Read& read) { return changed_past_the_ledger(read.tx); });
  }

  // Lots of 400 and 300, the later expiring first and so drawn first; one pending; a spending of both; a waiting
  // adjustment, one made, one refused; a blocked wallet.
  void live() {
    give_li(400, in_days(30));
    give_li(300, in_days(10));
    give_li(200, in_days(60), in_days(5));
    ASSERT_TRUE(
        database_->write([&](Write& write) { return spend(write, li_, Points{350}, SpendKind::gift, "test", 1); })
            .ok());
    ask(50);
    ask(100'001);
    const auto refused = ask(100'002);
    ASSERT_TRUE(
        database_->write_as(staff(6), [&](Write& write) { return refuse_adjustment(write, refused, {"too much"}); })
            .ok());
    block(true);
  }

  std::unique_ptr<test::TestChain> chain_;
  CustomerId li_;
};
HOMEPORT_ON_BOTH_ENGINES(points_tampering);

struct Tampering {
  const char* change;
  const char* undo;
  const char* named;
};
const std::vector<Tampering> kTamperings{
    Tampering{"UPDATE points_lot SET expires_at = expires_at + 1 WHERE granted_points = 400",
              "UPDATE points_lot SET expires_at = expires_at - 1 WHERE granted_points = 400", "expires_at is"},
    Tampering{"UPDATE points_lot SET expires_at = expires_at + 1, due_at = due_at + 1 WHERE granted_points = 400",
              "UPDATE points_lot SET expires_at = expires_at - 1, due_at = due_at - 1 WHERE granted_points = 400",
              "expires_at is"},
    Tampering{"UPDATE points_lot SET due_at = due_at + 1 WHERE granted_points = 400",
              "UPDATE points_lot SET due_at = due_at - 1 WHERE granted_points = 400", "when it is due"},
    Tampering{"UPDATE points_lot SET activates_at = activates_at - 1 WHERE granted_points = 200",
              "UPDATE points_lot SET activates_at = activates_at + 1 WHERE granted_points = 200", "activates_at is"},
    Tampering{"UPDATE points_lot SET state = 'active' WHERE granted_points = 200",
              "UPDATE points_lot SET state = 'pending' WHERE granted_points = 200",
              "state is \"active\" and was recorded as \"pending\""},
    Tampering{"UPDATE points_lot SET state = 'expired' WHERE granted_points = 400",
              "UPDATE points_lot SET state = 'active' WHERE granted_points = 400",
              "state is \"expired\" and was recorded as \"active\""},
    Tampering{"UPDATE points_lot SET idle_months = 3 WHERE granted_points = 400",
              "UPDATE points_lot SET idle_months = NULL WHERE granted_points = 400", "idle_months is 3"},
    Tampering{"UPDATE points_lot SET granted_at = granted_at + 1 WHERE granted_points = 400",
              "UPDATE points_lot SET granted_at = granted_at - 1 WHERE granted_points = 400", "granted_at is"},
    Tampering{"UPDATE points_lot SET granted_points = 401, left_points = left_points + 1 "
              "WHERE granted_points = 400",
              "UPDATE points_lot SET granted_points = 400, left_points = left_points - 1 "
              "WHERE granted_points = 401",
              "granted_points is 401 and was recorded as 400"},
    // The 50 drawn of the 400 were drawn of the 200, says the table: nothing is missing in any sum.
    Tampering{"UPDATE points_draw SET lot_id = (SELECT id FROM points_lot WHERE granted_points = 200) "
              "WHERE points = 50",
              "UPDATE points_draw SET lot_id = (SELECT id FROM points_lot WHERE granted_points = 400) "
              "WHERE points = 50",
              "drew from lot"},
    Tampering{"UPDATE points_draw SET draw_no = draw_no + 7", "UPDATE points_draw SET draw_no = draw_no - 7",
              "draw_no is 8 and was recorded as 1"},
    Tampering{"UPDATE points_draw SET points = 49 WHERE points = 50",
              "UPDATE points_draw SET points = 50 WHERE points = 49", "points is 49 and was recorded as 50"},
    Tampering{"UPDATE points_adjustment SET wallet_points = 100011 WHERE wallet_points = 100001",
              "UPDATE points_adjustment SET wallet_points = 100001 WHERE wallet_points = 100011",
              "wallet_points is 100011 and was recorded as 100001"},
    Tampering{"UPDATE points_adjustment SET wallet_points = 60 WHERE wallet_points = 50",
              "UPDATE points_adjustment SET wallet_points = 50 WHERE wallet_points = 60",
              "wallet_points is 60 and was recorded as 50"},
    Tampering{"UPDATE points_adjustment SET state = 'waiting' WHERE state = 'refused'",
              "UPDATE points_adjustment SET state = 'refused' WHERE wallet_points = 100002",
              "state is \"waiting\" and was recorded as \"refused\""},
    Tampering{"UPDATE points_adjustment SET reason = 'birthday' WHERE wallet_points = 50",
              "UPDATE points_adjustment SET reason = 'goodwill' WHERE wallet_points = 50",
              "reason is \"birthday\" and was recorded as \"goodwill\""},
    Tampering{"UPDATE points_adjustment SET requested_by = 9 WHERE state = 'waiting'",
              "UPDATE points_adjustment SET requested_by = 5 WHERE state = 'waiting'", "requested_by is"},
    Tampering{"UPDATE points_adjustment SET decision_note = 'why not' WHERE state = 'refused'",
              "UPDATE points_adjustment SET decision_note = 'too much' WHERE state = 'refused'", "decision_note is"},
    Tampering{"UPDATE points_adjustment SET entry_id = entry_id + 1 WHERE wallet_points = 50",
              "UPDATE points_adjustment SET entry_id = entry_id - 1 WHERE wallet_points = 50", "was not made by entry"},
    Tampering{"UPDATE points_account SET blocked_at = blocked_at + 1",
              "UPDATE points_account SET blocked_at = blocked_at - 1", "was recorded as blocked at"},
};

TEST_P(points_tampering, what_is_changed_past_the_ledger_is_found_and_named) {
  live();
  ASSERT_EQ(found(), std::vector<std::string>{});
  for (const auto& c : kTamperings) {
    run(c.change);
    const auto complaints = found();
    ASSERT_FALSE(complaints.empty()) << c.change;
    bool is_named = false;
    for (const auto& complaint : complaints) {
      EXPECT_NE(complaint.find("customer " + to_string(li_)), std::string::npos) << complaint;
      is_named = is_named || complaint.find(c.named) != std::string::npos;
    }
    EXPECT_TRUE(is_named) << c.change << " → " << complaints.front();
    run(c.undo);
    ASSERT_EQ(found(), std::vector<std::string>{}) << c.undo;
  }
}

TEST_P(points_tampering, what_is_gone_or_was_never_recorded_is_found) {
  live();
  const auto counts = [&](const std::string& change, const std::string& named) {
    const auto before = found().size();
    run(change);
    const auto complaints = found();
    EXPECT_GT(complaints.size(), before) << change;
    EXPECT_TRUE(std::any_of(complaints.begin(), complaints.end(), [&](const auto& complaint) {
      return complaint.find(named) != std::string::npos;
    })) << change;
  };
  counts(
      "INSERT INTO points_adjustment (customer_id, id, kind, state, wallet_points, combined_points, reason, "
      "requested_at) VALUES (" +
          to_string(li_) + ", 77, 'grant', 'waiting', 5, 0, 'mine', 1)",
      "adjustment 77 of customer " + to_string(li_) + " was asked for by no entry");
  counts(
      "INSERT INTO points_lot (customer_id, id, entry_id, state, granted_points, left_points, reserved_points, "
      "granted_at, reminded_days) VALUES (4711, 78, 1, 'active', 5, 5, 0, 1, 0)",
      "lot 78 of customer 4711 was opened by no entry");
  counts("DELETE FROM points_adjustment WHERE state = 'refused'", "of customer " + to_string(li_) + " is gone");
  counts("UPDATE points_account SET blocked_at = NULL", "is free and was recorded as blocked at");
  // What was put there is taken away; what was taken away stays found.
  run("DELETE FROM points_adjustment WHERE id = 77");
  run("DELETE FROM points_lot WHERE customer_id = 4711");
  EXPECT_EQ(found().size(), 2U);
  database_.reset();  // it is honest no more
}

TEST_P(points_tampering, a_changed_life_is_found_even_after_the_program_has_used_the_lot) {
  give_li(400, in_days(30));
  run("UPDATE points_lot SET expires_at = expires_at + 86400000000, due_at = due_at + 86400000000");
  ASSERT_TRUE(
      database_->write([&](Write& write) { return spend(write, li_, Points{10}, SpendKind::gift, "test", 1); }).ok());
  auto complaints = found();
  ASSERT_EQ(complaints.size(), 1U);
  EXPECT_NE(complaints[0].find("had been changed when entry 2 moved it"), std::string::npos) << complaints[0];
  database_.reset();  // it is honest no more
}

TEST_P(points_tampering, lives_that_change_by_the_rules_are_nothing_to_complain_of) {
  publish([](StrategyVersion& s) {
    s.expiry = programme::Expiry::by_activity;
    s.expiry_months = 1;
  });
  give_li(400);
  give_li(300, {}, in_days(2));
  pass_days(3);
  settle();  // of age
  EXPECT_EQ(found(), std::vector<std::string>{});
  pass_days(20);
  ASSERT_TRUE(
      database_->write([&](Write& write) { return spend(write, li_, Points{10}, SpendKind::gift, "test", 1); }).ok());
  pass_days(12);
  settle();  // kept alive by the spending
  EXPECT_EQ(found(), std::vector<std::string>{});
  const auto held = database_->write(
      [&](Write& write) { return hold(write, li_, Points{20}, plus_seconds(write.now, 3'600), "reservation", 1); });
  ASSERT_TRUE(held.ok());
  EXPECT_EQ(found(), std::vector<std::string>{});
  pass_days(60);
  settle();  // released, and expired
  EXPECT_EQ(found(), std::vector<std::string>{});
  ASSERT_TRUE(database_
                  ->write([&](Write& write) -> Result<EntryId> {
                    for (auto rows = write.tx.query_text("SELECT id FROM points_entry WHERE kind = 'spend'", {});
                         rows.next();)
                      return give_back(write, li_, rows.id<EntryId>(0), Points{10});
                    return EntryId{};
                  })
                  .ok());
  block(true);
  block(false);
  EXPECT_EQ(found(), std::vector<std::string>{});
}

TEST(points_remembered, the_life_of_a_lot_changes_by_a_few_kinds_of_entries_only) {
  const Time granted{1'000}, later{2'000}, last{3'000};
  Lot lot;
  lot.state = LotState::active;
  lot.granted_at = granted;
  lot.expires_at = later;
  const auto changed = [&](LotState state, std::optional<Time> expires_at, std::optional<std::int64_t> months = {}) {
    LotChange change;
    change.state = state;
    change.activates_at = lot.activates_at;
    change.expires_at = expires_at;
    change.idle_months = months;
    return change;
  };
  const auto longer = changed(LotState::active, last);
  const auto expired = changed(LotState::expired, later);
  EXPECT_TRUE(may_live_on(EntryKind::spend, granted, lot, changed(LotState::active, later)));
  EXPECT_FALSE(may_live_on(EntryKind::spend, granted, lot, longer));
  EXPECT_FALSE(may_live_on(EntryKind::expiry, granted, lot, expired));  // not yet
  EXPECT_TRUE(may_live_on(EntryKind::expiry, later, lot, expired));
  EXPECT_FALSE(may_live_on(EntryKind::spend, later, lot, expired));
  EXPECT_FALSE(may_live_on(EntryKind::give_back, granted, lot, longer));  // it has not expired
  EXPECT_TRUE(may_live_on(EntryKind::give_back, later, lot, longer));
  EXPECT_FALSE(may_live_on(EntryKind::life_change, granted, lot, longer));  // it does not live by activity
  lot.idle_months = 1;
  EXPECT_TRUE(may_live_on(EntryKind::life_change, granted, lot, changed(LotState::active, last, 1)));
  EXPECT_FALSE(may_live_on(EntryKind::life_change, granted, lot, changed(LotState::active, last, 2)));
  EXPECT_TRUE(may_live_on(EntryKind::expiry, last, lot, changed(LotState::expired, last, 1)));
  lot.idle_months.reset();
  lot.state = LotState::pending;
  lot.activates_at = later;
  const auto of_age = changed(LotState::active, later);
  EXPECT_FALSE(may_live_on(EntryKind::spend, granted, lot, of_age));
  EXPECT_TRUE(may_live_on(EntryKind::spend, later, lot, of_age));
  EXPECT_TRUE(may_live_on(EntryKind::life_change, granted, lot, of_age));
}

}  // namespace
}  // namespace homeport::points
