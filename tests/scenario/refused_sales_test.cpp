// What a till may not do, each with its status, reason and field; and nothing of it leaves a trace.

#include <functional>

#include "shop/shop.hpp"

namespace homeport::test {
namespace {

class refused_sale : public ShopTest {
 protected:
  void SetUp() override {
    ShopTest::SetUp();
    if (IsSkipped()) return;
    pen_ = shop().add_product("PEN", 1'000, 400);
    gold_ = shop().add_product("GOLD", 9'000'000'000'000);
    lin_ = shop().register_customer("Lin", "13812345678");
  }

  static json::object with_line(json::object request, const json::object& line) {
    request["lines"] = json::array{line};
    return request;
  }

  std::string pen_;
  std::string gold_;
  std::string lin_;
};

TEST_P(refused_sale, is_told_why_and_where) {
  const auto good = Shop::paid(shop().basket(lin_, {{pen_, 1}}), 1'000);
  const json::object one_pen{{"product_id", pen_}, {"quantity", 1}};
  const auto changed = [](json::object request, const std::string& name, const json::value& value) {
    request[name] = value;
    return request;
  };
  const auto line_with = [&](const std::string& name, const json::value& value) {
    return with_line(good, changed(one_pen, name, value));
  };
  struct Case {
    std::string_view about;
    json::object request;
    int status;
    std::string_view reason;
    std::string_view field;
  };
  const std::int64_t million_million = 1'000'000'000'000;
  const std::vector<Case> table{
      {"a product nobody knows", line_with("product_id", "4711"), 422, "catalogue.product_unknown",
       "lines[0].product_id"},
      {"an SKU nobody knows", with_line(good, {{"code", "NO-SUCH"}, {"quantity", 1}}), 422, "catalogue.product_unknown",
       "lines[0].code"},
      {"product and code at once", line_with("code", "PEN"), 400, "sales.line_names_two_products", "lines[0].code"},
      {"neither product nor code", with_line(good, {{"quantity", 1}}), 400, "sales.line_names_no_product",
       "lines[0].product_id"},
      {"quantity 0", line_with("quantity", 0), 400, "request.out_of_range", "lines[0].quantity"},
      {"quantity 10^12", line_with("quantity", million_million), 400, "request.out_of_range", "lines[0].quantity"},
      {"a negative quantity", line_with("quantity", -1), 400, "request.out_of_range", "lines[0].quantity"},
      {"a quantity with a fraction", line_with("quantity", 1.5), 400, "request.wrong_type", "lines[0].quantity"},
      {"a quantity in words", line_with("quantity", "one"), 400, "request.wrong_type", "lines[0].quantity"},
      {"a field nobody knows", line_with("colour", "red"), 400, "request.unknown_field", "lines[0].colour"},
      {"an amount beyond the limit", with_line(good, {{"product_id", gold_}, {"quantity", 2}}), 422,
       "sales.amount_too_large", "lines[0].quantity"},
      {"a discount above the amount", line_with("discount_minor", 1'001), 422, "sales.discount_above_amount",
       "lines[0].discount_minor"},
      {"no lines", changed(good, "lines", json::array{}), 400, "", "lines"},
      {"payments that don't add up", changed(good, "payments", json::array{}), 422, "sales.payments_do_not_add_up",
       "payments"},
      {"a payment of nothing",
       changed(good, "payments", json::array{json::object{{"kind", "cash"}, {"amount_minor", 0}}}), 422,
       "sales.payment_empty", "payments[0].amount_minor"},
      {"a payment in shells",
       changed(good, "payments", json::array{json::object{{"kind", "shells"}, {"amount_minor", 1'000}}}), 400,
       "request.not_a_choice", "payments[0].kind"},
      {"another price than shown", changed(good, "expected_payable_minor", 999), 409, "sales.payable_changed",
       "expected_payable_minor"},
      {"a customer nobody knows", changed(good, "customer_id", "4711"), 404, "sales.customer_unknown", "customer_id"},
      {"a store nobody knows", changed(good, "store_id", "4711"), 422, "identity.store_unknown", "store_id"},
  };
  for (const auto& one : table) {
    SCOPED_TRACE(one.about);
    const auto refused = shop().ada().post("/v1/sales", one.request);
    EXPECT_EQ(refused.status, one.status) << refused.body;
    if (!one.reason.empty()) {
      const bool said = refused.body.find("\"" + std::string(one.reason) + "\"") != std::string::npos;
      EXPECT_TRUE(said) << refused.body;
    }
    EXPECT_EQ(refused.field(), one.field) << refused.body;
  }
  EXPECT_EQ(shop().ada().get("/v1/sales").number("/total"), 0);
  EXPECT_EQ(shop().points_of(lin_).number("/sales_count"), 0);
}

TEST_P(refused_sale, shows_the_quote_of_now_when_the_price_has_changed) {
  const auto basket = shop().basket(lin_, {{pen_, 1}});
  const auto payable = shop().quote(lin_, {{pen_, 1}}).number("/payable_minor");
  const auto product = shop().ada().get("/v1/products/" + pen_);
  Shop::done(
      shop().ada().patch("/v1/products/" + pen_, json::object{{"price_minor", 1'200}}, product.number("/version")),
      "new price");
  const auto refused = shop().ada().post("/v1/sales", Shop::paid(basket, payable));
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_EQ(refused.number("/current/payable_minor"), 1'200);
  EXPECT_EQ(shop().ada().post("/v1/sales", Shop::paid(basket, 1'200)).status, 201);
}

TEST_P(refused_sale, of_a_disabled_product_or_to_a_disabled_customer) {
  const auto request = Shop::paid(shop().basket(lin_, {{pen_, 1}}), 1'000);
  Shop::done(shop().ada().act("/v1/customers/" + lin_ + "/disable"), "disable");
  EXPECT_EQ(shop().ada().post("/v1/sales", request).reason(), "sales.customer_disabled");
  Shop::done(shop().ada().act("/v1/customers/" + lin_ + "/enable"), "enable");
  const auto product = shop().ada().get("/v1/products/" + pen_);
  Shop::done(
      shop().ada().patch("/v1/products/" + pen_, json::object{{"status", "disabled"}}, product.number("/version")), "");
  const auto refused = shop().ada().post("/v1/sales", request);
  EXPECT_EQ(refused.reason(), "catalogue.product_disabled") << refused.body;
  EXPECT_EQ(refused.field(), "lines[0].product_id");
}

TEST_P(refused_sale, without_the_right_to_change_prices) {
  auto assistant = shop().hire("Shop assistant", shop().first_store());
  for (const auto* field : {"unit_price_minor", "discount_minor"}) {
    auto request = shop().basket(lin_, {{pen_, 1}});
    request["lines"].as_array()[0].as_object()[field] = 1;
    const auto refused = assistant.post("/v1/quotes", request);
    EXPECT_EQ(refused.status, 403) << refused.body;
    EXPECT_EQ(refused.reason(), "sales.price_override_needed");
    EXPECT_EQ(refused.field(), std::string("lines[0].") + field);
  }
}

TEST_P(refused_sale, takes_nothing_back_twice_or_beyond_what_was_sold) {
  const auto sold = shop().sell(lin_, {{pen_, 3}});
  shop().take_back(sold, {{1, 2}});
  struct Case {
    std::string_view about;
    json::array lines;
    int status;
    std::string_view reason;
    std::string_view field;
  };
  const auto line = [](std::int64_t line_no, std::int64_t quantity) {
    return json::object{{"line_no", line_no}, {"quantity", quantity}};
  };
  const std::vector<Case> table{
      {"the same two again", {line(1, 2)}, 422, "sales.return_exceeds_sold", "lines[0].quantity"},
      {"more than were sold", {line(1, 4)}, 422, "sales.return_exceeds_sold", "lines[0].quantity"},
      {"a line that isn't there", {line(2, 1)}, 422, "sales.return_line_unknown", "lines[0].line_no"},
      {"a line named twice", {line(1, 1), line(1, 1)}, 400, "sales.return_line_twice", "lines[1].line_no"},
      {"nothing of a line", {line(1, 0)}, 400, "request.out_of_range", "lines[0].quantity"},
  };
  for (const auto& one : table) {
    SCOPED_TRACE(one.about);
    const auto refused =
        shop().ada().post(sold.path() + "/returns", json::object{{"lines", one.lines}, {"reason", "again"}});
    EXPECT_EQ(refused.status, one.status) << refused.body;
    EXPECT_NE(refused.body.find("\"" + std::string(one.reason) + "\""), std::string::npos) << refused.body;
    EXPECT_EQ(refused.field(), one.field) << refused.body;
  }
  EXPECT_EQ(shop().ada().get(sold.path()).list("/returns").size(), 1U);
  shop().take_back(sold, {{1, 1}});
  EXPECT_EQ(shop().points_of(lin_).number("/combined_points"), 0);
}

HOMEPORT_ON_BOTH_ENGINES(refused_sale);

}  // namespace
}  // namespace homeport::test
