// The pool as people meet it, over HTTP.

#include "shop/shop.hpp"

namespace homeport::test {
namespace {

class pool : public ShopTest {
 protected:
  void SetUp() override {
    ShopTest::SetUp();
    if (IsSkipped()) return;
    pool_id_ = Shop::id_of(
        Shop::done(shop().ada().post("/v1/pools", json::object{{"name", "Web"},
                                                               {"match_sources", json::array{"web"}},
                                                               {"hidden_fields", json::array{"name", "phone"}}}),
                   "pool"));
    const json::object store{{"kind", "org_unit"}, {"ref_id", shop().first_store()}};
    Shop::done(shop().ada().post("/v1/pools/" + pool_id_ + "/members", json::object{{"items", json::array{store}}}),
               "members");
    set_rule({{"follow_up_days", 7}, {"daily_claim_limit", 2}, {"cooldown_days", 3}});
  }

  void set_rule(const json::object& rule) {
    Shop::done(shop().ada().post("/v1/pools/" + pool_id_ + "/rules", rule), "rule");
    shop().run_jobs();
  }

  std::string bring(const std::string& name, const std::string& phone) {
    const json::object lead{
        {"name", name}, {"phone", phone}, {"source", "web"}, {"activity", 12}, {"store_id", shop().first_store()}};
    const auto answer = Shop::done(
        shop().ada().post("/v1/pools/" + pool_id_ + "/leads", json::object{{"items", json::array{lead}}}), "leads");
    return answer.text("/items/0/customer_id");
  }
  static std::string place(const std::string& id) { return "/v1/pool/customers/" + id; }
  std::string reason(const std::string& kind) {
    return Shop::done(shop().ada().get("/v1/pool/reasons?kind=" + kind), "reasons").text("/items/0/id");
  }

