#include "modules/follow_ups/store.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "modules/follow_ups/follow_ups_fixture.hpp"

namespace homeport::follow_ups {
namespace {

class follow_up_store : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (!IsSkipped()) desk_ = std::make_unique<FollowUpDesk>(GetParam());
  }
  void TearDown() override {
    if (desk_) {
      EXPECT_EQ(desk_->database.broken_invariants(desk_->modules()), std::vector<std::string>{});
    }
  }
  template <class Value>
  static std::string reason_of(const Result<Value>& result) {
    return result.ok() ? "" : result.refusal().reason;
  }
  [[nodiscard]] Time now() const { return desk_->database.clock().now(); }
  void later(std::int64_t seconds) { desk_->database.clock().advance_seconds(seconds); }
  std::int64_t open_tasks() {
    return desk_->database.read([&](const kit::Read& read) { return store::count_open_tasks(read.tx, desk_->lin); });
  }
  std::vector<TaskItem> tasks(const store::TaskFilter& filter) {
    return desk_->database.read([&](const kit::Read& read) {
      std::vector<TaskItem> items;
      auto query = store::tasks(desk_->actor(desk_->ann), filter);
      query.text(" ORDER BY t.due_at, t.task_id");
      for (auto rows = query.run(read.tx); rows.next();)
        items.push_back(store::read_task_row(rows).item);
      return items;
    });
  }

  std::unique_ptr<FollowUpDesk> desk_;
};
HOMEPORT_ON_BOTH_ENGINES(follow_up_store);

TEST_P(follow_up_store, what_was_written_is_what_is_read_newest_first) {
  const auto first = desk_->record(desk_->ann, [&](NewFollowUp& wanted) {
    wanted.kind = Kind::visit;
    wanted.result = ContactResult::interested;
    wanted.next_text = "Bring the samples";
    wanted.next_at = plus_days(now(), 1);
  });
  ASSERT_TRUE(first.ok()) << first.refusal().reason;
  later(60);
  ASSERT_TRUE(desk_->record(desk_->bob, "Wrote to her about the spring sale").ok());
  const auto found = desk_->database.read([&](const kit::Read& read) {
    return store::load_before(read.tx, desk_->lin, {kLastTime, INT64_MAX}, 10);
  });
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].staff_id, desk_->bob);
  EXPECT_EQ(found[1].id, first->id);
  EXPECT_EQ(found[1].kind, Kind::visit);
  EXPECT_EQ(found[1].result, ContactResult::interested);
  EXPECT_EQ(found[1].next_text, "Bring the samples");
  EXPECT_EQ(found[1].task_id, first->task_id);
  EXPECT_EQ(found[1].at, plus_seconds(now(), -60));
  EXPECT_EQ(found[1].staff_name, "ann");
}

TEST_P(follow_up_store, only_what_counts_reaches_the_pool) {
  desk_->owner = desk_->ann;
  EXPECT_EQ(desk_->record(desk_->ann, "Called, will come on Monday")->counts_reason, Counting::counted);
  EXPECT_EQ(desk_->record(desk_->ann, "called will come on monday!!")->counts_reason, Counting::repeated);
  EXPECT_EQ(desk_->record(desk_->ann, "ok")->counts_reason, Counting::too_short);
  EXPECT_EQ(desk_->record(desk_->bob, "Met him at the market, quite by chance")->counts_reason, Counting::not_owner);
  desk_->owner = StaffId{};  // public: nobody's follow-up moves a clock that isn't running
  EXPECT_EQ(desk_->record(desk_->ann, "Sent him the catalogue of autumn")->counts_reason, Counting::not_owner);
  EXPECT_EQ(desk_->counted.size(), 1U);
}

TEST_P(follow_up_store, only_the_last_ten_texts_are_compared) {
  const std::string text = "Talked about the blue sofa and its price";
  ASSERT_TRUE(desk_->record(desk_->ann, text)->counts);
  const std::vector<std::string> others{"alphabet",  "bookcases",  "curtains", "doorframes", "envelopes",
                                        "fireplace", "glasshouse", "hammocks", "insulation", "jugglery"};
  for (std::size_t i = 0; i + 1 < others.size(); ++i)
    ASSERT_TRUE(desk_->record(desk_->ann, "Asked for " + others[i] + others[i])->counts) << others[i];
  EXPECT_EQ(desk_->record(desk_->ann, text)->counts_reason, Counting::repeated);
  ASSERT_TRUE(desk_->record(desk_->ann, "Asked for " + others.back() + others.back())->counts);
  for (std::size_t i = 0; i + 1 < others.size(); ++i)
    ASSERT_TRUE(desk_->record(desk_->ann, others[i] + " came up once more by the way " + others[i]).ok());
  EXPECT_TRUE(desk_->record(desk_->ann, text)->counts);
}

