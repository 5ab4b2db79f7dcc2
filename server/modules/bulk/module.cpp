#include "modules/bulk/module.hpp"

#include "embedded/bulk_migrations.hpp"
#include "modules/bulk/job.hpp"

namespace homeport::bulk {
namespace {

constexpr int kSweepSeconds = 60 * 60;

const db::Sql kDoesNotAddUp{
    "SELECT t.id FROM bulk_task t WHERE t.kind = 'edit' AND t.state IN ('done', 'undone') AND t.total <> "
    "(SELECT count(*) FROM bulk_task_customer c WHERE c.bulk_task_id = t.id AND c.outcome <> 'waiting') LIMIT $1"};

kit::Invariant outcomes_add_up() {
  return {"bulk.outcomes_add_up", "every customer of a finished edit has an outcome", [](db::Transaction& tx) {
            std::vector<std::string> sentences;
            for (auto rows = tx.query(kDoesNotAddUp, kit::kViolationLimit); rows.next();)
              sentences.push_back("the outcomes of task " + std::to_string(rows.integer(0)) + " don't add up");
            return sentences;
          }};
}

}  // namespace

kit::Module module(customers::Extensions extensions) {
  const auto shared = std::make_shared<const customers::Extensions>(std::move(extensions));
  kit::Module made;
  made.name = "bulk";
  made.permissions = {{kEditPermission, "Change many customers at once", "批量修改客户"},
                      {kExportPermission, "Write customers into a file", "导出客户"}};
  made.migrations = embedded::bulk_migrations();
  made.add_routes = [shared](kit::Endpoints& endpoints) { add_routes(endpoints, shared); };
  made.add_jobs = [shared](kit::Jobs& jobs) {
    jobs.handle(std::string(kJob), [shared](kit::JobRun& run) { return run_task(run, *shared); });
    jobs.every("bulk.delete_old_files", kSweepSeconds, delete_old_files);
  };
  made.invariants = {outcomes_add_up()};
  return made;
}

}  // namespace homeport::bulk
