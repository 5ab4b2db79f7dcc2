#include <atomic>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/catalogue/module.hpp"
#include "modules/identity/module.hpp"
#include "support/http_client.hpp"
#include "support/test_server.hpp"

namespace homeport::catalogue {
namespace {

namespace json = boost::json;
using test::HttpAnswer;

std::vector<kit::Module> modules() { return {identity::module(), module()}; }

class catalogue_http : public ::testing::Test {
 protected:
  catalogue_http() {
    database_.write([](kit::Write& write) { seed_defaults(write); });
    const std::vector<std::string> rights{std::string(kReadPermission), std::string(kWritePermission)};
    auto all = rights;
    all.emplace_back(kit::kMarginPermission);
    server_.callers().add("finance", test::staff_actor(5, all));
    server_.callers().add("assistant", test::staff_actor(6, rights));
    server_.callers().add("reader", test::staff_actor(7, {std::string(kReadPermission)}));
    server_.callers().add("nobody", test::staff_actor(8, {}));
    be("finance");
  }

  void TearDown() override { EXPECT_EQ(database_.broken_invariants(modules()), std::vector<std::string>{}); }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }
  static test::HttpHeaders key() {
    static std::atomic<int> last{0};
    return {{"Idempotency-Key", "k" + std::to_string(++last)}};
  }
  HttpAnswer post(const std::string& path, const std::string& body) { return client_.post(path, body, key()); }
  HttpAnswer patch(const std::string& path, const std::string& body, const std::string& version) {
    auto headers = key();
    headers.emplace_back("If-Match", "\"" + version + "\"");
    return client_.patch(path, body, headers);
  }
  static json::object object_of(const HttpAnswer& answer) { return json::parse(answer.body).as_object(); }
  static std::string text_of(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
  }
  static std::string reason_of(const HttpAnswer& answer) { return text_of(object_of(answer), "reason"); }
  // The path of a new product.
  std::string add(const std::string& body) {
    const auto answer = post("/v1/products", body);
    EXPECT_EQ(answer.status, 201) << answer.body;
    return "/v1/products/" + text_of(object_of(answer), "id");
  }

  test::TestDatabase database_{db::Engine::sqlite, modules()};
  test::TestServer server_{database_, modules()};
  test::HttpClient client_{server_.port()};
};

TEST_F(catalogue_http, a_product_is_added_shown_found_and_edited) {
  const auto path =
      add(R"({"sku":"A-1","barcode":"4006381333931","name":"Cream","price_minor":19900,"cost_minor":8000})");
  const auto shown = client_.get(path);
  EXPECT_EQ(shown.header("etag"), "\"1\"");
  EXPECT_EQ(object_of(shown).at("cost_minor").as_int64(), 8000);
  EXPECT_NE(text_of(object_of(shown), "service_type_id"), "");
  EXPECT_EQ(client_.get("/v1/products/find?code=04006381333931").body, shown.body);
  EXPECT_EQ(client_.get("/v1/products/find?code=a-1").body, shown.body);
  EXPECT_EQ(reason_of(client_.get("/v1/products/find?code=b-1")), "catalogue.product_unknown");
  EXPECT_EQ(reason_of(client_.get("/v1/products/find")), "request.required");
  const auto saved = patch(path, R"({"price_minor":17900,"status":"disabled"})", "1");
  ASSERT_EQ(saved.status, 200) << saved.body;
  EXPECT_EQ(object_of(saved).at("price_minor").as_int64(), 17900);
  EXPECT_EQ(saved.header("etag"), "\"2\"");
}

TEST_F(catalogue_http, cost_and_margin_stay_with_those_who_may_see_them) {
  const auto path = add(R"({"sku":"A-1","name":"Cream","price_minor":19900,"cost_minor":8000,"margin_ppm":500000})");
  be("assistant");
  for (const auto& where : {path, std::string("/v1/products"), std::string("/v1/products?q=cream"),
                            std::string("/v1/products/find?code=A-1"), std::string("/v1/service_types")}) {
    const auto answer = client_.get(where);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.body.find("cost_minor"), std::string::npos) << where;
    EXPECT_EQ(answer.body.find("margin_ppm"), std::string::npos) << where;
    EXPECT_EQ(answer.body.find("8000"), std::string::npos) << where;
  }
  EXPECT_EQ(client_.get("/v1/products?sort=cost_minor").status, 400);
  EXPECT_EQ(client_.get("/v1/products?cost_minor=8000").status, 400);
  EXPECT_EQ(reason_of(patch(path, R"({"cost_minor":1})", "1")), "access.margin_required");
  EXPECT_EQ(post("/v1/products", R"({"sku":"A-2","name":"x","price_minor":1,"margin_ppm":5})").status, 403);
  EXPECT_EQ(post("/v1/service_types", R"({"name":"Care","code":"care","margin_ppm":5})").status, 403);
  ASSERT_EQ(patch(path, R"({"name":"Rich cream"})", "1").status, 200);
  EXPECT_EQ(patch(path, R"({"name":"Late"})", "1").body.find("cost_minor"), std::string::npos);
  be("finance");
  const auto kept = object_of(client_.get(path));
  EXPECT_EQ(kept.at("cost_minor").as_int64(), 8000);
  EXPECT_EQ(kept.at("margin_ppm").as_int64(), 500000);
  EXPECT_EQ(client_.get("/v1/products?sort=-cost_minor").status, 200);
}

