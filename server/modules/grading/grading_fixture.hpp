#pragma once

// A chain with one pool, two people and leads, for the tests of grading.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "modules/customers/module.hpp"
#include "modules/follow_ups/module.hpp"
#include "modules/grading/module.hpp"
#include "modules/grading/store.hpp"
#include "modules/identity/module.hpp"
#include "modules/pool/module.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::grading {

inline std::vector<kit::Module> fixture_modules() {
  return {identity::module(), customers::module(), follow_ups::module(pool::follow_up_hooks()), pool::module(),
          module()};
}

class GradingDesk {
 public:
  explicit GradingDesk(db::Engine engine) : database(engine, fixture_modules()), chain(database) {
    database.write([](kit::Write& write) {
      pool::seed_defaults(write);
      seed_defaults(write);
    });
    ann = hire("ann");
    bob = hire("bob");
    pool::Pool wanted;
    wanted.name = "Web";
    pool_id = database.write([&](kit::Write& write) { return pool::create_pool(write, wanted); }).value().id;
    pool::Member everybody;
    everybody.kind = pool::MemberKind::org_unit;
    everybody.ref_id = pool::RefId{chain.first_store().value};
    const pool::Members members{{everybody}};
    CHECK(database.write([&](kit::Write& write) { return pool::set_members(write, pool_id, members); }).ok());
  }

  StaffId hire(const std::string& name) {
    identity::Staff staff;
    staff.name = name;
    staff.sign_in_name = name;
    staff.org_unit_id = chain.first_store();
    return database.write([&](kit::Write& write) { return identity::create_staff(chain.identity(), write, staff); })
        .value()
        .id;
  }
  CustomerId bring(const std::string& source, std::optional<std::int64_t> activity = {}) {
    pool::Lead lead;
    lead.name = "Lead " + std::to_string(++brought);
    lead.phone = "139" + std::to_string(10'000'000 + brought);
    lead.source = source;
    lead.activity = activity;
    lead.store_id = chain.first_store();
    const auto answer =
        database.write([&](kit::Write& write) { return pool::bring_leads(write, pool_id, std::span(&lead, 1)); });
    CHECK(answer.ok() && answer->items.front().customer_id);
    const auto id = *answer->items.front().customer_id;
    grade(id);
    return id;
  }
  // What the subscriber does when he arrives.
  void grade(CustomerId id) {
    database.write([&](kit::Write& write) { grade_by_rule(write, id); });
  }
  [[nodiscard]] kit::Actor manager() const {
    auto actor = test::staff_actor(chain.admin().value,
                                   {std::string(kReadPermission), std::string(kWritePermission), "customers.read",
                                    "pool.read", "pool.assign", "pool.manage", "follow_ups.write"});
    actor.name = "Ada";
    return actor;
  }
  [[nodiscard]] pool::Tracking place(CustomerId id) {
    return database.read([&](const kit::Read& read) { return pool::load_place(read.tx, id).value(); });
  }
  std::optional<std::string> grade_of(CustomerId id) { return place(id).grade; }
  void assign(CustomerId id, StaffId to) {
    const auto done = database.write_as(manager(), [&](kit::Write& write) {
      return pool::assign(write, id, {to, {}});
    });
    CHECK(done.ok());
  }
  void buys(CustomerId id, std::int64_t sale) {
    database.write([&](kit::Write& write) {
      pool::record_sale(write, id, pool::SaleRef{sale});
      record_sale(write, id, pool::SaleRef{sale}, write.now);
    });
  }
  Incentive offer(std::string name, const std::function<void(Incentive&)>& change = {}) {
    Incentive wanted;
    wanted.name = std::move(name);
    wanted.points = Points{500};
    if (change) change(wanted);
    return database.write_as(manager(), [&](kit::Write& write) { return create_incentive(write, hooks, wanted); })
        .value();
  }

  test::TestDatabase database;
  test::TestChain chain;
  StaffId ann;
  StaffId bob;
  PoolId pool_id;
  Hooks hooks;  // what incentives may give
  int brought = 0;
};

}  // namespace homeport::grading