TEST_P(follow_up_store, evidence_counts_whatever_its_text) {
  desk_->owner = desk_->ann;
  const auto hooks = desk_->hooks();
  const auto made = desk_->database.write([&](kit::Write& write) {
    return record_evidence(hooks, write, desk_->lin, desk_->ann, EvidenceKind::scan, "scan-7", "");
  });
  ASSERT_TRUE(made.ok()) << made.refusal().reason;
  EXPECT_TRUE(made->counts);
  EXPECT_EQ(made->evidence_ref, "scan-7");
  const auto stranger = desk_->database.write([&](kit::Write& write) {
    return record_evidence(hooks, write, desk_->lin, desk_->bob, EvidenceKind::scan, "scan-8", "");
  });
  EXPECT_EQ(stranger->counts_reason, Counting::not_owner);
}

TEST_P(follow_up_store, a_next_step_needs_its_date_and_lies_ahead) {
  EXPECT_EQ(reason_of(desk_->record(desk_->ann, [](NewFollowUp& wanted) { wanted.next_text = "Later"; })),
            "request.required");
  EXPECT_EQ(
      reason_of(desk_->record(desk_->ann, [&](NewFollowUp& wanted) { wanted.next_at = plus_seconds(now(), -3600); })),
      "follow_ups.task_in_past");
  EXPECT_EQ(open_tasks(), 0);
  EXPECT_EQ(desk_->counted.size(), 0U) << "what is refused counts for nothing";
}

TEST_P(follow_up_store, a_task_is_ones_own_unless_one_may_assign) {
  EXPECT_EQ(reason_of(desk_->plan(desk_->ann, 1, desk_->bob)), "access.permission_missing");
  const auto given = desk_->plan(desk_->ann, 1, desk_->bob, {"pool.assign"});
  ASSERT_TRUE(given.ok()) << given.refusal().reason;
  EXPECT_EQ(given->staff_id, desk_->bob);
  const auto close_as = [&](StaffId who, TaskState state) {
    return reason_of(desk_->database.write_as(
        desk_->actor(who), [&](kit::Write& write) { return close_task(write, desk_->lin, given->task_id, state); }));
  };
  EXPECT_EQ(close_as(desk_->ann, TaskState::done), "access.permission_missing");
  EXPECT_EQ(close_as(desk_->bob, TaskState::done), "");
  EXPECT_EQ(close_as(desk_->bob, TaskState::cancelled), "follow_ups.task_closed");
  EXPECT_EQ(open_tasks(), 0);
}

TEST_P(follow_up_store, an_edit_needs_the_version_it_was_made_from) {
  const auto task = desk_->plan(desk_->ann, 1);
  ASSERT_TRUE(task.ok());
  const auto edit = [&](std::int64_t version, std::string_view json) {
    return desk_->database.write_as(desk_->actor(desk_->ann), [&](kit::Write& write) {
      return edit_task(write, desk_->lin, task->task_id, version, json);
    });
  };
  EXPECT_EQ(edit(1, R"({"text":"Show two lamps"})")->version, 2);
  EXPECT_EQ(reason_of(edit(1, R"({"text":"Show three lamps"})")), "request.version_conflict");
  EXPECT_EQ(reason_of(edit(2, R"({"due_at":"2020-01-01T00:00:00Z"})")), "follow_ups.task_in_past");
  EXPECT_EQ(reason_of(edit(2, R"({"state":"done"})")), "request.read_only_field");
}

TEST_P(follow_up_store, a_customer_has_fifty_open_tasks_and_no_more) {
  for (std::int64_t i = 0; i < kMostOpenTasks; ++i)
    ASSERT_TRUE(desk_->plan(desk_->ann, 1).ok());
  EXPECT_EQ(reason_of(desk_->plan(desk_->ann, 1)), "follow_ups.too_many_tasks");
  EXPECT_EQ(open_tasks(), kMostOpenTasks);
}

TEST_P(follow_up_store, tasks_end_or_follow_the_customer_to_his_next_owner) {
  ASSERT_TRUE(desk_->plan(desk_->ann, 1).ok());
  ASSERT_TRUE(desk_->plan(desk_->ann, 2).ok());
  const auto moved = desk_->database.write([&](kit::Write& write) -> Result<std::int64_t> {
    return hand_over_tasks(write, desk_->lin, desk_->ann, desk_->bob);
  });
  EXPECT_EQ(moved.value(), 2);
  store::TaskFilter of_bob;
  of_bob.staff_id = desk_->bob;
  of_bob.state = "open";
  EXPECT_EQ(tasks(of_bob).size(), 2U);
  const auto ended = desk_->database.write(
      [&](kit::Write& write) -> Result<std::int64_t> { return cancel_tasks(write, desk_->lin, desk_->bob); });
  EXPECT_EQ(ended.value(), 2);
  EXPECT_EQ(open_tasks(), 0);
  of_bob.state = "cancelled";
  const auto closed = tasks(of_bob);
  ASSERT_EQ(closed.size(), 2U);
  EXPECT_EQ(closed[0].closed_at, now());
}