  std::string pool_id_;
};

TEST_P(pool, details_are_hidden_until_somebody_claims) {
  auto ann = shop().hire("Shop assistant", shop().first_store());
  auto bob = shop().hire("Shop assistant", shop().first_store());
  const auto id = bring("Zhang Wei", "13800001111");
  const auto seen = Shop::done(ann.get(place(id)), "place");
  EXPECT_EQ(seen.text("/name"), "Z**");
  EXPECT_NE(seen.text("/phone"), "+8613800001111");
  EXPECT_EQ(seen.list("/hidden_fields").size(), 2U);
  EXPECT_TRUE(seen.value.at("may_claim").as_bool());
  // Nor in the list of customers, nor by searching, nor by editing.
  EXPECT_EQ(Shop::done(ann.get("/v1/customers/" + id), "record").text("/name"), "Z**");
  EXPECT_EQ(ann.get("/v1/customers?q=zhang").number("/total"), 0);
  EXPECT_EQ(ann.patch("/v1/customers/" + id, json::object{{"note", "mine"}}, 2).reason(), "customers.hidden");
  EXPECT_EQ(ann.get("/v1/customers/" + id + "/follow_ups").reason(), "customers.hidden");
  const auto opened = Shop::done(ann.act(place(id) + "/reveal"), "reveal");
  EXPECT_EQ(opened.text("/name"), "Zhang Wei");
  const auto claimed = Shop::done(ann.act(place(id) + "/claim"), "claim");
  EXPECT_EQ(claimed.text("/name"), "Zhang Wei");
  EXPECT_EQ(claimed.text("/phone"), "+8613800001111");
  EXPECT_EQ(claimed.text("/state"), "tracking");
  EXPECT_EQ(claimed.number("/days_left"), 7);
  const auto late = bob.act(place(id) + "/claim");
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.reason(), "pool.already_claimed");
  EXPECT_EQ(shop().ada().patch("/v1/customers/" + id, json::object{{"owner_staff_id", bob.staff_id()}}, 3).reason(),
            "customers.owner_moved_by_pool");
}

TEST_P(pool, a_lead_is_followed_won_by_a_sale_and_stays) {
  auto ann = shop().hire("Shop assistant", shop().first_store());
  const auto id = bring("Zhang Wei", "13800001111");
  Shop::done(ann.act(place(id) + "/claim"), "claim");
  const std::string customer = "/v1/customers/" + id;
  const auto note = Shop::done(
      ann.post(customer + "/follow_ups", json::object{{"kind", "note"}, {"text", "Looks promising to me, really"}}),
      "note");
  EXPECT_FALSE(note.value.at("counts").as_bool());
  EXPECT_EQ(note.text("/counts_reason"), "note_only");
  EXPECT_EQ(ann.post(place(id) + "/stage", json::object{{"stage", "opportunity"}}).reason(),
            "pool.stage_needs_follow_up");
  const auto call =
      Shop::done(ann.post(customer + "/follow_ups", json::object{{"kind", "call"},
                                                                 {"text", "Called, wants to see the lamp"},
                                                                 {"next_text", "Show the lamp"},
                                                                 {"next_at", "2026-11-25T02:00:00Z"}}),
                 "call");
  EXPECT_TRUE(call.value.at("counts").as_bool());
  EXPECT_EQ(Shop::done(ann.get("/v1/tasks?mine=1&state=open"), "tasks").number("/total"), 1);
  const auto feed = Shop::done(ann.act("/v1/calendar_feed"), "feed").text("/path");
  auto nobody = shop().nobody();
  EXPECT_NE(nobody.get(feed).body.find("SUMMARY:Show the lamp"), std::string::npos);
  Shop::done(ann.act("/v1/calendar_feed"), "another feed");
  EXPECT_EQ(nobody.get(feed).status, 404);
  const auto asked = ann.post(place(id) + "/win", json::object{});
  EXPECT_EQ(asked.status, 202);
  const auto lamp = shop().add_product("LAMP", 40'000);
  const auto sold = shop().sell(id, {{lamp, 1}});
  shop().run_jobs();
  const auto won = Shop::done(ann.get(place(id)), "place");
  EXPECT_EQ(won.text("/state"), "common");
  EXPECT_EQ(won.text("/owner_staff_id"), ann.staff_id());
  const auto moves = Shop::done(ann.get(place(id) + "/moves"), "moves");
  EXPECT_EQ(moves.text("/items/0/kind"), "win");
  EXPECT_EQ(moves.text("/items/0/sale_id"), sold.sale_id);
  const auto analysis = Shop::done(shop().ada().get("/v1/grading/analysis"), "analysis");
  EXPECT_EQ(analysis.number("/total/won"), 1);
  EXPECT_EQ(analysis.number("/total/contacted"), 1);
}

TEST_P(pool, who_is_not_followed_goes_back_and_the_report_tells) {
  auto ann = shop().hire("Shop assistant", shop().first_store());
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i)
    ids.push_back(bring("Lead " + std::to_string(i), "1380000222" + std::to_string(i)));
  Shop::done(ann.act(place(ids[0]) + "/claim"), "claim");
  Shop::done(ann.act(place(ids[1]) + "/claim"), "claim");
  EXPECT_EQ(ann.act(place(ids[2]) + "/claim").status, 429);
  Shop::done(ann.post(place(ids[0]) + "/give_back", json::object{{"reason_id", reason("give_back")}}), "give back");
  EXPECT_EQ(ann.post(place(ids[1]) + "/lose", json::object{{"reason_id", reason("give_back")}}).reason(),
            "pool.reason_unknown");
  EXPECT_EQ(ann.act(place(ids[0]) + "/claim").reason(), "pool.cool_down");
  shop().clock().advance_days(8);
  shop().run_jobs();
  shop().sign_in_again();
  EXPECT_EQ(Shop::done(shop().ada().get(place(ids[1])), "place").text("/state"), "public");
  static const db::Sql kNotices{"SELECT CAST(count(*) AS BIGINT) FROM pool_notice WHERE kind = 'returned'"};
  const auto notices = shop().application().database().read([](db::Transaction& tx) {
    auto rows = tx.query(kNotices);
    return rows.next() ? rows.integer(0) : 0;
  });
  EXPECT_EQ(notices, 1);
  const auto report = Shop::done(shop().ada().get("/v1/pools/" + pool_id_ + "/fairness"), "fairness");
  EXPECT_EQ(report.number("/arrivals"), 3);
  EXPECT_EQ(report.number("/claimed"), 2);
  EXPECT_EQ(report.number("/returned"), 2);
}

TEST_P(pool, a_basket_put_aside_keeps_him_until_it_is_too_old) {
  auto ann = shop().hire("Shop assistant", shop().first_store());
  const auto id = bring("Zhang Wei", "13800001111");
  Shop::done(ann.act(place(id) + "/claim"), "claim");
  const auto lamp = shop().add_product("LAMP", 40'000);
  shop().clock().advance_seconds(7 * kSecondsPerDay - 60);
  shop().sign_in_again();
  Shop::done(shop().ada().post("/v1/reservations", shop().basket(id, {{lamp, 1}})), "reservation");
  shop().clock().advance_seconds(120);
  shop().run_jobs();
  const auto kept = Shop::done(shop().ada().get(place(id)), "place");
  EXPECT_EQ(kept.text("/state"), "tracking");
  EXPECT_EQ(kept.text("/order_until"), kept.text("/due_at"));
  shop().clock().advance_days(7);
  shop().run_jobs();
  shop().sign_in_again();
  EXPECT_EQ(Shop::done(shop().ada().get(place(id)), "place").text("/state"), "public");
}

TEST_P(pool, bad_wishes_are_refused_with_a_clear_reason_and_move_nothing) {
  const auto id = bring("Zhang Wei", "13800001111");
  const std::string rules = "/v1/pools/" + pool_id_ + "/rules";
  EXPECT_EQ(shop().ada().post(rules, json::object{{"follow_up_days", -1}}).field(), "follow_up_days");
  EXPECT_EQ(shop().ada().del("/v1/pools/" + pool_id_).reason(), "pool.has_customers");
  auto ann = shop().hire("Shop assistant", shop().first_store());
  Shop::done(shop().ada().act("/v1/staff/" + ann.staff_id() + "/disable"), "disable");
  EXPECT_EQ(shop().ada().post(place(id) + "/assign", json::object{{"staff_id", ann.staff_id()}}).reason(),
            "identity.staff_unknown");
  auto stranger = shop().hire("Shop assistant", shop().open_store("Mill Lane"));
  EXPECT_EQ(stranger.act(place(id) + "/claim").reason(), "pool.not_member");
  EXPECT_EQ(stranger.get(place(id)).status, 404);
  EXPECT_EQ(Shop::done(shop().ada().get(place(id) + "/moves"), "moves").number("/total"), 1);
}

HOMEPORT_ON_BOTH_ENGINES(pool);

}  // namespace
}  // namespace homeport::test
