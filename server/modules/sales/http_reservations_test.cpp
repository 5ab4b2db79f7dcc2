// Reservations, exchanges, offline sales and receipts over HTTP.

#include <algorithm>
#include <thread>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/sales/till_fixture.hpp"
#include "support/http_client.hpp"
#include "support/test_server.hpp"

namespace homeport::sales {
namespace {

namespace json = boost::json;

class sales_http_reservations : public ::testing::Test {
 protected:
  sales_http_reservations() {
    const std::string read(kReadPermission);
    const std::string sell(kSellPermission);
    const std::string back(kReturnPermission);
    const std::string offline(kOfflinePermission);
    const std::vector<std::int64_t> here{till_.chain().first_store().value};
    const std::vector<std::int64_t> there{till_.chain().second_store().value};
    server_.callers().add("assistant", test::staff_actor(6, {read, sell, back, offline}, kit::DataScope::store, here));
    server_.callers().add("elsewhere", test::staff_actor(7, {read, sell, back}, kit::DataScope::store, there));
    server_.callers().add("returner", test::staff_actor(8, {read, back}, kit::DataScope::store, here));
    server_.callers().add("nobody", test::staff_actor(9, {}));
    be("assistant");
  }

  void TearDown() override { EXPECT_EQ(till_.broken(), std::vector<std::string>{}); }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }

  json::object basket(std::int64_t cups) {
    json::object line{{"product_id", to_string(till_.cup())}, {"quantity", cups}};
    return {{"store_id", to_string(till_.chain().first_store())},
            {"customer_id", to_string(till_.lin())},
            {"lines", json::array{line}}};
  }
  static json::array cash(std::int64_t minor) { return {json::object{{"kind", "cash"}, {"amount_minor", minor}}}; }
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
  std::string reserve(std::int64_t cups, std::int64_t& due) {
    const auto made = post("/v1/reservations", basket(cups), 201);
    due = made.at("quote").at("due_minor").as_int64();
    return "/v1/reservations/" + std::string(made.at("reservation_id").as_string());
  }
  json::object completion(std::int64_t due) { return {{"payments", cash(due)}, {"expected_due_minor", due}}; }
  static std::string sale_path(const json::object& document) {
    const auto& sale = document.at("sale").as_object();
    return "/v1/customers/" + std::string(sale.at("customer_id").as_string()) + "/sales/" +
           std::string(sale.at("sale_id").as_string());
  }
  json::object sell(std::int64_t cups) {
    const auto due = post("/v1/quotes", basket(cups), 200).at("due_minor").as_int64();
    auto request = basket(cups);
    request["expected_payable_minor"] = due;
    request["payments"] = cash(due);
    return post("/v1/sales", request, 201);
  }

