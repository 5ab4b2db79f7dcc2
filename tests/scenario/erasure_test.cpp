// Somebody who bought, collected points and was looked after is deleted, comes back, is deleted again and erased: what
// the books say stays, and nothing that tells who he was is found in any table.

#include "shop/shop.hpp"
#include "support/database_snapshot.hpp"

namespace homeport::test {
namespace {

class erasure : public ShopTest {
 protected:
  Reply post(const std::string& path, const json::object& body = {}) {
    return Shop::done(shop().ada().post(path, body), path);
  }
  static std::string of(const std::string& id) { return "/v1/customers/" + id; }
  void verify() { EXPECT_EQ(shop().broken_invariants(), std::vector<std::string>{}); }
};
HOMEPORT_ON_BOTH_ENGINES(erasure);

TEST_P(erasure, leaves_the_books_and_nothing_else) {
  const auto lamp = shop().add_product("LAMP", 400'000, 240'000);
  const auto lin = shop().register_customer("Lin Xiuzhen", "13812345678");
  post(of(lin) + "/cards", {{"card_number", "CARD-7788"}});
  post(of(lin) + "/addresses", {{"street", "1 Quay Street"}, {"recipient", "Xiuzhen"}});
  post(of(lin) + "/channels", {{"kind", "wechat"}, {"value", "xiuzhen_wx"}});
  post(of(lin) + "/vehicles", {{"plate", "A77889"}});
  post(of(lin) + "/follow_ups", {{"kind", "call"}, {"text", "Xiuzhen wants the green lamp"}});
  post(of(lin) + "/tasks", {{"text", "Call Xiuzhen"}, {"due_at", "2026-12-01T08:00:00Z"}});
  EXPECT_EQ(
      Shop::done(shop().ada().post(of(lin) + "/reveal", json::object{{"reason", "delivery"}}), "reveal").text("/phone"),
      "+8613812345678");
  post(of(lin) + "/consents", {{"purpose", "sms"}, {"state", "given"}, {"source", "Xiuzhen herself"}});
  const auto sold = shop().sell(lin, {{lamp, 2}});
  shop().take_back(sold, {{1, 1}});
  shop().run_jobs();
  const auto points = shop().points_of(lin).number("/combined_points");

  EXPECT_EQ(shop().ada().post(of(lin) + "/delete", json::object{{"reason", "Xiuzhen asked"}}).reason(),
            "points.wallet_not_empty");
  post(of(lin) + "/delete", {{"reason", "Xiuzhen asked"}, {"even_with_points", true}});
  verify();
  EXPECT_EQ(shop().ada().get("/v1/customers/find?code=13812345678").reason(), "customers.in_recycle_bin");
  auto assistant = shop().hire("Shop assistant", shop().first_store());
  EXPECT_EQ(assistant.get("/v1/customers/find?code=13812345678").reason(), "customers.not_found");
  EXPECT_EQ(shop().ada().get("/v1/customers?q=Xiuzhen").number("/total"), 0);
  EXPECT_EQ(shop().ada().post("/v1/quotes", shop().basket(lin, {{lamp, 1}})).reason(), "customers.in_recycle_bin");
  EXPECT_EQ(shop()
                .ada()
                .post("/v1/customers",
                      json::object{{"name", "Wei"}, {"phone", "13812345678"}, {"store_id", shop().first_store()}})
                .reason(),
            "customers.key_in_recycle_bin");
  post(of(lin) + "/restore");
  EXPECT_EQ(shop().points_of(lin).number("/combined_points"), points);

  post(of(lin) + "/delete", {{"reason", "Xiuzhen asked"}, {"even_with_points", true}});
  post(of(lin) + "/erase", {{"confirmation", "Lin Xiuzhen"}, {"reason", "her right"}});
  verify();
  shop().run_jobs();
  verify();
  const auto left = everything_in(shop().application().database());
  for (const auto* told : {"Xiuzhen", "xiuzhen", "13812345678", "CARD-7788", "A77889", "1 Quay Street", "green lamp"})
    EXPECT_EQ(left.find(told), std::string::npos) << told << ": " << left.substr(left.find(told) - 200, 300);
  const auto audit = shop().ada().get("/v1/audit?subject_id=" + lin);
  EXPECT_NE(audit.body.find("privacy.erase"), std::string::npos);
  const auto document = Shop::done(shop().ada().get(sold.path()), "sale");
  EXPECT_EQ(document.body.find("Xiuzhen"), std::string::npos);
  EXPECT_FALSE(shop().ada().get("/v1/sales").body.find(sold.sale_id) == std::string::npos);
}

}  // namespace
}  // namespace homeport::test
