#include <functional>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/grading/grading_fixture.hpp"
#include "support/http_client.hpp"

namespace homeport::grading {
namespace {

namespace json = boost::json;

class grading_http : public ::testing::Test {
 protected:
  grading_http() {
    auto& callers = server_.callers();
    callers.add("manager", desk_.manager());
    callers.add("reader", test::staff_actor(71, {std::string(kReadPermission)}));
    callers.add("elsewhere", test::staff_actor(72, {std::string(kReadPermission), std::string(kWritePermission)},
                                               kit::DataScope::store, {desk_.chain.second_store().value}));
    callers.add("nobody", test::staff_actor(73, {}));
    be("manager");
  }
  void TearDown() override {
    EXPECT_EQ(desk_.database.broken_invariants(fixture_modules()), std::vector<std::string>{});
  }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }
  json::object get(const std::string& path, int status = 200) { return parsed(client_.get(path), path, status); }
  json::object post(const std::string& path, const json::value& body, int status) {
    return parsed(client_.post(path, json::serialize(body), {{"Idempotency-Key", next_key()}}), path, status);
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
  static json::object scheme() {
    return {{"purpose", "lead"},
            {"parameters", json::array{{{"kind", "source"},
                                        {"weight_ppm", 1'000'000},
                                        {"scores", json::array{{{"match", "web"}, {"score", 90}}}},
                                        {"other_score", 20}}}},
            {"grades", json::array{{{"grade", "A"}, {"min_score", 80}}, {{"grade", "C"}, {"min_score", 0}}}}};
  }

  GradingDesk desk_{db::Engine::sqlite};
  test::TestServer server_{desk_.database, fixture_modules()};
  test::HttpClient client_{server_.port()};
  int keys_ = 0;
};

TEST_F(grading_http, a_scheme_is_tried_set_and_applied) {
  const auto id = to_string(desk_.bring("web"));
  const auto trial = post("/v1/grading/schemes/dry_run", scheme(), 200);
  EXPECT_FALSE(trial.at("counts").as_array().empty());
  EXPECT_EQ(get("/v1/grading/schemes/current").at("version_no").as_int64(), 1);
  const auto made = post("/v1/grading/schemes", scheme(), 201);
  EXPECT_EQ(made.at("version_no").as_int64(), 2);
  EXPECT_EQ(items(get("/v1/grading/schemes?purpose=lead")).size(), 2U);
  EXPECT_EQ(post("/v1/grading/apply", json::object{{"purpose", "lead"}}, 200).at("changed").as_int64(), 1);
  const auto grade = get("/v1/customers/" + id + "/grade");
  EXPECT_EQ(text(grade, "grade"), "A");
  EXPECT_EQ(text(grade, "given_by"), "rule");
  EXPECT_EQ(grade.at("score_hundredths").as_int64(), 9000);
  EXPECT_EQ(text(grade.at("parts").as_array()[0].as_object(), "value"), "web");
  EXPECT_EQ(text(post("/v1/grading/apply", json::object{{"purpose", "member"}}, 422), "reason"),
            "grading.purpose_unsupported");
  EXPECT_EQ(text(get("/v1/grading/schemes/current?purpose=member", 404), "reason"), "grading.no_scheme");
}

TEST_F(grading_http, a_scheme_that_makes_no_sense_is_refused_by_field) {
  struct Case {
    std::function<void(json::object&)> spoil;
    std::string reason;
    std::string field;
  };
  const std::vector<Case> cases{
      {[](auto& body) { body["parameters"].as_array()[0].as_object()["weight_ppm"] = -1; }, "request.out_of_range",
       "parameters[0].weight_ppm"},
      {[](auto& body) { body["parameters"].as_array()[0].as_object()["weight_ppm"] = 0; }, "grading.weights_zero",
       "parameters"},
      {[](auto& body) { body["parameters"].as_array().push_back(body["parameters"].as_array()[0]); },
       "grading.parameter_twice", "parameters[1].kind"},
      {[](auto& body) { body["parameters"].as_array()[0].as_object()["kind"] = "shoe_size"; }, "request.not_a_choice",
       "parameters[0].kind"},
      {[](auto& body) { body["parameters"].as_array()[0].as_object()["kind"] = "activity"; },
       "grading.match_not_a_number", "parameters[0].scores[0].match"},
      {[](auto& body) { body["grades"].as_array()[1].as_object()["min_score"] = 5; }, "grading.no_lowest_grade",
       "grades"},
      {[](auto& body) { body["grades"].as_array()[1].as_object()["grade"] = "A"; }, "grading.grade_twice",
       "grades[1].grade"},
      {[](auto& body) { body["grades"].as_array()[0].as_object()["min_score"] = 101; }, "request.out_of_range",
       "grades[0].min_score"},
  };
  for (const auto& each : cases) {
    auto body = scheme();
    each.spoil(body);
    const auto problem = post("/v1/grading/schemes", body, 400);
    EXPECT_EQ(text(problem, "reason"), each.reason);
    EXPECT_EQ(text(problem, "field"), each.field) << each.reason;
  }
  EXPECT_EQ(items(get("/v1/grading/schemes")).size(), 1U);
}

TEST_F(grading_http, a_grade_is_given_by_hand_with_a_reason) {
  const auto path = "/v1/customers/" + to_string(desk_.bring("fair")) + "/grade";
  EXPECT_EQ(text(post(path, json::object{{"grade", "A"}}, 400), "field"), "reason");
  EXPECT_EQ(text(post(path, json::object{{"grade", "Z"}, {"reason", "met him"}}, 422), "reason"),
            "grading.grade_unknown");
  const auto made = post(path, json::object{{"grade", "A"}, {"reason", "met him"}}, 200);
  EXPECT_EQ(text(made, "given_by"), "hand");
  EXPECT_EQ(text(post(path, json::object{{"reason", "by the rule again"}}, 200), "given_by"), "rule");
}

TEST_F(grading_http, who_may_not_is_told_so) {
  const auto path = "/v1/customers/" + to_string(desk_.bring("fair")) + "/grade";
  be("nobody");
  EXPECT_EQ(text(get(path, 403), "reason"), "access.permission_missing");
  be("reader");
  get(path);
  EXPECT_EQ(text(post(path, json::object{{"grade", "A"}, {"reason", "x"}}, 403), "reason"),
            "access.permission_missing");
  EXPECT_EQ(text(post("/v1/grading/schemes", scheme(), 403), "reason"), "access.permission_missing");
  be("elsewhere");
  EXPECT_EQ(text(get(path, 404), "reason"), "access.out_of_scope");
  EXPECT_EQ(text(post(path, json::object{{"grade", "A"}, {"reason", "x"}}, 404), "reason"), "access.out_of_scope");
}

TEST_F(grading_http, an_incentive_lists_whom_it_rewarded) {
  const auto made = post("/v1/grading/incentives", json::object{{"name", "Welcome"}, {"points_points", 500}}, 201);
  const auto path = "/v1/grading/incentives/" + text(made, "id");
  EXPECT_EQ(text(post("/v1/grading/incentives", json::object{{"name", "Nothing"}}, 400), "field"), "points_points");
  const auto id = desk_.bring("web");
  desk_.assign(id, desk_.ann);
  desk_.buys(id, 77);
  const auto grants = items(get(path + "/grants"));
  ASSERT_EQ(grants.size(), 1U);
  EXPECT_EQ(text(grants[0].as_object(), "customer_id"), to_string(id));
  EXPECT_EQ(text(grants[0].as_object(), "state"), "waiting");
  const auto off =
      client_.patch(path, R"({"status":"disabled"})", {{"Idempotency-Key", next_key()}, {"If-Match", "\"1\""}});
  EXPECT_EQ(off.status, 200) << off.body;
}

TEST_F(grading_http, a_selection_is_made_shared_out_and_forgotten) {
  desk_.bring("web");
  const auto made =
      post("/v1/grading/selections",
           json::object{{"name", "Autumn"}, {"conditions", json::object{{"source", "web"}, {"state", "public"}}}}, 201);
  EXPECT_EQ(made.at("size").as_int64(), 1);
  const auto path = "/v1/grading/selections/" + text(made, "id");
  EXPECT_EQ(items(get(path + "/customers")).size(), 1U);
  const auto nobody = post(path + "/assign", json::object{{"staff_ids", json::array{}}}, 400);
  EXPECT_EQ(text(nobody, "field"), "staff_ids");
  const auto unknown = post(path + "/assign", json::object{{"staff_ids", json::array{"4711"}}}, 200);
  EXPECT_EQ(unknown.at("refused").as_int64(), 1);
  const auto again = post("/v1/grading/selections",
                          json::object{{"name", "Again"}, {"conditions", json::object{{"source", "web"}}}}, 201);
  const auto shared = post("/v1/grading/selections/" + text(again, "id") + "/assign",
                           json::object{{"staff_ids", json::array{to_string(desk_.ann)}}}, 200);
  EXPECT_EQ(shared.at("done").as_int64(), 1);
  EXPECT_EQ(client_.del(path, {{"Idempotency-Key", next_key()}}).status, 204);
  EXPECT_EQ(client_.del(path, {{"Idempotency-Key", next_key()}}).status, 404);
}

TEST_F(grading_http, the_analysis_takes_a_period_and_no_nonsense) {
  desk_.bring("web");
  EXPECT_EQ(get("/v1/grading/analysis").at("total").as_object().at("arrivals").as_int64(), 1);
  EXPECT_EQ(get("/v1/grading/analysis?from=2020-01-01&to=2020-02-01").at("total").as_object().at("arrivals").as_int64(),
            0);
  EXPECT_EQ(text(get("/v1/grading/analysis?from=2026-02-01&to=2026-01-01", 400), "reason"),
            "grading.analysis_too_long");
  EXPECT_EQ(client_.get("/v1/grading/analysis?from=2026-02-31").status, 400);
}

}  // namespace
}  // namespace homeport::grading
