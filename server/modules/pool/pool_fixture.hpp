#pragma once

// A chain with one pool and three people, for the tests of the pool; what must always hold is checked at the end.

#include <memory>
#include <string>
#include <vector>

#include "modules/customers/module.hpp"
#include "modules/follow_ups/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/pool/module.hpp"
#include "modules/pool/store.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::pool {

class PoolFixture : public test::EngineTest {
 public:
  static std::vector<kit::Module> modules() {
    return {identity::module(), customers::module(), follow_ups::module(follow_up_hooks()), module()};
  }

 protected:
  void SetUp() override {
    EngineTest::SetUp();
    if (IsSkipped()) return;
    database_ = std::make_unique<test::TestDatabase>(GetParam(), modules());
    chain_ = std::make_unique<test::TestChain>(*database_);
    database_->write([](kit::Write& write) { seed_defaults(write); });
    ann_ = hire("ann", chain_->first_store());
    bob_ = hire("bob", chain_->first_store());
    cat_ = hire("cat", chain_->second_store());
    pool_ = add_pool("Walk-ins");
  }

  void TearDown() override {
    if (database_) {
      EXPECT_EQ(database_->broken_invariants(modules()), std::vector<std::string>{});
    }
    chain_.reset();
  }

  StaffId hire(const std::string& name, OrgUnitId unit) {
    identity::Staff staff;
    staff.name = name;
    staff.sign_in_name = name;
    staff.org_unit_id = unit;
    auto made =
        database_->write([&](kit::Write& write) { return identity::create_staff(chain_->identity(), write, staff); });
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.refusal().detail);
    return made->id;
  }

  // A seller as the authenticator would make him.
  kit::Actor seller(StaffId id) {
    auto actor = test::staff_actor(id.value, {"pool.read", "pool.claim", "follow_ups.read", "follow_ups.write"},
                                   kit::DataScope::own);
    const auto place = database_->read([&](const kit::Read& read) { return identity::staff_place(read.tx, id); });
    actor.name = place->name;
    actor.org_unit_id = place->org_unit_id;
    actor.org_unit_ids = {place->org_unit_id.value};
    return actor;
  }
  kit::Actor manager() {
    return test::staff_actor(chain_->admin().value,
                             {"pool.read", "pool.assign", "pool.approve", "pool.manage", "pool.report"});
  }

  PoolId add_pool(const std::string& name, std::int64_t priority = 0) {
    Pool wanted;
    wanted.name = name;
    wanted.priority = priority;
    wanted.hidden_fields = {"name", "phone"};
    auto made = database_->write([&](kit::Write& write) { return create_pool(write, wanted); });
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.refusal().reason);
    Members members;
    for (const auto unit : {chain_->first_store(), chain_->second_store()}) {
      Member member;
      member.kind = MemberKind::org_unit;
      member.ref_id = RefId{unit.value};
      members.items.push_back(member);
    }
    const auto set = database_->write([&](kit::Write& write) { return set_members(write, made->id, members); });
    EXPECT_TRUE(set.ok()) << (set.ok() ? "" : set.refusal().reason);
    return made->id;
  }

  void set_rule(const Rule& rule) {
    const auto made = database_->write([&](kit::Write& write) { return create_rule(write, pool_, rule); });
    ASSERT_TRUE(made.ok()) << made.refusal().reason;
    ASSERT_TRUE(recompute_due(database_->runtime(), pool_));
  }

  std::vector<CustomerId> bring(int count, const std::string& prefix = "Lead") {
    std::vector<Lead> leads;
    for (int i = 0; i < count; ++i) {
      Lead lead;
      lead.name = prefix + " " + std::to_string(i);
      lead.phone = "139" + std::to_string(10'000'000 + brought_++);
      lead.source = "web";
      lead.store_id = chain_->first_store();
      leads.push_back(lead);
    }
    std::vector<CustomerId> ids;
    const auto answer = database_->write([&](kit::Write& write) { return bring_leads(write, pool_, leads); });
    EXPECT_TRUE(answer.ok()) << (answer.ok() ? "" : answer.refusal().reason);
    for (const auto& row : answer->items) {
      EXPECT_EQ(row.status, LeadStatus::created) << row.reason.value_or("");
      if (row.customer_id) ids.push_back(*row.customer_id);
    }
    return ids;
  }

  std::string claim_as(StaffId who, CustomerId id) {
    const auto outcome = database_->write_as(seller(who), [&](kit::Write& write) { return claim(write, id); });
    return outcome.ok() ? "" : outcome.refusal().reason;
  }
  std::string assign_to(StaffId who, CustomerId id) {
    const auto outcome = database_->write_as(manager(), [&](kit::Write& write) {
      return assign(write, id, {who, {}});
    });
    return outcome.ok() ? "" : outcome.refusal().reason;
  }
  std::string return_as(const kit::Actor& actor, CustomerId id, PutBack how = PutBack::give_back) {
    const auto outcome = database_->write_as(actor, [&](kit::Write& write) {
      return put_back(write, id, how, {reason(how), {}, {}});
    });
    return outcome.ok() ? "" : outcome.refusal().reason;
  }
  std::string give_back_as(StaffId who, CustomerId id) { return return_as(seller(who), id); }

  ReasonId reason(PutBack how) {
    const auto kind = how == PutBack::give_back ? ReasonKind::give_back
                      : how == PutBack::lost    ? ReasonKind::lost
                                                : ReasonKind::take_back;
    return database_->read([&](const kit::Read& read) {
      for (const auto& each : store::load_reasons(read.tx)) {
        if (each.kind == kind) return each.id;
      }
      return ReasonId{};
    });
  }

  follow_ups::FollowUp follow_up_as(StaffId who, CustomerId id, const std::string& text) {
    follow_ups::NewFollowUp wanted;
    wanted.text = text;
    const auto hooks = follow_up_hooks();
    auto made = database_->write_as(seller(who),
                                    [&](kit::Write& write) { return follow_ups::record(hooks, write, id, wanted); });
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.refusal().reason);
    return made.ok() ? *made : follow_ups::FollowUp{};
  }

  Tracking place(CustomerId id) {
    return database_->read([&](const kit::Read& read) { return load_place(read.tx, id).value(); });
  }
  std::vector<Move> moves(CustomerId id) {
    return database_->read(
        [&](const kit::Read& read) { return store::moves_before(read.tx, id, kLastTime, INT64_MAX, 100); });
  }
  std::int64_t sweep_now() { return sweep(database_->runtime(), {}); }
  void pass_days(std::int64_t days) { database_->clock().advance_days(days); }
  void pass_hours(std::int64_t hours) { database_->clock().advance_seconds(hours * 3600); }

  std::unique_ptr<test::TestDatabase> database_;
  std::unique_ptr<test::TestChain> chain_;
  StaffId ann_;
  StaffId bob_;
  StaffId cat_;
  PoolId pool_;
  std::int64_t brought_ = 0;
};

}  // namespace homeport::pool
