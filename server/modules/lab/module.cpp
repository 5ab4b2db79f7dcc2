#include "modules/lab/module.hpp"

#include "embedded/lab_migrations.hpp"
#include "modules/lab/http.hpp"
#include "modules/lab/job.hpp"
#include "modules/lab/service.hpp"

namespace homeport::lab {
namespace {

constexpr std::array kPermissions{
    kit::Permission{kRunPermission, "Try a strategy on past sales", "用历史销售回测策略"},
};

// Only what is done has customers, and no more than are ranked.
const db::Sql kStrayCustomers{
    "SELECT DISTINCT c.backtest_id FROM lab_backtest_customer c WHERE NOT EXISTS ("
    "SELECT 1 FROM lab_backtest b WHERE b.id = c.backtest_id AND b.state = 'done') ORDER BY c.backtest_id LIMIT $1"};

}  // namespace

kit::Module module() {
  kit::Module made;
  made.name = "lab";
  made.permissions.assign(kPermissions.begin(), kPermissions.end());
  made.migrations = embedded::lab_migrations();
  made.add_routes = add_routes;
  made.add_jobs = [](kit::Jobs& jobs) { jobs.handle(std::string(kJobKind), run_backtest); };
  made.invariants.push_back(kit::no_rows("lab.customers_have_result",
                                         "Customers are ranked only by back-tests that are done.", kStrayCustomers,
                                         "back-test"));
  return made;
}

}  // namespace homeport::lab
