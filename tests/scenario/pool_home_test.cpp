// What the pool changes elsewhere: who sees a phone, and what waits on the first page.

#include "shop/shop.hpp"

namespace homeport::test {
namespace {

class pool_elsewhere : public ShopTest {
 protected:
  void SetUp() override {
    ShopTest::SetUp();
    if (IsSkipped()) return;
    pool_id_ = Shop::id_of(Shop::done(
        shop().ada().post("/v1/pools", json::object{{"name", "Web"}, {"hidden_fields", json::array{"name", "phone"}}}),
        "pool"));
    const json::object everybody{{"kind", "org_unit"}, {"ref_id", shop().headquarters()}};
    Shop::done(shop().ada().post("/v1/pools/" + pool_id_ + "/members", json::object{{"items", json::array{everybody}}}),
               "members");
    const json::object rule{{"follow_up_days", 7}, {"extension_max_days", 5}};
    Shop::done(shop().ada().post("/v1/pools/" + pool_id_ + "/rules", rule), "rule");
    shop().run_jobs();
  }

  std::string bring(const std::string& phone) {
    const json::object lead{{"name", "Zhang Wei"}, {"phone", phone}, {"store_id", shop().first_store()}};
    return Shop::done(shop().ada().post("/v1/pools/" + pool_id_ + "/leads", json::object{{"items", json::array{lead}}}),
                      "leads")
        .text("/items/0/customer_id");
  }
  static std::string place(const std::string& id) { return "/v1/pool/customers/" + id; }
  std::string reason(const std::string& kind) {
    return Shop::done(shop().ada().get("/v1/pool/reasons?kind=" + kind), "reasons").text("/items/0/id");
  }
  // Whoever was hired n-th signs in: sessions don't last for days.
  Caller come_back(int n) {
    const std::string name = "person" + std::to_string(n);
    const json::object credentials{{"sign_in_name", name}, {"password", "moored for the night " + name}};
    const auto session = Shop::done(shop().nobody().post("/v1/sessions", credentials), "sign-in");
    return Caller(shop().port(), session.text("/token"), session.text("/me/staff/id"));
  }
  // What waits, as "key count link".
  std::vector<std::string> to_do(int n) {
    std::vector<std::string> lines;
    const auto home = Shop::done(come_back(n).get("/v1/home"), "home");
    for (const auto& item : home.list("/to_do")) {
      lines.push_back(std::string(item.at("key").as_string()) + " " + std::to_string(item.at("count").as_int64()) +
                      " " + std::string(item.at("link").as_string()));
    }
    return lines;
  }

