// The routes of sales: who gets in, what is told to whom, and what is refused before anything happens.

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/sales/till_fixture.hpp"
#include "support/http_client.hpp"
#include "support/test_server.hpp"

namespace homeport::sales {
namespace {

namespace json = boost::json;

class sales_http : public ::testing::Test {
 protected:
  sales_http() {
    const std::string read(kReadPermission);
    const std::string sell(kSellPermission);
    const std::string back(kReturnPermission);
    const std::string margin(kit::kMarginPermission);
    const std::vector<std::int64_t> here{till_.chain().first_store().value};
    const std::vector<std::int64_t> there{till_.chain().second_store().value};
    server_.callers().add("owner", test::staff_actor(5, {read, sell, back, margin, std::string(kOverridePermission)}));
    server_.callers().add("assistant", test::staff_actor(6, {read, sell, back}, kit::DataScope::store, here));
    server_.callers().add("elsewhere", test::staff_actor(7, {read, sell, back}, kit::DataScope::store, there));
    server_.callers().add("roaming", test::staff_actor(9, {sell, std::string(customers::kFindAnywherePermission)},
                                                       kit::DataScope::store, there));
    server_.callers().add("nobody", test::staff_actor(8, {}));
    be("assistant");
  }

  void TearDown() override { EXPECT_EQ(till_.broken(), std::vector<std::string>{}); }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }

