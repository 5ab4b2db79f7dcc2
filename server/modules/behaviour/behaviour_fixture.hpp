#pragma once

// A chain with customers and rules of behaviour, on either engine, for the tests of behaviour.

#include <memory>
#include <string>
#include <vector>

#include "modules/behaviour/module.hpp"
#include "modules/behaviour/service.hpp"
#include "modules/catalogue/module.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/points/module.hpp"
#include "modules/points/service.hpp"
#include "modules/programme/module.hpp"
#include "modules/programme/service.hpp"
#include "support/test_chain.hpp"
#include "support/test_database.hpp"
#include "support/test_server.hpp"

namespace homeport::behaviour {

inline std::vector<kit::Module> fixture_modules() {
  return {identity::module(),  customers::module(), catalogue::module(),
          programme::module(), points::module(),    module()};
}

class BehaviourDesk {
 public:
  explicit BehaviourDesk(db::Engine engine) : database(engine, fixture_modules()), chain(database) {
    database.write([](kit::Write& write) {
      catalogue::seed_defaults(write);
      programme::seed_defaults(write);
      seed_defaults(write);
    });
    kind_id = database.read([](const kit::Read& read) { return kinds(read.tx).at(3).id; });
  }

  CustomerId add_customer(const std::string& name) {
    const auto made = database.write([&](kit::Write& write) {
      customers::NewCustomer wanted;
      wanted.name = name;
      wanted.store_id = chain.first_store();
      return customers::create(write, wanted);
    });
    CHECK(made.ok());
    return made->id;
  }

  std::int64_t points_of(CustomerId id) {
    return database.read(
        [&](const kit::Read& read) { return points::wallet_head(read.tx, id, read.now).available.hundredths; });
  }

  // Of the kind "review", 10.00 points.
  Result<Rule> try_add_rule(const std::function<void(Rule&)>& change = {}) {
    return database.write([&](kit::Write& write) {
      Rule wanted;
      wanted.code = "review";
      wanted.kind_id = kind_id;
      wanted.name = "Review";
      wanted.points = Points{1'000};
      if (change) change(wanted);
      return create_rule(write, wanted);
    });
  }
  Rule add_rule(const std::function<void(Rule&)>& change = {}) {
    auto made = try_add_rule(change);
    CHECK(made.ok());
    return std::move(made).value();
  }

  Result<Recorded> record(CustomerId customer_id, const std::function<void(EventRequest&)>& change = {}) {
    return record_by(1, customer_id, change);
  }
  Result<Recorded> record_by(std::int64_t staff_id, CustomerId customer_id,
                             const std::function<void(EventRequest&)>& change = {}) {
    EventRequest request;
    request.customer_id = customer_id;
    request.kind = "review";
    if (change) change(request);
    return database.write_as(staff(staff_id), [&](kit::Write& write) { return record_event(write, request); });
  }
  template <class UseCase>
  auto as(std::int64_t staff_id, UseCase use_case) {
    return database.write_as(staff(staff_id), use_case);
  }
  static kit::Actor staff(std::int64_t id) { return test::staff_actor(id, {}); }

  test::TestDatabase database;
  test::TestChain chain;
  KindId kind_id;
};

template <class T>
std::string reason_of(const Result<T>& result) {
  return result.ok() ? "" : result.refusal().reason;
}

}  // namespace homeport::behaviour
