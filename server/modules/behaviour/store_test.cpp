#include "modules/behaviour/store.hpp"

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "modules/behaviour/behaviour_fixture.hpp"

namespace homeport::behaviour {
namespace {

class behaviour_store : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    desk_ = std::make_unique<BehaviourDesk>(GetParam());
    lin_ = desk_->add_customer("Lin");
  }
  void TearDown() override {
    if (desk_) {
      EXPECT_EQ(desk_->database.broken_invariants(fixture_modules()), std::vector<std::string>{});
    }
  }
  void later(std::int64_t seconds) { desk_->database.clock().advance_seconds(seconds); }
  std::vector<MarkSum> marks() {
    return desk_->database.read([&](const kit::Read& read) { return marks_of(read.tx, lin_); });
  }
  // The state of a new event, with the reason where it gave nothing.
  std::string outcome(const std::function<void(EventRequest&)>& change = {}) {
    const auto recorded = desk_->record(lin_, change);
    if (!recorded.ok()) return recorded.refusal().reason;
    const auto& event = recorded->event;
    if (event.why_not) return std::string(word_of(*event.why_not));
    return std::string(word_of(event.state));
  }

  std::unique_ptr<BehaviourDesk> desk_;
  CustomerId lin_;
};
HOMEPORT_ON_BOTH_ENGINES(behaviour_store);

TEST_P(behaviour_store, a_chain_begins_with_seven_kinds_and_adds_its_own) {
  desk_->database.write([](kit::Write& write) { seed_defaults(write); });
  const auto add = [&](const std::string& code) {
    return desk_->database.write([&](kit::Write& write) {
      Kind kind;
      kind.code = code;
      kind.name_en = "Share";
      kind.name_zh = "转发";
      return create_kind(write, kind);
    });
  };
  ASSERT_TRUE(add("share").ok());
  EXPECT_EQ(reason_of(add("share")), "behaviour.code_taken");
  EXPECT_EQ(reason_of(add("visit")), "behaviour.code_taken");
  desk_->database.read([](const kit::Read& read) { EXPECT_EQ(kinds(read.tx).size(), 8U); });
}

TEST_P(behaviour_store, an_event_and_a_rule_come_back_as_they_were_saved) {
  const auto rule = desk_->add_rule([](Rule& r) {
    r.marks = -3;
    r.dimension = "service";
    r.most_per_day = 1;
    r.most_per_month = 2;
    r.most_in_all = 3;
    r.cool_down_s = 60;
    r.effective_to = kLastTime;
  });
  const auto recorded = desk_->record(lin_, [](EventRequest& r) {
    r.source = "shop";
    r.source_ref = "r-1";
    r.evidence = "Five stars\nwith a picture";
  });
  ASSERT_TRUE(recorded.ok());
  desk_->database.read([&](const kit::Read& read) {
    EXPECT_EQ(to_json(*load_rule(read.tx, rule.id), View{}), to_json(rule, View{}));
    EXPECT_EQ(to_json(*load_event(read.tx, lin_, recorded->event.id), View{}), to_json(recorded->event, View{}));
  });
}

TEST_P(behaviour_store, an_event_brings_points_and_marks_and_its_reversal_takes_them_back) {
  desk_->add_rule([](Rule& r) {
    r.marks = 4;
    r.dimension = "activity";
    r.most_in_all = 2;
  });
  const auto first = desk_->record(lin_);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->event.state, EventState::granted);
  EXPECT_EQ(outcome(), "granted");
  EXPECT_EQ(outcome(), "cap_in_all");
  ASSERT_EQ(marks().size(), 1U);
  EXPECT_EQ(marks().front().marks, 8);
  const auto reverse = [&] {
    return desk_->as(2, [&](kit::Write& write) { return reverse_event(write, lin_, first->event.id, "not hers"); });
  };
  ASSERT_TRUE(reverse().ok());
  EXPECT_EQ(reason_of(reverse()), "behaviour.not_granted");
  EXPECT_EQ(marks().front().marks, 4);
  EXPECT_EQ(desk_->points_of(lin_), 1'000);
  EXPECT_EQ(outcome(), "granted") << "what was taken back frees its place";
}