  json::object basket(std::int64_t cups, bool with_member = true) {
    json::object line{{"product_id", to_string(till_.cup())}, {"quantity", cups}};
    json::object request{{"store_id", to_string(till_.chain().first_store())}, {"lines", json::array{line}}};
    if (with_member) request["customer_id"] = to_string(till_.lin());
    return request;
  }
  static json::object paid(json::object request, std::int64_t payable) {
    request["expected_payable_minor"] = payable;
    request["payments"] = json::array{json::object{{"kind", "cash"}, {"amount_minor", payable}}};
    return request;
  }
  json::object get(const std::string& path, int status = 200) {
    const auto answer = client_.get(path);
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object post(const std::string& path, const json::object& body, int status, std::string key = {}) {
    if (key.empty()) key = "key-" + std::to_string(++keys_);
    const auto answer = client_.post(path, json::serialize(body), {{"idempotency-key", key}});
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  std::string sale_path(const json::object& document) {
    const auto& sale = document.at("sale").as_object();
    return "/v1/customers/" + std::string(sale.at("customer_id").as_string()) + "/sales/" +
           std::string(sale.at("sale_id").as_string());
  }

  Till till_{db::Engine::sqlite};
  test::TestServer server_{till_.database(), modules_below()};
  test::HttpClient client_{server_.port()};
  int keys_ = 0;
};

TEST_F(sales_http, a_quote_tells_cost_and_profit_only_to_those_entitled) {
  const auto hidden = post("/v1/quotes", basket(2), 200);
  EXPECT_EQ(hidden.at("list_minor").as_int64(), 3'980);
  for (const auto* secret : {"cost_minor", "profit_points"}) {
    EXPECT_FALSE(hidden.contains(secret)) << secret;
    EXPECT_FALSE(hidden.at("lines").as_array()[0].as_object().contains(secret)) << secret;
  }
  be("owner");
  const auto open = post("/v1/quotes", basket(2), 200);
  EXPECT_EQ(open.at("cost_minor").as_int64(), 2'000);
  EXPECT_TRUE(open.at("lines").as_array()[0].as_object().contains("profit_points"));
}

TEST_F(sales_http, an_explanation_writes_money_in_the_chains_currency) {
  till_.database().database().write(
      [](db::Transaction& tx) { tx.execute_text("UPDATE setting SET currency = 'JPY'", {}); });
  const auto text = json::serialize(post("/v1/quotes", basket(2), 200).at("explanation"));
  EXPECT_NE(text.find("3,980"), std::string::npos) << text;
  EXPECT_EQ(text.find("39.80"), std::string::npos) << text;
}

TEST_F(sales_http, a_sale_is_made_once_and_found_again) {
  const auto payable = post("/v1/quotes", basket(1), 200).at("payable_minor").as_int64();
  const auto sold = post("/v1/sales", paid(basket(1), payable), 201, "once");
  const auto again = post("/v1/sales", paid(basket(1), payable), 201, "once");
  EXPECT_EQ(json::serialize(sold), json::serialize(again));
  post("/v1/sales", paid(basket(2), payable), 422, "once");
  const auto found = get(sale_path(sold));
  EXPECT_EQ(json::serialize(found.at("sale")), json::serialize(sold.at("sale")));
  EXPECT_EQ(get("/v1/sales").at("total").as_int64(), 1);
}

TEST_F(sales_http, a_return_gives_back_what_was_paid) {
  const auto payable = post("/v1/quotes", basket(2), 200).at("payable_minor").as_int64();
  const auto sold = post("/v1/sales", paid(basket(2), payable), 201);
  const json::object wanted{{"lines", json::array{json::object{{"line_no", 1}, {"quantity", 2}}}},
                            {"reason", "broken"}};
  const auto back = post(sale_path(sold) + "/returns", wanted, 201);
  EXPECT_EQ(back.at("refund_minor").as_int64(), payable);
  EXPECT_FALSE(back.contains("profit_points"));
  const auto twice = post(sale_path(sold) + "/returns", wanted, 422);
  EXPECT_EQ(twice.at("reason").as_string(), "sales.return_exceeds_sold");
  EXPECT_EQ(twice.at("field").as_string(), "lines[0].quantity");
  EXPECT_EQ(get(sale_path(sold)).at("returns").as_array().size(), 1U);
}

TEST_F(sales_http, whoever_works_elsewhere_sees_and_changes_nothing_here) {
  const auto payable = post("/v1/quotes", basket(1), 200).at("payable_minor").as_int64();
  const auto sold = post("/v1/sales", paid(basket(1), payable), 201);
  be("elsewhere");
  EXPECT_EQ(get("/v1/sales").at("total").as_int64(), 0);
  get(sale_path(sold), 404);
  EXPECT_EQ(post("/v1/sales", paid(basket(1), payable), 403).at("reason").as_string(), "access.out_of_scope");
  post(sale_path(sold) + "/returns",
       {{"lines", json::array{json::object{{"line_no", 1}, {"quantity", 1}}}}, {"reason", "no"}}, 404);
  be("nobody");
  get("/v1/sales", 403);
  post("/v1/quotes", basket(1), 403);
  post("/v1/sales", paid(basket(1), payable), 403);
}

TEST_F(sales_http, a_member_of_another_store_is_unknown_unless_one_may_find_anybody) {
  auto there = basket(1);
  there["store_id"] = to_string(till_.chain().second_store());
  const auto payable = post("/v1/quotes", basket(1), 200).at("payable_minor").as_int64();
  auto unknown = there;
  unknown["customer_id"] = "4711";
  be("elsewhere");
  // Not one word tells him from somebody who isn't there.
  auto as_nobody = post("/v1/quotes", unknown, 404);
  auto as_foreign = post("/v1/quotes", there, 404);
  as_nobody.erase("request_id");
  as_foreign.erase("request_id");
  EXPECT_EQ(json::serialize(as_nobody), json::serialize(as_foreign));
  EXPECT_EQ(as_foreign.at("reason").as_string(), "sales.customer_unknown");
  post("/v1/reservations", there, 404);
  post("/v1/sales", paid(there, payable), 404);
  there.erase("customer_id");
  post("/v1/quotes", there, 200);
  be("roaming");
  there["customer_id"] = to_string(till_.lin());
  post("/v1/quotes", there, 200);
  post("/v1/sales", paid(there, payable), 201);
}

TEST_F(sales_http, only_an_import_says_that_a_sale_is_one) {
  const auto payable = post("/v1/quotes", basket(1), 200).at("payable_minor").as_int64();
  auto request = paid(basket(1), payable);
  for (const auto& [source, status] : {std::pair{"import", 400}, {"api", 201}, {"till", 201}}) {
    request["source"] = source;
    post("/v1/sales", request, status);
  }
  auto aside = basket(1);
  aside["source"] = "import";
  const auto refused = post("/v1/reservations", aside, 400);
  EXPECT_EQ(refused.at("reason").as_string(), "sales.source_is_imports");
  EXPECT_EQ(refused.at("field").as_string(), "source");
}

TEST_F(sales_http, the_list_is_filtered_and_paged_without_a_gap) {
  std::vector<std::string> expected;
  for (int i = 0; i < 5; ++i) {
    till_.database().clock().advance_seconds(60);
    const bool is_member = i % 2 == 0;
    const auto payable = post("/v1/quotes", basket(i + 1, is_member), 200).at("payable_minor").as_int64();
    const auto sold = post("/v1/sales", paid(basket(i + 1, is_member), payable), 201);
    expected.insert(expected.begin(), std::string(sold.at("sale").at("sale_id").as_string()));
  }
  std::vector<std::string> seen;
  std::string cursor;
  do {
    const auto page = get("/v1/sales?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor));
    for (const auto& item : page.at("items").as_array())
      seen.emplace_back(item.at("sale_id").as_string());
    cursor = page.contains("next_cursor") ? std::string(page.at("next_cursor").as_string()) : "";
  } while (!cursor.empty());
  EXPECT_EQ(seen, expected);
  EXPECT_EQ(get("/v1/sales?customer_id=" + to_string(till_.lin())).at("total").as_int64(), 3);
  EXPECT_EQ(get("/v1/sales?source=import").at("total").as_int64(), 0);
  const auto dearest = get("/v1/sales?sort=-payable_minor&limit=1").at("items").as_array()[0].as_object();
  EXPECT_EQ(dearest.at("list_minor").as_int64(), 5 * 1'990);
  EXPECT_EQ(get("/v1/sales?colour=red", 400).at("reason").as_string(), "request.unknown_parameter");
}

TEST_F(sales_http, a_changed_price_is_answered_with_the_quote_of_now) {
  const auto refused = post("/v1/sales", paid(basket(1), 1), 409);
  EXPECT_EQ(refused.at("reason").as_string(), "sales.payable_changed");
  EXPECT_EQ(refused.at("current").at("list_minor").as_int64(), 1'990);
  EXPECT_FALSE(refused.at("current").as_object().contains("cost_minor"));
  EXPECT_EQ(get("/v1/sales").at("total").as_int64(), 0);
}

}  // namespace
}  // namespace homeport::sales