  Till till_{db::Engine::sqlite};
  test::TestServer server_{till_.database(), modules_below()};
  test::HttpClient client_{server_.port()};
  int keys_ = 0;
};

TEST_F(sales_http_reservations, what_is_reserved_is_completed_once_however_often_it_is_sent) {
  std::int64_t due = 0;
  const auto path = reserve(2, due);
  EXPECT_EQ(get(path).at("reservation").at("state").as_string(), "held");
  const auto sold = post(path + "/complete", completion(due), 201, "once");
  EXPECT_EQ(json::serialize(post(path + "/complete", completion(due), 201, "once")), json::serialize(sold));
  EXPECT_EQ(post(path + "/complete", completion(due), 409).at("reason").as_string(), "sales.reservation_completed");
  EXPECT_EQ(post(path + "/void", {}, 409).at("reason").as_string(), "sales.reservation_completed");
  EXPECT_EQ(get("/v1/sales").at("total").as_int64(), 1);
  EXPECT_EQ(get("/v1/reservations?state=completed").at("total").as_int64(), 1);
}

TEST_F(sales_http_reservations, what_is_too_old_is_refused_with_its_reason) {
  std::int64_t due = 0;
  const auto path = reserve(2, due);
  till_.database().clock().advance_seconds(kReservationSeconds);
  EXPECT_EQ(post(path + "/complete", completion(due), 409).at("reason").as_string(), "sales.reservation_expired");
  EXPECT_EQ(get("/v1/sales").at("total").as_int64(), 0);
}

TEST_F(sales_http_reservations, are_seen_and_ended_by_those_within_reach) {
  std::int64_t due = 0;
  const auto path = reserve(1, due);
  be("elsewhere");
  EXPECT_EQ(get("/v1/reservations").at("total").as_int64(), 0);
  get(path, 404);
  EXPECT_EQ(post(path + "/complete", completion(due), 404).at("reason").as_string(), "sales.reservation_unknown");
  post(path + "/void", {}, 404);
  post("/v1/reservations", basket(1), 403);
  be("nobody");
  get("/v1/reservations", 403);
  post("/v1/reservations", basket(1), 403);
  post(path + "/complete", completion(due), 403);
  be("assistant");
  EXPECT_EQ(post(path + "/void", {}, 200).at("state").as_string(), "voided");
  get("/v1/reservations/4711", 404);
}

TEST_F(sales_http_reservations, bad_requests_are_named_by_their_field) {
  struct Case {
    std::string_view about;
    std::string member;
    json::value value;
    int status;
    std::string_view reason;
    std::string_view field;
  };
  for (const auto& one :
       {Case{"held for a second", "hold_seconds", 1, 400, "request.out_of_range", "hold_seconds"},
        Case{"held for a day", "hold_seconds", kSecondsPerDay, 400, "request.out_of_range", "hold_seconds"},
        Case{"another payable", "expected_payable_minor", 1, 409, "sales.payable_changed", "expected_payable_minor"},
        Case{"a reward of shells", "rewards", json::array{json::object{{"kind", "shells"}}}, 400,
             "request.not_a_choice", "rewards[0].kind"},
        Case{"points of no amount", "rewards", json::array{json::object{{"kind", "points"}}}, 400,
             "sales.reward_incomplete", "rewards[0].amount_minor"},
        Case{"points that aren't there", "rewards", json::array{json::object{{"kind", "points"}, {"amount_minor", 5}}},
             422, "points.balance_too_low", "rewards[0].amount_minor"}}) {
    SCOPED_TRACE(one.about);
    auto request = basket(1);
    request[one.member] = one.value;
    const auto refused = json::serialize(post("/v1/reservations", request, one.status));
    EXPECT_NE(refused.find("\"" + std::string(one.reason) + "\""), std::string::npos) << refused;
    EXPECT_NE(refused.find("\"" + std::string(one.field) + "\""), std::string::npos) << refused;
  }
  EXPECT_EQ(get("/v1/reservations").at("total").as_int64(), 0);
}

TEST_F(sales_http_reservations, an_exchange_needs_the_right_to_sell_as_well) {
  const auto sold = sell(1);
  const auto payable = post("/v1/quotes", basket(1), 200).at("payable_minor").as_int64();
  const json::object wanted{
      {"return_lines", json::array{json::object{{"line_no", 1}, {"quantity", 1}}}},
      {"reason", "another colour"},
      {"lines", json::array{json::object{{"product_id", to_string(till_.cup())}, {"quantity", 1}}}},
      {"expected_payable_minor", payable}};
  auto asked = wanted;
  asked.erase("reason");
  asked.erase("expected_payable_minor");
  be("returner");
  EXPECT_EQ(post(sale_path(sold) + "/exchange/quote", asked, 403).at("reason").as_string(),
            "access.permission_missing");
  be("elsewhere");
  EXPECT_EQ(post(sale_path(sold) + "/exchange/quote", asked, 404).at("reason").as_string(), "sales.not_found");
  be("assistant");
  const auto quoted = post(sale_path(sold) + "/exchange/quote", asked, 200);
  EXPECT_EQ(quoted.at("difference_minor").as_int64(), 0);
  EXPECT_EQ(quoted.at("quote").at("payable_minor").as_int64(), payable);
  EXPECT_FALSE(quoted.at("quote").as_object().contains("cost_minor"));
  post(sale_path(sold) + "/exchange/quote", wanted, 400);  // it asks for no reason and expects nothing
  EXPECT_EQ(get("/v1/sales").at("total").as_int64(), 1);
  be("returner");
  EXPECT_EQ(post(sale_path(sold) + "/exchange", wanted, 403).at("reason").as_string(), "access.permission_missing");
  be("assistant");
  const auto made = post(sale_path(sold) + "/exchange", wanted, 201);
  EXPECT_EQ(made.at("difference_minor").as_int64(), 0);
  EXPECT_EQ(made.at("return").at("exchange_sale_id"), made.at("sale").at("sale").at("sale_id"));
  EXPECT_FALSE(made.at("return").as_object().contains("profit_points"));
  EXPECT_EQ(get("/v1/sales").at("total").as_int64(), 2);
}

TEST_F(sales_http_reservations, a_sale_made_offline_is_sent_once_and_its_difference_is_listed) {
  auto request = basket(1);
  request["offline"] = true;
  request["sold_at"] = format_rfc3339(plus_seconds(test::kTestMorning, -3'600));
  request["expected_payable_minor"] = 2'500;
  request["payments"] = cash(2'500);
  be("elsewhere");
  EXPECT_EQ(post("/v1/sales", request, 403).at("reason").as_string(), "access.permission_missing");
  be("assistant");
  const auto sold = post("/v1/sales", request, 201, "till-3-offline-17");
  EXPECT_EQ(json::serialize(post("/v1/sales", request, 201, "till-3-offline-17")), json::serialize(sold));
  EXPECT_EQ(get("/v1/sales?offline_difference=true").at("total").as_int64(), 1);
  sell(1);
  EXPECT_EQ(get("/v1/sales?offline_difference=true").at("total").as_int64(), 1);
  request["sold_at"] = format_rfc3339(plus_seconds(test::kTestMorning, -kOfflineAgeSeconds - 1));
  EXPECT_EQ(post("/v1/sales", request, 422).at("reason").as_string(), "sales.offline_too_old");
  request.erase("offline");
  EXPECT_EQ(post("/v1/sales", request, 400).at("reason").as_string(), "sales.time_needs_offline");
}

TEST_F(sales_http_reservations, of_many_clients_with_one_key_one_sells_and_all_get_its_answer) {
  constexpr int kClients = 8;
  const auto due = post("/v1/quotes", basket(1), 200).at("due_minor").as_int64();
  auto request = basket(1);
  request["expected_payable_minor"] = due;
  request["payments"] = cash(due);
  const auto body = json::serialize(request);
  std::vector<std::string> answers(kClients);
  std::vector<std::thread> clients;
  for (auto& answer : answers) {
    clients.emplace_back([this, &body, &answer] {
      test::HttpClient client(server_.port());
      client.set_header("Authorization", "Bearer assistant");
      answer = client.post("/v1/sales", body, {{"idempotency-key", "one-key"}}).body;
    });
  }
  for (auto& client : clients)
    client.join();
  for (const auto& answer : answers)
    EXPECT_EQ(answer, answers.front());
  EXPECT_EQ(get("/v1/sales").at("total").as_int64(), 1);
}

TEST_F(sales_http_reservations, of_many_clients_who_complete_one_reservation_one_does) {
  constexpr int kClients = 8;
  std::int64_t due = 0;
  const auto path = reserve(1, due) + "/complete";
  const auto body = json::serialize(completion(due));
  std::vector<int> statuses(kClients);
  std::vector<std::thread> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([this, &body, &path, &statuses, i] {
      test::HttpClient client(server_.port());
      client.set_header("Authorization", "Bearer assistant");
      statuses[static_cast<std::size_t>(i)] =
          client.post(path, body, {{"idempotency-key", "client-" + std::to_string(i)}}).status;
    });
  }
  for (auto& client : clients)
    client.join();
  EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 201), 1);
  EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 409), kClients - 1);
  EXPECT_EQ(get("/v1/sales").at("total").as_int64(), 1);
}

