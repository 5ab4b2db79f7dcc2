#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/follow_ups/follow_ups_fixture.hpp"
#include "support/http_client.hpp"

namespace homeport::follow_ups {
namespace {

namespace json = boost::json;

class follow_ups_http : public ::testing::Test {
 protected:
  follow_ups_http() {
    auto& callers = server_.callers();
    callers.add("ann", desk_.actor(desk_.ann));
    callers.add("bob", desk_.actor(desk_.bob));
    callers.add("manager", desk_.actor(desk_.chain.admin(), {"pool.assign", "customers.hidden.read"}));
    callers.add("reader", test::staff_actor(71, {std::string(kReadPermission)}));
    callers.add("elsewhere", test::staff_actor(72, {std::string(kReadPermission), std::string(kWritePermission)},
                                               kit::DataScope::store, {desk_.chain.second_store().value}));
    callers.add("nobody", test::staff_actor(73, {}));
    be("ann");
  }
  void TearDown() override { EXPECT_EQ(desk_.database.broken_invariants(desk_.modules()), std::vector<std::string>{}); }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }
  json::object get(const std::string& path, int status = 200) { return parsed(client_.get(path), path, status); }
  json::object post(const std::string& path, const json::value& body, int status) {
    return parsed(client_.post(path, json::serialize(body), {{"Idempotency-Key", next_key()}}), path, status);
  }
  json::object act(const std::string& path, int status) {
    return parsed(client_.post(path, {}, {{"Idempotency-Key", next_key()}}), path, status);
  }
  static json::object parsed(const test::HttpAnswer& answer, const std::string& path, int status) {
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return answer.body.starts_with("{") ? json::parse(answer.body).as_object() : json::object{};
  }
  std::string next_key() { return "key-" + std::to_string(++keys_); }
  static std::string text(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
  }
  static std::size_t size(const json::object& list) { return list.at("items").as_array().size(); }
  [[nodiscard]] std::string at(std::int64_t seconds) const {
    return format_rfc3339(plus_seconds(desk_.database.clock().now(), seconds));
  }
  [[nodiscard]] std::string customer(const std::string& rest) const {
    return "/v1/customers/" + to_string(desk_.lin) + rest;
  }

