#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "base/crypto.hpp"
#include "modules/rewards/picture_samples.hpp"
#include "modules/rewards/pictures.hpp"
#include "modules/rewards/rewards_fixture.hpp"
#include "modules/rewards/rules.hpp"
#include "support/http_client.hpp"
#include "support/test_server.hpp"

namespace homeport::rewards {
namespace {

namespace json = boost::json;

class rewards_http : public ::testing::Test {
 protected:
  rewards_http() {
    const std::vector<std::string> all{std::string(kReadPermission), std::string(kWritePermission),
                                       std::string(kIssuePermission), std::string(kRedeemPermission),
                                       std::string(kCancelPermission)};
    auto& callers = server_.callers();
    callers.add("manager", test::staff_actor(5, all));
    callers.add("reader", test::staff_actor(6, {std::string(kReadPermission)}));
    callers.add("elsewhere", test::staff_actor(7, all, kit::DataScope::store, {desk_.chain.second_store().value}));
    callers.add("nobody", test::staff_actor(8, {}));
    be("manager");
    lin_ = desk_.add_customer("Lin", 5'000);
  }
  void TearDown() override {
    EXPECT_EQ(desk_.database.broken_invariants(fixture_modules()), std::vector<std::string>{});
  }

  void be(const std::string& caller) { client_.set_header("Authorization", "Bearer " + caller); }
  json::object get(const std::string& path, int status = 200) {
    const auto answer = client_.get(path);
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object post(const std::string& path, const json::value& body, int status, std::string key = {}) {
    if (key.empty()) key = "key-" + std::to_string(++keys_);
    const auto answer = client_.post(path, json::serialize(body), {{"Idempotency-Key", key}});
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object act(const std::string& path, int status) {
    const auto answer = client_.post(path, {}, {{"Idempotency-Key", "key-" + std::to_string(++keys_)}});
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  json::object patch(const std::string& path, const json::value& body, std::int64_t version, int status) {
    const auto answer = client_.patch(
        path, json::serialize(body),
        {{"Idempotency-Key", "key-" + std::to_string(++keys_)}, {"If-Match", "\"" + std::to_string(version) + "\""}});
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return json::parse(answer.body).as_object();
  }
  static std::string text(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
  }
  std::string here() const { return to_string(desk_.chain.first_store()); }
  std::string customer(const std::string& rest = {}) const { return "/v1/customers/" + to_string(lin_) + rest; }
  // A gift with five in the first store.
  std::string add_gift(const json::object& more = {}) {
    json::object body{{"name", "Umbrella"}, {"price_points", 1'000}};
    for (const auto& [key, value] : more)
      body[key] = value;
    const auto id = text(post("/v1/gifts", body, 201), "id");
    post("/v1/gifts/" + id + "/stock", {{"store_id", here()}, {"kind", "received"}, {"quantity", 5}}, 201);
    return id;
  }
  std::string add_series(const json::object& more = {}) {
    json::object body{{"name", "Welcome"}, {"kind", "money_off"}, {"value_minor", 2'000}};
    for (const auto& [key, value] : more)
      body[key] = value;
    return text(post("/v1/voucher_series", body, 201), "id");
  }
  json::object wanted(const std::string& gift_id) const {
    return {{"customer_id", to_string(lin_)}, {"gift_id", gift_id}, {"store_id", here()}};
  }

  RewardsDesk desk_{db::Engine::sqlite};
  test::TestServer server_{desk_.database, fixture_modules()};
  test::HttpClient client_{server_.port()};
  CustomerId lin_;
  int keys_ = 0;
};

TEST_F(rewards_http, a_gift_is_kept_and_offered) {
  const auto id = add_gift({{"name_en", "Umbrella"}, {"limit_per_member", 2}});
  const auto path = "/v1/gifts/" + id;
  EXPECT_EQ(get(path).at("limit_per_member").as_int64(), 2);
  EXPECT_EQ(get("/v1/gifts?offered=true").at("total").as_int64(), 1);
  patch(path, {{"status", "disabled"}}, 1, 200);
  EXPECT_EQ(get("/v1/gifts?offered=true").at("total").as_int64(), 0);
  EXPECT_EQ(get("/v1/gifts?status=disabled&sort=-price_points").at("total").as_int64(), 1);
  EXPECT_EQ(text(patch(path, {{"stock_keeping", "central"}}, 2, 400), "reason"), "request.read_only_field");
  EXPECT_EQ(text(patch(path, {{"name", "x"}}, 1, 409), "reason"), "request.version_conflict");
  EXPECT_EQ(text(get("/v1/gifts?status=gone", 400), "reason"), "request.not_a_choice");
  EXPECT_EQ(text(post("/v1/gifts", {{"name", "x"}, {"tier_id", "99"}}, 422), "reason"), "rewards.tier_unknown");
  EXPECT_EQ(text(post("/v1/gifts", {{"name", "x"}, {"price_points", -1}}, 400), "reason"), "request.out_of_range");
}

TEST_F(rewards_http, a_gift_has_a_picture_that_may_be_kept_while_it_is_the_same) {
  const auto path = "/v1/gifts/" + add_gift() + "/picture";
  const auto put = [&](const std::string& content, int status) {
    const auto answer = client_.put(path, json::serialize(json::object{{"content", content}}),
                                    {{"Idempotency-Key", "key-" + std::to_string(++keys_)}});
    EXPECT_EQ(answer.status, status) << answer.body;
    return json::parse(answer.body).as_object();
  };
  get(path, 404);
  const std::string webp = sample_webp(640, 480) + "and more";
  const auto gift = put(base64url_encode(webp), 200);
  const auto hash = text(gift, "picture_hash");
  EXPECT_EQ(hash.size(), 22U);
  const auto shown = client_.get(path + "?hash=" + hash);
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.body, webp);
  EXPECT_EQ(shown.header("content-type"), "image/webp");
  EXPECT_EQ(shown.header("cache-control"), "private, max-age=604800");
  EXPECT_EQ(client_.get(path).header("cache-control"), "private, no-cache");
  EXPECT_EQ(client_.get(path + "?hash=old").header("cache-control"), "private, no-cache");
  EXPECT_EQ(shown.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(shown.header("etag"), '"' + hash + '"');
  const auto same = client_.get(path, {{"If-None-Match", '"' + hash + '"'}});
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.body, "");

  EXPECT_EQ(text(put("no base64url!", 400), "reason"), "rewards.picture_unreadable");
  EXPECT_EQ(text(put(base64url_encode("<svg onload=alert(1)>"), 415), "reason"), "rewards.picture_unknown_kind");
  EXPECT_EQ(text(put(base64url_encode(webp + std::string(kMostPictureBytes, 'x')), 413), "reason"),
            "rewards.picture_too_large");
  EXPECT_EQ(text(put(base64url_encode(webp.substr(0, 24)), 400), "reason"), "rewards.picture_unreadable");
  const auto bomb = put(base64url_encode(sample_png(30'000, 30'000)), 422);
  EXPECT_EQ(text(bomb, "reason"), "rewards.picture_dimensions");
  EXPECT_EQ(text(bomb, "detail"), "the picture is 30000 x 30000 pixels, at most 2048 x 2048 are allowed");
  EXPECT_EQ(text(get(path.substr(0, path.size() - 8)), "picture_hash"), hash) << "what is refused changes nothing";
  be("reader");
  EXPECT_EQ(client_.get(path).status, 200);
  put(base64url_encode(webp), 403);
  be("manager");
  const auto gone = client_.del(path, {{"Idempotency-Key", "gone"}});
  EXPECT_EQ(gone.status, 200) << gone.body;
  EXPECT_EQ(text(json::parse(gone.body).as_object(), "picture_hash"), "");
  get(path, 404);
}

TEST_F(rewards_http, stock_is_moved_by_hand_and_told) {
  const auto path = "/v1/gifts/" + add_gift() + "/stock";
  EXPECT_EQ(text(post(path, {{"store_id", here()}, {"kind", "written_off"}, {"quantity", 6}}, 409), "reason"),
            "rewards.stock_too_low");
  EXPECT_EQ(text(post(path, {{"kind", "counted"}, {"quantity", 6}}, 422), "reason"), "rewards.stock_place");
  const auto counted =
      post(path, {{"store_id", here()}, {"kind", "counted"}, {"quantity", 3}, {"note", "after the flood"}}, 201);
  EXPECT_EQ(counted.at("change_quantity").as_int64(), -2);
  EXPECT_EQ(get(path).at("items").at(0).at("quantity").as_int64(), 3);
  EXPECT_EQ(get(path + "/movements").at("total").as_int64(), 2);
  be("elsewhere");
  EXPECT_EQ(text(post(path, {{"store_id", here()}, {"kind", "counted"}, {"quantity", 9}}, 403), "reason"),
            "access.out_of_scope");
}

TEST_F(rewards_http, a_redemption_is_made_once_listed_and_cancelled) {
  const auto gift = add_gift();
  const auto done = post("/v1/redemptions", wanted(gift), 201, "the-same");
  EXPECT_EQ(post("/v1/redemptions", wanted(gift), 201, "the-same").at("id"), done.at("id"));
  EXPECT_EQ(desk_.points_of(lin_), 4'000);
  EXPECT_EQ(get("/v1/redemptions?customer_id=" + to_string(lin_)).at("total").as_int64(), 1);
  const auto path = customer("/redemptions/" + text(done, "id"));
  EXPECT_EQ(get(path).at("gift_name").as_string(), "Umbrella");
  be("elsewhere");
  EXPECT_EQ(get("/v1/redemptions").at("total").as_int64(), 0);
  get(path, 404);
  post(path + "/cancel", {{"reason", "mine now"}}, 404);
  EXPECT_EQ(text(post("/v1/redemptions", wanted(gift), 403), "reason"), "access.out_of_scope");
  be("manager");
  EXPECT_EQ(text(post(path + "/cancel", json::object{}, 400), "reason"), "request.required");
  EXPECT_EQ(text(post(path + "/cancel", {{"reason", "broken"}}, 200), "state"), "cancelled");
  EXPECT_EQ(text(post(path + "/cancel", {{"reason", "broken"}}, 409), "reason"), "rewards.redemption_cancelled");
  EXPECT_EQ(desk_.points_of(lin_), 5'000);
}

TEST_F(rewards_http, a_customer_s_timeline_needs_no_code_to_tell_of_a_voucher) {
  const auto series = add_series();
  const auto voucher = post(customer("/vouchers"), {{"series_id", series}}, 201);
  ASSERT_TRUE(desk_.use(text(voucher, "code"), lin_).ok());
  desk_.database.read([&](const kit::Read& read) {
    const auto entries = timeline_source()(read, lin_, {}, 10);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries.front().title_key, "timeline.voucher_used");
    EXPECT_EQ(entries.front().amount, Money{-2'000});
  });
}

TEST_F(rewards_http, vouchers_are_issued_found_and_taken_back) {
  const auto series = add_series({{"price_points", 500}, {"store_ids", {here()}}});
  const auto bought = post(customer("/vouchers"), {{"series_id", series}, {"pay_with_points", true}}, 201);
  EXPECT_EQ(desk_.points_of(lin_), 4'500);
  const auto code = text(bought, "code");
  const auto find = "/v1/vouchers/find?code=" + printed_code(code) + "&store_id=" + here();
  EXPECT_EQ(text(get(find), "why_not"), "rewards.voucher_of_another");
  const auto found = get(find + "&customer_id=" + to_string(lin_));
  EXPECT_TRUE(found.at("is_usable").as_bool());
  EXPECT_EQ(text(found, "why_not"), "");
  EXPECT_EQ(
      text(get("/v1/vouchers/find?code=" + code.substr(0, 15) + "A&customer_id=" + to_string(lin_), 422), "reason"),
      "rewards.code_mistyped");
  EXPECT_EQ(text(get("/v1/vouchers/find", 400), "reason"), "request.required");
  EXPECT_EQ(get(customer("/vouchers?open=true")).at("total").as_int64(), 1);
  const auto path = customer("/vouchers/" + text(bought, "id") + "/cancel");
  EXPECT_EQ(text(post(path, {{"reason", "mistake"}}, 200), "state"), "cancelled");
  EXPECT_EQ(desk_.points_of(lin_), 5'000);
  EXPECT_EQ(text(post(path, {{"reason", "mistake"}}, 409), "reason"), "rewards.voucher_cancelled");
  EXPECT_EQ(get(customer("/vouchers?open=true")).at("total").as_int64(), 0);
  EXPECT_EQ(get(customer("/vouchers")).at("total").as_int64(), 1);
}

TEST_F(rewards_http, the_terms_of_a_series_stand) {
  const auto path = "/v1/voucher_series/" + add_series();
  for (const json::object& change : {json::object{{"value_minor", 1}}, json::object{{"kind", "percent_off"}},
                                     json::object{{"minimum_minor", 1}}, json::object{{"store_ids", json::array{}}}}) {
    EXPECT_EQ(text(patch(path, change, 1, 400), "reason"), "request.read_only_field") << json::serialize(change);
  }
  EXPECT_EQ(text(patch(path, {{"name", "Hello"}, {"valid_days", 30}}, 1, 200), "name"), "Hello");
  EXPECT_EQ(text(post("/v1/voucher_series", {{"name", "x"}, {"kind", "percent_off"}}, 400), "field"), "rate_ppm");
  EXPECT_EQ(get("/v1/voucher_series?kind=money_off&sort=-created_at").at("total").as_int64(), 1);
}

TEST_F(rewards_http, a_batch_is_ordered_watched_and_stopped) {
  const auto series = add_series();
  const auto batch = post("/v1/voucher_batches", {{"series_id", series}, {"audience", "bearer"}, {"count", 3}}, 201);
  const auto path = "/v1/voucher_batches/" + text(batch, "id");
  EXPECT_EQ(text(get(path), "state"), "running");
  EXPECT_EQ(get(path + "/vouchers").at("total").as_int64(), 0);
  EXPECT_EQ(text(act(path + "/cancel", 200), "state"), "cancelled");
  EXPECT_EQ(text(act(path + "/cancel", 409), "reason"), "rewards.batch_finished");
  EXPECT_EQ(get("/v1/voucher_batches?series_id=" + series).at("total").as_int64(), 1);
  be("elsewhere");
  get(path, 404);
  get(path + "/vouchers", 404);
  EXPECT_EQ(get("/v1/voucher_batches").at("total").as_int64(), 0) << "its codes are another's";
  EXPECT_EQ(text(post("/v1/voucher_batches", {{"series_id", series}, {"audience", "condition"}}, 403), "reason"),
            "access.out_of_scope");
  post("/v1/voucher_batches",
       {{"series_id", series}, {"audience", "condition"}, {"store_id", to_string(desk_.chain.second_store())}}, 201);
  EXPECT_EQ(text(post("/v1/voucher_batches",
                      {{"series_id", series}, {"customer_ids", {to_string(lin_)}}, {"audience", "list"}}, 422),
                 "reason"),
            "rewards.customer_unknown");
}

TEST_F(rewards_http, permissions_decide) {
  const auto gift = add_gift();
  const auto series = add_series({{"price_points", 1}});
  be("nobody");
  for (const auto& path : {"/v1/gifts" + std::string(), "/v1/gifts/" + gift, "/v1/gifts/" + gift + "/stock",
                           std::string("/v1/voucher_series"), customer("/vouchers"), std::string("/v1/redemptions"),
                           std::string("/v1/voucher_liability")}) {
    get(path, 403);
  }
  be("reader");
  get("/v1/gifts/" + gift);
  post("/v1/gifts", {{"name", "x"}}, 403);
  post("/v1/redemptions", wanted(gift), 403);
  get("/v1/voucher_batches", 403);
  EXPECT_NE(text(post(customer("/vouchers"), {{"series_id", series}}, 403), "detail").find("rewards.issue"),
            std::string::npos);
  EXPECT_NE(text(post(customer("/vouchers"), {{"series_id", series}, {"pay_with_points", true}}, 403), "detail")
                .find("rewards.redeem"),
            std::string::npos);
}

}  // namespace
}  // namespace homeport::rewards
