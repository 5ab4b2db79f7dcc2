#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "modules/catalogue/module.hpp"
#include "modules/customers/module.hpp"
#include "modules/follow_ups/module.hpp"
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
  return {identity::module(),   customers::module(), catalogue::module(),
          follow_ups::module(), programme::module(), module()};
}

class points_http : public ::testing::Test {
 protected:
  points_http() {
    const std::string read(kReadPermission);
    const std::string margin(kit::kMarginPermission);
    const std::vector<std::int64_t> here{chain_.first_store().value};
    server_.callers().add("finance", test::staff_actor(5, {read, margin}));
    const std::vector<std::string> by_hand{read,
                                           std::string(kAdjustPermission),
                                           std::string(kGrantPermission),
                                           std::string(kApprovePermission),
                                           std::string(kTransferPermission),
                                           std::string(kBlockPermission),
                                           std::string(kLedgerPermission)};
    server_.callers().add("manager", test::staff_actor(10, by_hand));
    server_.callers().add("head", test::staff_actor(11, by_hand));
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

  json::object post(const std::string& path, std::string_view body, int status, const std::string& key = {}) {
    const auto answer =
        client_.post(path, body, {{"idempotency-key", key.empty() ? "key-" + std::to_string(++keys_) : key}});
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  static std::int64_t number(const json::object& of, std::string_view name) { return of.at(name).as_int64(); }

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
  EXPECT_EQ(shown.at("consumption_points").as_int64(), 20'000);
  EXPECT_EQ(shown.at("sales_count").as_int64(), 1);
  EXPECT_EQ(shown.at("tier").as_object().at("discount_ppm").as_int64(), kPpm);
  EXPECT_EQ(shown.at("next_tier").as_object().at("progress_percent").as_int64(), 20);
  EXPECT_FALSE(shown.at("next_tier").as_object().contains("missing_points"));
  for (const auto* secret : {"profit_points", "combined_points"})
    EXPECT_FALSE(shown.contains(secret)) << secret;
  be("finance");
  shown = get(customer_path("/points"));
  EXPECT_EQ(shown.at("profit_points").as_int64(), 20'000);
  EXPECT_EQ(shown.at("combined_points").as_int64(), 20'000);
  EXPECT_EQ(shown.at("next_tier").as_object().at("missing_points").as_int64(), 80'000);
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
  EXPECT_EQ(entry.at("consumption_balance_points").as_int64(), 20'000);
  for (const auto* secret :
       {"profit_points", "profit_balance_points", "combined_points", "combined_balance_points", "lines"})
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

TEST_F(points_http, a_wallet_shows_its_lots_and_what_expires) {
  const Time soon = plus_days(database_.clock().now(), 5);
  const auto given = database_.write([&](kit::Write& write) {
    return grant(write, customer_, {.points = Points{700}, .source_kind = "test", .expires_at = soon});
  });
  ASSERT_TRUE(given.ok());
  const auto wallet = get(customer_path("/wallet"));
  EXPECT_EQ(number(wallet, "available_points"), 2'700);
  EXPECT_FALSE(wallet.at("is_blocked").as_bool());
  ASSERT_EQ(wallet.at("lots").as_array().size(), 2U);
  EXPECT_EQ(number(wallet.at("lots").as_array()[0].as_object(), "left_points"), 700);
  const auto& expiries = wallet.at("coming_expiries").as_array();
  ASSERT_EQ(expiries.size(), 1U);
  EXPECT_EQ(number(expiries[0].as_object(), "points"), 700);
  EXPECT_EQ(get(customer_path("/wallet/lots?limit=1")).at("total").as_int64(), 2);
  const auto coming = get("/v1/expiries").at("items").as_array();
  ASSERT_EQ(coming.size(), 1U);
  EXPECT_EQ(coming[0].as_object().at("customer_name").as_string(), "Li");
  EXPECT_TRUE(get("/v1/expiries?until=2026-11-22T00:00:00Z").at("items").as_array().empty());
  get("/v1/expiries?until=tomorrow", 400);
  be("elsewhere");
  EXPECT_TRUE(get("/v1/expiries").at("items").as_array().empty());
  get(customer_path("/wallet"), 404);
  get(customer_path("/wallet/lots"), 404);
}

TEST_F(points_http, adjustments_are_asked_for_approved_and_refused) {
  const auto path = customer_path("/adjustments");
  post(path, R"({"wallet_points":1,"reason":"no right"})", 403);
  be("manager");
  EXPECT_EQ(post(path, R"({"wallet_points":1})", 400).at("reason").as_string(), "request.required");
  EXPECT_EQ(post(path, R"({"reason":"none"})", 400).at("reason").as_string(), "points.nothing_to_adjust");
  EXPECT_EQ(post(path, R"({"wallet_points":500,"reason":"goodwill"})", 201, "once").at("state").as_string(), "done");
  post(path, R"({"wallet_points":500,"reason":"goodwill"})", 201, "once");  // the same: nothing more
  EXPECT_EQ(number(get(customer_path("/wallet")), "available_points"), 2'500);
  const auto waiting = post(path, R"({"wallet_points":200000,"reason":"big"})", 202);
  const auto one = "/v1/adjustments/" + std::string(waiting.at("id").as_string());
  EXPECT_EQ(get("/v1/adjustments?state=waiting").at("items").as_array().size(), 1U);
  get("/v1/adjustments?state=lost", 400);
  EXPECT_EQ(post(one + "/approve", "{}", 409).at("reason").as_string(), "points.own_adjustment");
  be("head");
  EXPECT_EQ(post(one + "/approve", R"({"note":"seen"})", 200).at("state").as_string(), "done");
  EXPECT_EQ(post(one + "/refuse", "{}", 409).at("reason").as_string(), "points.adjustment_decided");
  EXPECT_EQ(number(get(customer_path("/wallet")), "available_points"), 202'500);
  be("elsewhere");
  EXPECT_TRUE(get("/v1/adjustments").at("items").as_array().empty());
}

TEST_F(points_http, wallets_are_blocked_with_a_reason_and_points_are_sent) {
  be("manager");
  const auto other = database_.write([this](kit::Write& write) {
    customers::NewCustomer wanted;
    wanted.name = "Wang";
    wanted.store_id = chain_.first_store();
    return customers::create(write, wanted);
  });
  const auto body = R"({"to_customer_id":")" + to_string(other->id) + R"(","points":300,"reason":"birthday"})";
  post(customer_path("/wallet/block"), "{}", 400);
  EXPECT_TRUE(post(customer_path("/wallet/block"), R"({"reason":"lost card"})", 200).at("is_blocked").as_bool());
  EXPECT_EQ(post(customer_path("/transfers"), body, 409).at("reason").as_string(), "points.wallet_blocked");
  post(customer_path("/wallet/unblock"), R"({"reason":"found"})", 200);
  EXPECT_EQ(number(post(customer_path("/transfers"), body, 201), "points"), 300);
  EXPECT_EQ(number(get(customer_path("/wallet")), "available_points"), 1'700);
  post(customer_path("/wallet/lots/7/activate"), "{}", 404);
  be("assistant");
  post(customer_path("/transfers"), body, 403);
}

TEST_F(points_http, a_bonus_is_given_by_whoever_may_and_listed_as_one) {
  const auto path = customer_path("/grants");
  post(path, R"({"points":500,"reason":"birthday"})", 403);
  be("manager");
  post(path, R"({"points":0,"reason":"birthday"})", 400);
  post(path, R"({"points":500})", 400);
  post(path, R"({"points":500,"reason":"birthday","expires_at":"yesterday"})", 400);
  EXPECT_EQ(post(path, R"({"points":500,"reason":"birthday","expires_at":"2020-01-01T00:00:00Z"})", 400)
                .at("reason")
                .as_string(),
            "points.expires_too_early");
  const auto before = number(get(customer_path("/wallet")), "available_points");
  const auto bonus = post(path, R"({"points":500,"reason":"birthday","expires_at":"2027-01-01T00:00:00Z"})", 201);
  EXPECT_EQ(bonus.at("kind").as_string(), "grant");
  EXPECT_EQ(bonus.at("state").as_string(), "done");
  EXPECT_EQ(number(get(customer_path("/wallet")), "available_points"), before + 500);
  const auto entry = customer_path("/points/entries/" + std::string(bonus.at("entry_id").as_string()));
  EXPECT_GT(get(entry + "/explanation").at("steps").as_array().size(), 2U);
  EXPECT_EQ(post(path, R"({"points":9000000,"reason":"birthday"})", 202).at("state").as_string(), "waiting");
  post(customer_path("/adjustments"), R"({"wallet_points":1,"reason":"goodwill"})", 201);
  EXPECT_EQ(get("/v1/adjustments?kind=grant").at("items").as_array().size(), 2U);
  EXPECT_EQ(get("/v1/adjustments?kind=adjustment").at("items").as_array().size(), 1U);
  get("/v1/adjustments?kind=present", 400);
}

TEST_F(points_http, the_past_and_the_digests_can_be_read) {
  const auto before = format_rfc3339(plus_seconds(database_.clock().now(), -1));
  EXPECT_EQ(number(get(customer_path("/points?at=" + before)), "consumption_points"), 0);
  const auto now = get(customer_path("/points?at=" + format_rfc3339(database_.clock().now())));
  EXPECT_EQ(number(now, "consumption_points"), 20'000);
  EXPECT_EQ(number(now, "sales_count"), 1);
  EXPECT_FALSE(now.contains("available_points"));
  EXPECT_FALSE(now.contains("profit_points"));
  get("/v1/ledger/digests", 403);
  be("manager");
  EXPECT_TRUE(get("/v1/ledger/digests").at("items").as_array().empty());
}

}  // namespace
}  // namespace homeport::points
