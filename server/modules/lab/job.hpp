#pragma once

// The work of a back-test. Ranges of customers are read one after another, each in a snapshot of its own that lasts a
// fraction of a second, by a few threads that yield to everybody else; nothing is written meanwhile but how far it is.
// A server that stops puts it back to be begun anew; one that dies leaves it, and whoever takes the job over calls it
// interrupted.

#include "kit/jobs.hpp"
#include "modules/lab/plan.hpp"
#include "modules/lab/result.hpp"
#include "modules/lab/types.hpp"

namespace homeport::lab {

[[nodiscard]] kit::JobEnd run_backtest(kit::JobRun& run);

// For the job and for who measures it: what is replayed, and all of it replayed at once on so many threads.
struct Prepared {
  Plan plan;
  Legend legend;
};
[[nodiscard]] Prepared prepare(db::Transaction& tx, const BacktestRequest& request, Time now, std::int64_t before_id);

class Progress {
 public:
  Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  virtual ~Progress() = default;
  // Called by the thread that asked, before the first sale is read and now and then after it; false ends the replay
  // early.
  virtual bool go_on(std::int64_t sales_done) = 0;
};

// How many threads a back-test takes here: a few of the machine's.
[[nodiscard]] int replay_threads();
// Nothing when it was ended early. Throws what reading throws.
[[nodiscard]] std::optional<Tally> replay_all(db::Database& database, const Plan& plan, int threads,
                                              Progress& progress);

}  // namespace homeport::lab
