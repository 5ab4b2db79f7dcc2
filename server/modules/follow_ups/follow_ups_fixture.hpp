#pragma once

// A chain with two people and a customer, and in place of the pool a note of whose he is and what counted.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "modules/customers/module.hpp"
#include "modules/follow_ups/module.hpp"
#include "modules/follow_ups/store.hpp"
#include "modules/identity/module.hpp"
#include "support/test_chain.hpp"
#include "support/test_server.hpp"

namespace homeport::follow_ups {

class FollowUpDesk {
 public:
  explicit FollowUpDesk(db::Engine engine) : database(engine, modules()), chain(database) {
    ann = hire("ann");
    bob = hire("bob");
    lin = add_customer("Lin", ann);
  }

  [[nodiscard]] std::vector<kit::Module> modules() {
    return {identity::module(), customers::module(), module(hooks())};
  }
  // Owned by whom `owner` says, in a pool if it says anything.
  [[nodiscard]] Hooks hooks() {
    Hooks made;
    made.lock_owner = [this](kit::Write&, CustomerId) { return owner; };
    made.counted = [this](kit::Write&, const FollowUp& follow_up) { counted.push_back(follow_up.id); };
    return made;
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
  CustomerId add_customer(const std::string& name, StaffId of) {
    customers::NewCustomer wanted;
    wanted.name = name;
    wanted.store_id = chain.first_store();
    wanted.owner_staff_id = of;
    return database.write([&](kit::Write& write) { return customers::create(write, wanted); }).value().id;
  }
  [[nodiscard]] kit::Actor actor(StaffId id, std::vector<std::string> more = {}) const {
    std::vector<std::string> permissions{std::string(kReadPermission), std::string(kWritePermission)};
    permissions.insert(permissions.end(), more.begin(), more.end());
    auto made = test::staff_actor(id.value, permissions, kit::DataScope::store, {chain.first_store().value});
    made.name = id == ann ? "ann" : "bob";
    return made;
  }

  Result<FollowUp> record(StaffId who, const std::function<void(NewFollowUp&)>& change) {
    NewFollowUp wanted;
    wanted.text = "Called, will come on Monday";
    change(wanted);
    const auto hooked = hooks();
    return database.write_as(actor(who),
                             [&](kit::Write& write) { return follow_ups::record(hooked, write, lin, wanted); });
  }
  Result<FollowUp> record(StaffId who, const std::string& text) {
    return record(who, [&](NewFollowUp& wanted) { wanted.text = text; });
  }
  Result<Task> plan(StaffId who, std::int64_t in_days, std::optional<StaffId> whom = {},
                    std::vector<std::string> more = {}) {
    const NewTask wanted{"Show the lamp", plus_days(database.clock().now(), in_days), whom};
    return database.write_as(actor(who, std::move(more)),
                             [&](kit::Write& write) { return add_task(write, lin, wanted); });
  }

  std::optional<StaffId> owner;
  std::vector<FollowUpId> counted;
  test::TestDatabase database;
  test::TestChain chain;
  StaffId ann;
  StaffId bob;
  CustomerId lin;
};

}  // namespace homeport::follow_ups
