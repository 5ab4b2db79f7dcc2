#include "kit/live.hpp"

#include <future>

#include <gtest/gtest.h>

#include "support/test_database.hpp"
#include "support/test_server.hpp"

namespace homeport::kit {
namespace {

// Keeps what a subscriber brings instead of a connection.
class Ear final : public http::EventStream {
 public:
  void publish(http::LiveEvent event) override { heard_.push_back(filter_(event)); }
  http::Response subscribe(Filter filter, std::function<bool()> still_allowed) override {
    filter_ = std::move(filter);
    still_allowed_ = std::move(still_allowed);
    return {};
  }
  [[nodiscard]] bool hears(const http::LiveEvent& event) {
    publish(event);
    return heard_.back();
  }
  [[nodiscard]] bool is_still_allowed() const { return still_allowed_(); }

 private:
  Filter filter_;
  std::function<bool()> still_allowed_;
  std::vector<bool> heard_;
};

http::LiveEvent event_for(std::string permission, std::int64_t staff_id = 0, std::int64_t org_unit_id = 0) {
  http::LiveEvent event;
  event.topic = "a.b";
  event.permission = std::move(permission);
  event.staff_id = staff_id;
  event.org_unit_id = org_unit_id;
  return event;
}

TEST(live_events, come_to_those_they_are_for) {
  const auto clerk = test::staff_actor(7, {"a.read"}, DataScope::own, {10});
  const auto manager = test::staff_actor(8, {"a.read"}, DataScope::store, {10});
  const auto other = test::staff_actor(9, {"a.read"}, DataScope::store, {11});
  const auto outsider = test::staff_actor(10, {}, DataScope::all);
  struct Case {
    http::LiveEvent event;
    bool clerk, manager, other, outsider;
  };
  auto chosen = event_for("a.read");
  chosen.audience = std::make_shared<const ActorAudience>(
      [](const Actor& actor) { return actor.staff_id.value != 8 && actor.org_unit_id.value != 11; });
  auto chosen_of_one = chosen;
  chosen_of_one.staff_id = 8;
  for (const auto& each : {Case{event_for(""), true, true, true, true},
                           {event_for("a.read"), true, true, true, false},
                           {event_for("a.read", 7), true, false, false, false},
                           {event_for("a.read", 0, 10), false, true, false, false},
                           {chosen, true, false, false, false},
                           {chosen_of_one, false, true, false, false}}) {
    EXPECT_EQ(may_hear(clerk, each.event), each.clerk);
    EXPECT_EQ(may_hear(manager, each.event), each.manager);
    EXPECT_EQ(may_hear(other, each.event), each.other);
    EXPECT_EQ(may_hear(outsider, each.event), each.outsider);
  }
}

TEST(live_events, follow_the_rights_of_who_listens) {
  test::TestDatabase database(db::Engine::sqlite, {});
  test::TestCallers callers;
  http::Router router;
  Endpoints endpoints(router, database.runtime(), callers, "test");
  add_event_route(endpoints, database.runtime(), callers);
  Ear ear;
  database.runtime().events = &ear;
  callers.add("ann", test::staff_actor(7, {"a.read"}, DataScope::own));
  auto request = std::make_shared<http::Request>();
  request->headers.emplace_back("authorization", "Bearer ann");
  const auto match = router.match(http::Method::get, "/v1/events");
  ASSERT_NE(match.route, nullptr);
  std::promise<void> answered;
  match.route->handler(request, [&answered](const http::Response&) { answered.set_value(); });
  answered.get_future().wait();
  EXPECT_TRUE(ear.hears(event_for("a.read")));
  callers.add("ann", test::staff_actor(7, {}, DataScope::own));
  EXPECT_TRUE(ear.is_still_allowed());
  EXPECT_FALSE(ear.hears(event_for("a.read")));
  database.runtime().events = nullptr;
}

}  // namespace
}  // namespace homeport::kit
