#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/catalogue/module.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/programme/module.hpp"
#include "modules/programme/service.hpp"
#include "support/http_client.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::programme {
namespace {

namespace json = boost::json;

std::vector<kit::Module> modules() { return {identity::module(), customers::module(), catalogue::module(), module()}; }

class programme_http : public ::testing::Test {
 protected:
  programme_http() {
    const std::string read(kReadPermission);
    const std::string write(kWritePermission);
    const std::string margin(kit::kMarginPermission);
    server_.callers().add("finance", test::staff_actor(5, {read, write, margin}));
    server_.callers().add("assistant", test::staff_actor(6, {read}));
    server_.callers().add("planner", test::staff_actor(8, {read, write}));
    server_.callers().add("nobody", test::staff_actor(9, {}));
    database_.write([](kit::Write& write_) { seed_defaults(write_); });
    be("assistant");
  }

  void TearDown() override { EXPECT_EQ(database_.broken_invariants(modules()), std::vector<std::string>{}); }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }

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
  test::TestServer server_{database_, modules()};
  test::HttpClient client_{server_.port()};
  int keys_ = 0;
};

TEST_F(programme_http, callers_without_right_get_nothing) {
  be("nobody");
  for (const auto* path : {"/v1/tiers", "/v1/strategies", "/v1/strategies/current"}) {
    EXPECT_EQ(get(path, 403).at("reason").as_string(), "access.permission_missing") << path;
  }
}

TEST_F(programme_http, the_list_of_tiers_is_paged_and_sorted_as_asked) {
  const auto first = get("/v1/tiers?limit=2");
  ASSERT_EQ(first.at("items").as_array().size(), 2U);
  EXPECT_EQ(first.at("total").as_int64(), 3);
  const auto rest = get("/v1/tiers?limit=2&cursor=" + std::string(first.at("next_cursor").as_string()));
  ASSERT_EQ(rest.at("items").as_array().size(), 1U);
  EXPECT_FALSE(rest.contains("next_cursor"));
  const auto falling = get("/v1/tiers?sort=-threshold_points&limit=1");
  EXPECT_EQ(falling.at("items").as_array()[0], rest.at("items").as_array()[0]);
  get("/v1/tiers?sort=colour", 400);
}

TEST_F(programme_http, tiers_are_read_added_and_edited) {
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
  EXPECT_EQ(patch("/v1/tiers/" + gold, R"({"name":"Ochre"})", "1", 409).at("reason").as_string(),
            "request.version_conflict");
}

TEST_F(programme_http, strategies_are_versions_whose_weights_are_margin_secrets) {
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
  EXPECT_EQ(late.at("reason").as_string(), "programme.effective_in_the_past");
  EXPECT_EQ(late.at("field").as_string(), "effective_from");
}

TEST_F(programme_http, a_strategy_without_rebate_is_warned_of_to_those_entitled) {
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
}  // namespace homeport::programme
