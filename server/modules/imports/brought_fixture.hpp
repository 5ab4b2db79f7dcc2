#pragma once

// A chain that brings files of sales, for the tests of imports: up to a job that has run.

#include <memory>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "kit/jobs.hpp"
#include "modules/catalogue/module.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/customers/module.hpp"
#include "modules/identity/module.hpp"
#include "modules/imports/module.hpp"
#include "modules/imports/service.hpp"
#include "modules/own_fields/module.hpp"
#include "modules/points/module.hpp"
#include "modules/points/service.hpp"
#include "modules/profiles/module.hpp"
#include "modules/programme/module.hpp"
#include "modules/programme/service.hpp"
#include "modules/rewards/module.hpp"
#include "modules/sales/module.hpp"
#include "modules/sales/service.hpp"
#include "support/test_chain.hpp"
#include "support/test_database.hpp"

namespace homeport::imports {

inline std::vector<kit::Module> modules_below() {
  return {identity::module(),  own_fields::module(), customers::module(), profiles::module(), catalogue::module(),
          programme::module(), points::module(),     rewards::module(),   sales::module(),    module()};
}

class Harbour {
 public:
  explicit Harbour(db::Engine engine) : database_(engine, modules_below()), chain_(database_) {
    database_.write([](kit::Write& write) {
      catalogue::seed_defaults(write);
      programme::seed_defaults(write);
    });
    database_.runtime().jobs = &jobs_;
    const auto own = module({points::use_part(), customers::use_part_of(sales::timeline_source())});
    own.add_jobs(jobs_);
  }
  ~Harbour() { database_.runtime().jobs = nullptr; }
  Harbour(const Harbour&) = delete;
  Harbour& operator=(const Harbour&) = delete;

  [[nodiscard]] test::TestDatabase& database() { return database_; }
  [[nodiscard]] test::TestChain& chain() { return chain_; }
  [[nodiscard]] kit::Jobs& jobs() { return jobs_; }
  [[nodiscard]] std::vector<std::string> broken() { return database_.broken_invariants(modules_below()); }

 private:
  test::TestDatabase database_;
  test::TestChain chain_;
  kit::Jobs jobs_{database_.runtime(), 1};
};

}  // namespace homeport::imports