TEST_P(behaviour_store, caps_by_day_and_month_follow_the_calendar_of_the_chain) {
  desk_->add_rule([](Rule& r) {
    r.most_per_day = 1;
    r.most_per_month = 2;
  });
  EXPECT_EQ(outcome(), "granted");
  EXPECT_EQ(outcome(), "cap_day");
  later(8 * 3600);  // 16:00 UTC: the next day in Shanghai
  EXPECT_EQ(outcome(), "granted");
  later(kSecondsPerDay);
  EXPECT_EQ(outcome(), "cap_month");
  later(10 * kSecondsPerDay);
  EXPECT_EQ(outcome(), "granted");
  EXPECT_EQ(desk_->points_of(lin_), 3'000);
}

TEST_P(behaviour_store, a_cool_down_holds_in_both_directions) {
  desk_->add_rule([](Rule& r) { r.cool_down_s = 3'600; });
  later(7'200);
  const auto now = desk_->database.clock().now();
  EXPECT_EQ(outcome(), "granted");
  EXPECT_EQ(outcome([&](EventRequest& r) { r.occurred_at = plus_seconds(now, -3'599); }), "cool_down");
  EXPECT_EQ(outcome([&](EventRequest& r) { r.occurred_at = plus_seconds(now, -3'600); }), "granted");
  later(3'599);
  EXPECT_EQ(outcome(), "cool_down");
  later(1);
  EXPECT_EQ(outcome(), "granted");
}

TEST_P(behaviour_store, the_version_in_force_when_it_happened_decides) {
  EXPECT_EQ(outcome(), "no_rule");
  later(60);
  const auto begin = desk_->database.clock().now();
  const auto first = desk_->add_rule();
  later(60);
  desk_->add_rule([](Rule& r) { r.points = Points{2'000}; });
  EXPECT_EQ(outcome(), "granted");
  EXPECT_EQ(desk_->points_of(lin_), 2'000);
  EXPECT_EQ(outcome([&](EventRequest& r) { r.occurred_at = begin; }), "granted");
  EXPECT_EQ(desk_->points_of(lin_), 3'000);
  EXPECT_EQ(outcome([&](EventRequest& r) { r.occurred_at = Time{begin.us - 1}; }), "no_rule");
  later(60);
  const auto latest = desk_->database.read([](const kit::Read& read) { return store::latest_rule(read.tx, "review"); });
  const auto end = [&](RuleId id) {
    return desk_->database.write([&](kit::Write& write) { return end_rule(write, id); });
  };
  EXPECT_EQ(reason_of(end(first.id)), "behaviour.rule_not_latest");
  const auto ended = end(latest->id);
  ASSERT_TRUE(ended.ok());
  EXPECT_EQ(reason_of(end(ended->id)), "behaviour.rule_ended");
  EXPECT_EQ(outcome(), "rule_ended");
  later(60);
  desk_->add_rule();
  EXPECT_EQ(outcome(), "granted") << "a rule can begin again";
  EXPECT_EQ(reason_of(desk_->try_add_rule([&](Rule& r) {
              r.kind_id = desk_->database.read([](const kit::Read& read) { return kinds(read.tx).at(0).id; });
            })),
            "behaviour.rule_of_another_kind");
}

TEST_P(behaviour_store, of_several_rules_one_must_be_named) {
  desk_->add_rule();
  desk_->add_rule([](Rule& r) {
    r.code = "review_photo";
    r.points = Points{3'000};
  });
  const auto unsure = desk_->record(lin_);
  ASSERT_EQ(reason_of(unsure), "behaviour.rule_ambiguous");
  EXPECT_NE(unsure.refusal().detail.find("review, review_photo"), std::string::npos);
  EXPECT_EQ(outcome([](EventRequest& r) { r.rule_code = "review_photo"; }), "granted");
  EXPECT_EQ(outcome([](EventRequest& r) { r.rule_code = "nothing"; }), "behaviour.rule_code_unknown");
  EXPECT_EQ(outcome([](EventRequest& r) { r.kind = "nothing"; }), "behaviour.kind_unknown");
  EXPECT_EQ(desk_->points_of(lin_), 3'000);
}

TEST_P(behaviour_store, what_wants_approval_is_decided_by_another) {
  desk_->add_rule([](Rule& r) {
    r.needs_approval = true;
    r.most_in_all = 2;
  });
  const auto first = desk_->record(lin_);
  const auto second = desk_->record(lin_);
  EXPECT_EQ(outcome(), "cap_in_all") << "what waits counts";
  EXPECT_EQ(desk_->points_of(lin_), 0);
  const auto approve = [&](std::int64_t staff, EventId id) {
    return desk_->as(staff, [&](kit::Write& write) { return approve_event(write, lin_, id); });
  };
  const auto reject = [&](std::int64_t staff, EventId id) {
    return desk_->as(staff, [&](kit::Write& write) { return refuse_event(write, lin_, id, "no receipt"); });
  };
  EXPECT_EQ(reason_of(approve(1, first->event.id)), "behaviour.own_event");
  EXPECT_EQ(reason_of(reject(1, first->event.id)), "behaviour.own_event");
  EXPECT_EQ(reason_of(approve(2, EventId{99})), "behaviour.event_unknown");
  ASSERT_TRUE(approve(2, first->event.id).ok());
  EXPECT_EQ(reason_of(approve(2, first->event.id)), "behaviour.not_waiting");
  EXPECT_EQ(desk_->points_of(lin_), 1'000);
  const auto refused = reject(2, second->event.id);
  ASSERT_TRUE(refused.ok());
  EXPECT_EQ(refused->state, EventState::refused);
  EXPECT_EQ(desk_->points_of(lin_), 1'000);
  EXPECT_EQ(outcome(), "waiting");
}

TEST_P(behaviour_store, the_same_reference_is_the_same_event) {
  desk_->add_rule();
  const auto wei = desk_->add_customer("Wei");
  const auto from_shop = [](EventRequest& r) {
    r.source = "shop";
    r.source_ref = "r-1";
  };
  const auto first = desk_->record(lin_, from_shop);
  const auto again = desk_->record(lin_, from_shop);
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(first->is_new);
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(again->event.id, first->event.id);
  EXPECT_EQ(desk_->points_of(lin_), 1'000);
  EXPECT_EQ(reason_of(desk_->record(wei, from_shop)), "behaviour.source_ref_taken");
  EXPECT_EQ(reason_of(desk_->record(lin_,
                                    [&](EventRequest& r) {
                                      from_shop(r);
                                      r.kind = "visit";
                                    })),
            "behaviour.source_ref_taken");
  EXPECT_TRUE(desk_
                  ->record(wei,
                           [](EventRequest& r) {
                             r.source = "wechat";
                             r.source_ref = "r-1";
                           })
                  .ok());
}

TEST_P(behaviour_store, of_many_at_once_no_more_count_than_the_cap_allows) {
  desk_->add_rule([](Rule& r) { r.most_per_day = 3; });
  constexpr int kClients = 8;
  std::atomic<int> ready{0};
  std::mutex mutex;
  std::map<EventState, int> states;
  std::vector<std::thread> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([&] {
      ++ready;
      while (ready < kClients)
        std::this_thread::yield();
      const auto recorded = desk_->record(lin_);
      const std::lock_guard lock(mutex);
      ++states[recorded->event.state];
    });
  }
  for (auto& client : clients)
    client.join();
  EXPECT_EQ(states, (std::map<EventState, int>{{EventState::granted, 3}, {EventState::not_granted, kClients - 3}}));
  EXPECT_EQ(desk_->points_of(lin_), 3'000);
}

TEST_P(behaviour_store, of_many_with_one_reference_one_is_recorded) {
  desk_->add_rule();
  constexpr int kClients = 8;
  std::atomic<int> fresh{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([&] {
      const auto recorded = desk_->record(lin_, [](EventRequest& r) { r.source_ref = "same"; });
      if (recorded.ok() && recorded->is_new) ++fresh;
    });
  }
  for (auto& client : clients)
    client.join();
  EXPECT_EQ(fresh, 1);
  EXPECT_EQ(desk_->points_of(lin_), 1'000);
}

}  // namespace
}  // namespace homeport::behaviour
