#include "modules/imports/module.hpp"

#include "embedded/imports_migrations.hpp"
#include "modules/imports/http.hpp"
#include "modules/imports/job.hpp"
#include "modules/imports/old_files.hpp"
#include "modules/imports/people_job.hpp"
#include "modules/imports/people_service.hpp"
#include "modules/imports/service.hpp"

namespace homeport::imports {
namespace {

constexpr int kOldFilesEverySeconds = 60 * 60;

constexpr std::array kPermissions{
    kit::Permission{kImportPermission, "Import sales from files", "导入销售文件"},
    kit::Permission{kPeoplePermission, "Import customers from files: new ones and changes; undo an import",
                    "从文件导入客户（新增与更新），撤销导入"},
};

// A row is good, skipped or refused once, and counts as done when it is one of them.
const db::Sql kMiscounted{
    "SELECT id FROM import_file WHERE rows_done <> rows_ok + rows_skipped + rows_refused OR "
    "(state = 'done' AND rows_done <> rows_total) ORDER BY id LIMIT $1"};

const db::Sql kMiscountedEffects{
    "SELECT f.id FROM import_file f LEFT JOIN import_effect e ON e.import_id = f.id WHERE f.kind = 'customers' "
    "GROUP BY f.id, f.customers_created, f.customers_updated, f.rows_undone, f.rows_kept HAVING "
    "count(e.row_no) FILTER (WHERE e.effect = 'created') <> f.customers_created OR "
    "count(e.row_no) FILTER (WHERE e.effect = 'updated') <> f.customers_updated OR "
    "count(e.row_no) FILTER (WHERE e.outcome = 'undone') <> f.rows_undone OR "
    "count(e.row_no) FILTER (WHERE e.outcome = 'kept') <> f.rows_kept ORDER BY f.id LIMIT $1"};

}  // namespace

customers::ErasePart erase_part() {
  return [](kit::Write& write, customers::CustomerId id) {
    static const db::Sql kForget{"UPDATE import_effect SET before = '' WHERE customer_id = $1 AND before <> ''"};
    write.tx.send(kForget, id);
  };
}

kit::Module module(std::vector<customers::UsePart> use) {
  kit::Module made;
  made.name = "imports";
  made.permissions.assign(kPermissions.begin(), kPermissions.end());
  made.migrations = embedded::imports_migrations();
  made.add_routes = [](kit::Endpoints& endpoints) {
    add_routes(endpoints);
    add_people_routes(endpoints);
  };
  made.add_jobs = [use = std::move(use)](kit::Jobs& jobs) {
    jobs.handle(std::string(kJobKind), run_import);
    jobs.handle(std::string(kUndoJobKind), [use](kit::JobRun& run) { return run_undo(run, use); });
    jobs.every("imports.old_files", kOldFilesEverySeconds,
               [](kit::Runtime& runtime) { (void)remove_old_files(runtime, kit::system_actor("imports.old_files")); });
  };
  made.invariants.push_back(
      kit::no_rows("imports.every_effect_counted",
                   "What an import did is as many customers as it counts, and so is what undoing came to.",
                   kMiscountedEffects, "import"));
  made.invariants.push_back(kit::no_rows("imports.every_row_counted",
                                         "Every row of an import that is done was recorded, skipped or refused.",
                                         kMiscounted, "import"));
  return made;
}

}  // namespace homeport::imports
