#include "modules/points/module.hpp"

#include "embedded/points_migrations.hpp"
#include "modules/points/service.hpp"

namespace homeport::points {
namespace {

constexpr int kReviewEverySeconds = 3'600;
constexpr int kSettleEverySeconds = 60;

}  // namespace

kit::Module module() {
  kit::Module module;
  module.name = "points";
  module.permissions = {
      {kReadPermission, "See customers' points, and why they are what they are", "查看客户积分及其来由"},
  };
  module.migrations = embedded::points_migrations();
  module.add_routes = add_routes;
  module.add_jobs = [](kit::Jobs& jobs) {
    jobs.every("points.tier_reviews", kReviewEverySeconds,
               [](kit::Runtime& runtime) { review_tiers(runtime, kit::system_actor("points.tier_reviews")); });
    jobs.every("points.due_wallets", kSettleEverySeconds,
               [](kit::Runtime& runtime) { settle_due_wallets(runtime, kit::system_actor("points.due_wallets")); });
  };
  module.invariants = invariants();
  return module;
}

}  // namespace homeport::points
