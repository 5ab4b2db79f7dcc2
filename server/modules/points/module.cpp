#include "modules/points/module.hpp"

#include "embedded/points_migrations.hpp"
#include "modules/points/digest.hpp"
#include "modules/points/expiry_reminders.hpp"
#include "modules/points/service.hpp"
#include "modules/points/transferring.hpp"

namespace homeport::points {
namespace {

constexpr int kReviewEverySeconds = 3'600;
constexpr int kSettleEverySeconds = 60;
constexpr std::string_view kLiftJob = "points.lift_tiers";

// The tiers that lower thresholds give are on record, and in home's counts, as soon as the till sells by them.
void lift_and_count(kit::Runtime& runtime) {
  lift_tiers(runtime, kit::system_actor("points.tier_lifts"));
  count_tiers(runtime, kit::system_actor("points.tier_population"));
}

}  // namespace

kit::Module module() {
  kit::Module module;
  module.name = "points";
  module.permissions = {
      {kReadPermission, "See customers' points, and why they are what they are", "查看客户积分及其来由"},
      {kAdjustPermission, "Adjust customers' points with a reason", "填写原因后调整客户积分"},
      {kGrantPermission, "Give members bonus points with a reason", "填写原因后赠送积分"},
      {kApprovePermission, "Approve or refuse adjustments and bonuses of others", "批准或拒绝他人的积分调整与赠送"},
      {kTransferPermission, "Send points from one member to another", "在会员之间转移积分"},
      {kBlockPermission, "Block and free wallets", "冻结与解冻可用积分"},
      {kLedgerPermission, "See the daily digests of the points ledger", "查看积分账本的每日摘要"},
  };
  module.migrations = embedded::points_migrations();
  module.add_routes = add_routes;
  module.add_jobs = [](kit::Jobs& jobs) {
    jobs.every("points.tier_reviews", kReviewEverySeconds,
               [](kit::Runtime& runtime) { review_tiers(runtime, kit::system_actor("points.tier_reviews")); });
    jobs.every("points.tier_lifts", kSettleEverySeconds,
               [](kit::Runtime& runtime) { lift_tiers(runtime, kit::system_actor("points.tier_lifts")); });
    jobs.handle(std::string(kLiftJob), [](kit::JobRun& run) {
      lift_and_count(run.runtime());
      return kit::JobEnd::done;
    });
    jobs.every("points.expiry_reminders", kReviewEverySeconds, [](kit::Runtime& runtime) {
      remind_of_expiries(runtime, kit::system_actor("points.expiry_reminders"));
    });
    jobs.every("points.tier_population", kSettleEverySeconds,
               [](kit::Runtime& runtime) { count_tiers(runtime, kit::system_actor("points.tier_population")); });
    jobs.every("points.close_day", kReviewEverySeconds,
               [](kit::Runtime& runtime) { close_day(runtime, kit::system_actor("points.close_day")); });
    jobs.every("points.due_wallets", kSettleEverySeconds,
               [](kit::Runtime& runtime) { settle_due_wallets(runtime, kit::system_actor("points.due_wallets")); });
  };
  module.add_subscriptions = [](kit::Outbox& outbox) {
    outbox.subscribe({std::string(kParcelTopic), "points.parcels", receive_parcel});
    outbox.subscribe({std::string(programme::kChangedTopic), "points.tier_lifts",
                      [](kit::Write& write, const kit::StoredEvent& stored) {
                        (void)kit::enqueue_job(write, kLiftJob, stored.event.subject_id, "{}");
                      }});
    outbox.subscribe({std::string(kExpiringTopic), "points.owners", remind_owner});
  };
  module.invariants = invariants();
  return module;
}

}  // namespace homeport::points
