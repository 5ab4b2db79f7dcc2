// A request that is sent twice because the network ate the answer happens once.

#include "shop/shop.hpp"

namespace homeport::test {
namespace {

class sent_twice : public ShopTest {
 protected:
  void SetUp() override {
    ShopTest::SetUp();
    if (IsSkipped()) return;
    pen_ = shop().add_product("PEN", 1'000, 400);
    lin_ = shop().register_customer("Lin", "13812345678");
  }

  json::object one_pen(const std::string& customer_id) {
    const auto payable = shop().quote(customer_id, {{pen_, 1}}).number("/payable_minor");
    return Shop::paid(shop().basket(customer_id, {{pen_, 1}}), payable);
  }
  std::int64_t sales() { return shop().ada().get("/v1/sales").number("/total"); }

  std::string pen_;
  std::string lin_;
};

TEST_P(sent_twice, a_sale_happens_once_and_is_answered_the_same) {
  const auto request = one_pen(lin_);
  const auto first = shop().ada().post("/v1/sales", request, "till-1-0001");
  ASSERT_EQ(first.status, 201) << first.body;
  shop().clock().advance_seconds(30);
  const auto second = shop().ada().post("/v1/sales", request, "till-1-0001");
  EXPECT_EQ(second.status, 201);
  EXPECT_TRUE(second.was_replayed());
  EXPECT_FALSE(first.was_replayed());
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(sales(), 1);
  EXPECT_EQ(shop().points_of(lin_).number("/sales_count"), 1);
}

TEST_P(sent_twice, a_sale_to_nobody_known_happens_once_too) {
  const auto request = one_pen("");
  const auto first = shop().ada().post("/v1/sales", request, "till-1-0002");
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = shop().ada().post("/v1/sales", request, "till-1-0002");
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(sales(), 1);
}

TEST_P(sent_twice, another_request_under_a_used_key_is_refused) {
  const auto request = one_pen(lin_);
  ASSERT_EQ(shop().ada().post("/v1/sales", request, "till-1-0003").status, 201);
  auto other = request;
  other["note"] = "another one";
  const auto refused = shop().ada().post("/v1/sales", other, "till-1-0003");
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.reason(), "request.idempotency_mismatch");
  EXPECT_EQ(sales(), 1);
}

TEST_P(sent_twice, a_used_key_sells_nothing_to_another_customer) {
  const auto wei = shop().register_customer("Wei", "13912345678");
  ASSERT_EQ(shop().ada().post("/v1/sales", one_pen(lin_), "till-1-0005").status, 201);
  for (const auto& other : {wei, std::string()}) {
    const auto refused = shop().ada().post("/v1/sales", one_pen(other), "till-1-0005");
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(refused.reason(), "request.idempotency_mismatch");
  }
  EXPECT_EQ(sales(), 1);
}

TEST_P(sent_twice, a_refused_sale_leaves_its_key_free) {
  auto request = one_pen(lin_);
  auto wrong = request;
  wrong["payments"] = json::array{};
  EXPECT_EQ(shop().ada().post("/v1/sales", wrong, "till-1-0004").reason(), "sales.payments_do_not_add_up");
  EXPECT_EQ(shop().ada().post("/v1/sales", request, "till-1-0004").status, 201);
  EXPECT_EQ(sales(), 1);
}

TEST_P(sent_twice, keys_of_two_people_do_not_meet) {
  auto assistant = shop().hire("Shop assistant", shop().first_store());
  const auto request = one_pen("");
  ASSERT_EQ(shop().ada().post("/v1/sales", request, "same-key").status, 201);
  const auto theirs = assistant.post("/v1/sales", request, "same-key");
  EXPECT_EQ(theirs.status, 201) << theirs.body;
  EXPECT_FALSE(theirs.was_replayed());
  EXPECT_EQ(sales(), 2);
}

TEST_P(sent_twice, an_answer_with_margins_is_not_replayed_to_somebody_without_the_right) {
  auto assistant = shop().hire("Shop assistant", shop().first_store());
  const auto request = one_pen(lin_);
  ASSERT_EQ(shop().ada().post("/v1/sales", request, "same-key").status, 201);
  const auto theirs = assistant.post("/v1/sales", request, "same-key");
  EXPECT_EQ(theirs.reason(), "request.idempotency_mismatch") << theirs.body;
}

TEST_P(sent_twice, a_return_a_customer_and_a_product_happen_once) {
  const auto sold = shop().sell(lin_, {{pen_, 3}});
  const json::object back{{"lines", json::array{json::object{{"line_no", 1}, {"quantity", 1}}}}, {"reason", "broken"}};
  const auto first = shop().ada().post(sold.path() + "/returns", back, "r-1");
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(shop().ada().post(sold.path() + "/returns", back, "r-1").body, first.body);
  EXPECT_EQ(shop().ada().get(sold.path()).list("/returns").size(), 1U);
  const json::object wei{{"name", "Wei"}, {"store_id", shop().first_store()}};
  const auto made = shop().ada().post("/v1/customers", wei, "c-1");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(shop().ada().post("/v1/customers", wei, "c-1").body, made.body);
  const json::object cup{{"sku", "CUP"}, {"name", "Cup"}, {"price_minor", 500}};
  const auto added = shop().ada().post("/v1/products", cup, "p-1");
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(shop().ada().post("/v1/products", cup, "p-1").body, added.body);
}

TEST_P(sent_twice, a_write_without_a_key_is_refused) {
  const auto refused = shop().ada().send("POST", "/v1/sales", json::serialize(one_pen(lin_)), {});
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.reason(), "request.idempotency_key_missing");
  EXPECT_EQ(sales(), 0);
}

HOMEPORT_ON_BOTH_ENGINES(sent_twice);

}  // namespace
}  // namespace homeport::test
