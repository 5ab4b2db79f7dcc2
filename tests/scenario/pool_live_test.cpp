// Who hears what of the pool on an open screen, over the wire.

#include "shop/shop.hpp"

namespace homeport::test {
namespace {

// Somebody's open screen.
class Screen {
 public:
  Screen(Shop& shop, const Caller& caller) : shop_(shop), client_(shop.port()) {
    client_.send_raw("GET /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + caller.token() + "\r\n\r\n");
    client_.receive_until("retry: 3000\n\n");
  }
  // Everything told since it was asked last. Everybody hears the end.
  std::string heard() {
    http::LiveEvent end;
    end.topic = "test.end";
    end.data_json = std::to_string(++ends_);
    shop_.application().runtime().events->publish(end);
    return client_.receive_until("data: " + std::to_string(ends_) + "\n\n");
  }

 private:
  Shop& shop_;
  HttpClient client_;
  static inline int ends_ = 0;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class pool_live : public ShopTest {
 protected:
  struct Person {
    Person(std::string name, Shop& shop, const json::array& permissions, const std::string& scope,
           const std::string& unit)
        : who(std::move(name)), caller(shop.hire_with(permissions, scope, unit)), screen(shop, caller) {}
    std::string who;
    Caller caller;
    Screen screen;
  };

  void SetUp() override {
    ShopTest::SetUp();
    if (IsSkipped()) return;
    branch_ = Shop::id_of(Shop::done(
        shop().ada().post("/v1/org_units",
                          json::object{{"parent_id", shop().headquarters()}, {"kind", "branch"}, {"name", "North"}}),
        "branch"));
    Shop::done(
        shop().ada().post("/v1/org_units/" + shop().first_store() + "/move", json::object{{"parent_id", branch_}}),
        "move");
    other_store_ = shop().open_store("Mill Lane");
    const json::array seller{"pool.read", "pool.claim", "customers.read", "follow_ups.read", "follow_ups.write"};
    const json::array looker{"pool.read", "customers.read"};
    add("ann", seller, "own", shop().first_store());
    add("member", seller, "own", other_store_);
    add("colleague", seller, "own", shop().first_store());
    add("store manager", looker, "store", shop().first_store());
    add("other manager", looker, "store", other_store_);
    add("branch head", looker, "branch", branch_);
    add("headquarters", looker, "all", shop().headquarters());
    add("no right", json::array{"customers.read"}, "all", shop().headquarters());
    pool_id_ = Shop::id_of(Shop::done(
        shop().ada().post("/v1/pools", json::object{{"name", "Web"}, {"hidden_fields", json::array{"name", "phone"}}}),
        "pool"));
    json::array members;
    for (const auto* who : {"ann", "member"})
      members.push_back(json::object{{"kind", "staff"}, {"ref_id", person(who).caller.staff_id()}});
    Shop::done(shop().ada().post("/v1/pools/" + pool_id_ + "/members", json::object{{"items", members}}), "members");
    Shop::done(shop().ada().post("/v1/pools/" + pool_id_ + "/rules", json::object{{"follow_up_days", 7}}), "rule");
    shop().run_jobs();
    for (auto& one : people_)
      one->screen.heard();
  }

  void add(std::string who, const json::array& permissions, const std::string& scope, const std::string& unit) {
    people_.push_back(std::make_unique<Person>(std::move(who), shop(), permissions, scope, unit));
  }
  Person& person(const std::string& who) {
    for (auto& one : people_) {
      if (one->who == who) return *one;
    }
    throw std::runtime_error("nobody is called " + who);
  }
  // Those whose screens were told of the customer, by the topic.
  std::vector<std::string> who_heard(const std::string& topic, const std::string& part) {
    std::vector<std::string> heard;
    for (auto& one : people_) {
      told_[one->who] = one->screen.heard();
      if (has(told_[one->who], "event: " + topic + "\n") && has(told_[one->who], part)) heard.push_back(one->who);
    }
    return heard;
  }
  std::string bring() {
    const json::object lead{{"name", "Zhang Wei"}, {"phone", "13800001111"}, {"store_id", shop().first_store()}};
    return Shop::done(shop().ada().post("/v1/pools/" + pool_id_ + "/leads", json::object{{"items", json::array{lead}}}),
                      "leads")
        .text("/items/0/customer_id");
  }
  static std::string place(const std::string& id) { return "/v1/pool/customers/" + id; }

  using Names = std::vector<std::string>;
  std::string branch_;
  std::string other_store_;
  std::string pool_id_;
  std::vector<std::unique_ptr<Person>> people_;
  std::map<std::string, std::string> told_;
};

TEST_P(pool_live, only_those_concerned_hear_of_a_customer) {
  const auto id = bring();
  EXPECT_EQ(who_heard("pool.arrived", id), (Names{"ann", "member"}));

  // He leaves the pool before the eyes of its members, and comes into the reach of his owner's superiors.
  const Names known{"ann", "store manager", "branch head", "headquarters"};
  auto& ann = person("ann").caller;
  Shop::done(ann.act(place(id) + "/claim"), "claim");
  EXPECT_EQ(who_heard("pool.moved", id), (Names{"ann", "member", "store manager", "branch head", "headquarters"}));
  for (const auto& [who, told] : told_)
    EXPECT_FALSE(has(told, "owner_staff_id")) << who << ": " << told;

  const json::object call{{"kind", "call"}, {"text", "Called, wants to see the lamp"}};
  Shop::done(ann.post("/v1/customers/" + id + "/follow_ups", call), "follow-up");
  EXPECT_EQ(who_heard("pool.moved", id), known);

  // Back by himself: the pool's people hear how many, others that something they knew is gone.
  shop().clock().advance_days(8);
  shop().run_jobs();
  EXPECT_EQ(who_heard("pool.moved", "\"kind\":\"time_out\""),
            (Names{"ann", "member", "store manager", "branch head", "headquarters"}));
  for (const auto& [who, told] : told_)
    EXPECT_EQ(has(told, "\"count\":1"), who == "ann" || who == "member") << who << ": " << told;
  EXPECT_FALSE(has(told_["member"], "pool.returned"));
  EXPECT_TRUE(has(told_["ann"], "pool.returned"));
}

TEST_P(pool_live, who_joins_a_pool_hears_of_it_from_then_on) {
  const auto id = bring();
  EXPECT_EQ(who_heard("pool.arrived", id), (Names{"ann", "member"}));
  const json::object everybody{{"kind", "org_unit"}, {"ref_id", branch_}};
  Shop::done(shop().ada().post("/v1/pools/" + pool_id_ + "/members", json::object{{"items", json::array{everybody}}}),
             "members");
  const json::object lead{{"name", "Li Na"}, {"phone", "13800002222"}, {"store_id", shop().first_store()}};
  Shop::done(shop().ada().post("/v1/pools/" + pool_id_ + "/leads", json::object{{"items", json::array{lead}}}), "lead");
  EXPECT_EQ(who_heard("pool.arrived", pool_id_), (Names{"ann", "colleague", "store manager", "branch head"}));
}

HOMEPORT_ON_BOTH_ENGINES(pool_live);

}  // namespace
}  // namespace homeport::test
