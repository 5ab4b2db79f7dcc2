#include "modules/identity/module.hpp"

#include "embedded/identity_migrations.hpp"
#include "modules/identity/http.hpp"
#include "modules/identity/invariants.hpp"
#include "modules/identity/permissions.hpp"
#include "modules/identity/store.hpp"

namespace homeport::identity {
namespace {

constexpr int kCleanUpSeconds = 3600;
constexpr std::int64_t kKeptSessionSeconds = 30LL * 24 * 3600;  // after their end, for questions
constexpr std::int64_t kKeptAttemptSeconds = 2LL * 24 * 3600;   // longer than any counter is remembered

void clean_up(kit::Runtime& runtime) {
  const Time now = runtime.clock.now();
  runtime.database.write([now](db::Transaction& tx) {
    store::delete_sessions_before(tx, plus_seconds(now, -kKeptSessionSeconds));
    store::delete_attempts_before(tx, plus_seconds(now, -kKeptAttemptSeconds));
  });
}

}  // namespace

kit::Module module() {
  kit::Module module;
  module.name = "identity";
  module.permissions = own_permissions();
  module.migrations = embedded::identity_migrations();
  module.add_jobs = [](kit::Jobs& jobs) { jobs.every("identity.clean_up", kCleanUpSeconds, clean_up); };
  module.invariants = invariants();
  return module;
}

kit::Module module(Identity& identity) {
  kit::Module whole = module();
  whole.add_routes = [&identity](kit::Endpoints& endpoints) {
    add_sign_in_routes(endpoints, identity);
    add_me_routes(endpoints, identity);
    add_staff_routes(endpoints, identity);
    add_role_routes(endpoints, identity);
    add_org_unit_routes(endpoints, identity);
    add_settings_routes(endpoints);
  };
  return whole;
}

}  // namespace homeport::identity
