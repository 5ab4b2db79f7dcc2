// What becomes of events, marks and caps when two customers are merged, on both engines.

#include "kit/outbox.hpp"
#include "modules/behaviour/behaviour_fixture.hpp"

namespace homeport::behaviour {
namespace {

class behaviour_merging : public test::EngineTest {
 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    desk_ = std::make_unique<BehaviourDesk>(GetParam());
    li_ = desk_->add_customer("Li");
    wang_ = desk_->add_customer("Wang");
    for (const auto& module : fixture_modules()) {
      if (module.add_subscriptions) module.add_subscriptions(outbox_);
    }
  }
  void TearDown() override {
    if (desk_) {
      EXPECT_EQ(desk_->database.broken_invariants(fixture_modules()), std::vector<std::string>{});
    }
  }

  void merge() {
    const std::vector<customers::MergePart> parts{points::merge_part()};
    const auto done =
        desk_->database.write([&](kit::Write& write) { return customers::point_to(write, li_, wang_, parts); });
    ASSERT_TRUE(done.ok()) << done.refusal().detail;
    deliver();
  }
  void deliver() {
    while (outbox_.deliver_batch(desk_->database.runtime()) > 0) {
    }
  }
  std::vector<MarkSum> marks(CustomerId id) {
    return desk_->database.read([&](const kit::Read& read) { return marks_of(read.tx, id); });
  }

  std::unique_ptr<BehaviourDesk> desk_;
  kit::Outbox outbox_;
  CustomerId li_, wang_;
};
HOMEPORT_ON_BOTH_ENGINES(behaviour_merging);

TEST_P(behaviour_merging, marks_and_caps_are_those_of_both) {
  desk_->add_rule([](Rule& rule) {
    rule.marks = 3;
    rule.dimension = "service";
    rule.most_in_all = 3;
  });
  ASSERT_EQ(desk_->record(li_)->event.state, EventState::granted);
  ASSERT_EQ(desk_->record(li_)->event.state, EventState::granted);
  ASSERT_EQ(desk_->record(wang_)->event.state, EventState::granted);
  merge();
  const auto sums = marks(wang_);
  ASSERT_EQ(sums.size(), 1U);
  EXPECT_EQ(sums[0].dimension, "service");
  EXPECT_EQ(sums[0].marks, 9);
  EXPECT_EQ(sums[0].event_count, 3);
  EXPECT_EQ(desk_->points_of(wang_), 3'000);
  const auto fourth = desk_->record(wang_);
  EXPECT_EQ(fourth->event.state, EventState::not_granted);
  EXPECT_EQ(desk_->points_of(wang_), 3'000);
}

TEST_P(behaviour_merging, what_waits_or_is_taken_back_reaches_whoever_is_left) {
  const auto rule = desk_->add_rule();
  const auto granted = desk_->record(li_);
  desk_->add_rule([](Rule& next) { next.needs_approval = true; });
  desk_->database.clock().advance_seconds(60);
  const auto waiting = desk_->record(li_);
  ASSERT_EQ(waiting->event.state, EventState::waiting);
  merge();
  EXPECT_EQ(desk_->points_of(wang_), 1'000);
  const auto approve = [&](kit::Write& write) { return approve_event(write, li_, waiting->event.id); };
  ASSERT_EQ(desk_->as(2, approve)->state, EventState::granted);
  deliver();
  EXPECT_EQ(desk_->points_of(wang_), 2'000);
  const auto reverse = [&](kit::Write& write) { return reverse_event(write, li_, granted->event.id, "not his"); };
  ASSERT_EQ(desk_->as(2, reverse)->state, EventState::reversed);
  deliver();
  EXPECT_EQ(desk_->points_of(wang_), 1'000);
  EXPECT_EQ(desk_->points_of(li_), 0);
}

TEST_P(behaviour_merging, what_was_told_of_the_one_is_not_told_again_of_the_other) {
  desk_->add_rule();
  const auto by_shop = [](EventRequest& request) {
    request.source = "shop";
    request.source_ref = "R-1";
  };
  const auto first = desk_->record(li_, by_shop);
  EXPECT_EQ(reason_of(desk_->record(wang_, by_shop)), "behaviour.source_ref_taken");
  merge();
  const auto again = desk_->record(wang_, by_shop);
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(again->event.id, first->event.id);
}

}  // namespace
}  // namespace homeport::behaviour
