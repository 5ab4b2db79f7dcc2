#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/catalogue/module.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/points/module.hpp"
#include "modules/points/service.hpp"
#include "support/http_client.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::points {
namespace {

namespace json = boost::json;

std::vector<kit::Module> modules() { return {identity::module(), customers::module(), catalogue::module(), module()}; }

class points_http : public ::testing::Test {
 protected:
  points_http() {
    const std::string read(kReadPermission);
    const std::string write(kStrategyPermission);
    const std::string margin(kit::kMarginPermission);
    const std::vector<std::int64_t> here{chain_.first_store().value};
    server_.callers().add("finance", test::staff_actor(5, {read, write, margin}));
    server_.callers().add("assistant", test::staff_actor(6, {read}, kit::DataScope::store, here));
    server_.callers().add("elsewhere",
                          test::staff_actor(7, {read}, kit::DataScope::store, {chain_.second_store().value}));
    server_.callers().add("planner", test::staff_actor(8, {read, write}));
    server_.callers().add("nobody", test::staff_actor(9, {}));
    database_.write([](kit::Write& write_) { seed_defaults(write_); });
    const auto made = database_.write([this](kit::Write& write_) -> Outcome {
      customers::NewCustomer wanted;
      wanted.name = "Li";
      wanted.store_id = chain_.first_store();
      TRY(const auto customer, customers::create(write_, wanted));
      customer_ = customer.id;
      const std::vector<LineInput> lines{{.amount = Money{100'000}, .margin = Rate{200'000}, .weight = Rate{200'000}}};
      TRY(const auto offered, quote_for_update(write_, customer_, lines, write_.now));
      entry_ = accumulate(write_, customer_, write_.new_id<SaleId>(), offered, lines, write_.now);
      return Done{};
    });
    CHECK(made.ok());
    be("assistant");
  }

  void TearDown() override { EXPECT_EQ(database_.broken_invariants(modules()), std::vector<std::string>{}); }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }

  std::string customer_path(std::string_view rest) {
    return "/v1/customers/" + to_string(customer_) + std::string(rest);
  }
  json::object get(const std::string& path, int status = 200) {
    const auto answer = client_.get(path);
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object post(const std::string& path, std::string_view body, int status) {
    const auto answer = client_.post(path, body, {{"idempotency-key", "key-" + std::to_string(++keys_)}});
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object patch(const std::string& path, std::string_view body, std::string version, int status) {
    const auto answer = client_.patch(
        path, body, {{"idempotency-key", "key-" + std::to_string(++keys_)}, {"if-match", "\"" + version + "\""}});
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }

  test::TestDatabase database_{db::Engine::sqlite, modules()};
  test::TestChain chain_{database_};
  test::TestServer server_{database_, modules()};
  test::HttpClient client_{server_.port()};
  CustomerId customer_;
  EntryId entry_;
  int keys_ = 0;
};

TEST_F(points_http, an_account_shows_profit_only_to_those_entitled) {
  auto shown = get(customer_path("/points"));
  EXPECT_EQ(shown.at("combined_points").as_int64(), 20'000);
  EXPECT_EQ(shown.at("consumption_points").as_int64(), 20'000);
  EXPECT_EQ(shown.at("sales_count").as_int64(), 1);
  EXPECT_EQ(shown.at("tier").as_object().at("discount_ppm").as_int64(), kPpm);
  EXPECT_EQ(shown.at("next_tier").as_object().at("missing_points").as_int64(), 80'000);
  EXPECT_FALSE(shown.contains("profit_points"));
  be("finance");
  EXPECT_EQ(get(customer_path("/points")).at("profit_points").as_int64(), 20'000);
}

TEST_F(points_http, customers_out_of_reach_and_callers_without_right_get_nothing) {
  be("elsewhere");
  for (const auto* rest : {"/points", "/points/entries"}) {
    EXPECT_EQ(get(customer_path(rest), 404).at("reason").as_string(), "access.out_of_scope");
  }
  be("nobody");
  for (const auto* path : {"/v1/tiers", "/v1/strategies", "/v1/strategies/current"}) {
    EXPECT_EQ(get(path, 403).at("reason").as_string(), "access.permission_missing") << path;
  }
  get(customer_path("/points"), 403);
}

TEST_F(points_http, entries_are_listed_and_explained) {
  auto list = get(customer_path("/points/entries"));
  ASSERT_EQ(list.at("items").as_array().size(), 1U);
  const auto entry = list.at("items").as_array()[0].as_object();
  EXPECT_EQ(entry.at("id").as_string(), to_string(entry_));
  EXPECT_EQ(entry.at("kind").as_string(), "sale");
  EXPECT_EQ(entry.at("combined_balance_points").as_int64(), 20'000);
  for (const auto* secret : {"profit_points", "profit_balance_points", "lines"})
    EXPECT_FALSE(entry.contains(secret));

  const auto path = customer_path("/points/entries/" + to_string(entry_) + "/explanation");
  const auto open = json::serialize(get(path));
  for (const auto* secret : {"profit", "cost", "利润", "成本"})
    EXPECT_EQ(open.find(secret), std::string::npos) << secret;
  be("finance");
  const auto all = get(path);
  EXPECT_EQ(all.at("title").as_string(), "Points of a sale");
  EXPECT_NE(json::serialize(all).find("利润"), std::string::npos);
  get(customer_path("/points/entries/7/explanation"), 404);
}

TEST_F(points_http, tiers_are_read_added_and_edited) {
  const auto tiers = get("/v1/tiers").at("items").as_array();
  ASSERT_EQ(tiers.size(), 3U);
  const auto gold = std::string(tiers[1].as_object().at("id").as_string());
  post("/v1/tiers", R"({"name":"Diamond","threshold_points":900000,"discount_ppm":800000})", 403);
  be("finance");
  const auto made = post(
      "/v1/tiers", R"({"name":"Diamond","threshold_points":900000,"discount_ppm":800000,"colour":"#00ffAA"})", 201);
  EXPECT_EQ(made.at("version").as_int64(), 1);
  EXPECT_EQ(post("/v1/tiers", R"({"name":"Zero","threshold_points":5,"discount_ppm":0})", 400).at("reason").as_string(),
            "request.out_of_range");
  EXPECT_EQ(patch("/v1/tiers/" + gold, R"({"name":"Amber"})", "1", 200).at("name").as_string(), "Amber");
  EXPECT_EQ(patch("/v1/tiers/" + gold, R"({"name":"Ochre"})", "1", 412).at("reason").as_string(),
            "request.version_conflict");
}

TEST_F(points_http, strategies_are_versions_whose_weights_are_margin_secrets) {
  const auto seeded = get("/v1/strategies/current");
  EXPECT_FALSE(seeded.contains("x_ppm"));
  EXPECT_EQ(seeded.at("accrue_on").as_string(), "list");
  const std::string body = R"({"name":"Autumn","x_ppm":700000,"y_ppm":300000,"maintenance_cap_points":5000000})";
  be("planner");
  EXPECT_EQ(post("/v1/strategies", body, 403).at("reason").as_string(), "access.margin_required");
  be("finance");
  const auto made = post("/v1/strategies", body, 201);
  const auto current = get("/v1/strategies/current");
  EXPECT_EQ(current.at("id"), made.at("id"));
  EXPECT_EQ(current.at("x_ppm").as_int64(), 700'000);
  EXPECT_EQ(get("/v1/strategies").at("items").as_array().size(), 2U);
  EXPECT_EQ(get("/v1/strategies/" + std::string(made.at("id").as_string())).at("name").as_string(), "Autumn");
  const auto wrong = post("/v1/strategies", R"({"name":"Half","x_ppm":500000,"y_ppm":400000})", 400);
  ASSERT_EQ(wrong.at("errors").as_array().size(), 2U);
  EXPECT_EQ(wrong.at("errors").as_array()[0].as_object().at("field").as_string(), "x_ppm");
  const auto late =
      post("/v1/strategies", R"({"name":"Late","x_ppm":700000,"y_ppm":300000,"effective_from":"2020-01-01T00:00:00Z"})",
           400);
  EXPECT_EQ(late.at("reason").as_string(), "points.effective_in_the_past");
  EXPECT_EQ(late.at("field").as_string(), "effective_from");
}

TEST_F(points_http, a_strategy_without_rebate_is_warned_of_to_those_entitled) {
  const auto made = database_.write([](kit::Write& write) {
    catalogue::NewServiceType type;
    type.name = "Skin care";
    type.code = "skin";
    type.margin = Rate{200'000};
    return catalogue::create(write, type);
  });
  ASSERT_TRUE(made.ok());
  const auto id = std::string(get("/v1/strategies/current").at("id").as_string());
  get("/v1/strategies/" + id + "/warnings", 403);
  be("finance");
  const auto warnings = get("/v1/strategies/" + id + "/warnings").at("items").as_array();
  ASSERT_EQ(warnings.size(), 2U);
  EXPECT_EQ(warnings[0].as_object().at("key").as_string(), "no_rebate");
}

}  // namespace
}  // namespace homeport::points
