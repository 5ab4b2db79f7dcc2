#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/catalogue/module.hpp"
#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/points/module.hpp"
#include "modules/points/service.hpp"
#include "modules/programme/module.hpp"
#include "support/http_client.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::points {
namespace {

namespace json = boost::json;

std::vector<kit::Module> modules() {
  return {identity::module(), customers::module(), catalogue::module(), programme::module(), module()};
}

class points_http : public ::testing::Test {
 protected:
  points_http() {
    const std::string read(kReadPermission);
    const std::string margin(kit::kMarginPermission);
    const std::vector<std::int64_t> here{chain_.first_store().value};
    server_.callers().add("finance", test::staff_actor(5, {read, margin}));
    server_.callers().add("assistant", test::staff_actor(6, {read}, kit::DataScope::store, here));
    server_.callers().add("elsewhere",
                          test::staff_actor(7, {read}, kit::DataScope::store, {chain_.second_store().value}));
    server_.callers().add("nobody", test::staff_actor(9, {}));
    database_.write([](kit::Write& write_) { programme::seed_defaults(write_); });
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

  test::TestDatabase database_{db::Engine::sqlite, modules()};
  test::TestChain chain_{database_};
  test::TestServer server_{database_, modules()};
  test::HttpClient client_{server_.port()};
  CustomerId customer_;
  EntryId entry_;
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

}  // namespace
}  // namespace homeport::points
