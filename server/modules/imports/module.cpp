#include "modules/imports/module.hpp"

#include "embedded/imports_migrations.hpp"
#include "modules/imports/http.hpp"
#include "modules/imports/job.hpp"
#include "modules/imports/old_files.hpp"
#include "modules/imports/service.hpp"

namespace homeport::imports {
namespace {

constexpr int kOldFilesEverySeconds = 60 * 60;

constexpr std::array kPermissions{
    kit::Permission{kImportPermission, "Import sales from files", "导入销售文件"},
};

// A row is good, skipped or refused once, and counts as done when it is one of them.
std::vector<std::string> miscounted(db::Transaction& tx) {
  static const db::Sql kMiscounted{
      "SELECT id FROM import_file WHERE rows_done <> rows_ok + rows_skipped + rows_refused OR "
      "(state = 'done' AND rows_done <> rows_total) ORDER BY id LIMIT 20"};
  std::vector<std::string> violations;
  for (auto rows = tx.query(kMiscounted); rows.next();)
    violations.push_back("import " + std::to_string(rows.integer(0)));
  return violations;
}

}  // namespace

kit::Module module() {
  kit::Module made;
  made.name = "imports";
  made.permissions.assign(kPermissions.begin(), kPermissions.end());
  made.migrations = embedded::imports_migrations();
  made.add_routes = add_routes;
  made.add_jobs = [](kit::Jobs& jobs) {
    jobs.handle(std::string(kJobKind), run_import);
    jobs.every("imports.old_files", kOldFilesEverySeconds,
               [](kit::Runtime& runtime) { (void)remove_old_files(runtime, kit::system_actor("imports.old_files")); });
  };
  made.invariants.push_back({"imports.every_row_counted",
                             "Every row of an import that is done was recorded, skipped or refused.", miscounted});
  return made;
}

}  // namespace homeport::imports
