// What people and clocks get wrong about the pool, over HTTP: each has its status, its reason and its field, and moves
// nothing.

#include "shop/shop.hpp"

namespace homeport::test {
namespace {

class pool_mistakes_online : public ShopTest {
 protected:
  void SetUp() override {
    ShopTest::SetUp();
    if (IsSkipped()) return;
    other_store_ = shop().open_store("Mill Lane");
    pool_id_ = Shop::id_of(Shop::done(shop().ada().post("/v1/pools", json::object{{"name", "Web"}}), "pool"));
    const json::object everybody{{"kind", "org_unit"}, {"ref_id", shop().headquarters()}};
    Shop::done(shop().ada().post(pool_path("/members"), json::object{{"items", json::array{everybody}}}), "members");
    set_rule({{"follow_up_days", 2}, {"daily_claim_limit", 1}, {"extension_max_days", 5}});
  }

  void set_rule(const json::object& rule) {
    Shop::done(shop().ada().post(pool_path("/rules"), rule), "rule");
    shop().run_jobs();
  }
  std::string bring() {
    const json::object lead{{"name", "Lead " + std::to_string(++brought_)}, {"store_id", shop().first_store()}};
    const auto answer =
        Shop::done(shop().ada().post(pool_path("/leads"), json::object{{"items", json::array{lead}}}), "leads");
    ids_.push_back(answer.text("/items/0/customer_id"));
    return ids_.back();
  }
  Caller seller() {
    return shop().hire_with(json::array{"pool.read", "pool.claim", "customers.read"}, "own", shop().first_store());
  }
  Caller manager_of(const std::string& store) {
    return shop().hire_with(json::array{"pool.read", "pool.assign", "pool.approve"}, "store", store);
  }
  [[nodiscard]] std::string pool_path(const std::string& rest = {}) const { return "/v1/pools/" + pool_id_ + rest; }
  static std::string place(const std::string& id, const std::string& rest = {}) {
    return "/v1/pool/customers/" + id + rest;
  }
  std::string reason(const std::string& kind) {
    return Shop::done(shop().ada().get("/v1/pool/reasons?kind=" + kind), "reasons").text("/items/0/id");
  }
  // Where everybody stands, and by how many moves he came there.
  std::vector<std::string> places() {
    std::vector<std::string> found;
    for (const auto& id : ids_) {
      const auto row = Shop::done(shop().ada().get(place(id)), "place");
      const auto moves = Shop::done(shop().ada().get(place(id, "/moves")), "moves");
      found.push_back(row.text("/state") + " " + (row.has("/owner_staff_id") ? row.text("/owner_staff_id") : "") + " " +
                      (row.has("/due_at") ? row.text("/due_at") : "") + " " + std::to_string(moves.number("/total")));
    }
    return found;
  }
  static std::string said(const Reply& reply) {
    return std::to_string(reply.status) + " " + reply.reason() + (reply.field().empty() ? "" : " " + reply.field());
  }