TEST_F(catalogue_http, bad_input_names_its_field_and_leaves_nothing_behind) {
  struct Case {
    std::string body;
    std::string reason;
    std::string field;
  };
  const std::vector<Case> cases{
      {R"({"name":"x","price_minor":1})", "request.required", "sku"},
      {R"({"sku":"A","price_minor":1})", "request.required", "name"},
      {R"({"sku":"A","name":"x"})", "request.required", "price_minor"},
      {R"({"sku":"A","name":"x","price_minor":-1})", "request.out_of_range", "price_minor"},
      {R"({"sku":"A","name":"x","price_minor":9000000000001})", "request.out_of_range", "price_minor"},
      {R"({"sku":"A","name":"x","price_minor":1.5})", "request.wrong_type", "price_minor"},
      {R"({"sku":"A","name":"x","price_minor":1,"cost_minor":-1})", "request.out_of_range", "cost_minor"},
      {R"({"sku":"A","name":"x","price_minor":1,"margin_ppm":1000001})", "request.out_of_range", "margin_ppm"},
      {R"({"sku":"A","name":")" + std::string(10'000, 'x') + R"(","price_minor":1})", "request.too_long", "name"},
      {R"({"sku":"A\n","name":"x","price_minor":1})", "request.bad_text", "sku"},
      {R"({"sku":"A","name":"x","price_minor":1,"weight":1})", "request.unknown_field", "weight"},
      {R"({"sku":"A","name":"x","price_minor":1,"status":"sold"})", "request.not_a_choice", "status"},
  };
  for (const auto& c : cases) {
    const auto answer = post("/v1/products", c.body);
    EXPECT_EQ(answer.status, 400) << c.body << answer.body;
    EXPECT_EQ(reason_of(answer), c.reason) << answer.body;
    EXPECT_EQ(text_of(object_of(answer), "field"), c.field) << answer.body;
  }
  const auto stray = post("/v1/products", R"({"sku":"A","name":"x","price_minor":1,"service_type_id":"5"})");
  EXPECT_EQ(stray.status, 422);
  EXPECT_EQ(reason_of(stray), "catalogue.service_type_unknown");
  EXPECT_EQ(object_of(client_.get("/v1/products")).at("total").as_int64(), 0);
  add(R"({"sku":"A","name":"x","price_minor":9000000000000,"margin_ppm":1000000})");
}

TEST_F(catalogue_http, a_taken_code_names_the_other_product) {
  add(R"({"sku":"A-1","name":"Cream","price_minor":1,"cost_minor":77})");
  be("assistant");
  const auto answer = post("/v1/products", R"({"sku":"a-1","name":"Soap","price_minor":1})");
  ASSERT_EQ(answer.status, 409);
  EXPECT_EQ(reason_of(answer), "catalogue.sku_taken");
  EXPECT_EQ(text_of(object_of(answer).at("current").as_object(), "name"), "Cream");
  EXPECT_EQ(answer.body.find("cost_minor"), std::string::npos);
}

TEST_F(catalogue_http, of_two_people_editing_the_second_sees_what_the_first_saved) {
  const auto path = add(R"({"sku":"A-1","name":"Cream","price_minor":1})");
  ASSERT_EQ(patch(path, R"({"price_minor":2})", "1").status, 200);
  const auto second = patch(path, R"({"price_minor":3})", "1");
  ASSERT_EQ(second.status, 409);
  EXPECT_EQ(object_of(second).at("current").as_object().at("price_minor").as_int64(), 2);
  EXPECT_EQ(patch(path, R"({})", "2").status, 200);
}

TEST_F(catalogue_http, service_types_are_added_listed_and_edited) {
  const auto made =
      post("/v1/service_types", R"({"name":"Care","code":"care","weight_ppm":300000,"margin_ppm":600000})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(reason_of(post("/v1/service_types", R"({"name":"Care","code":"CARE"})")), "catalogue.code_taken");
  EXPECT_EQ(reason_of(post("/v1/service_types", R"({"name":"x","code":"x","weight_ppm":10000001})")),
            "request.out_of_range");
  const auto path = "/v1/service_types/" + text_of(object_of(made), "id");
  EXPECT_EQ(client_.get(path).body, made.body);
  const auto saved = patch(path, R"({"weight_ppm":0,"margin_ppm":null})", "1");
  ASSERT_EQ(saved.status, 200) << saved.body;
  EXPECT_FALSE(object_of(saved).contains("margin_ppm"));
  EXPECT_EQ(object_of(client_.get("/v1/service_types")).at("total").as_int64(), 2);
}

TEST_F(catalogue_http, permissions_decide) {
  const auto path = add(R"({"sku":"A-1","name":"Cream","price_minor":1})");
  be("nobody");
  for (const auto& where : {path, std::string("/v1/products"), std::string("/v1/products/find?code=A-1"),
                            std::string("/v1/service_types"), std::string("/v1/service_types/5")}) {
    EXPECT_EQ(client_.get(where).status, 403) << where;
  }
  be("reader");
  EXPECT_EQ(client_.get(path).status, 200);
  EXPECT_EQ(post("/v1/products", "{}").status, 403);
  EXPECT_EQ(post("/v1/service_types", "{}").status, 403);
  EXPECT_EQ(patch(path, "{}", "1").status, 403);
}

}  // namespace
}  // namespace homeport::catalogue
