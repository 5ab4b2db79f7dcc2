// Points that will expire, as something to do for whoever looks after the customer.

#include "modules/points/expiry_reminders.hpp"

#include <gtest/gtest.h>

#include "modules/follow_ups/service.hpp"
#include "modules/points/wallet_fixture.hpp"
#include "support/test_chain.hpp"

namespace homeport::points {
namespace {

constexpr Time kNow{1'800'000'000'000'000};

Time after_days(std::int64_t days) { return plus_days(kNow, days); }

TEST(expiry_reminder_rules, one_reminder_speaks_of_a_month_and_leaves_time_to_tell) {
  struct Case {
    std::string what;
    std::vector<CustomerExpiry> expiries;
    std::vector<std::int64_t> expected;  // points, first, first_at, last_at, due_at in days; none: no reminder
  };
  const std::vector<Case> cases{
      {"nothing expires", {}, {}},
      {"not within the month", {{after_days(31), Points{500}}}, {}},
      {"already over", {{kNow, Points{500}}}, {}},
      {"at the edge of the month", {{after_days(30), Points{500}}}, {500, 500, 30, 30, 23}},
      {"several", {{after_days(20), Points{500}}, {after_days(28), Points{70}}}, {570, 500, 20, 28, 13}},
      {"one of them later", {{after_days(20), Points{500}}, {after_days(40), Points{70}}}, {500, 500, 20, 20, 13}},
      {"within the week: tomorrow", {{after_days(5), Points{500}}}, {500, 500, 5, 5, 1}},
      {"tomorrow: by then", {{after_days(1), Points{500}}}, {500, 500, 1, 1, 1}},
  };
  for (const auto& each : cases) {
    const auto plan = plan_expiry_reminder(each.expiries, kNow);
    std::vector<std::int64_t> found;
    const auto days = [](Time time) { return (time.us - kNow.us) / kMicrosPerDay; };
    if (plan) {
      found = {plan->points.hundredths, plan->first.hundredths, days(plan->first_at), days(plan->last_at),
               days(plan->due_at)};
    }
    EXPECT_EQ(found, each.expected) << each.what;
  }
}

TEST(expiry_reminder_rules, a_reminder_names_the_last_day_in_both_languages) {
  const auto zone = *TimeZone::find("Asia/Shanghai");
  ExpiryReminder reminder;
  reminder.points = reminder.first = Points{12'050};
  reminder.first_at = start_of_day(*parse_date("2026-12-01"), zone);
  const auto zh = [&] { return reminder_text(reminder, identity::Language::zh, zone); };
  const auto en = [&] { return reminder_text(reminder, identity::Language::en, zone); };
  EXPECT_EQ(zh(), "提醒客户：120.50 积分可用至 2026-11-30，过期作废");
  EXPECT_EQ(en(), "Tell the customer: 120.50 points can be spent until 2026-11-30, then they expire");
  reminder.points = Points{20'000};
  EXPECT_EQ(zh(), "提醒客户：200.00 积分将陆续到期，其中 120.50 积分可用至 2026-11-30");
  EXPECT_EQ(en(), "Tell the customer: 200.00 points expire soon; 120.50 of them can be spent until 2026-11-30");
}

class expiry_reminders : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), wallet_modules());
    chain_ = std::make_unique<test::TestChain>(*database_);
    for (const auto& module : wallet_modules()) {
      if (module.add_subscriptions) module.add_subscriptions(outbox_);
    }
    ann_ = hire("ann");
    database_->write([](Write& write) { programme::seed_defaults(write); });
    lin_ = add_customer("Lin", ann_);
  }
  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(wallet_modules()), std::vector<std::string>{});
    }
  }

  kit::StaffId hire(const std::string& name) {
    identity::Staff staff;
    staff.name = staff.sign_in_name = name;
    staff.org_unit_id = chain_->first_store();
    staff.language = identity::Language::en;
    return database_->write([&](Write& write) { return identity::create_staff(chain_->identity(), write, staff); })
        .value()
        .id;
  }
  CustomerId add_customer(const std::string& name, std::optional<kit::StaffId> owner) {
    customers::NewCustomer wanted;
    wanted.name = name;
    wanted.store_id = chain_->first_store();
    wanted.owner_staff_id = owner;
    return database_->write([&](Write& write) { return customers::create(write, wanted); }).value().id;
  }
  void give(CustomerId customer, std::int64_t points, std::int64_t days) {
    Grant wanted;
    wanted.points = Points{points};
    wanted.source_kind = "test";
    wanted.expires_at = plus_days(database_->clock().now(), days);
    const auto given = database_->write([&](Write& write) { return grant(write, customer, wanted); });
    ASSERT_TRUE(given.ok()) << given.refusal().detail;
  }
  void pass_days(std::int64_t days) { database_->clock().advance_days(days); }
  // What the hours do: whose points are due is told, and told on.
  void let_hours_pass() {
    remind_of_expiries(database_->runtime(), kit::system_actor("test"));
    while (outbox_.deliver_batch(database_->runtime()) > 0) {
    }
    follow_ups::end_lapsed_reminders(database_->runtime(), kit::system_actor("test"));
  }
  // "state staff text" of each task, the oldest first.
  std::vector<std::string> tasks() {
    return database_->read([&](const Read& read) {
      std::vector<std::string> found;
      const std::string text = "SELECT state, staff_id, text FROM follow_up_task ORDER BY task_id";
      for (auto rows = read.tx.query_text(text, {}); rows.next();) {
        const auto whose = rows.id<kit::StaffId>(1) == ann_ ? " ann " : " bob ";
        found.push_back(rows.string(0) + whose + rows.string(2));
      }
      return found;
    });
  }
  std::vector<std::string> listed() {
    return database_->read([&](const Read& read) {
      std::vector<std::string> found;
      auto query = store::expiry_rows(read.now, plus_days(read.now, 30));
      query.text(" ORDER BY l.due_at, l.id");
      for (auto rows = query.run(read.tx); rows.next();)
        found.push_back(rows.string(1) + ": " + (rows.is_null(6) ? "nobody" : rows.string(6)));
      return found;
    });
  }
  std::string close(follow_ups::TaskState state) {
    const auto id = database_->read([&](const Read& read) {
      auto rows = read.tx.query_text("SELECT max(task_id) FROM follow_up_task", {});
      return rows.next() ? rows.id<follow_ups::TaskId>(0) : follow_ups::TaskId{};
    });
    const auto closed = database_->write([&](Write& write) { return follow_ups::close_task(write, lin_, id, state); });
    return closed.ok() ? "" : closed.refusal().reason;
  }
  void hand_to(std::optional<kit::StaffId> owner) {
    const auto placed = database_->write([&](Write& write) {
      return customers::place(write, lin_, {owner, {}, false, 0});
    });
    ASSERT_TRUE(placed.ok()) << placed.refusal().reason;
  }

  std::unique_ptr<test::TestDatabase> database_;
  std::unique_ptr<test::TestChain> chain_;
  kit::Outbox outbox_;
  kit::StaffId ann_;
  CustomerId lin_;
};
HOMEPORT_ON_BOTH_ENGINES(expiry_reminders);

