#include "modules/programme/module.hpp"

#include <utility>

#include "embedded/programme_migrations.hpp"
#include "modules/programme/service.hpp"
#include "modules/programme/store.hpp"

namespace homeport::programme {

kit::Module module(SalesByServiceType sums) {
  kit::Module module;
  module.name = "programme";
  module.permissions = {
      {kReadPermission, "See tiers and strategies", "查看等级与策略"},
      {kWritePermission, "Change tiers and publish versions of the points strategy", "修改等级、发布积分策略版本"},
  };
  module.migrations = embedded::programme_migrations();
  module.add_routes = [sums = std::move(sums)](kit::Endpoints& endpoints) { add_routes(endpoints, sums); };
  // The chain's time zone is kept in memory with the programme.
  module.add_subscriptions = [](kit::Outbox& outbox) {
    outbox.subscribe({"identity.settings_changed", "programme.time_zone",
                      [](kit::Write& write, const kit::StoredEvent&) { store::change_revision(write.tx); }});
  };
  module.invariants = invariants();
  return module;
}

}  // namespace homeport::programme
