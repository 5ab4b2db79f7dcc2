// What the programme, the wallets and the till don't take: each with its status, reason and field, and nothing moves,
// in no table. What a single sale may not do stands in refused_sales_test.cpp.

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "shop/shop.hpp"
#include "support/database_snapshot.hpp"

namespace homeport::test {
namespace {

class refused_loyalty : public ShopTest {
 protected:
  void SetUp() override {
    ShopTest::SetUp();
    if (IsSkipped()) return;
    pen_ = shop().add_product("PEN", 1'000, 400);
    lin_ = shop().register_customer("Lin", "13812345678");
    wei_ = shop().register_customer("Wei", "13812345679");
    give(lin_, 5'000);
    customer_ = "/v1/customers/" + lin_;
    store_ = shop().first_store();
  }

  void give(const std::string& customer_id, std::int64_t points) {
    Shop::done(shop().ada().post("/v1/customers/" + customer_id + "/grants",
                                 json::object{{"points", points}, {"reason", "for the test"}}),
               "bonus");
  }
  void publish(const json::object& more) {
    json::object wanted{{"name", "for the test"}, {"x_ppm", 800'000}, {"y_ppm", 200'000}};
    for (const auto& [name, value] : more)
      wanted[name] = value;
    Shop::done(shop().ada().post("/v1/strategies", wanted), "strategy");
  }

  // Everything but when a session was last used.
  static std::set<std::string> books_in(db::Database& database) {
    std::set<std::string> lines;
    std::istringstream all(everything_in(database));
    for (std::string line; std::getline(all, line);) {
      if (!line.starts_with("session: ")) lines.insert(line);
    }
    return lines;
  }
  static std::string changed_since(const std::set<std::string>& before, const std::set<std::string>& after) {
    std::vector<std::string> changed;
    std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(),
                                  std::back_inserter(changed));
    std::string all;
    for (const auto& line : changed)
      all += line + "\n";
    return all;
  }

  struct Case {
    std::string_view about;
    std::string path;
    json::object request;
    int status;
    std::string_view reason;
    std::string_view field;
  };
  void expect_refused(const std::vector<Case>& table) {
    auto& database = shop().application().database();
    const auto before = books_in(database);
    for (const auto& one : table) {
      SCOPED_TRACE(one.about);
      const auto refused = shop().ada().post(one.path, one.request);
      EXPECT_EQ(refused.status, one.status) << refused.body;
      const bool said = refused.body.find("\"" + std::string(one.reason) + "\"") != std::string::npos;
      EXPECT_TRUE(said) << refused.body;
      EXPECT_EQ(refused.field(), one.field) << refused.body;
      EXPECT_FALSE(refused.text("/detail").empty());
      EXPECT_EQ(changed_since(before, books_in(database)), "");
    }
  }

  // One pen, some of it paid with points.
  [[nodiscard]] json::object pen_paid_with(std::int64_t points_minor) const {
    auto request = Shop::paid(shop_basket(), 1'000 - points_minor);
    request["rewards"] = json::array{json::object{{"kind", "points"}, {"amount_minor", points_minor}}};
    request["expected_payable_minor"] = 1'000;
    return request;
  }
  [[nodiscard]] json::object shop_basket() const {
    return {{"store_id", store_},
            {"customer_id", lin_},
            {"lines", json::array{json::object{{"product_id", pen_}, {"quantity", 1}}}}};
  }

  [[nodiscard]] json::object with_voucher(const char* code) const {
    auto request = Shop::paid(shop_basket(), 1'000);
    request["rewards"] = json::array{json::object{{"kind", "voucher"}, {"code", code}}};
    return request;
  }

  std::string pen_;
  std::string lin_;
  std::string wei_;
  std::string customer_;  // path of the first
  std::string store_;
};

TEST_P(refused_loyalty, a_programme_that_makes_no_sense) {
  const auto strategy = [](const json::object& more) {
    json::object wanted{{"name", "Autumn"}, {"x_ppm", 800'000}, {"y_ppm", 200'000}};
    for (const auto& [name, value] : more)
      wanted[name] = value;
    return wanted;
  };
  const auto tier = [](std::int64_t threshold, std::int64_t discount, const char* name = "Diamond") {
    return json::object{{"name", name}, {"threshold_points", threshold}, {"discount_ppm", discount}};
  };
  const auto tiers = Shop::done(shop().ada().get("/v1/tiers"), "tiers");
  const auto gold = tiers.number("/items/1/threshold_points");
  const auto gold_discount = tiers.number("/items/1/discount_ppm");
  const auto gold_name = tiers.text("/items/1/name");
  const std::string in = "/v1/strategies";
  expect_refused({
      {"X of one half", in, strategy({{"x_ppm", 500'000}, {"y_ppm", 500'000}}), 400, "programme.profit_weight_too_low",
       "x_ppm"},
      {"X below one half", in, strategy({{"x_ppm", 400'000}, {"y_ppm", 600'000}}), 400,
       "programme.profit_weight_too_low", "x_ppm"},
      {"X + Y above one", in, strategy({{"y_ppm", 200'001}}), 400, "programme.weights_do_not_add_up", "y_ppm"},
      {"X + Y below one", in, strategy({{"y_ppm", 0}}), 400, "programme.weights_do_not_add_up", "y_ppm"},
      {"X above one", in, strategy({{"x_ppm", 1'000'001}}), 400, "request.out_of_range", "x_ppm"},
      {"dated into the past", in, strategy({{"effective_from", "2026-11-21T07:59:59Z"}}), 400,
       "programme.effective_in_the_past", "effective_from"},
      {"a discount above one", "/v1/tiers", tier(gold + 1, 1'000'001), 400, "request.out_of_range", "discount_ppm"},
      {"a discount of nothing", "/v1/tiers", tier(gold + 1, 0), 400, "request.out_of_range", "discount_ppm"},
      {"the threshold of another tier", "/v1/tiers", tier(gold, gold_discount - 1), 400,
       "programme.thresholds_not_rising", "threshold_points"},
      {"a higher tier that costs more", "/v1/tiers", tier(gold + 1, gold_discount + 1), 400,
       "programme.discount_not_falling", "discount_ppm"},
      {"a negative threshold", "/v1/tiers", tier(-1, 900'000), 400, "request.out_of_range", "threshold_points"},
      {"the name of another tier", "/v1/tiers", tier(gold + 1, gold_discount, gold_name.c_str()), 400,
       "programme.tier_name_taken", "name"},
  });
}

TEST_P(refused_loyalty, more_than_a_day_allows) {
  const json::object rule{{"code", "visit"},
                          {"kind_id", Shop::done(shop().ada().get("/v1/behaviour_kinds"), "kinds").text("/items/0/id")},
                          {"name", "Visit"},
                          {"points", 9'000}};
  Shop::done(shop().ada().post("/v1/behaviour_rules", rule), "rule");
  const auto kind = Shop::done(shop().ada().get("/v1/behaviour_kinds"), "kinds").text("/items/0/code");
  const auto gift = Shop::id_of(
      Shop::done(shop().ada().post("/v1/gifts", json::object{{"name", "Umbrella"}, {"price_points", 701}}), "gift"));
  Shop::done(shop().ada().post("/v1/gifts/" + gift + "/stock",
                               json::object{{"store_id", store_}, {"kind", "received"}, {"quantity", 9}}),
             "stock");
  publish({{"daily_earn_limit_points", 6'000},
           {"daily_spend_limit_points", 1'000},
           {"adjustment_approval_above_points", 1'000'000}});
  const json::object to_wei{{"to_customer_id", wei_}, {"points", 300}, {"reason", "birthday"}};
  Shop::done(shop().ada().post(customer_ + "/transfers", to_wei), "transfer");
  const auto with_points = [&](std::int64_t points) {
    auto request = to_wei;
    request["points"] = points;
    return request;
  };
  expect_refused({
      {"a bonus", customer_ + "/grants", {{"points", 1'001}, {"reason", "again"}}, 422, "points.daily_limit", "points"},
      {"behaviour",
       "/v1/behaviour_events",
       {{"customer_id", lin_}, {"kind", kind}},
       422,
       "points.daily_limit",
       "points"},
      {"a transfer", customer_ + "/transfers", with_points(701), 422, "points.daily_limit", "points"},
      {"points in a sale", "/v1/sales", pen_paid_with(701), 422, "points.daily_limit", "rewards[0].amount_minor"},
      {"a gift",
       "/v1/redemptions",
       {{"customer_id", lin_}, {"gift_id", gift}, {"store_id", store_}},
       422,
       "points.daily_limit",
       "points"},
  });
  // What is left of the day can be used to the last hundredth, and tomorrow there is more.
  Shop::done(shop().ada().post(customer_ + "/transfers", with_points(700)), "the rest");
  EXPECT_EQ(shop().ada().post(customer_ + "/transfers", with_points(1)).reason(), "points.daily_limit");
  shop().clock().advance_days(1);
  shop().sign_in_again();
  Shop::done(shop().ada().post(customer_ + "/transfers", with_points(1'000)), "tomorrow");
}

TEST_P(refused_loyalty, more_than_there_is_or_to_the_wrong_place) {
  const auto adjustment = [](std::int64_t points) {
    return json::object{{"wallet_points", points}, {"reason", "put right"}};
  };
  const auto transfer = [](const std::string& to, std::int64_t points) {
    return json::object{{"to_customer_id", to}, {"points", points}, {"reason", "birthday"}};
  };
  const auto past = [](const char* at) { return json::object{{"points", 1}, {"reason", "late"}, {"expires_at", at}}; };
  expect_refused({
      {"taking more than there is", customer_ + "/adjustments", adjustment(-5'001), 422, "points.balance_too_low",
       "wallet_points"},
      {"adjusting nothing", customer_ + "/adjustments", adjustment(0), 400, "points.nothing_to_adjust",
       "wallet_points"},
      {"no reason", customer_ + "/adjustments", {{"wallet_points", 1}}, 400, "request.required", "reason"},
      {"sending more than there is", customer_ + "/transfers", transfer(wei_, 5'001), 422, "points.balance_too_low",
       "points"},
      {"sending to himself", customer_ + "/transfers", transfer(lin_, 1), 400, "points.same_customer",
       "to_customer_id"},
      {"sending to nobody", customer_ + "/transfers", transfer("4711", 1), 422, "points.receiver_unknown",
       "to_customer_id"},
      {"sending less than nothing", customer_ + "/transfers", transfer(wei_, -1), 400, "request.out_of_range",
       "points"},
      {"a bonus that has ended", customer_ + "/grants", past("2026-11-21T07:00:00Z"), 400, "points.expires_too_early",
       "expires_at"},
      {"a bonus of nothing",
       customer_ + "/grants",
       {{"points", 0}, {"reason", "none"}},
       400,
       "request.out_of_range",
       "points"},
      {"a voucher nobody issued", "/v1/sales", with_voucher("AAAAAAAAAAAAAAAA"), 422, "rewards.voucher_unknown",
       "rewards[0].code"},
      {"a code with a slip in it", "/v1/sales", with_voucher("AAAAAAAAAAAAAAAB"), 422, "rewards.code_mistyped",
       "rewards[0].code"},
  });
}

TEST_P(refused_loyalty, money_of_another_country) {
  auto basket = shop_basket();
  auto sale = Shop::paid(shop_basket(), 1'000);
  for (auto* request : {&basket, &sale})
    (*request)["currency"] = "USD";
  const auto sold = shop().sell(lin_, {{pen_, 1}});
  const json::object exchange{{"return_lines", json::array{json::object{{"line_no", 1}, {"quantity", 1}}}},
                              {"reason", "another"},
                              {"lines", basket.at("lines")},
                              {"currency", "USD"},
                              {"expected_payable_minor", 1'000}};
  const auto told = "sales.foreign_currency";
  expect_refused({
      {"a quote", "/v1/quotes", basket, 422, told, "currency"},
      {"a sale", "/v1/sales", sale, 422, told, "currency"},
      {"a reservation", "/v1/reservations", basket, 422, told, "currency"},
      {"an exchange", sold.path() + "/exchange", exchange, 422, told, "currency"},
  });
  sale["currency"] = "CNY";
  EXPECT_EQ(shop().ada().post("/v1/sales", sale).status, 201);
}

TEST_P(refused_loyalty, what_is_over_or_was_done_before) {
  const auto sold = shop().sell(lin_, {{pen_, 1}});
  const json::object whole{{"lines", json::array{json::object{{"line_no", 1}, {"quantity", 1}}}}, {"reason", "broken"}};
  Shop::done(shop().ada().post(sold.path() + "/returns", whole), "return");
  const json::object exchange{{"return_lines", whole.at("lines")},
                              {"reason", "again"},
                              {"lines", shop_basket().at("lines")},
                              {"expected_payable_minor", 1'000}};
  auto held = shop_basket();
  held["hold_seconds"] = 60;
  const auto reservation =
      "/v1/reservations/" +
      Shop::done(shop().ada().post("/v1/reservations", held), "reservation").text("/reservation_id");
  const auto late = "/v1/reservations/" +
                    Shop::done(shop().ada().post("/v1/reservations", held), "reservation").text("/reservation_id");
  const json::object completion{{"payments", json::array{json::object{{"kind", "cash"}, {"amount_minor", 1'000}}}},
                                {"expected_due_minor", 1'000}};
  Shop::done(shop().ada().post(reservation + "/complete", completion), "completion");
  shop().clock().advance_seconds(61);
  auto other = completion;
  other["expected_due_minor"] = 999;
  expect_refused({
      {"a return twice", sold.path() + "/returns", whole, 422, "sales.return_exceeds_sold", "lines[0].quantity"},
      {"an exchange of what is back", sold.path() + "/exchange", exchange, 422, "sales.return_exceeds_sold",
       "lines[0].quantity"},
      {"a quote that has expired", late + "/complete", completion, 409, "sales.reservation_expired", ""},
      {"one that was completed", reservation + "/complete", completion, 409, "sales.reservation_completed", ""},
      {"one that isn't there", "/v1/reservations/4711/complete", completion, 404, "sales.reservation_unknown", ""},
  });
}

HOMEPORT_ON_BOTH_ENGINES(refused_loyalty);

}  // namespace
}  // namespace homeport::test
