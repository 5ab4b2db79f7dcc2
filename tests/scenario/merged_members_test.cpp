// Points sent from one member to another, and two members who turn out to be one: whatever is looked at afterwards is
// right, and what `homeport verify` checks holds at every moment of it, digests of closed days included.

#include "modules/points/service.hpp"
#include "shop/shop.hpp"

namespace homeport::test {
namespace {

class merged_members : public ShopTest {
 protected:
  void SetUp() override {
    ShopTest::SetUp();
    if (IsSkipped()) return;
    lamp_ = shop().add_product("LAMP", 400'000, 240'000, shop().add_service_type("modest", 200'000));
    lin_ = shop().register_customer("Lin", "13812345678");
    wei_ = shop().register_customer("Wei", "13812345679");
  }

  Reply post(const std::string& path, const json::object& body) {
    return Shop::done(shop().ada().post(path, body), path);
  }
  Reply get(const std::string& path) { return Shop::done(shop().ada().get(path), path); }
  static std::string of(const std::string& customer_id) { return "/v1/customers/" + customer_id; }

  std::int64_t available(const std::string& customer_id) {
    return get(of(customer_id) + "/wallet").number("/available_points");
  }
  std::int64_t combined(const std::string& customer_id) {
    return shop().points_of(customer_id).number("/combined_points");
  }

  // What is on its way arrives.
  void deliver() {
    shop().clock().advance_seconds(1);
    shop().run_jobs();
  }
  void verify() { EXPECT_EQ(shop().broken_invariants(), std::vector<std::string>{}); }
  void close_day() {
    shop().clock().advance_days(1);
    shop().sign_in_again();
    deliver();
    verify();
  }
  Outcome merge(const std::string& from, const std::string& into) {
    const std::vector<customers::MergePart> parts{points::merge_part()};
    return kit::in_write(shop().application().runtime(), kit::system_actor("test"), [&](kit::Write& write) {
      return customers::point_to(write, customers::CustomerId{std::stoll(from)},
                                 customers::CustomerId{std::stoll(into)}, parts);
    });
  }

  std::string lamp_;
  std::string lin_;
  std::string wei_;
};

TEST_P(merged_members, points_that_are_sent_are_in_the_books_all_the_way) {
  post(of(lin_) + "/grants", {{"points", 5'000}, {"reason", "birthday"}, {"expires_at", "2026-12-01T00:00:00Z"}});
  close_day();
  post(of(lin_) + "/transfers", {{"to_customer_id", wei_}, {"points", 2'000}, {"reason", "for the two of us"}});
  verify();  // on its way
  deliver();
  verify();
  EXPECT_EQ(available(lin_), 3'000);
  EXPECT_EQ(available(wei_), 2'000);
  post(of(wei_) + "/transfers", {{"to_customer_id", lin_}, {"points", 2'000}, {"reason", "no, thank you"}});
  close_day();
  EXPECT_EQ(available(lin_), 5'000);
  shop().clock().advance_days(30);
  close_day();
  EXPECT_EQ(available(lin_) + available(wei_), 0);  // they kept their life
}

TEST_P(merged_members, have_everything_of_both_and_nothing_twice) {
  const auto old_sale = shop().sell(lin_, {{lamp_, 2}});
  shop().sell(wei_, {{lamp_, 1}});
  post(of(lin_) + "/grants", {{"points", 5'000}, {"reason", "birthday"}});
  const auto kinds = get("/v1/behaviour_kinds");
  post("/v1/behaviour_rules", {{"code", "visit"},
                               {"kind_id", kinds.text("/items/0/id")},
                               {"name", "Visit"},
                               {"points", 100},
                               {"marks", 3},
                               {"dimension", "activity"}});
  const json::object visit{{"customer_id", lin_}, {"kind", kinds.text("/items/0/code")}};
  const auto event = Shop::id_of(post("/v1/behaviour_events", visit));
  const auto series =
      Shop::id_of(post("/v1/voucher_series", {{"name", "Welcome"}, {"kind", "money_off"}, {"value_minor", 500}}));
  const auto code = post(of(lin_) + "/vouchers", {{"series_id", series}}).text("/code");
  const auto gift = Shop::id_of(post("/v1/gifts", {{"name", "Umbrella"}, {"price_points", 700}}));
  post("/v1/gifts/" + gift + "/stock", {{"store_id", shop().first_store()}, {"kind", "received"}, {"quantity", 2}});
  const auto redemption = Shop::id_of(
      post("/v1/redemptions", {{"customer_id", lin_}, {"gift_id", gift}, {"store_id", shop().first_store()}}));
  close_day();

  const auto points = available(lin_) + available(wei_);
  const auto history = combined(lin_) + combined(wei_);
  ASSERT_TRUE(merge(lin_, wei_).ok());
  verify();  // on its way
  deliver();
  Shop::done(shop().ada().act(of(lin_) + "/disable"), "disable");
  verify();
  EXPECT_EQ(available(lin_), 0);
  EXPECT_EQ(available(wei_), points);
  EXPECT_EQ(combined(wei_), history);
  EXPECT_EQ(get(of(wei_) + "/vouchers").number("/total"), 1);
  EXPECT_EQ(get("/v1/redemptions?customer_id=" + wei_).number("/total"), 1);
  EXPECT_EQ(get("/v1/behaviour_events?customer_id=" + wei_).number("/total"), 1);
  EXPECT_EQ(get(of(wei_) + "/marks").number("/items/0/marks"), 3);
  close_day();

  // The voucher of the one pays for the other, the gift and the visit of the one are undone for the other, and so is
  // the sale.
  auto basket = shop().basket(wei_, {{lamp_, 1}});
  basket["rewards"] = json::array{json::object{{"kind", "voucher"}, {"code", code}}};
  const auto quoted = post("/v1/quotes", basket);
  auto sale = Shop::paid(basket, quoted.number("/due_minor"));
  sale["expected_payable_minor"] = quoted.number("/payable_minor");
  post("/v1/sales", sale);
  const auto before = available(wei_);
  post(of(wei_) + "/redemptions/" + redemption + "/cancel", {{"reason", "broken"}});
  post(of(wei_) + "/behaviour_events/" + event + "/reverse", {{"reason", "not his"}});
  deliver();
  EXPECT_EQ(available(wei_), before + 700 - 100);
  EXPECT_EQ(get(of(wei_) + "/marks").list("/items").size(), 0U);
  const auto history_now = combined(wei_);
  const auto back = shop().take_back(old_sale, {{1, 2}});
  deliver();
  EXPECT_EQ(combined(wei_), history_now - back.number("/combined_points"));
  EXPECT_EQ(combined(lin_), 0);
  EXPECT_EQ(available(lin_), 0);
  close_day();
}

TEST_P(merged_members, are_two_again_when_the_merge_is_undone) {
  const auto old_sale = shop().sell(lin_, {{lamp_, 2}});
  shop().sell(wei_, {{lamp_, 1}});
  post(of(lin_) + "/grants", {{"points", 5'000}, {"reason", "birthday"}});
  post(of(lin_) + "/addresses", {{"kind", "home"}, {"country", "GB"}, {"street", "1 Hill Road"}});
  close_day();
  struct Standing {
    std::string name;
    std::string phone;
    std::string status;
    std::int64_t combined;
    std::int64_t available;
    std::int64_t addresses;
    bool operator==(const Standing&) const = default;
  };
  const auto standing_of = [&](const std::string& id) {
    const auto record = get(of(id));
    return Standing{
        record.text("/name"),   record.text("/phone"),
        record.text("/status"), combined(id),
        available(id),          static_cast<std::int64_t>(get(of(id) + "/addresses").list("/items").size())};
  };
  const auto lin = standing_of(lin_);
  const auto wei = standing_of(wei_);
  const auto there_and_back = [&](const std::string& from, const std::string& into) {
    post(of(into) + "/merge",
         {{"from_customer_id", from}, {"reason", "one person"}, {"take_fields", json::array{"name", "phone"}}});
    deliver();
    EXPECT_EQ(combined(into), lin.combined + wei.combined);
    EXPECT_EQ(standing_of(into).addresses, 1);
    post(of(into) + "/unmerge", {{"from_customer_id", from}, {"reason", "father and son"}});
    verify();  // on its way
    deliver();
    verify();
    EXPECT_TRUE(standing_of(lin_) == lin);
    EXPECT_TRUE(standing_of(wei_) == wei);
  };
  there_and_back(lin_, wei_);
  there_and_back(lin_, wei_);
  there_and_back(wei_, lin_);
  const auto back = shop().take_back(old_sale, {{1, 2}});
  deliver();
  EXPECT_EQ(combined(lin_), lin.combined - back.number("/combined_points"));
  EXPECT_EQ(combined(wei_), wei.combined);
  close_day();
}

HOMEPORT_ON_BOTH_ENGINES(merged_members);

}  // namespace
}  // namespace homeport::test
