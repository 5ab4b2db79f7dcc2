#include "modules/lab/job.hpp"

#include <algorithm>
#include <chrono>

#include "base/log.hpp"
#include "modules/lab/service.hpp"
#include "modules/lab/store.hpp"
#include "modules/sales/service.hpp"

namespace homeport::lab {
namespace {

constexpr std::chrono::milliseconds kTellEvery{300};
constexpr std::chrono::milliseconds kKeepEvery{3'000};  // the lease of the job, and how far it is

class Run final : public Progress {
 public:
  Run(kit::JobRun& job, Backtest backtest)
      : job_(job),
        runtime_(job.runtime()),
        backtest_(std::move(backtest)),
        actor_(kit::system_actor(backtest_.created_by_name)) {
    actor_.staff_id = backtest_.created_by;
    actor_.org_unit_id = backtest_.org_unit_id;
  }

  kit::JobEnd work() {
    if (!begin()) return kit::JobEnd::done;
    const auto request = record_from_json<BacktestRequest>(backtest_.request_json, View{true});
    CHECK(request.ok());  // we wrote it
    const auto prepared = runtime_.database.read([&](db::Transaction& tx) {
      return prepare(tx, *request, backtest_.created_at, first_id_at(*backtest_.started_at));
    });
    const auto tally = replay_all(runtime_.database, prepared.plan, replay_threads(), *this);
    if (tally) {
      finish(*tally, prepared.legend);
    } else if (job_.should_stop()) {
      end(BacktestState::waiting);
      return kit::JobEnd::again;
    }
    return kit::JobEnd::done;
  }

  bool go_on(std::int64_t sales_done) override {
    backtest_.sales_done = std::min(sales_done, backtest_.sales_total);
    const auto now = std::chrono::steady_clock::now();
    if (now - told_at_ >= kTellEvery) {
      told_at_ = now;
      tell();
    }
    if (job_.should_stop()) return false;
    if (now - kept_at_ < kKeepEvery) return is_still_wanted();
    kept_at_ = now;
    runtime_.database.write([&](db::Transaction& tx) { store::set_progress(tx, backtest_.id, backtest_.sales_done); });
    return job_.keep_lease() && is_still_wanted();
  }

 private:
  bool begin() {
    return kit::in_write(runtime_, actor_,
                         [&](kit::Write& write) -> Result<bool> {
                           auto found = store::lock_backtest(write.tx, backtest_.id);
                           if (!found || found->state != BacktestState::waiting) return false;
                           found->state = BacktestState::running;
                           found->started_at = write.now;
                           found->sales_done = 0;
                           found->sales_total = sales::count_sold(write.tx);
                           ++found->version;
                           store::update_backtest(write.tx, *found);
                           backtest_ = std::move(*found);
                           return true;
                         })
        .value();
  }

  bool is_still_wanted() {
    return runtime_.database.read([&](db::Transaction& tx) {
      const auto found = store::load_backtest(tx, backtest_.id);
      return found && found->state == BacktestState::running;
    });
  }

  void finish(const Tally& tally, const Legend& legend) {
    const auto result = to_json(result_of(tally, legend), View{true});
    const auto gaining = customers_of(tally.gains, legend);
    const auto losing = customers_of(tally.losses, legend);
    end(BacktestState::done, [&](kit::Write& write, Backtest& backtest) {
      backtest.result_json = result;
      backtest.sales_done = backtest.sales_total;
      for (const auto& customer : gaining)
        store::insert_customer(write.tx, backtest.id, Change::gains, customer);
      for (const auto& customer : losing)
        store::insert_customer(write.tx, backtest.id, Change::loses, customer);
      kit::AuditEntry entry;
      entry.action = "lab.finish";
      entry.subject_kind = "backtest";
      entry.subject_id = backtest.id.value;
      entry.subject_label = backtest.name;
      entry.org_unit_id = backtest.org_unit_id.value;
      write.audit(entry);
    });
  }

  void end(BacktestState state, const std::function<void(kit::Write&, Backtest&)>& also = {}) {
    const auto ended = kit::in_write(runtime_, actor_, [&](kit::Write& write) -> Outcome {
      auto found = store::lock_backtest(write.tx, backtest_.id);
      if (!found || found->state != BacktestState::running) return Done{};
      found->state = state;
      if (state != BacktestState::waiting) found->finished_at = write.now;
      if (also) also(write, *found);
      ++found->version;
      store::update_backtest(write.tx, *found);
      backtest_ = std::move(*found);
      return Done{};
    });
    CHECK(ended.ok());
    tell();
  }

  void tell() {
    if (runtime_.events == nullptr) return;
    http::LiveEvent event;
    event.topic = "backtest.progress";
    event.data_json = to_json(backtest_, View{});
    event.staff_id = backtest_.created_by.value;
    event.permission = std::string(kRunPermission);
    runtime_.events->publish(std::move(event));
  }

  kit::JobRun& job_;
  kit::Runtime& runtime_;
  Backtest backtest_;
  kit::Actor actor_;
  std::chrono::steady_clock::time_point told_at_;
  std::chrono::steady_clock::time_point kept_at_ = std::chrono::steady_clock::now();
};

// Ends one that runs nowhere any more.
void give_up(kit::Runtime& runtime, BacktestId id, BacktestState state, const std::optional<std::string>& error) {
  runtime.database.write([&](db::Transaction& tx) {
    auto found = store::lock_backtest(tx, id);
    if (!found || found->state != BacktestState::running) return;
    found->state = state;
    found->error = error;
    found->finished_at = runtime.clock.now();
    ++found->version;
    store::update_backtest(tx, *found);
  });
}

}  // namespace

kit::JobEnd run_backtest(kit::JobRun& run) {
  const BacktestId id{run.subject_id()};
  auto backtest = run.runtime().database.read([&](db::Transaction& tx) { return store::load_backtest(tx, id); });
  if (!backtest) return kit::JobEnd::done;
  if (backtest->state == BacktestState::running) {
    give_up(run.runtime(), id, BacktestState::interrupted, std::nullopt);
    return kit::JobEnd::done;
  }
  try {
    return Run(run, std::move(*backtest)).work();
  } catch (const std::exception& error) {
    log::error("lab.backtest_failed", {{"backtest_id", id.value}, {"error", std::string(error.what())}});
    give_up(run.runtime(), id, BacktestState::failed, std::string("the replay failed; the log of the server says why"));
    return kit::JobEnd::done;
  }
}

}  // namespace homeport::lab
