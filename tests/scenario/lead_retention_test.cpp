// A chain keeps leads nobody contacted for a year and no longer: whoever anybody ever had to do with stays.

#include "shop/shop.hpp"

namespace homeport::test {
namespace {

constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kDay = 24 * kHour;

class lead_retention : public ShopTest {
 protected:
  Reply post(const std::string& path, const json::object& body = {}) {
    return Shop::done(shop().ada().post(path, body), path);
  }
  static std::string of(const std::string& id) { return "/v1/customers/" + id; }
  void pass(std::int64_t seconds) {
    shop().clock().advance_seconds(seconds);
    shop().sign_in_again();
    shop().run_jobs();
  }
  std::vector<std::string> in_bin() {
    std::vector<std::string> names;
    const auto bin = Shop::done(shop().ada().get("/v1/recycle_bin"), "recycle bin");
    for (const auto& item : bin.list("/items"))
      names.emplace_back(item.at("name").as_string());
    return names;
  }

  // One of each kind somebody has to do with; none of them ever goes.
  void bring_the_known() {
    const auto lamp = shop().add_product("LAMP", 400'000);
    shop().sell(shop().register_customer("Buyer"), {{lamp, 1}});
    post(of(shop().register_customer("Called")) + "/follow_ups", {{"kind", "call"}, {"text", "rang twice"}});
    post(of(shop().register_customer("To be called")) + "/tasks",
         {{"text", "Call"}, {"due_at", "2026-12-01T08:00:00Z"}});
    post(of(shop().register_customer("Agreed")) + "/consents",
         {{"purpose", "sms"}, {"state", "given"}, {"source", "form"}});
    post(of(shop().register_customer("Carded")) + "/cards", {{"card_number", "CARD-7788"}});
    post(of(shop().register_customer("Granted")) + "/adjustments", {{"wallet_points", 500}, {"reason", "a present"}});
    post("/v1/customers",
         {{"name", "Held"}, {"store_id", shop().first_store()}, {"owner_staff_id", shop().ada().staff_id()}});
    post(of(shop().register_customer("One")) + "/merge",
         {{"from_customer_id", shop().register_customer("Twin")}, {"reason", "the same person"}});
  }
};
HOMEPORT_ON_BOTH_ENGINES(lead_retention);

TEST_P(lead_retention, only_who_nobody_ever_had_to_do_with_goes) {
  bring_the_known();
  const auto lead = shop().register_customer("Lead", "13812345678");
  pass(400 * kDay);
  EXPECT_EQ(in_bin(), std::vector<std::string>{}) << "without a rule";
  const auto preview = Shop::done(shop().ada().get("/v1/privacy_settings/lead_preview?lead_months=12"), "preview");
  EXPECT_EQ(preview.number("/customers"), 1);
  Shop::done(shop().ada().patch("/v1/privacy_settings", json::object{{"lead_months", 12}}, 1), "rule");
  shop().run_jobs();
  EXPECT_EQ(in_bin(), std::vector<std::string>{}) << "by day";
  pass(10 * kHour);
  EXPECT_EQ(in_bin(), std::vector<std::string>{"Lead"});
  const auto audit = Shop::done(shop().ada().get("/v1/audit?subject_id=" + lead), "audit");
  EXPECT_NE(audit.body.find(R"("actor_name":"lead_retention")"), std::string::npos) << audit.body;
  EXPECT_NE(audit.body.find("customers.delete"), std::string::npos);

  // Whoever takes him out wants to keep him: he begins anew.
  post(of(lead) + "/restore");
  pass(kDay);
  EXPECT_EQ(in_bin(), std::vector<std::string>{});
  pass(366 * kDay);
  EXPECT_EQ(in_bin(), std::vector<std::string>{"Lead"});
  pass(31 * kDay);
  EXPECT_EQ(in_bin(), std::vector<std::string>{});
  EXPECT_EQ(shop().ada().get(of(lead)).reason(), "customers.erased");
}

}  // namespace
}  // namespace homeport::test
