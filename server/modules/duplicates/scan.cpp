// Looking at every customer again: some at a time, and where it stopped is kept in the job's successor.

#include "modules/customers/service.hpp"
#include "modules/duplicates/matching.hpp"
#include "modules/duplicates/module.hpp"
#include "modules/duplicates/service.hpp"

namespace homeport::duplicates {
namespace {

constexpr std::int64_t kCustomersAtOnce = 100;
constexpr int kStepsPerJob = 200;  // then a new job goes on: a killed server repeats no more than that

}  // namespace

kit::JobEnd run_scan(kit::JobRun& run) {
  auto& runtime = run.runtime();
  CustomerId after{run.subject_id()};
  for (int i = 0; i < kStepsPerJob; ++i) {
    if (run.should_stop()) return kit::JobEnd::again;
    if (!run.keep_lease()) return kit::JobEnd::done;
    const auto ids = runtime.database.read(
        [&](db::Transaction& tx) { return customers::active_after(tx, std::nullopt, after, kCustomersAtOnce); });
    if (ids.empty()) return kit::JobEnd::done;
    std::vector<Waiting> some;
    for (const auto id : ids)
      some.push_back({id, 0});
    look_at(runtime, some);
    after = ids.back();
  }
  CHECK(kit::in_write(runtime, finder(), [&](kit::Write& write) -> Outcome {
          kit::enqueue_job(write, kScanJobKind, after.value, "{}");
          return Done{};
        }).ok());
  return kit::JobEnd::done;
}

}  // namespace homeport::duplicates