TEST_P(expiry_reminders, whoever_looks_after_a_customer_is_given_one_task_for_a_month) {
  give(lin_, 5'000, 29);
  give(lin_, 300, 33);
  give(add_customer("Nobody's", std::nullopt), 700, 5);
  EXPECT_EQ(listed(), (std::vector<std::string>{"Nobody's: nobody", "Lin: nobody"}));
  let_hours_pass();
  let_hours_pass();
  const std::string alone = " ann Tell the customer: 50.00 points can be spent until 2026-12-20, then they expire";
  EXPECT_EQ(tasks(), (std::vector<std::string>{"open" + alone}));
  EXPECT_EQ(listed(), (std::vector<std::string>{"Nobody's: nobody", "Lin: open"}));
  pass_days(4);  // the second lot comes within its month: the same task says both
  let_hours_pass();
  const std::string both =
      " ann Tell the customer: 53.00 points expire soon; 50.00 of them can be spent until 2026-12-20";
  EXPECT_EQ(tasks(), (std::vector<std::string>{"open" + both}));
  EXPECT_EQ(close(follow_ups::TaskState::done), "");
  pass_days(20);  // a week before, a day before: she has told him already
  let_hours_pass();
  pass_days(4);
  let_hours_pass();
  EXPECT_EQ(tasks(), (std::vector<std::string>{"done" + both}));
  give(lin_, 100, 8);
  pass_days(3);  // a month after the task there is something new to tell
  let_hours_pass();
  EXPECT_EQ(tasks().size(), 2U);
}

TEST_P(expiry_reminders, a_reminder_ends_with_what_it_is_about) {
  give(lin_, 5'000, 3);
  let_hours_pass();
  ASSERT_EQ(tasks().size(), 1U);
  EXPECT_EQ(tasks()[0].substr(0, 8), "open ann");
  pass_days(3);
  let_hours_pass();
  EXPECT_EQ(tasks()[0].substr(0, 13), "cancelled ann");
}

TEST_P(expiry_reminders, points_that_were_spent_meanwhile_are_not_told_of) {
  give(lin_, 5'000, 3);
  remind_of_expiries(database_->runtime(), kit::system_actor("test"));
  const auto spent =
      database_->write([&](Write& write) { return spend(write, lin_, Points{5'000}, SpendKind::gift, "test", 7); });
  ASSERT_TRUE(spent.ok());
  let_hours_pass();
  EXPECT_EQ(tasks(), std::vector<std::string>{});
}

TEST_P(expiry_reminders, a_new_owner_is_reminded_unless_it_was_done) {
  give(lin_, 5'000, 20);
  let_hours_pass();
  const auto bob = hire("bob");
  hand_to(bob);  // past the pool, which would have ended or moved the task
  pass_days(13);
  let_hours_pass();
  ASSERT_EQ(tasks().size(), 1U);
  EXPECT_EQ(tasks()[0].substr(0, 8), "open bob");
  EXPECT_EQ(close(follow_ups::TaskState::cancelled), "");
  hand_to(ann_);
  pass_days(6);
  let_hours_pass();
  ASSERT_EQ(tasks().size(), 2U);
  EXPECT_EQ(tasks()[1].substr(0, 8), "open ann");
}

TEST_P(expiry_reminders, nobody_is_asked_to_tell_a_disabled_customer) {
  const auto disabled = database_->write(
      [&](Write& write) { return customers::set_status(write, lin_, customers::CustomerStatus::disabled); });
  ASSERT_TRUE(disabled.ok()) << disabled.refusal().reason;
  give(lin_, 5'000, 3);
  let_hours_pass();
  EXPECT_EQ(tasks(), std::vector<std::string>{});
}

TEST_P(expiry_reminders, nobody_who_left_is_given_a_task) {
  const auto gone =
      database_->write([&](Write& write) { return identity::disable_staff(chain_->identity(), write, ann_); });
  ASSERT_TRUE(gone.ok()) << gone.refusal().reason;
  give(lin_, 5'000, 3);
  let_hours_pass();
  EXPECT_EQ(tasks(), std::vector<std::string>{});
}

}  // namespace
}  // namespace homeport::points