  mutable FollowUpDesk desk_{db::Engine::sqlite};
  test::TestServer server_{desk_.database, desk_.modules()};
  test::HttpClient client_{server_.port()};
  int keys_ = 0;
};

TEST_F(follow_ups_http, a_contact_says_whether_it_counts_and_plans_the_next) {
  const auto made = post(customer("/follow_ups"),
                         {{"kind", "visit"},
                          {"text", "Measured the kitchen, wants an offer"},
                          {"result", "interested"},
                          {"next_text", "Send the offer"},
                          {"next_at", at(kSecondsPerDay)}},
                         201);
  EXPECT_TRUE(made.at("counts").as_bool());
  EXPECT_EQ(text(made, "counts_reason"), "counted");
  EXPECT_EQ(text(made, "staff_name"), "ann");
  EXPECT_FALSE(made.contains("likeness")) << "what texts are compared by is nobody's business";
  const auto listed = get(customer("/follow_ups"));
  ASSERT_EQ(size(listed), 1U);
  const auto tasks = get("/v1/tasks?mine=1&state=open");
  ASSERT_EQ(size(tasks), 1U);
  const auto& task = tasks.at("items").as_array()[0].as_object();
  EXPECT_EQ(text(task, "text"), "Send the offer");
  EXPECT_EQ(text(task, "customer_name"), "Lin");
  EXPECT_EQ(text(task, "task_id"), text(made, "task_id"));
}

TEST_F(follow_ups_http, each_wrong_field_is_named) {
  const std::string good = "Called, will come on Monday";
  struct Case {
    json::object body;
    std::string reason;
    std::string field;
  };
  const std::vector<Case> cases{
      {{{"text", good}}, "request.required", "kind"},
      {{{"kind", "call"}}, "request.required", "text"},
      {{{"kind", "shout"}, {"text", good}}, "request.not_a_choice", "kind"},
      {{{"kind", "call"}, {"text", std::string(4001, 'x')}}, "request.too_long", "text"},
      {{{"kind", "call"}, {"text", 7}}, "request.wrong_type", "text"},
      {{{"kind", "call"}, {"text", good}, {"at", at(0)}}, "request.unknown_field", "at"},
      {{{"kind", "call"}, {"text", good}, {"counts", true}}, "request.unknown_field", "counts"},
      {{{"kind", "call"}, {"text", good}, {"next_at", "tomorrow"}}, "request.wrong_type", "next_at"},
  };
  for (const auto& each : cases) {
    const auto problem = post(customer("/follow_ups"), each.body, 400);
    EXPECT_EQ(text(problem, "field"), each.field) << json::serialize(problem);
    EXPECT_EQ(text(problem, "reason"), each.reason) << each.field;
  }
  EXPECT_EQ(size(get(customer("/follow_ups"))), 0U);
}

TEST_F(follow_ups_http, a_key_used_again_writes_once) {
  const json::value body{{"kind", "call"}, {"text", "Called, will come on Monday"}};
  const auto send = [&](const json::value& what) {
    return client_.post(customer("/follow_ups"), json::serialize(what), {{"Idempotency-Key", "again"}});
  };
  const auto first = send(body);
  const auto second = send(body);
  EXPECT_EQ(first.body, second.body);
  EXPECT_EQ(second.header("idempotency-replayed"), "true");
  EXPECT_EQ(send({{"kind", "visit"}, {"text", "Called, will come on Monday"}}).status, 422);
  EXPECT_EQ(size(get(customer("/follow_ups"))), 1U);
}

TEST_F(follow_ups_http, who_may_not_is_told_so) {
  be("nobody");
  EXPECT_EQ(text(get(customer("/follow_ups"), 403), "reason"), "access.permission_missing");
  be("reader");
  get(customer("/follow_ups"));
  EXPECT_EQ(text(post(customer("/follow_ups"), {{"kind", "call"}, {"text", "Called about the lamp"}}, 403), "reason"),
            "access.permission_missing");
  be("elsewhere");
  EXPECT_EQ(text(get(customer("/follow_ups"), 404), "reason"), "access.out_of_scope");
  EXPECT_EQ(text(post(customer("/follow_ups"), {{"kind", "call"}, {"text", "Called about the lamp"}}, 404), "reason"),
            "access.out_of_scope");
  EXPECT_EQ(size(get("/v1/follow_ups")), 0U);
}

TEST_F(follow_ups_http, a_hidden_customer_is_claimed_before_he_is_followed) {
  const auto placed = desk_.database.write([&](kit::Write& write) {
    return customers::place(write, desk_.lin, {desk_.ann, {}, true, 3});
  });
  ASSERT_TRUE(placed.ok());
  EXPECT_EQ(text(get(customer("/follow_ups"), 403), "reason"), "customers.hidden");
  EXPECT_EQ(text(post(customer("/follow_ups"), {{"kind", "call"}, {"text", "Called about the lamp"}}, 403), "reason"),
            "customers.hidden");
  EXPECT_EQ(text(post(customer("/tasks"), {{"text", "Call"}, {"due_at", at(60)}}, 403), "reason"), "customers.hidden");
  be("manager");
  post(customer("/follow_ups"), {{"kind", "call"}, {"text", "Called about the lamp"}}, 201);
}

TEST_F(follow_ups_http, a_task_is_changed_done_and_then_closed) {
  const auto task = post(customer("/tasks"), {{"text", "Call back"}, {"due_at", at(3600)}}, 201);
  const auto path = customer("/tasks/" + text(task, "task_id"));
  const auto patch = [&](const std::string& version, const json::value& body) {
    return client_.patch(path, json::serialize(body), {{"Idempotency-Key", next_key()}, {"If-Match", version}});
  };
  EXPECT_EQ(patch("\"1\"", {{"text", "Call back after lunch"}}).status, 200);
  EXPECT_EQ(patch("\"1\"", {{"text", "Call back before lunch"}}).status, 409);
  EXPECT_EQ(client_.patch(path, R"({"text":"x"})", {{"Idempotency-Key", next_key()}}).status, 428);
  EXPECT_EQ(text(act(path + "/done", 200), "state"), "done");
  EXPECT_EQ(text(act(path + "/cancel", 409), "reason"), "follow_ups.task_closed");
  EXPECT_EQ(text(act(customer("/tasks/4711/done"), 404), "reason"), "follow_ups.task_unknown");
  EXPECT_EQ(size(get("/v1/tasks?mine=1&state=open")), 0U);
  EXPECT_EQ(size(get("/v1/tasks?mine=1&state=done")), 1U);
}

TEST_F(follow_ups_http, lists_are_filtered_and_refuse_what_they_do_not_know) {
  post(customer("/follow_ups"), {{"kind", "call"}, {"text", "Called about the lamp"}}, 201);
  be("bob");
  post(customer("/follow_ups"), {{"kind", "visit"}, {"text", "Showed him two sofas"}}, 201);
  EXPECT_EQ(size(get("/v1/follow_ups")), 2U);
  EXPECT_EQ(size(get("/v1/follow_ups?staff_id=" + to_string(desk_.bob))), 1U);
  EXPECT_EQ(size(get("/v1/follow_ups?from=" + at(60))), 0U);
  EXPECT_EQ(size(get("/v1/follow_ups?limit=1")), 1U);
  EXPECT_EQ(text(get("/v1/follow_ups?who=bob", 400), "reason"), "request.unknown_parameter");
  EXPECT_EQ(client_.get("/v1/follow_ups?from=yesterday").status, 400);
}

TEST_F(follow_ups_http, a_calendar_has_a_secret_address_that_can_be_ended) {
  post(customer("/tasks"), {{"text", "Call; maybe"}, {"due_at", at(3600)}}, 201);
  EXPECT_FALSE(get("/v1/calendar_feed").at("exists").as_bool());
  const auto path = text(act("/v1/calendar_feed", 201), "path");
  EXPECT_TRUE(get("/v1/calendar_feed").at("exists").as_bool());
  client_.set_header("Authorization", "");
  const auto calendar = client_.get(path);
  EXPECT_EQ(calendar.status, 200);
  EXPECT_EQ(calendar.header("content-type"), "text/calendar; charset=utf-8");
  EXPECT_NE(calendar.body.find("SUMMARY:Call\\; maybe"), std::string::npos);
  be("ann");
  EXPECT_EQ(client_.del("/v1/calendar_feed", {{"Idempotency-Key", next_key()}}).status, 204);
  EXPECT_EQ(client_.get(path).status, 404);
}

}  // namespace
}  // namespace homeport::follow_ups
