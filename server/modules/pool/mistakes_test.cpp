// What goes wrong outside: wishes that can't be, clocks that jump, stores that move to another time zone. Each is
// refused with its reason, and nothing moves.

#include "modules/pool/pool_fixture.hpp"

namespace homeport::pool {
namespace {

class pool_mistakes : public PoolFixture {
 protected:
  // How often each customer was moved: what a refusal must not change.
  std::vector<std::int64_t> moves_of_all(const std::vector<CustomerId>& ids) {
    std::vector<std::int64_t> counts;
    for (const auto id : ids)
      counts.push_back(static_cast<std::int64_t>(moves(id).size()));
    return counts;
  }
  std::string assign_as(const kit::Actor& actor, StaffId who, CustomerId id) {
    const auto outcome = database_->write_as(actor, [&](kit::Write& write) { return assign(write, id, {who, {}}); });
    return outcome.ok() ? "" : outcome.refusal().reason;
  }
  // Runs a store and reaches no other.
  kit::Actor store_manager(OrgUnitId store) {
    return test::staff_actor(chain_->admin().value, {"pool.read", "pool.assign", "pool.approve"}, kit::DataScope::store,
                             {store.value});
  }
  void move_store_to(const std::string& zone) {
    const auto edited = database_->write([&](kit::Write& write) {
      return identity::edit_org_unit(chain_->identity(), write, chain_->first_store(), 1,
                                     R"({"time_zone":")" + zone + R"("})");
    });
    ASSERT_TRUE(edited.ok()) << edited.refusal().reason << edited.refusal().detail;
  }
};

TEST_P(pool_mistakes, nobody_claims_what_is_not_public) {
  const auto ids = bring(2);
  EXPECT_EQ(claim_as(bob_, ids[0]), "");
  EXPECT_EQ(assign_to(bob_, ids[1]), "");
  Hooks hooks;
  hooks.has_bought_since = [](db::Transaction&, CustomerId, Time) { return true; };
  ASSERT_TRUE(database_->write_as(seller(bob_), [&](kit::Write& write) { return win(hooks, write, ids[1], {}); }).ok());
  const auto before = moves_of_all(ids);
  EXPECT_EQ(claim_as(ann_, ids[0]), "pool.already_claimed");
  EXPECT_EQ(claim_as(ann_, ids[1]), "pool.not_public");
  EXPECT_EQ(claim_as(ann_, CustomerId{4711}), "customers.not_found");
  EXPECT_EQ(moves_of_all(ids), before);
}

TEST_P(pool_mistakes, nobody_is_given_customers_who_does_not_work_here) {
  const auto ids = bring(1);
  const auto off =
      database_->write([&](kit::Write& write) { return identity::disable_staff(chain_->identity(), write, bob_); });
  ASSERT_TRUE(off.ok());
  EXPECT_EQ(assign_to(bob_, ids[0]), "identity.staff_unknown");
  EXPECT_EQ(assign_to(StaffId{4711}, ids[0]), "identity.staff_unknown");
  EXPECT_EQ(claim_as(bob_, ids[0]), "pool.not_member");
  const auto batch = database_->write_as(manager(), [&](kit::Write& write) -> Result<BatchAnswer> {
    return assign_batch(write, {ids, bob_, {}});
  });
  EXPECT_EQ(batch->done, 0);
  EXPECT_EQ(batch->items[0].reason, "identity.staff_unknown");
  EXPECT_EQ(moves(ids[0]).size(), 1U);
}

TEST_P(pool_mistakes, a_manager_assigns_within_his_reach) {
  const auto ids = bring(1);  // of the first store
  const auto here = store_manager(chain_->first_store());
  EXPECT_EQ(assign_as(here, cat_, ids[0]), "access.out_of_scope");
  EXPECT_EQ(assign_as(store_manager(chain_->second_store()), cat_, ids[0]), "access.out_of_scope");
  EXPECT_EQ(moves(ids[0]).size(), 1U);
  EXPECT_EQ(assign_as(here, ann_, ids[0]), "");
  const auto away = database_->write_as(here, [&](kit::Write& write) {
    return hand_over(write, {ann_, {cat_}, {}, {}, {}});
  });
  EXPECT_EQ(away.refusal().reason, "access.out_of_scope");
  EXPECT_EQ(place(ids[0]).owner_staff_id, ann_);
}

TEST_P(pool_mistakes, a_pool_with_customers_stays_until_they_are_elsewhere) {
  const auto ids = bring(3);
  const auto other = add_pool("Web");
  const auto remove = [&] {
    const auto done = database_->write([&](kit::Write& write) { return delete_pool(write, pool_); });
    return done.ok() ? "" : done.refusal().reason;
  };
  EXPECT_EQ(remove(), "pool.has_customers");
  EXPECT_EQ(claim_as(ann_, ids[0]), "");
  const auto moved = database_->write([&](kit::Write& write) { return move_all(write, pool_, other); });
  ASSERT_TRUE(moved.ok()) << moved.refusal().reason;
  EXPECT_EQ(moved->moved, 3);
  EXPECT_EQ(moved->remaining, 0);
  EXPECT_EQ(place(ids[0]).owner_staff_id, ann_) << "who holds a customer keeps him";
  EXPECT_EQ(remove(), "");
  EXPECT_EQ(place(ids[1]).pool_id, other);
}

TEST_P(pool_mistakes, a_clock_that_jumps_back_moves_nobody) {
  Rule rule;
  rule.follow_up_days = 1;
  set_rule(rule);
  const auto ids = bring(2);
  EXPECT_EQ(claim_as(ann_, ids[0]), "");
  const auto due = place(ids[0]).due_at;
  const auto before = moves_of_all(ids);
  pass_hours(-1);
  EXPECT_EQ(claim_as(bob_, ids[1]), "pool.clock_behind");
  EXPECT_EQ(give_back_as(ann_, ids[0]), "pool.clock_behind");
  EXPECT_EQ(assign_to(bob_, ids[0]), "pool.clock_behind");
  EXPECT_EQ(sweep_now(), 0);
  EXPECT_EQ(moves_of_all(ids), before);
  EXPECT_EQ(place(ids[0]).due_at, due);
  pass_hours(1);
  EXPECT_EQ(claim_as(bob_, ids[1]), "");
  database_->clock().advance_seconds(-60);  // within what clocks may differ by
  EXPECT_EQ(give_back_as(ann_, ids[0]), "");
  auto ledger = moves(ids[0]);
  EXPECT_GE(ledger[0].at, ledger[1].at) << "the ledger never goes back in time";
}

TEST_P(pool_mistakes, a_clock_that_jumps_ahead_is_seen_by_whoever_sets_it_right) {
  Rule rule;
  rule.follow_up_days = 3;
  set_rule(rule);
  const auto ids = bring(2);
  EXPECT_EQ(claim_as(ann_, ids[0]), "");
  pass_days(365);
  EXPECT_EQ(sweep_now(), 1);
  pass_days(-365);
  // He was moved in a year that hasn't come: until somebody decides, nobody has him by this clock.
  EXPECT_EQ(claim_as(bob_, ids[0]), "pool.clock_behind");
  EXPECT_EQ(claim_as(bob_, ids[1]), "");
}

TEST_P(pool_mistakes, another_time_zone_of_a_store_moves_no_due_date_and_gives_no_second_day) {
  Rule rule;
  rule.follow_up_days = 2;
  rule.daily_claim_limit = 1;
  set_rule(rule);
  const auto ids = bring(3);
  EXPECT_EQ(claim_as(ann_, ids[0]), "");  // 08:00 UTC: the 21st, in Shanghai and nearly everywhere
  const auto due = place(ids[0]).due_at;
  move_store_to("Pacific/Kiritimati");  // UTC+14: the 21st still
  EXPECT_EQ(claim_as(ann_, ids[1]), "pool.daily_limit");
  EXPECT_EQ(place(ids[0]).due_at, due);
  pass_hours(4);  // there the 22nd began
  EXPECT_EQ(claim_as(ann_, ids[1]), "");
  EXPECT_EQ(place(ids[0]).due_at, due);
  pass_hours(43);
  EXPECT_EQ(sweep_now(), 0);
  pass_hours(1);
  EXPECT_EQ(sweep_now(), 1);  // 48 hours after she took him, wherever the store says it is
}

TEST_P(pool_mistakes, a_store_that_moves_west_repeats_no_day) {
  Rule rule;
  rule.daily_claim_limit = 1;
  set_rule(rule);
  const auto ids = bring(2);
  pass_hours(9);  // 17:00 UTC: in Shanghai the 22nd
  EXPECT_EQ(claim_as(ann_, ids[0]), "");
  move_store_to("Pacific/Honolulu");  // there the 21st
  EXPECT_EQ(claim_as(ann_, ids[1]), "pool.daily_limit");
  pass_hours(24);  // there the 22nd, whose quota was used up elsewhere
  EXPECT_EQ(claim_as(ann_, ids[1]), "pool.daily_limit");
  pass_hours(24);
  EXPECT_EQ(claim_as(ann_, ids[1]), "");
}

TEST_P(pool_mistakes, a_return_needs_a_reason_of_its_kind_and_a_pool_one_belongs_to) {
  const auto ids = bring(1);
  EXPECT_EQ(claim_as(ann_, ids[0]), "");
  const auto back = [&](const ReturnRequest& request) {
    const auto outcome = database_->write_as(
        seller(ann_), [&](kit::Write& write) { return put_back(write, ids[0], PutBack::give_back, request); });
    return outcome.ok() ? "" : outcome.refusal().reason;
  };
  EXPECT_EQ(back({ReasonId{4711}, {}, {}}), "pool.reason_unknown");
  EXPECT_EQ(back({reason(PutBack::lost), {}, {}}), "pool.reason_unknown");
  EXPECT_EQ(back({reason(PutBack::give_back), {}, PoolId{4711}}), "pool.unknown");
  const auto closed = add_pool("Elsewhere");
  ASSERT_TRUE(database_->write([&](kit::Write& write) { return set_members(write, closed, Members{}); }).ok());
  EXPECT_EQ(back({reason(PutBack::give_back), {}, closed}), "access.out_of_scope");
  EXPECT_EQ(give_back_as(bob_, ids[0]), "pool.not_owner");
  EXPECT_EQ(return_as(seller(ann_), ids[0], PutBack::take_back), "pool.not_owner");
  EXPECT_EQ(moves(ids[0]).size(), 2U);
}

TEST_P(pool_mistakes, a_pool_that_is_switched_off_takes_and_gives_nobody) {
  const auto other = add_pool("Web");
  const auto off =
      database_->write([&](kit::Write& write) { return edit_pool(write, other, 1, R"({"status":"off"})"); });
  ASSERT_TRUE(off.ok()) << off.refusal().reason;
  Lead lead;
  lead.name = "Late";
  const auto brought =
      database_->write([&](kit::Write& write) { return bring_leads(write, other, std::span(&lead, 1)); });
  EXPECT_EQ(brought.refusal().reason, "pool.switched_off");
  const auto moved = database_->write([&](kit::Write& write) { return move_all(write, pool_, other); });
  EXPECT_EQ(moved.refusal().reason, "pool.switched_off");
}

HOMEPORT_ON_BOTH_ENGINES(pool_mistakes);

}  // namespace
}  // namespace homeport::pool
