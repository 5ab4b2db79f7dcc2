#include "modules/pool/module.hpp"

#include "embedded/pool_migrations.hpp"
#include "modules/pool/http.hpp"

namespace homeport::pool {
namespace {

constexpr int kSweepSeconds = 20;
constexpr int kProtectionSeconds = 60;
constexpr int kEngineSeconds = 30;

constexpr std::array kPermissions{
    kit::Permission{kReadPermission, "See pools one belongs to, one's own customers and their days left",
                    "查看所属公海、自己的跟进客户与剩余天数"},
    kit::Permission{kClaimPermission, "Claim customers, give them back, ask for more time, report a win",
                    "领取、退回客户，申请延期，报成交"},
    kit::Permission{kAssignPermission, "Assign, transfer and take back customers; hand over a leaver's",
                    "分配、转交、收回客户，离职交接"},
    kit::Permission{kApprovePermission, "Answer requests for more time and for wins", "审批延期与成交申请"},
    kit::Permission{kManagePermission, "Keep pools, members and rules; bring customers in",
                    "维护公海、成员与规则，导入线索"},
    kit::Permission{kReportPermission, "See the fairness report", "查看公平性报告"},
};

void add_jobs(kit::Jobs& jobs, const HooksPtr& hooks) {
  jobs.every("pool.sweep", kSweepSeconds, [hooks](kit::Runtime& runtime) {
    sweep(runtime, *hooks);
    remind(runtime);
  });
  jobs.every("pool.end_protections", kProtectionSeconds, [](kit::Runtime& runtime) { end_protections(runtime); });
  jobs.every("pool.run_engines", kEngineSeconds, [](kit::Runtime& runtime) { run_engines(runtime); });
  jobs.handle("pool.recompute", [](kit::JobRun& run) {
    return recompute_due(run.runtime(), PoolId{run.subject_id()}) ? kit::JobEnd::done : kit::JobEnd::again;
  });
}

void subscribe(kit::Outbox& outbox, const HooksPtr& hooks) {
  outbox.subscribe({std::string(customers::kCreatedTopic), "pool.place_new",
                    [hooks](kit::Write& write, const kit::StoredEvent& stored) {
                      place_new(*hooks, write, CustomerId{stored.event.customer_id});
                    }});
  outbox.subscribe({"sales.sale_completed", "pool.won_by_sale", [](kit::Write& write, const kit::StoredEvent& stored) {
                      if (stored.event.customer_id <= 0) return;  // an anonymous buyer
                      record_sale(write, CustomerId{stored.event.customer_id}, SaleRef{stored.event.subject_id});
                    }});
}

}  // namespace

kit::Module module(Hooks hooks) {
  const auto shared = std::make_shared<const Hooks>(std::move(hooks));
  kit::Module made;
  made.name = "pool";
  made.permissions.assign(kPermissions.begin(), kPermissions.end());
  made.migrations = embedded::pool_migrations();
  made.add_routes = [shared](kit::Endpoints& endpoints) {
    add_pool_routes(endpoints, shared);
    add_rule_routes(endpoints);
    add_customer_routes(endpoints, shared);
    add_batch_routes(endpoints);
    add_desk_routes(endpoints);
  };
  made.add_jobs = [shared](kit::Jobs& jobs) { add_jobs(jobs, shared); };
  made.add_subscriptions = [shared](kit::Outbox& outbox) { subscribe(outbox, shared); };
  made.invariants = invariants();
  return made;
}

}  // namespace homeport::pool
