#include <functional>

#include <boost/json.hpp>

#include "modules/pool/pool_fixture.hpp"
#include "support/http_client.hpp"

namespace homeport::pool {
namespace {

namespace json = boost::json;

// The routes translate the same way for both engines; the rest of the module is tested on both.
class pool_http : public PoolFixture {
 protected:
  void SetUp() override {
    PoolFixture::SetUp();
    server_ = std::make_unique<test::TestServer>(*database_, modules());
    client_ = std::make_unique<test::HttpClient>(server_->port());
    auto& callers = server_->callers();
    callers.add("manager", manager());
    callers.add("ann", seller(ann_));
    callers.add("cat", seller(cat_));
    callers.add("reader", test::staff_actor(71, {"pool.read"}));
    callers.add("nobody", test::staff_actor(72, {}));
    be("manager");
  }
  void TearDown() override {
    client_.reset();
    server_.reset();
    PoolFixture::TearDown();
  }

  void be(const std::string& caller) { client_->set_header("Authorization", "Bearer " + caller); }
  json::object get(const std::string& path, int status = 200) { return parsed(client_->get(path), path, status); }
  json::object post(const std::string& path, const json::value& body, int status) {
    return parsed(client_->post(path, json::serialize(body), {{"Idempotency-Key", next_key()}}), path, status);
  }
  json::object act(const std::string& path, int status) {
    return parsed(client_->post(path, {}, {{"Idempotency-Key", next_key()}}), path, status);
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
  static json::array items(const json::object& list) { return list.at("items").as_array(); }
  [[nodiscard]] std::string pool_path(const std::string& rest = {}) const {
    return "/v1/pools/" + to_string(pool_) + rest;
  }
  static std::string of(CustomerId id, const std::string& rest = {}) {
    return "/v1/pool/customers/" + to_string(id) + rest;
  }

  std::unique_ptr<test::TestServer> server_;
  std::unique_ptr<test::HttpClient> client_;
  int keys_ = 0;
};

TEST_P(pool_http, rules_that_make_no_sense_are_refused_by_field) {
  struct Case {
    json::object rule;
    std::string reason;
    std::string field;
  };
  const std::vector<Case> cases{
      {{{"follow_up_days", -1}}, "request.out_of_range", "follow_up_days"},
      {{{"follow_up_days", 0}}, "request.out_of_range", "follow_up_days"},
      {{{"first_follow_up_hours", -1}}, "request.out_of_range", "first_follow_up_hours"},
      {{{"deal_days", -1}}, "request.out_of_range", "deal_days"},
      {{{"max_days", -1}}, "request.out_of_range", "max_days"},
      {{{"cooldown_days", -1}}, "request.out_of_range", "cooldown_days"},
      {{{"embargo_hours", -1}}, "request.out_of_range", "embargo_hours"},
      {{{"daily_claim_limit", -1}}, "request.out_of_range", "daily_claim_limit"},
      {{{"hold_limit", -1}}, "request.out_of_range", "hold_limit"},
      {{{"default_protection_days", -1}}, "request.out_of_range", "default_protection_days"},
      {{{"collaborator_days", -1}}, "request.out_of_range", "collaborator_days"},
      {{{"follow_up_days", 1'000'000}}, "request.out_of_range", "follow_up_days"},
      {{{"follow_up_days", "7"}}, "request.wrong_type", "follow_up_days"},
      {{{"follow_up_weeks", 1}}, "request.unknown_field", "follow_up_weeks"},
      {{{"combine", "either"}}, "request.not_a_choice", "combine"},
      {{{"grade_limits", json::array{{{"grade", "A"}, {"max_days", -5}}}}},
       "request.out_of_range",
       "grade_limits[0].max_days"},
      {{{"remind_before_hours", json::array{2, 24}}}, "pool.reminders_not_descending", "remind_before_hours"},
  };
  const auto before = get(pool_path("/rules/current")).at("version_no").as_int64();
  for (const auto& each : cases) {
    for (const auto* path : {"/rules", "/rules/dry_run"}) {
      const auto problem = post(pool_path(path), each.rule, 400);
      EXPECT_EQ(text(problem, "reason"), each.reason) << json::serialize(each.rule);
      EXPECT_EQ(text(problem, "field").substr(0, each.field.size()), each.field) << json::serialize(each.rule);
    }
  }
  EXPECT_EQ(get(pool_path("/rules/current")).at("version_no").as_int64(), before);
}

TEST_P(pool_http, each_refusal_of_a_claim_has_its_status) {
  Rule rule;
  rule.daily_claim_limit = 1;
  set_rule(rule);
  const auto ids = bring(3);
  be("ann");
  EXPECT_EQ(text(act(of(ids[0], "/claim"), 200), "state"), "tracking");
  EXPECT_EQ(text(act(of(ids[1], "/claim"), 429), "reason"), "pool.daily_limit");
  EXPECT_EQ(text(act(of(CustomerId{4711}, "/claim"), 404), "reason"), "customers.not_found");
  EXPECT_EQ(text(act("/v1/pool/customers/nonsense/claim", 404), "field"), "customer_id");
  be("cat");
  EXPECT_EQ(text(act(of(ids[0], "/claim"), 409), "reason"), "pool.already_claimed");
  be("reader");
  EXPECT_EQ(text(act(of(ids[1], "/claim"), 403), "reason"), "access.permission_missing");
  be("nobody");
  EXPECT_EQ(text(get("/v1/pool/customers", 403), "reason"), "access.permission_missing");
  database_->clock().advance_seconds(-3600);
  be("cat");
  EXPECT_EQ(text(act(of(ids[1], "/claim"), 503), "reason"), "pool.clock_behind");
}

TEST_P(pool_http, a_key_used_again_claims_once) {
  const auto id = bring(1).front();
  be("ann");
  const auto send = [&] { return client_->post(of(id, "/claim"), {}, {{"Idempotency-Key", "again"}}); };
  const auto first = send();
  const auto second = send();
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.header("idempotency-replayed"), "true");
  EXPECT_EQ(moves(id).size(), 2U);
}

TEST_P(pool_http, a_list_shows_what_one_may_see_and_why_one_may_not_take_it) {
  Rule rule;
  rule.embargo_hours = 2;
  set_rule(rule);
  const auto ids = bring(2);
  be("ann");
  const auto list = items(get("/v1/pool/customers?state=public&sort=-entered_at"));
  ASSERT_EQ(list.size(), 2U);
  const auto& first = list[0].as_object();
  EXPECT_EQ(text(first, "name"), "L**");
  EXPECT_FALSE(first.at("may_claim").as_bool());
  EXPECT_EQ(text(first, "why_not"), "pool.embargo");
  EXPECT_EQ(text(get("/v1/pool/customers?colour=red", 400), "reason"), "request.unknown_parameter");
  EXPECT_EQ(client_->get("/v1/pool/customers?state=lost").status, 400);
  pass_hours(2);
  EXPECT_TRUE(items(get("/v1/pool/customers?state=public"))[0].as_object().at("may_claim").as_bool());
  post("/v1/pool/claims", json::object{{"customer_ids", json::array{to_string(ids[0]), "4711"}}}, 200);
  EXPECT_EQ(items(get("/v1/pool/customers?mine=1")).size(), 1U);
}

TEST_P(pool_http, batches_have_a_size) {
  json::array many;
  for (int i = 0; i < 201; ++i)
    many.emplace_back(std::to_string(i + 1));
  EXPECT_EQ(text(post("/v1/pool/assignments", json::object{{"customer_ids", many}, {"staff_id", to_string(ann_)}}, 400),
                 "field"),
            "customer_ids");
  be("ann");
  EXPECT_EQ(text(post("/v1/pool/claims", json::object{{"customer_ids", many}}, 400), "reason"),
            "request.too_many_items");
  EXPECT_EQ(text(post("/v1/pool/claims", json::object{{"customer_ids", json::array{}}}, 400), "field"), "customer_ids");
}

TEST_P(pool_http, a_pool_is_made_found_edited_and_removed) {
  const auto made = post("/v1/pools", json::object{{"name", "Web"}, {"hidden_fields", json::array{"phone"}}}, 201);
  const auto path = "/v1/pools/" + text(made, "id");
  EXPECT_EQ(text(post("/v1/pools", json::object{{"name", "web"}}, 409), "reason"), "pool.name_taken");
  EXPECT_EQ(
      text(post("/v1/pools", json::object{{"name", "Fax"}, {"hidden_fields", json::array{"shoes"}}}, 400), "field")
          .substr(0, 13),
      "hidden_fields");
  EXPECT_EQ(text(post("/v1/pools", json::object{{"name", "Fax"}, {"default_assignee_id", "4711"}}, 422), "reason"),
            "identity.staff_unknown");
  const auto patch = [&](const std::string& version, const json::value& body) {
    return client_->patch(path, json::serialize(body), {{"Idempotency-Key", next_key()}, {"If-Match", version}});
  };
  EXPECT_EQ(patch("\"1\"", {{"mode", "assign_only"}}).status, 200);
  EXPECT_EQ(patch("\"1\"", {{"mode", "claimable"}}).status, 409);
  EXPECT_EQ(text(get(path), "mode"), "assign_only");
  EXPECT_EQ(client_->del(path, {{"Idempotency-Key", next_key()}}).status, 204);
  EXPECT_EQ(text(get(path, 404), "reason"), "pool.unknown");
  be("cat");
  EXPECT_EQ(text(post("/v1/pools", json::object{{"name", "Mine"}}, 403), "reason"), "access.permission_missing");
}

TEST_P(pool_http, an_extension_goes_round_by_way_of_the_manager) {
  Rule rule;
  rule.follow_up_days = 3;
  rule.extension_max_days = 5;
  set_rule(rule);
  const auto id = bring(1).front();
  be("ann");
  act(of(id, "/claim"), 200);
  EXPECT_EQ(text(post(of(id, "/extensions"), json::object{{"days", -1}, {"reason", "abroad"}}, 400), "field"), "days");
  EXPECT_EQ(text(post(of(id, "/extensions"), json::object{{"days", 6}, {"reason", "abroad"}}, 422), "reason"),
            "pool.extension_too_long");
  const auto asked = post(of(id, "/extensions"), json::object{{"days", 4}, {"reason", "abroad"}}, 202);
  EXPECT_EQ(text(post(of(id, "/extensions"), json::object{{"days", 4}, {"reason", "abroad"}}, 409), "reason"),
            "pool.request_pending");
  const auto answer = of(id, "/requests/" + text(asked, "request_id"));
  EXPECT_EQ(text(post(answer + "/approve", json::object{}, 403), "reason"), "access.permission_missing");
  be("manager");
  EXPECT_EQ(items(get("/v1/pool/requests?state=pending")).size(), 1U);
  EXPECT_EQ(text(post(answer + "/approve", json::object{{"answer", "fine"}}, 200), "state"), "approved");
  EXPECT_EQ(text(post(answer + "/refuse", json::object{}, 409), "reason"), "pool.request_closed");
  be("ann");
  const auto notices = items(get("/v1/pool/notices?unread=1"));
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(text(notices[0].as_object(), "kind"), "request_answered");
  const json::object read{{"notice_ids", json::array{text(notices[0].as_object(), "notice_id")}}};
  post("/v1/pool/notices/read", read, 204);
  EXPECT_TRUE(items(get("/v1/pool/notices?unread=1")).empty());
}

TEST_P(pool_http, the_board_and_the_report_add_up) {
  const auto ids = bring(3);
  be("ann");
  act(of(ids[0], "/claim"), 200);
  const auto limits = items(get("/v1/pool/limits"));
  ASSERT_EQ(limits.size(), 1U);
  EXPECT_EQ(limits[0].as_object().at("holding").as_int64(), 1);
  EXPECT_EQ(limits[0].as_object().at("claims_today").as_int64(), 1);
  be("manager");
  const auto board = get("/v1/pool/board");
  EXPECT_EQ(board.at("public_count").as_int64(), 2);
  ASSERT_FALSE(board.at("people").as_array().empty());
  const auto report = get(pool_path("/fairness"));
  EXPECT_EQ(report.at("arrivals").as_int64(), 3);
  EXPECT_EQ(text(get(pool_path("/fairness?from=2020-01-01&to=2026-01-01"), 400), "reason"), "pool.report_too_long");
}

INSTANTIATE_TEST_SUITE_P(engines, pool_http, ::testing::Values(db::Engine::sqlite),
                         [](const auto& parameter) { return test::engine_name(parameter.param); });

}  // namespace
}  // namespace homeport::pool
