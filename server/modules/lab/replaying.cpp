// Reading and replaying everything, on threads that yield.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "modules/catalogue/service.hpp"
#include "modules/identity/service.hpp"
#include "modules/lab/job.hpp"
#include "modules/lab/replay.hpp"
#include "modules/lab/rules.hpp"
#include "modules/sales/service.hpp"

namespace homeport::lab {
namespace {

// A range is read in one snapshot: some tens of milliseconds, in which a log of writes can't begin anew.
constexpr std::int64_t kSalesPerRange = 20'000;
// On an engine that brings a range's rows to us whole.
constexpr std::int64_t kSalesPerRemoteRange = 5'000;
constexpr std::chrono::milliseconds kLookEvery{200};
constexpr int kLeastPriority = 19;
constexpr unsigned kMostThreads = 4;

void yield_to_everybody() {
  const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
  (void)::setpriority(PRIO_PROCESS, thread, kLeastPriority);  // where that is refused, it competes as an equal
}

class Workers {
 public:
  Workers(db::Database& database, const Plan& plan) : database_(database), plan_(plan), sum_(plan) {}

  std::optional<Tally> run(int threads, Progress& progress) {
    if (!progress.go_on(0)) return std::nullopt;
    std::vector<std::thread> started;
    busy_ = threads;
    for (int i = 0; i < threads; ++i)
      started.emplace_back([this] { work(); });
    watch(progress);
    for (auto& thread : started)
      thread.join();
    if (error_) std::rethrow_exception(error_);
    if (is_ended_.load()) return std::nullopt;
    return std::move(sum_);
  }

 private:
  struct Range {
    sales::CustomerId after;
    sales::CustomerId until;
  };

  void watch(Progress& progress) {
    std::unique_lock lock(mutex_);
    while (!idle_.wait_for(lock, kLookEvery, [this] { return busy_ == 0; })) {
      lock.unlock();
      try {
        if (!progress.go_on(sales_done_.load())) is_ended_ = true;
      } catch (...) {
        fail();
      }
      lock.lock();
    }
  }

  void work() {
    yield_to_everybody();
    try {
      while (!is_ended_.load()) {
        const auto range = next_range();
        if (!range) break;
        replay(*range);
      }
    } catch (...) {
      fail();
    }
    const std::lock_guard lock(mutex_);
    --busy_;
    idle_.notify_all();
  }

  void fail() {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::current_exception();
    is_ended_ = true;
  }

  std::optional<Range> next_range() {
    const std::lock_guard lock(range_mutex_);
    if (is_at_end_) return std::nullopt;
    const auto sales = database_.reads_are_local() ? kSalesPerRange : kSalesPerRemoteRange;
    const auto until = database_.read(
        [&](db::Transaction& tx) { return sales::history_range_end(tx, after_, plan_.before_id, sales); });
    is_at_end_ = !until;
    if (!until) return std::nullopt;
    const Range range{after_, *until};
    after_ = *until;
    return range;
  }

  void replay(const Range& range) {
    // A read may run again after a lost connection, so each one begins with nothing counted.
    std::optional<Replay> replay;
    database_.read([&](db::Transaction& tx) {
      replay.emplace(plan_);
      sales::read_history(tx, range.after, range.until, plan_.before_id,
                          [&](const sales::CustomerHistory& history) { replay->take(history); });
    });
    sales_done_ += replay->sales_seen();
    const std::lock_guard lock(mutex_);
    sum_.add(replay->tally());
  }

  db::Database& database_;
  const Plan& plan_;
  std::atomic<bool> is_ended_{false};
  std::atomic<std::int64_t> sales_done_{0};

  std::mutex range_mutex_;
  sales::CustomerId after_;
  bool is_at_end_ = false;

  std::mutex mutex_;
  std::condition_variable idle_;
  int busy_ = 0;
  std::exception_ptr error_;
  Tally sum_;
};

std::vector<programme::StrategyVersion> present_versions(const programme::Programme& present,
                                                         const BacktestRequest& request, Time now) {
  if (request.compared_with == ComparedWith::versions) return present.strategies;
  std::vector<programme::StrategyVersion> versions;
  if (const auto* version = present.strategy_at(now)) {
    versions.push_back(*version);
    versions.back().effective_from = kFirstTime;
  }
  return versions;
}

std::vector<Rate> weights_of(std::span<const catalogue::ServiceType> types, const BacktestRequest* request) {
  std::vector<Rate> weights;
  for (const auto& type : types) {
    weights.push_back(type.weight);
    if (request == nullptr) continue;
    for (const auto& given : request->weights) {
      if (given.service_type_id == type.id) weights.back() = given.weight;
    }
  }
  weights.push_back(Rate{});  // of products that are gone
  return weights;
}

TypeNumbers type_numbers(db::Transaction& tx, std::span<const catalogue::ServiceType> types) {
  const auto kinds = catalogue::product_kinds(tx);
  TypeNumbers numbers(kinds.size());
  numbers.set_unknown(static_cast<std::uint16_t>(types.size()));
  for (const auto& kind : kinds) {
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (types[i].id == kind.service_type_id) numbers.add(kind.product_id.value, static_cast<std::uint16_t>(i));
    }
  }
  return numbers;
}

}  // namespace

Prepared prepare(db::Transaction& tx, const BacktestRequest& request, Time now, std::int64_t before_id) {
  const auto zone = identity::chain_time_zone(tx);
  const auto present = programme::current_programme(tx);
  Legend legend;
  legend.service_types = catalogue::service_types(tx);
  legend.tiers = {present->tiers, tiers_of(request.tiers)};
  legend.weights = {weights_of(legend.service_types, nullptr), weights_of(legend.service_types, &request)};
  auto changed = request.strategy;
  changed.effective_from = kFirstTime;
  const Calendar calendar(request.from, request.to, zone);
  const auto versions = present_versions(*present, request, now);
  Plan plan{.calendar = calendar,
            .store_ids = request.store_ids,
            .pricing = request.pricing,
            .types = type_numbers(tx, legend.service_types),
            .type_count = legend.service_types.size(),
            .books = {Rulebook(versions, legend.tiers[0], legend.weights[0], calendar),
                      Rulebook(std::span(&changed, 1), legend.tiers[1], legend.weights[1], calendar)},
            .before_id = before_id};
  std::sort(plan.store_ids.begin(), plan.store_ids.end());
  legend.months = calendar.months();
  for (std::size_t side = 0; side < kSides; ++side)
    legend.point_values[side] = plan.books[side].point_value();
  return {std::move(plan), std::move(legend)};
}

int replay_threads() { return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads)); }

std::optional<Tally> replay_all(db::Database& database, const Plan& plan, int threads, Progress& progress) {
  return Workers(database, plan).run(threads, progress);
}

}  // namespace homeport::lab
