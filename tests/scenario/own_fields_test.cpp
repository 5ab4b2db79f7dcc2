// A chain adds fields and tags of its own, and finds its customers by them.

#include "shop/shop.hpp"

namespace homeport::test {
namespace {

class own_fields : public ShopTest {
 protected:
  std::string define(const json::object& field) {
    return Shop::id_of(Shop::done(shop().ada().post("/v1/own_fields", field), "field"));
  }
  std::vector<std::string> found(const std::string& query) {
    std::vector<std::string> names;
    const auto reply = Shop::done(shop().ada().get("/v1/customers" + query), "list");
    for (const auto& item : reply.list("/items"))
      names.emplace_back(item.at("name").as_string());
    return names;
  }
};
HOMEPORT_ON_BOTH_ENGINES(own_fields);

using Names = std::vector<std::string>;

TEST_P(own_fields, are_asked_for_kept_shown_and_found) {
  auto& ada = shop().ada();
  define({{"key", "skin"},
          {"name", "Skin"},
          {"kind", "choice"},
          {"is_searchable", true},
          {"options", json::array{json::object{{"key", "dry"}, {"label", "Dry"}}, json::object{{"label", "Oily"}}}}});
  const json::array values{json::object{{"field", "skin"}, {"value", "dry"}}};
  const auto lin =
      Shop::done(ada.post("/v1/customers",
                          json::object{{"name", "Lin"}, {"store_id", shop().first_store()}, {"own_values", values}}),
                 "customer");
  shop().register_customer("Wei");
  EXPECT_EQ(lin.text("/own_values/0/value"), "dry");
  EXPECT_EQ(found("?q=dry"), Names{"Lin"});
  EXPECT_EQ(found("?where=%7B%22all%22%3A%5B%7B%22field%22%3A%22own.skin%22%2C%22op%22%3A%22none_of%22%2C"
                  "%22values%22%3A%5B%22dry%22%5D%7D%5D%7D"),
            Names{"Wei"});
  const json::array wrong{json::object{{"field", "skin"}, {"value", "wet"}}};
  const auto refused = ada.patch("/v1/customers/" + Shop::id_of(lin), json::object{{"own_values", wrong}}, 1);
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.reason(), "own_fields.not_an_option");
  EXPECT_EQ(refused.field(), "own_values.skin");
}

TEST_P(own_fields, a_tag_put_differently_is_found_under_its_new_name) {
  auto& ada = shop().ada();
  const auto tag = Shop::done(ada.post("/v1/tags", json::object{{"name", "Regular"}}), "tag");
  const auto lin = shop().register_customer("Lin");
  Shop::done(ada.patch("/v1/customers/" + lin, json::object{{"tag_ids", json::array{tag.text("/id")}}}, 1), "tagged");
  EXPECT_EQ(found("?q=regular"), Names{"Lin"});
  EXPECT_EQ(found("?tag_id=" + tag.text("/id")), Names{"Lin"});
  Shop::done(ada.patch("/v1/tags/" + tag.text("/id"), json::object{{"name", "Captain"}}, 1), "renamed");
  shop().run_jobs();  // the news
  shop().run_jobs();  // what it set going
  EXPECT_EQ(found("?q=regular"), Names{});
  EXPECT_EQ(found("?q=captain"), Names{"Lin"});
}

TEST_P(own_fields, two_people_editing_one_record_both_see_what_the_other_did) {
  auto& ada = shop().ada();
  define({{"key", "height"}, {"name", "Height"}, {"kind", "number"}});
  const auto lin = shop().register_customer("Lin");
  const auto set = [&](const char* value) {
    const json::array values{json::object{{"field", "height"}, {"value", value}}};
    return ada.patch("/v1/customers/" + lin, json::object{{"own_values", values}}, 1);
  };
  ASSERT_TRUE(set("170").ok());
  const auto late = set("171");
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.text("/current/own_values/0/value"), "170");
}

TEST_P(own_fields, points_and_purchases_narrow_the_list_too) {
  const auto lamp = shop().add_product("LAMP", 400'000, 240'000);
  const auto lin = shop().register_customer("Lin");
  shop().register_customer("Wei");
  shop().sell(lin, {{lamp, 1}});
  const auto where = [&](const std::string& field, const std::string& op, const std::string& value) {
    return found("?where=%7B%22all%22%3A%5B%7B%22field%22%3A%22" + field + "%22%2C%22op%22%3A%22" + op +
                 "%22%2C%22values%22%3A%5B%22" + value + "%22%5D%7D%5D%7D");
  };
  EXPECT_EQ(where("spent_minor", "at_least", "1"), Names{"Lin"});
  EXPECT_EQ(where("spent_minor", "at_most", "0"), Names{"Wei"});
  EXPECT_EQ(where("sales_count", "at_least", "0"), (Names{"Wei", "Lin"}));
  EXPECT_EQ(where("last_purchase_at", "within_days", "1"), Names{"Lin"});
  EXPECT_EQ(where("last_purchase_at", "not_within_days", "1"), Names{"Wei"});
}

}  // namespace
}  // namespace homeport::test
