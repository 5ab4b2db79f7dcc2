// Another system brings many customers in one request.

#include "shop/shop.hpp"

namespace homeport::test {
namespace {

class customer_batch : public ShopTest {
 protected:
  json::object person(const std::string& name, const std::string& phone) {
    return {{"name", name}, {"phone", phone}, {"store_id", shop().first_store()}};
  }
  auto bring(const json::array& customers) {
    return shop().ada().post("/v1/customers/batch", json::object{{"customers", customers}});
  }
  std::int64_t known() { return Shop::done(shop().ada().get("/v1/customers"), "list").number("/total"); }
};
HOMEPORT_ON_BOTH_ENGINES(customer_batch);

TEST_P(customer_batch, is_added_whole_or_not_at_all) {
  Shop::done(shop().ada().post("/v1/customers", person("Li Lei", "13800000001")), "customer");
  const auto bad = bring(
      {person("Wei", "13800000002"), person("Han", "13800000001"), person("Bo", "12"), person("Ma", "138 0000 0002")});
  EXPECT_EQ(bad.status, 422);
  EXPECT_EQ(bad.reason(), "customers.batch_refused");
  std::vector<std::string> wrong;
  for (const auto& error : bad.list("/errors"))
    wrong.push_back(std::string(error.at("field").as_string()) + " " + std::string(error.at("reason").as_string()));
  EXPECT_EQ(wrong, (std::vector<std::string>{"customers[1].phone customers.phone_taken",
                                             "customers[2].phone customers.phone_invalid",
                                             "customers[3].phone customers.phone_taken"}));
  const auto one = bring({person("Wei", "13800000002"), person("Bo", "12")});
  EXPECT_EQ(one.status, 400);
  EXPECT_EQ(one.field(), "customers[1].phone");
  EXPECT_EQ(bring({}).status, 400);
  EXPECT_EQ(known(), 1);

  const auto good = bring({person("Wei", "13800000002"), person("Bo", "13800000003")});
  ASSERT_EQ(good.status, 201) << good.body;
  EXPECT_EQ(good.text("/items/1/name"), "Bo");
  EXPECT_EQ(known(), 3);
}

}  // namespace
}  // namespace homeport::test
