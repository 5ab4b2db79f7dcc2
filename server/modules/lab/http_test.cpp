#include <functional>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/lab/lab_fixture.hpp"
#include "support/http_client.hpp"
#include "support/test_server.hpp"

namespace homeport::lab {
namespace {

namespace json = boost::json;

class lab_http : public ::testing::Test {
 protected:
  lab_http() {
    const std::string run(kRunPermission);
    const std::string margin(kit::kMarginPermission);
    const std::string names(customers::kReadPermission);
    auto& callers = server_.callers();
    callers.add("finance", test::staff_actor(5, {run, margin, names}));
    callers.add("nameless", test::staff_actor(6, {run, margin}));
    callers.add("without_margin", test::staff_actor(7, {run}));
    callers.add("second_store",
                test::staff_actor(8, {run, margin}, kit::DataScope::store, {sold_.chain().second_store().value}));
    callers.add("nobody", test::staff_actor(9, {}));
    be("finance");
  }

  void TearDown() override { EXPECT_EQ(sold_.broken(), std::vector<std::string>{}); }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }

  json::object get(const std::string& path, int status = 200) {
    const auto answer = client_.get(path);
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object post(const std::string& path, const std::string& body, int status) {
    const auto answer = client_.post(path, body, {{"Idempotency-Key", "key-" + std::to_string(++keys_)}});
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return answer.body.empty() ? json::object{} : json::parse(answer.body).as_object();
  }
  json::object body() {
    auto made = json::parse(request_json(sold_.present())).as_object();
    made.erase("tiers");
    made.erase("weights");
    return made;
  }
  std::string started() {
    return std::string(post("/v1/backtests", json::serialize(body()), 201).at("id").as_string());
  }
  std::string done() {
    const auto id = started();
    sold_.database().clock().advance_seconds(1);
    sold_.jobs().run_due_here();
    return id;
  }

  SoldChain sold_{db::Engine::sqlite};
  test::TestServer server_{sold_.database(), modules_and_below()};
  test::HttpClient client_{server_.port()};
  int keys_ = 0;
};

TEST_F(lab_http, a_back_test_is_started_run_and_read) {
  const auto id = done();
  const auto document = get("/v1/backtests/" + id);
  EXPECT_EQ(document.at("backtest").as_object().at("state").as_string(), "done");
  EXPECT_EQ(document.at("request").as_object().at("tiers").as_array().size(), 3U);
  const auto& result = document.at("result").as_object();
  const auto& totals = result.at("totals").as_object();
  EXPECT_EQ(totals.at("sales_count").as_int64(), 5);
  EXPECT_EQ(totals.at("recorded").as_object().at("combined_points"),
            totals.at("present").as_object().at("sums").as_object().at("combined_points"));
  EXPECT_EQ(result.at("months").as_array().size(), 1U);
  const auto list = get("/v1/backtests?state=done");
  EXPECT_EQ(list.at("items").as_array().size(), 1U);
  EXPECT_FALSE(list.at("items").as_array()[0].as_object().contains("request"));
}

TEST_F(lab_http, it_takes_the_right_to_run_and_the_right_to_margins) {
  const auto id = done();
  const auto text = json::serialize(body());
  for (const auto* caller : {"without_margin", "nobody"}) {
    be(caller);
    get("/v1/backtests", 403);
    get("/v1/backtests?sort=-created_at", 403);
    for (const std::string rest : {"", "/customers", "/export.csv"})
      get("/v1/backtests/" + id + rest, 403);
    post("/v1/backtests", text, 403);
    post("/v1/backtests/" + id + "/cancel", "", 403);
  }
}

// Whatever shows a result by its field tables, now or later, shows no figure of it without the right.
TEST_F(lab_http, no_figure_of_a_result_is_open_to_those_without_the_right_to_margins) {
  const auto id = done();
  const auto shown = json::serialize(get("/v1/backtests/" + id).at("result"));
  BacktestResult known;
  known.months.emplace_back();
  known.service_types.emplace_back();
  known.present_tiers.emplace_back();
  const auto of_customer = to_json(ResultCustomer{}, View{});
  const auto of_result = to_json(known, View{});
  for (const std::string& text : {of_customer, of_result, to_json(Backtest{}, View{})}) {
    for (const auto* word : {"margin", "profit", "cost", "_minor", "combined_points", "wallet", "x_ppm", "y_ppm"})
      EXPECT_EQ(text.find(word), std::string::npos) << word << " in " << text;
  }
  for (const auto* word : {"margin_minor", "profit_points", "cost_minor", "liability_minor"})
    EXPECT_NE(shown.find(word), std::string::npos) << word;
}

TEST_F(lab_http, another_ones_back_test_out_of_reach_is_not_there) {
  const auto id = started();
  be("second_store");
  get("/v1/backtests/" + id, 404);
  post("/v1/backtests/" + id + "/cancel", "", 404);
  EXPECT_TRUE(get("/v1/backtests").at("items").as_array().empty());
}

TEST_F(lab_http, whoever_reaches_some_stores_counts_only_those) {
  be("second_store");
  auto wanted = body();
  wanted["store_ids"] = json::array{json::string(to_string(sold_.chain().first_store()))};
  const auto refused = post("/v1/backtests", json::serialize(wanted), 403);
  EXPECT_EQ(refused.at("reason").as_string(), "access.out_of_scope");
  EXPECT_EQ(refused.at("field").as_string(), "store_ids[0]");
  const auto id = done();
  const auto totals = get("/v1/backtests/" + id).at("result").as_object().at("totals").as_object();
  EXPECT_EQ(totals.at("sales_count").as_int64(), 1);
}

TEST_F(lab_http, each_wrong_field_is_named) {
  struct Fault {
    std::string_view field;
    std::string_view reason;
    std::function<void(json::object&)> make;
  };
  const std::vector<Fault> faults{
      {"from_on", "request.required", [](json::object& b) { b.erase("from_on"); }},
      {"from_on", "request.wrong_type", [](json::object& b) { b["from_on"] = "soon"; }},
      {"pricing", "request.not_a_choice", [](json::object& b) { b["pricing"] = "cheap"; }},
      {"colour", "request.unknown_field", [](json::object& b) { b["colour"] = "red"; }},
      {"strategy.x_ppm", "programme.profit_weight_too_low",
       [](json::object& b) {
         b["strategy"].as_object()["x_ppm"] = 500'000;
         b["strategy"].as_object()["y_ppm"] = 500'000;
       }},
      {"strategy.y_ppm", "programme.weights_do_not_add_up",
       [](json::object& b) { b["strategy"].as_object()["y_ppm"] = 1; }},
      {"tiers[1].threshold_points", "programme.thresholds_not_rising",
       [](json::object& b) {
         b["tiers"] = json::parse(R"([{"name":"A","threshold_points":0,"discount_ppm":1000000},
                                      {"name":"B","threshold_points":0,"discount_ppm":900000}])");
       }},
      {"weights[0].service_type_id", "lab.service_type_unknown",
       [](json::object& b) { b["weights"] = json::parse(R"([{"service_type_id":"7","weight_ppm":1}])"); }},
      {"to_on", "lab.period_in_the_future", [](json::object& b) { b["to_on"] = "2190-01-01"; }},
      {"to_on", "lab.period_empty", [](json::object& b) { b["to_on"] = "2020-01-01"; }},
  };
  for (const auto& fault : faults) {
    auto wanted = body();
    fault.make(wanted);
    const auto answer =
        client_.post("/v1/backtests", json::serialize(wanted), {{"Idempotency-Key", "bad-" + std::to_string(++keys_)}});
    EXPECT_GE(answer.status, 400) << fault.field;
    const auto problem = json::parse(answer.body).as_object();
    const auto errors = problem.contains("errors") ? problem.at("errors").as_array() : json::array{};
    const auto& said = errors.empty() ? problem : errors[0].as_object();
    EXPECT_EQ(said.at("field").as_string(), fault.field) << answer.body;
    EXPECT_EQ(said.at("reason").as_string(), fault.reason) << answer.body;
  }
  EXPECT_TRUE(get("/v1/backtests").at("items").as_array().empty());
}

TEST_F(lab_http, names_are_for_those_who_may_read_customers) {
  auto wanted = body();
  wanted["strategy"].as_object()["x_ppm"] = 950'000;
  wanted["strategy"].as_object()["y_ppm"] = 50'000;
  const auto id = std::string(post("/v1/backtests", json::serialize(wanted), 201).at("id").as_string());
  sold_.database().clock().advance_seconds(1);
  sold_.jobs().run_due_here();
  const auto ranked = [&] {
    auto found = get("/v1/backtests/" + id + "/customers?change=gains").at("items").as_array();
    const auto losing = get("/v1/backtests/" + id + "/customers?change=loses").at("items").as_array();
    found.insert(found.end(), losing.begin(), losing.end());
    return found;
  };
  const auto named = ranked();
  ASSERT_FALSE(named.empty());
  EXPECT_TRUE(named[0].as_object().contains("name"));
  be("nameless");
  EXPECT_FALSE(ranked()[0].as_object().contains("name"));
  get("/v1/backtests/" + id + "/customers?change=both", 400);
}

TEST_F(lab_http, every_part_is_exported) {
  const auto id = done();
  const auto csv = [&](const std::string& part) {
    const auto answer = client_.get("/v1/backtests/" + id + "/export.csv?part=" + part);
    EXPECT_EQ(answer.status, 200) << part << " " << answer.body;
    EXPECT_EQ(answer.header("content-type"), "text/csv; charset=utf-8");
    return answer.body;
  };
  EXPECT_NE(csv("totals").find("figure,value,recorded,present,changed"), std::string::npos);
  EXPECT_NE(csv("totals").find("\r\nsales_count,5,"), std::string::npos);
  EXPECT_NE(csv("totals").find("\r\nliability_minor,,,"), std::string::npos);
  EXPECT_NE(csv("months").find("month_on,sales_count"), std::string::npos);
  EXPECT_NE(csv("service_types").find("Modest"), std::string::npos);
  EXPECT_NE(csv("tiers").find("present,"), std::string::npos);
  EXPECT_NE(csv("moves").find("customers_count"), std::string::npos);
  csv("customers");
  get("/v1/backtests/" + id + "/export.csv?part=everything", 400);
  EXPECT_EQ(get("/v1/backtests/" + started() + "/export.csv", 409).at("reason").as_string(), "lab.wrong_state");
}

TEST_F(lab_http, one_that_has_ended_is_deleted) {
  const auto waiting = started();
  const auto remove = [&](const std::string& id) {
    return client_.del("/v1/backtests/" + id, {{"Idempotency-Key", "del-" + std::to_string(++keys_)}}).status;
  };
  EXPECT_EQ(remove(waiting), 409);
  EXPECT_EQ(post("/v1/backtests/" + waiting + "/cancel", "", 200).at("state").as_string(), "cancelled");
  EXPECT_EQ(remove(waiting), 204);
  get("/v1/backtests/" + waiting, 404);
}

}  // namespace
}  // namespace homeport::lab