  std::string pool_id_;
  std::string other_store_;
  std::vector<std::string> ids_;
  int brought_ = 0;
};

TEST_P(pool_mistakes_online, wishes_that_cannot_be_are_refused) {
  const auto waiting = bring();
  const auto taken = bring();
  const auto won = bring();
  auto ann = seller();
  auto leaver = seller();
  auto stranger = shop().hire_with(json::array{"pool.read", "pool.claim"}, "own", other_store_);
  auto here = manager_of(shop().first_store());
  auto elsewhere = manager_of(other_store_);
  auto& ada = shop().ada();
  Shop::done(ann.act(place(taken, "/claim")), "claim");
  Shop::done(ada.post(place(won, "/assign"), json::object{{"staff_id", ann.staff_id()}}), "assign");
  const auto lamp = shop().add_product("LAMP", 40'000);
  shop().sell(won, {{lamp, 1}});
  shop().run_jobs();
  Shop::done(ada.act("/v1/staff/" + leaver.staff_id() + "/disable"), "disable");
  const auto before = places();
  ASSERT_EQ(before[2].substr(0, 6), "common");

  // What isn't public.
  auto bob = seller();
  EXPECT_EQ(said(bob.act(place(taken, "/claim"))), "409 pool.already_claimed");
  EXPECT_EQ(said(bob.act(place(won, "/claim"))), "409 pool.not_public");
  EXPECT_EQ(said(bob.act(place("4711", "/claim"))).substr(0, 3), "404");

  // Somebody who doesn't work here any more, and somebody out of reach.
  const json::object to_leaver{{"staff_id", leaver.staff_id()}};
  const json::object to_stranger{{"staff_id", stranger.staff_id()}};
  EXPECT_EQ(said(ada.post(place(waiting, "/assign"), to_leaver)), "422 identity.staff_unknown staff_id");
  EXPECT_EQ(said(here.post(place(waiting, "/assign"), to_stranger)), "404 access.out_of_scope staff_id");
  EXPECT_EQ(said(elsewhere.post(place(waiting, "/assign"), to_stranger)).substr(0, 23), "404 access.out_of_scope");
  const auto batch = Shop::done(ada.post("/v1/pool/assignments", json::object{{"staff_id", leaver.staff_id()},
                                                                              {"customer_ids", json::array{waiting}}}),
                                "assignments");
  EXPECT_EQ(batch.number("/done"), 0);
  EXPECT_EQ(batch.text("/items/0/reason"), "identity.staff_unknown");
  EXPECT_EQ(said(here.post("/v1/pool/hand_overs", json::object{{"from_staff_id", ann.staff_id()},
                                                               {"to_staff_ids", json::array{stranger.staff_id()}}}))
                .substr(0, 23),
            "404 access.out_of_scope");

  // Negative days, wherever days are given.
  for (const auto* field : {"follow_up_days", "deal_days", "max_days", "cooldown_days", "embargo_hours"}) {
    EXPECT_EQ(said(ada.post(pool_path("/rules"), json::object{{field, -1}})),
              "400 request.out_of_range " + std::string(field));
    EXPECT_EQ(said(ada.post(pool_path("/rules/dry_run"), json::object{{field, -1}})),
              "400 request.out_of_range " + std::string(field));
  }
  EXPECT_EQ(said(ann.post(place(taken, "/extensions"), json::object{{"days", -1}, {"reason", "abroad"}})),
            "400 request.out_of_range days");

  // A pool with customers neither goes nor stops.
  EXPECT_EQ(said(ada.del(pool_path())), "409 pool.has_customers");
  const auto version = Shop::done(ada.get(pool_path()), "pool").number("/version");
  EXPECT_EQ(said(ada.patch(pool_path(), json::object{{"status", "off"}}, version)).substr(0, 22),
            "409 pool.has_customers");
  EXPECT_EQ(places(), before);
}

TEST_P(pool_mistakes_online, a_clock_that_jumps_back_moves_nobody) {
  const auto waiting = bring();
  const auto taken = bring();
  auto ann = seller();
  auto bob = seller();
  Shop::done(ann.act(place(taken, "/claim")), "claim");
  const auto before = places();
  shop().clock().advance_seconds(-3'600);
  auto& ada = shop().ada();
  const json::object back{{"reason_id", reason("give_back")}};
  EXPECT_EQ(said(bob.act(place(waiting, "/claim"))), "503 pool.clock_behind");
  EXPECT_EQ(said(ann.post(place(taken, "/give_back"), back)), "503 pool.clock_behind");
  EXPECT_EQ(said(ada.post(place(taken, "/assign"), json::object{{"staff_id", bob.staff_id()}})),
            "503 pool.clock_behind");
  EXPECT_EQ(said(ada.post(place(taken, "/take_back"), json::object{{"reason_id", reason("take_back")}})),
            "503 pool.clock_behind");
  EXPECT_EQ(said(ann.post(place(taken, "/extensions"), json::object{{"days", 1}, {"reason", "abroad"}})),
            "503 pool.clock_behind");
  const auto batch =
      Shop::done(bob.post("/v1/pool/claims", json::object{{"customer_ids", json::array{waiting}}}), "claims");
  EXPECT_EQ(batch.text("/items/0/reason"), "pool.clock_behind");
  shop().run_jobs();
  EXPECT_EQ(places(), before);
  shop().clock().advance_seconds(3'600);
  EXPECT_EQ(bob.act(place(waiting, "/claim")).status, 200);
}

TEST_P(pool_mistakes_online, a_store_in_another_time_zone_moves_no_due_date_and_gives_no_second_day) {
  const auto taken = bring();
  const auto waiting = bring();
  auto ann = seller();
  Shop::done(ann.act(place(taken, "/claim")), "claim");  // 16:00 of the 21st in Shanghai
  const auto before = places();
  const std::string store = "/v1/org_units/" + shop().first_store();
  const auto move_to = [&](const std::string& zone) {
    const auto version = Shop::done(shop().ada().get(store), "store").number("/version");
    Shop::done(shop().ada().patch(store, json::object{{"time_zone", zone}}, version), zone);
  };
  move_to("Pacific/Honolulu");  // there it is 22:00 of the 20th
  EXPECT_EQ(said(ann.act(place(waiting, "/claim"))), "429 pool.daily_limit");
  shop().clock().advance_seconds(3 * 3'600);  // there the 21st began, whose quota was used in Shanghai
  EXPECT_EQ(said(ann.act(place(waiting, "/claim"))), "429 pool.daily_limit");
  EXPECT_EQ(places(), before);
  const auto version = Shop::done(shop().ada().get(store), "store").number("/version");
  EXPECT_EQ(shop().ada().patch(store, json::object{{"time_zone", "Mars/Olympus"}}, version).status, 422);
  shop().clock().advance_seconds(45 * 3'600 - 60);
  shop().run_jobs();
  shop().sign_in_again();
  EXPECT_EQ(places(), before);
  shop().clock().advance_seconds(60);
  shop().run_jobs();
  EXPECT_EQ(Shop::done(shop().ada().get(place(taken)), "place").text("/state"), "public") << "48 hours to the minute";
}

HOMEPORT_ON_BOTH_ENGINES(pool_mistakes_online);

}  // namespace
}  // namespace homeport::test
