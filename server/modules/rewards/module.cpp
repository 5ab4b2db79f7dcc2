#include "modules/rewards/module.hpp"

#include "embedded/rewards_migrations.hpp"
#include "modules/rewards/batches.hpp"
#include "modules/rewards/service.hpp"
#include "modules/rewards/voucher_news.hpp"

namespace homeport::rewards {
namespace {

constexpr int kExpirySeconds = 600;

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  add_gift_routes(endpoints);
  add_voucher_routes(endpoints);
  add_redemption_routes(endpoints);
}

std::string_view more_than_lead() {
  return "(EXISTS (SELECT 1 FROM voucher v WHERE v.customer_id = c.customer_id) OR "
         "EXISTS (SELECT 1 FROM redemption r WHERE r.customer_id = c.customer_id))";
}

kit::Module module() {
  kit::Module made;
  made.name = "rewards";
  made.permissions = {
      {kReadPermission, "See gifts, vouchers and redemptions", "查看礼品、礼券与兑换"},
      {kWritePermission, "Keep gifts, their stock and voucher series", "维护礼品、库存与礼券系列"},
      {kIssuePermission, "Issue vouchers and take them back", "发放、收回礼券"},
      {kRedeemPermission, "Give gifts and vouchers for points", "积分兑换礼品与礼券"},
      {kCancelPermission, "Cancel redemptions", "撤销兑换"},
  };
  made.migrations = embedded::rewards_migrations();
  made.add_routes = add_routes;
  made.add_jobs = [](kit::Jobs& jobs) {
    jobs.handle(std::string(kBatchJob), run_batch);
    jobs.every("rewards.voucher_expiry", kExpirySeconds,
               [](kit::Runtime& runtime) { (void)expire_vouchers(runtime, kit::system_actor("voucher expiry")); });
  };
  made.add_subscriptions = [](kit::Outbox& outbox) {
    outbox.subscribe({std::string(kVoucherMoved), "rewards.series_totals", add_to_totals});
  };
  made.invariants = invariants();
  return made;
}

}  // namespace homeport::rewards
