// Looking at every customer again: some in a transaction, and where it stopped is kept in the job's successor.

#include "modules/customers/service.hpp"
#include "modules/duplicates/module.hpp"
#include "modules/duplicates/service.hpp"

namespace homeport::duplicates {
namespace {

constexpr std::int64_t kCustomersPerWrite = 100;
constexpr int kWritesPerJob = 200;  // then a new job goes on: a killed server repeats no more than that

}  // namespace

kit::JobEnd run_scan(kit::JobRun& run) {
  auto& runtime = run.runtime();
  const auto actor = kit::system_actor("duplicates");
  CustomerId after{run.subject_id()};
  for (int i = 0; i < kWritesPerJob; ++i) {
    if (run.should_stop()) return kit::JobEnd::again;
    if (!run.keep_lease()) return kit::JobEnd::done;
    const auto last = kit::in_write(runtime, actor, [&](kit::Write& write) -> Result<CustomerId> {
      const auto ids = customers::active_after(write.tx, std::nullopt, after, kCustomersPerWrite);
      for (const auto id : ids)
        look_at(write, id);
      return ids.empty() ? CustomerId{} : ids.back();
    });
    CHECK(last.ok());
    if (!last->is_set()) return kit::JobEnd::done;
    after = *last;
  }
  const auto next = kit::in_write(runtime, actor, [&](kit::Write& write) -> Outcome {
    kit::enqueue_job(write, kScanJobKind, after.value, "{}");
    return Done{};
  });
  CHECK(next.ok());
  return kit::JobEnd::done;
}

}  // namespace homeport::duplicates