TEST_F(sales_http_reservations, a_receipt_is_read_without_a_trace_and_printed_with_one) {
  const auto path = sale_path(sell(1)) + "/receipt";
  EXPECT_GT(get(path + "?width=58").at("text_lines").as_array().size(), 10U);
  EXPECT_FALSE(get(path + "?width=a4").contains("cost_minor"));
  EXPECT_EQ(get(path + "?width=100", 400).at("field").as_string(), "width");
  EXPECT_FALSE(post(path + "/prints", {{"width", "80"}}, 200).at("is_copy").as_bool());
  EXPECT_TRUE(post(path + "/prints", {{"width", "80"}}, 200).at("is_copy").as_bool());
  EXPECT_TRUE(get(path).at("is_copy").as_bool());
  const auto code = std::string(get(path).at("code").as_string());
  EXPECT_EQ(
      "/v1/customers/" + code.substr(0, code.find('.')) + "/sales/" + code.substr(code.find('.') + 1) + "/receipt",
      path);
  EXPECT_EQ(sale_path(get("/v1/sales/find?code=%20" + code)) + "/receipt", path);
  EXPECT_EQ(get("/v1/sales/find", 400).at("field").as_string(), "code");
  EXPECT_EQ(get("/v1/sales/find?code=lamp", 404).at("reason").as_string(), "sales.not_found");
  be("elsewhere");
  get("/v1/sales/find?code=" + code, 404);
  get(path, 404);
  post(path + "/prints", {{"width", "80"}}, 404);
}

}  // namespace
}  // namespace homeport::sales
