#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/behaviour/behaviour_fixture.hpp"
#include "support/http_client.hpp"

namespace homeport::behaviour {
namespace {

namespace json = boost::json;

class behaviour_http : public ::testing::Test {
 protected:
  behaviour_http() {
    const std::string read(kReadPermission);
    const std::string record(kRecordPermission);
    const std::string approve(kApprovePermission);
    const std::vector<std::string> all{read, record, approve, std::string(kWritePermission)};
    auto& callers = server_.callers();
    callers.add("manager", test::staff_actor(5, all));
    callers.add("assistant", test::staff_actor(6, {read, record}, kit::DataScope::store, {here()}));
    callers.add("elsewhere", test::staff_actor(7, all, kit::DataScope::store, {desk_.chain.second_store().value}));
    callers.add("nobody", test::staff_actor(8, {}));
    be("manager");
    lin_ = desk_.add_customer("Lin");
  }
  void TearDown() override {
    EXPECT_EQ(desk_.database.broken_invariants(fixture_modules()), std::vector<std::string>{});
  }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }
  [[nodiscard]] std::int64_t here() const { return desk_.chain.first_store().value; }
  json::object get(const std::string& path, int status = 200) {
    const auto answer = client_.get(path);
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object post(const std::string& path, const json::value& body, int status) {
    const auto answer =
        client_.post(path, json::serialize(body), {{"Idempotency-Key", "key-" + std::to_string(++keys_)}});
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object act(const std::string& path, int status) {
    const auto answer = client_.post(path, {}, {{"Idempotency-Key", "key-" + std::to_string(++keys_)}});
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  static std::string text(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
  }
  std::string add_rule(const json::object& more = {}) {
    json::object body{{"code", "review"}, {"kind_id", to_string(desk_.kind_id)}, {"name", "Review"}, {"points", 1'000}};
    for (const auto& [key, value] : more)
      body[key] = value;
    return text(post("/v1/behaviour_rules", body, 201), "id");
  }
  [[nodiscard]] json::object event(const json::object& more = {}) const {
    json::object body{{"customer_id", to_string(lin_)}, {"kind", "review"}};
    for (const auto& [key, value] : more)
      body[key] = value;
    return body;
  }
  std::string path_of(const json::object& recorded, const std::string& rest = {}) const {
    return "/v1/customers/" + to_string(lin_) + "/behaviour_events/" + text(recorded, "id") + rest;
  }

  BehaviourDesk desk_{db::Engine::sqlite};
  test::TestServer server_{desk_.database, fixture_modules()};
  test::HttpClient client_{server_.port()};
  CustomerId lin_;
  int keys_ = 0;
};

TEST_F(behaviour_http, kinds_are_listed_added_and_edited) {
  EXPECT_EQ(get("/v1/behaviour_kinds?limit=3").at("items").as_array().size(), 3U);
  const auto made = post("/v1/behaviour_kinds", {{"code", "share"}, {"name_zh", "转发"}, {"name_en", "Share"}}, 201);
  EXPECT_FALSE(made.at("is_built_in").as_bool());
  EXPECT_EQ(text(post("/v1/behaviour_kinds", {{"code", "share"}, {"name_zh", "转"}, {"name_en", "S"}}, 409), "reason"),
            "behaviour.code_taken");
  EXPECT_EQ(text(post("/v1/behaviour_kinds", {{"code", "No!"}, {"name_zh", "转"}, {"name_en", "S"}}, 422), "reason"),
            "behaviour.bad_code");
  const auto saved = client_.patch("/v1/behaviour_kinds/" + text(made, "id"), R"({"status":"disabled"})",
                                   {{"Idempotency-Key", "edit"}, {"If-Match", "\"1\""}});
  EXPECT_EQ(saved.status, 200) << saved.body;
  EXPECT_EQ(text(post("/v1/behaviour_events", event({{"kind", "share"}}), 422), "reason"), "behaviour.kind_disabled");
}

TEST_F(behaviour_http, rules_are_published_listed_and_ended) {
  add_rule();
  const auto second = add_rule({{"points", 2'000}});
  EXPECT_EQ(get("/v1/behaviour_rules").at("total").as_int64(), 2);
  const auto in_force = get("/v1/behaviour_rules?in_force=true&code=review");
  ASSERT_EQ(in_force.at("total").as_int64(), 1);
  EXPECT_EQ(in_force.at("items").at(0).at("points").as_int64(), 2'000);
  EXPECT_EQ(text(act("/v1/behaviour_rules/" + second + "/end", 201), "status"), "ended");
  EXPECT_EQ(text(act("/v1/behaviour_rules/" + second + "/end", 409), "reason"), "behaviour.rule_not_latest");
  struct Case {
    json::object body;
    std::string reason;
  };
  for (const auto& c : std::vector<Case>{
           {{{"points", 0}}, "behaviour.gives_nothing"},
           {{{"marks", 1}}, "behaviour.dimension_missing"},
           {{{"effective_from", "2020-01-01T00:00:00Z"}}, "behaviour.effective_in_the_past"},
           {{{"most_per_day", 2}, {"most_per_month", 1}}, "behaviour.caps_contradict"},
           {{{"kind_id", "99"}}, "behaviour.kind_unknown"},
       }) {
    json::object body{{"code", "other"}, {"kind_id", to_string(desk_.kind_id)}, {"name", "x"}, {"points", 1}};
    for (const auto& [key, value] : c.body)
      body[key] = value;
    EXPECT_EQ(text(post("/v1/behaviour_rules", body, 422), "reason"), c.reason);
  }
}

TEST_F(behaviour_http, an_event_is_recorded_shown_explained_and_summed) {
  add_rule({{"marks", 3}, {"dimension", "service"}, {"most_per_day", 1}});
  be("assistant");
  const auto first =
      post("/v1/behaviour_events", event({{"source", "shop"}, {"source_ref", "r-1"}, {"evidence", "Five stars"}}), 201);
  EXPECT_EQ(text(first, "state"), "granted");
  EXPECT_EQ(post("/v1/behaviour_events", event({{"source", "shop"}, {"source_ref", "r-1"}}), 200).at("id"),
            first.at("id"));
  const auto second = post("/v1/behaviour_events", event(), 201);
  EXPECT_EQ(text(second, "why_not"), "cap_day");
  EXPECT_EQ(text(get(path_of(first)), "evidence"), "Five stars");
  const auto why = get(path_of(second, "/explanation")).at("steps").as_array();
  EXPECT_EQ(why.back().at("key").as_string(), "cap_day");
  const auto marks = get("/v1/customers/" + to_string(lin_) + "/marks").at("items").as_array();
  ASSERT_EQ(marks.size(), 1U);
  EXPECT_EQ(marks.front().at("marks").as_int64(), 3);
  EXPECT_EQ(get("/v1/behaviour_events?state=not_granted").at("total").as_int64(), 1);
  EXPECT_EQ(get("/v1/behaviour_events?customer_id=" + to_string(lin_)).at("total").as_int64(), 2);
  EXPECT_EQ(text(get("/v1/behaviour_events?state=odd", 400), "reason"), "request.not_a_choice");
  EXPECT_EQ(text(post("/v1/behaviour_events", event({{"occurred_at", "2030-01-01T00:00:00Z"}}), 422), "reason"),
            "behaviour.in_the_future");
}

TEST_F(behaviour_http, what_waits_is_decided_by_somebody_else_and_can_be_taken_back) {
  add_rule({{"needs_approval", true}});
  be("assistant");
  const auto waiting = post("/v1/behaviour_events", event(), 201);
  act(path_of(waiting, "/approve"), 403);
  be("manager");
  EXPECT_EQ(text(act(path_of(waiting, "/approve"), 200), "state"), "granted");
  EXPECT_EQ(desk_.points_of(lin_), 1'000);
  EXPECT_EQ(text(post(path_of(waiting, "/refuse"), {{"reason", "late"}}, 409), "reason"), "behaviour.not_waiting");
  EXPECT_EQ(text(post(path_of(waiting, "/reverse"), {{"reason", "not hers"}}, 200), "state"), "reversed");
  const auto own = post("/v1/behaviour_events", event(), 201);
  EXPECT_EQ(text(act(path_of(own, "/approve"), 403), "reason"), "behaviour.own_event");
}

TEST_F(behaviour_http, reach_and_permissions_decide) {
  const auto rule = add_rule();
  const auto recorded = post("/v1/behaviour_events", event(), 201);
  be("elsewhere");
  get(path_of(recorded), 404);
  get(path_of(recorded, "/explanation"), 404);
  get("/v1/customers/" + to_string(lin_) + "/marks", 404);
  post("/v1/behaviour_events", event(), 404);
  post(path_of(recorded, "/reverse"), {{"reason", "mine"}}, 404);
  EXPECT_EQ(get("/v1/behaviour_events").at("total").as_int64(), 0);
  be("nobody");
  get("/v1/behaviour_kinds", 403);
  get("/v1/behaviour_rules/" + rule, 403);
  get("/v1/behaviour_events", 403);
  post("/v1/behaviour_events", event(), 403);
  be("assistant");
  post("/v1/behaviour_rules", json::object{}, 403);
  post(path_of(recorded, "/reverse"), {{"reason", "x"}}, 403);
}

TEST_F(behaviour_http, the_timeline_tells_of_it) {
  add_rule({{"marks", -2}, {"dimension", "service"}});
  post("/v1/behaviour_events", event(), 201);
  desk_.database.read([&](const kit::Read& read) {
    const auto entries = timeline_source()(read, lin_, {}, 10);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries.front().title_key, "timeline.behaviour_granted");
    EXPECT_EQ(entries.front().points, Points{1'000});
    EXPECT_EQ(entries.front().params.back().second, "-2");
  });
}

}  // namespace
}  // namespace homeport::behaviour