  std::string pool_id_;
};

const json::array kSeller{"pool.read",       "pool.claim",       "customers.read",
                          "customers.write", "follow_ups.write", "customers.find_anywhere"};

TEST_P(pool_elsewhere, the_owner_sees_the_phone_and_nobody_else_without_the_right) {
  const std::string whole = "+8613800001111";
  const std::string masked = "138****1111";
  const auto id = bring("13800001111");
  auto manager_rights = kSeller;
  manager_rights.push_back("pool.assign");
  auto ann = shop().hire_with(kSeller, "own", shop().first_store());
  auto manager = shop().hire_with(manager_rights, "store", shop().first_store());
  auto elsewhere = shop().hire_with(kSeller, "store", shop().open_store("Mill Lane"));
  const std::string record = "/v1/customers/" + id;

  // As everybody sees him who sees him: record, list, pool, counter, and what else is known of him.
  const auto phones_for = [&](Caller& caller) {
    std::vector<std::string> phones;
    const auto note = [&phones](const Reply& reply, const char* pointer) {
      phones.push_back(!reply.ok() ? std::to_string(reply.status) : reply.has(pointer) ? reply.text(pointer) : "none");
    };
    note(caller.get(record), "/phone");
    note(caller.get("/v1/customers"), "/items/0/phone");
    note(caller.get("/v1/home"), "/newest_customers/0/phone");
    note(caller.get(place(id)), "/phone");
    note(caller.get("/v1/pool/customers"), "/items/0/phone");
    note(caller.get("/v1/customers/find?code=13800001111"), "/customer/phone");
    note(caller.get(record + "/contacts"), "/items/0/phone");
    return phones;
  };
  using Phones = std::vector<std::string>;
  const json::object contact{{"name", "Mrs Zhang"}, {"phone", "13800009999"}};
  Shop::done(shop().ada().post(record + "/contacts", contact), "contact");

  Shop::done(ann.act(place(id) + "/claim"), "claim");
  EXPECT_EQ(phones_for(ann), (Phones{whole, whole, whole, whole, whole, whole, "+8613800009999"}));
  EXPECT_EQ(phones_for(manager), (Phones{masked, masked, masked, masked, masked, masked, "138****9999"}));
  EXPECT_EQ(phones_for(elsewhere), (Phones{"404", "none", "none", "404", "none", masked, "404"}));
  // Fragments lead nobody to the digits between, not even the owner's colleagues.
  EXPECT_EQ(manager.get("/v1/customers?q=00001").number("/total"), 0);
  EXPECT_EQ(manager.get("/v1/customers?q=1111").number("/total"), 1);
  EXPECT_EQ(manager.get("/v1/customers?q=13800001111").number("/total"), 1);
  // Nor by what is conditioned or exported on: the field asks for the right.
  EXPECT_EQ(ann.get("/v1/customers?where=%7B%22all%22%3A%5B%7B%22field%22%3A%22phone%22%2C%22op%22%3A%22contains%22%2C"
                    "%22values%22%3A%5B%220000%22%5D%7D%5D%7D")
                .status,
            403);

  // He goes to the manager: now it is the manager who calls.
  Shop::done(manager.post(place(id) + "/assign", json::object{{"staff_id", manager.staff_id()}}), "transfer");
  EXPECT_EQ(phones_for(manager).front(), whole);
  EXPECT_EQ(phones_for(ann), (Phones{"404", "none", "none", "404", "none", masked, "404"}));

  // And back into the pool: nobody calls.
  Shop::done(manager.post(place(id) + "/give_back", json::object{{"reason_id", reason("give_back")}}), "give back");
  EXPECT_EQ(phones_for(manager).front(), masked);
  EXPECT_EQ(phones_for(manager)[3], masked);
  EXPECT_EQ(phones_for(ann)[3], masked);
}

TEST_P(pool_elsewhere, who_writes_himself_into_a_record_sees_no_more_than_before) {
  auto clerk = shop().hire_with(kSeller, "store", shop().first_store());
  const auto id = shop().register_customer("Li Na", "13800002222", shop().first_store());
  const auto before = Shop::done(clerk.get("/v1/customers/" + id), "record");
  const auto after = Shop::done(
      clerk.patch("/v1/customers/" + id, json::object{{"owner_staff_id", clerk.staff_id()}}, before.number("/version")),
      "edit");
  EXPECT_EQ(after.text("/owner_staff_id"), clerk.staff_id());
  EXPECT_EQ(after.text("/phone"), "138****2222");
}

TEST_P(pool_elsewhere, the_first_page_says_who_goes_back_and_what_others_ask) {
  enum { ann = 1, manager, elsewhere, looker };
  shop().hire_with(kSeller, "own", shop().first_store());
  shop().hire_with(json::array{"pool.read", "pool.approve"}, "store", shop().first_store());
  shop().hire_with(json::array{"pool.read", "pool.approve"}, "store", shop().open_store("Mill Lane"));
  shop().hire_with(json::array{"pool.read"}, "all", shop().headquarters());
  const auto first = bring("13800001111");
  const auto second = bring("13800003333");
  using Lines = std::vector<std::string>;
  Shop::done(come_back(ann).act(place(first) + "/claim"), "claim");
  shop().clock().advance_days(1);
  Shop::done(come_back(ann).act(place(second) + "/claim"), "claim");
  EXPECT_EQ(to_do(ann), Lines{});
  // On the 25th the first, due on the 28th, comes into sight, and the day after the second.
  shop().clock().advance_days(3);
  const auto lines = to_do(ann);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines.front(), "home.todo.going_back 1 /pool/mine?due_on=2026-11-28");
  shop().clock().advance_days(1);
  ASSERT_EQ(to_do(ann).size(), 1U);
  EXPECT_EQ(to_do(ann).front(), "home.todo.going_back 2 /pool/mine?due_on=2026-11-29");
  EXPECT_EQ(to_do(looker), Lines{});

  const json::object more_time{{"days", 3}, {"reason", "He is on a ship until Monday"}};
  Shop::done(come_back(ann).post(place(first) + "/extensions", more_time), "extension");
  EXPECT_EQ(to_do(manager), Lines{"home.todo.pool_requests 1 /pool/requests"});
  EXPECT_EQ(to_do(elsewhere), Lines{});
  EXPECT_EQ(to_do(looker), Lines{});
  // A request nobody answered in time waits for nobody.
  shop().clock().advance_days(8);
  EXPECT_EQ(to_do(manager), Lines{});
}

HOMEPORT_ON_BOTH_ENGINES(pool_elsewhere);

}  // namespace
}  // namespace homeport::test
