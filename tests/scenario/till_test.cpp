// A day at the till, told over HTTP: what is shown before a sale is what the sale does, and what goes back is exactly
// what was given.

#include "shop/shop.hpp"

namespace homeport::test {
namespace {

class till : public ShopTest {
 protected:
  void SetUp() override {
    ShopTest::SetUp();
    if (IsSkipped()) return;
    // Half the margin of what it earns: points weight 20 %, so that a tier can give something away.
    modest_ = shop().add_service_type("modest", 200'000);
    lamp_ = shop().add_product("LAMP", 400'000, 240'000, modest_);
    cup_ = shop().add_product("CUP", 1'990, 1'000, modest_);
    lin_ = shop().register_customer("Lin", "13812345678");
  }

  std::string modest_;
  std::string lamp_;
  std::string cup_;
  std::string lin_;
};

// X = 80 %, Y = 20 %: profit 1600.00 and 800.00 weighted consumption make 1440.00 combined points.
constexpr std::int64_t kLampCombined = 144'000;

TEST_P(till, a_quote_writes_nothing) {
  const auto quoted = shop().quote(lin_, {{lamp_, 1}});
  EXPECT_EQ(quoted.number("/combined_points"), kLampCombined);
  EXPECT_EQ(shop().points_of(lin_).number("/combined_points"), 0);
  EXPECT_EQ(shop().ada().get("/v1/sales").number("/total"), 0);
}

TEST_P(till, a_sale_costs_what_was_quoted_and_gives_the_points_that_were_quoted) {
  const auto quoted = shop().quote(lin_, {{lamp_, 1}});
  EXPECT_EQ(quoted.number("/list_minor"), 400'000);
  EXPECT_EQ(quoted.number("/payable_minor"), 240'000 + kLampCombined);
  EXPECT_EQ(quoted.number("/rebate_minor"), 16'000);
  const auto sold = shop().sell(lin_, {{lamp_, 1}});
  for (const auto* field :
       {"payable_minor", "rebate_minor", "consumption_points", "profit_points", "combined_points"}) {
    const std::string name = field;
    EXPECT_EQ(sold.document.number("/sale/" + name), quoted.number("/" + name)) << name;
  }
  const auto points = shop().points_of(lin_);
  EXPECT_EQ(points.number("/consumption_points"), 80'000);
  EXPECT_EQ(points.number("/profit_points"), 160'000);
  EXPECT_EQ(points.number("/combined_points"), kLampCombined);
  EXPECT_EQ(points.number("/spent_minor"), 384'000);
}

TEST_P(till, the_tier_reached_by_one_sale_counts_from_the_next_one) {
  EXPECT_EQ(shop().points_of(lin_).text("/tier/name"), "Silver");
  const auto first = shop().sell(lin_, {{lamp_, 1}});
  EXPECT_EQ(first.document.text("/sale/tier_name"), "Silver");
  EXPECT_EQ(shop().points_of(lin_).text("/tier/name"), "Gold");
  const auto second = shop().quote(lin_, {{lamp_, 1}});
  EXPECT_EQ(second.text("/tier_name"), "Gold");
  EXPECT_EQ(second.number("/payable_minor"), 240'000 + 136'800);  // 95 % of the combined points on top of the cost
}

TEST_P(till, an_explanation_ends_in_the_numbers_of_the_entry) {
  shop().sell(lin_, {{lamp_, 1}});
  const auto entries = shop().entries_of(lin_);
  ASSERT_EQ(entries.number("/total"), 1);
  const auto explanation = Shop::done(
      shop().ada().get("/v1/customers/" + lin_ + "/points/entries/" + entries.text("/items/0/id") + "/explanation"),
      "explanation");
  std::string english;
  for (const auto& step : explanation.list("/steps")) {
    EXPECT_FALSE(step.at("text_zh").as_string().empty());
    english += std::string(step.at("text_en").as_string()) + "\n";
  }
  for (const auto* number : {"800.00", "1,600.00", "1,440.00", "3,840.00"}) {
    EXPECT_NE(english.find(number), std::string::npos) << number << " is not in\n" << english;
  }
}

TEST_P(till, a_full_return_nets_zero) {
  const auto sold = shop().sell(lin_, {{lamp_, 1}, {cup_, 3}});
  const auto back = shop().take_back(sold, {{2, 3}, {1, 1}});
  EXPECT_EQ(back.number("/refund_minor"), sold.document.number("/sale/payable_minor"));
  const auto points = shop().points_of(lin_);
  for (const auto* field : {"/consumption_points", "/profit_points", "/combined_points", "/spent_minor"}) {
    EXPECT_EQ(points.number(field), 0) << field;
  }
}

TEST_P(till, returns_in_pieces_net_zero_whatever_rate_is_in_force_meanwhile) {
  const auto sold = shop().sell(lin_, {{cup_, 7}});
  shop().take_back(sold, {{1, 2}});
  Shop::done(
      shop().ada().post("/v1/strategies", json::object{{"name", "Autumn"}, {"x_ppm", 600'000}, {"y_ppm", 400'000}}),
      "strategy");
  shop().take_back(sold, {{1, 4}});
  shop().take_back(sold, {{1, 1}});
  const auto points = shop().points_of(lin_);
  EXPECT_EQ(points.number("/combined_points"), 0);
  EXPECT_EQ(points.number("/spent_minor"), 0);
  EXPECT_EQ(shop().entries_of(lin_).number("/total"), 4);
}

TEST_P(till, somebody_unknown_pays_the_list_price_and_can_bring_things_back) {
  const auto sold = shop().sell("", {{lamp_, 2}});
  EXPECT_EQ(sold.document.number("/sale/payable_minor"), 800'000);
  EXPECT_EQ(sold.document.number("/sale/combined_points"), 0);
  EXPECT_EQ(sold.customer_id.front(), '-');
  EXPECT_EQ(shop().take_back(sold, {{1, 1}}).number("/refund_minor"), 400'000);
}

TEST_P(till, an_assistant_finds_a_member_by_phone_sells_to_him_and_sees_only_his_store) {
  const auto mill_lane = shop().open_store("Mill Lane");
  auto assistant = shop().hire("Shop assistant", mill_lane);
  const auto wei = shop().register_customer("Wei", "13900000001", mill_lane);
  const auto found = assistant.get("/v1/customers/find?code=13900000001");
  ASSERT_EQ(found.status, 200) << found.body;
  EXPECT_NE(found.body.find(wei), std::string::npos);
  const auto basket = shop().basket(wei, {{cup_, 1}}, mill_lane);
  const auto quoted = assistant.post("/v1/quotes", basket);
  ASSERT_EQ(quoted.status, 200) << quoted.body;
  const auto sold = assistant.post("/v1/sales", Shop::paid(basket, quoted.number("/payable_minor")));
  ASSERT_EQ(sold.status, 201) << sold.body;
  shop().sell(lin_, {{cup_, 1}});
  const auto list = assistant.get("/v1/sales");
  EXPECT_EQ(list.number("/total"), 1) << list.body;
  EXPECT_EQ(list.text("/items/0/sale_id"), sold.text("/sale/sale_id"));
}

TEST_P(till, the_timeline_of_a_customer_tells_the_sale_and_the_return) {
  const auto sold = shop().sell(lin_, {{cup_, 2}});
  shop().take_back(sold, {{1, 1}});
  const auto timeline = shop().ada().get("/v1/customers/" + lin_ + "/timeline");
  ASSERT_EQ(timeline.status, 200) << timeline.body;
  std::vector<std::string> kinds;
  for (const auto& item : timeline.list("/items")) {
    const std::string kind(item.at("kind").as_string());
    if (kind == "sale" || kind == "return") kinds.push_back(kind);
  }
  EXPECT_EQ(kinds, (std::vector<std::string>{"return", "sale"})) << timeline.body;
}

TEST_P(till, the_home_page_counts_the_day) {
  shop().sell(lin_, {{cup_, 2}});
  const auto sold = shop().sell(lin_, {{lamp_, 1}});
  shop().take_back(sold, {{1, 1}});
  shop().run_jobs();
  const auto home = shop().ada().get("/v1/home");
  ASSERT_EQ(home.status, 200) << home.body;
  EXPECT_EQ(home.number("/today/sales_count"), 2);
  EXPECT_EQ(home.number("/today/returns_count"), 1);
  EXPECT_EQ(home.number("/today/new_customers"), 1);
}

TEST_P(till, the_home_page_names_what_waits_for_somebody_else) {
  auto& ada = shop().ada();
  auto clerk = shop().hire_with({"customers.read", "points.adjust", "points.read"}, "all", shop().headquarters());
  const json::object much{{"wallet_points", 900'000}, {"reason", "goodwill"}};
  ASSERT_EQ(clerk.post("/v1/customers/" + lin_ + "/adjustments", much).status, 202);
  ASSERT_EQ(ada.post("/v1/customers/" + lin_ + "/adjustments", much).status, 202);
  const auto home = ada.get("/v1/home");
  ASSERT_EQ(home.list("/to_do").size(), 1U) << home.body;
  EXPECT_EQ(home.text("/to_do/0/key"), "home.todo.adjustments_waiting");
  EXPECT_EQ(home.number("/to_do/0/count"), 1) << "nobody decides about what he asked for himself";
  EXPECT_EQ(clerk.get("/v1/home").list("/to_do").size(), 0U) << "who may not approve has nothing to do";
}

HOMEPORT_ON_BOTH_ENGINES(till);

}  // namespace
}  // namespace homeport::test