TEST_P(follow_up_store, a_calendar_takes_what_lies_between_two_moments) {
  for (const std::int64_t days : {1, 2, 3})
    ASSERT_TRUE(desk_->plan(desk_->ann, days).ok());
  store::TaskFilter filter;
  filter.from = plus_days(now(), 2);
  filter.before = plus_days(now(), 3);
  const auto found = tasks(filter);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].due_at, *filter.from);
}

TEST_P(follow_up_store, what_is_due_is_counted_for_oneself_and_while_it_is_open) {
  const auto due_of = [&](StaffId who) {
    return kit::in_read(desk_->database.runtime(), desk_->actor(who),
                        [](const kit::Read& read) { return count_due(read, plus_days(read.now, 2)); });
  };
  const auto task = desk_->plan(desk_->ann, 1);
  ASSERT_TRUE(task.ok());
  ASSERT_TRUE(desk_->plan(desk_->ann, 3).ok());
  EXPECT_EQ(due_of(desk_->ann), 1);
  EXPECT_EQ(due_of(desk_->bob), 0);
  const auto done = desk_->database.write_as(desk_->actor(desk_->ann), [&](kit::Write& write) {
    return close_task(write, desk_->lin, task->task_id, TaskState::done);
  });
  ASSERT_TRUE(done.ok()) << done.refusal().reason;
  EXPECT_EQ(due_of(desk_->ann), 0);
  later(2 * kSecondsPerDay);  // the other one is two days away no longer
  EXPECT_EQ(due_of(desk_->ann), 1);
}

TEST_P(follow_up_store, a_feed_shows_open_tasks_and_dies_with_its_address) {
  ASSERT_TRUE(desk_->plan(desk_->ann, 1).ok());
  const auto renew = [&] {
    return desk_->database
        .write_as(desk_->actor(desk_->ann), [](kit::Write& write) -> Result<NewFeed> { return renew_feed(write); })
        .value()
        .path.substr(std::string("/v1/calendars/").size());
  };
  const auto read_feed = [&](const std::string& token) {
    return desk_->database.read([&](const kit::Read& read) { return calendar_of(read.tx, token, read.now); });
  };
  const auto old = renew();
  ASSERT_TRUE(read_feed(old).ok());
  EXPECT_NE(read_feed(old)->find("Show the lamp"), std::string::npos);
  const auto fresh = renew();
  EXPECT_EQ(reason_of(read_feed(old)), "follow_ups.feed_unknown");
  EXPECT_TRUE(read_feed(fresh).ok());
  const auto disabled = desk_->database.write(
      [&](kit::Write& write) { return identity::disable_staff(desk_->chain.identity(), write, desk_->ann); });
  ASSERT_TRUE(disabled.ok()) << disabled.refusal().reason;
  EXPECT_EQ(reason_of(read_feed(fresh)), "follow_ups.feed_unknown");
}

TEST_P(follow_up_store, texts_that_went_to_many_are_found) {
  const auto hooks = desk_->hooks();
  for (int i = 0; i < 4; ++i) {
    const auto id = desk_->add_customer("Customer " + std::to_string(i), desk_->ann);
    NewFollowUp wanted;
    wanted.text = i < 3 ? "Called about our great offer " + std::to_string(i) : "Something else was said here";
    const auto made = desk_->database.write_as(
        desk_->actor(desk_->ann), [&](kit::Write& write) { return follow_ups::record(hooks, write, id, wanted); });
    ASSERT_TRUE(made.ok());
  }
  const auto found = [&](std::int64_t at_least) {
    return desk_->database.read([&](const kit::Read& read) {
      return alike_texts(read.tx, plus_seconds(now(), -60), plus_seconds(now(), 60), at_least);
    });
  };
  ASSERT_EQ(found(3).size(), 1U);
  EXPECT_EQ(found(3)[0].customers, 3);
  EXPECT_EQ(found(3)[0].staff_id, desk_->ann);
  EXPECT_TRUE(found(4).empty());
}

TEST_P(follow_up_store, the_same_text_from_many_screens_at_once_counts_once) {
  desk_->owner = desk_->ann;
  std::atomic<int> counted{0};
  std::vector<std::thread> threads;
  const auto actor = desk_->actor(desk_->ann);
  Hooks hooks;
  // What the pool does: the customer's row is locked until the end of the transaction.
  static const db::Sql kLock{"SELECT customer_id FROM customer WHERE customer_id = $1 /*for_update*/"};
  hooks.lock_owner = [&](kit::Write& write, CustomerId id) {
    (void)write.tx.query(kLock, id).next();
    return std::optional(desk_->ann);
  };
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      NewFollowUp wanted;
      wanted.text = "Called, will come on Monday";
      const auto made = desk_->database.write_as(
          actor, [&](kit::Write& write) { return follow_ups::record(hooks, write, desk_->lin, wanted); });
      counted += made.ok() && made->counts ? 1 : 0;
    });
  }
  for (auto& thread : threads)
    thread.join();
  EXPECT_EQ(counted.load(), 1);
}

}  // namespace
}  // namespace homeport::follow_ups
