#include "kit/jobs.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.hpp"
#include "base/text.hpp"

namespace homeport::kit {
namespace {

const db::Sql kInsert{
    "INSERT INTO job (id, kind, subject_id, payload, state, run_at, lease_until, lease_holder, attempts, last_error, "
    "created_at) VALUES ($1, $2, $3, $4, 'waiting', $5, 0, 0, 0, '', $5)"};
// A running job whose lease ran out belongs to nobody: its server died.
const db::Sql kTakeDue{
    "UPDATE job SET state = 'running', lease_until = $2, lease_holder = $3, attempts = attempts + 1 WHERE id = ("
    "SELECT id FROM job WHERE (state = 'waiting' AND run_at <= $1) OR (state = 'running' AND lease_until < $1) "
    "ORDER BY run_at, id LIMIT 1 /*for_update_skip_locked*/) RETURNING id, kind, subject_id, payload, attempts"};
const db::Sql kKeepLease{"UPDATE job SET lease_until = $3 WHERE id = $1 AND state = 'running' AND lease_holder = $2"};
const db::Sql kFinish{
    "UPDATE job SET state = $3, finished_at = $4, last_error = $5 WHERE id = $1 AND lease_holder = $2"};
const db::Sql kPutBack{
    "UPDATE job SET state = 'waiting', run_at = $3, attempts = $4, last_error = $5 WHERE id = $1 AND lease_holder = "
    "$2"};
const db::Sql kTakePeriodic{
    "INSERT INTO periodic_job (name, next_run_at, lease_until, lease_holder) VALUES ($1, $3, $3, $4) "
    "ON CONFLICT (name) DO UPDATE SET next_run_at = excluded.next_run_at, lease_until = excluded.lease_until, "
    "lease_holder = excluded.lease_holder WHERE periodic_job.next_run_at <= $2 RETURNING name"};

constexpr std::chrono::milliseconds kPollInterval{1000};
constexpr std::size_t kLongestErrorText = 500;

struct Periodic {
  std::string name;
  int seconds = 0;
  std::function<void(Runtime&)> run;
  Time next_look;  // no need to ask the database before
};

struct Kind {
  std::string name;
  std::function<JobEnd(JobRun&)> handler;
};

struct Taken {
  JobId id;
  std::string kind;
  std::int64_t subject_id = 0;
  std::string payload;
  std::int64_t attempts = 0;
};

}  // namespace

JobRun::JobRun(Runtime& runtime, JobId id, std::int64_t subject_id, std::string payload_json,
               const std::atomic<bool>& stopping)
    : runtime_(runtime),
      id_(id),
      subject_id_(subject_id),
      payload_json_(std::move(payload_json)),
      stopping_(stopping) {}

struct Jobs::State {
  explicit State(Runtime& r) : runtime(r), holder(r.ids.next()) {}

  Runtime& runtime;
  std::int64_t holder;  // this process, in leases
  int thread_count = 1;
  std::vector<Kind> kinds;
  std::vector<Periodic> periodics;
  std::vector<std::thread> threads;
  std::atomic<bool> stopping{false};
  std::mutex mutex;
  std::condition_variable changed;
  std::uint64_t wakes = 0;

  std::optional<Taken> take() {
    return runtime.database.write([this](db::Transaction& tx) -> std::optional<Taken> {
      const Time now = runtime.clock.now();
      auto rows = tx.query(kTakeDue, now, plus_seconds(now, kJobLeaseSeconds), holder);
      if (!rows.next()) return std::nullopt;
      return Taken{rows.id<JobId>(0), rows.string(1), rows.integer(2), rows.string(3), rows.integer(4)};
    });
  }

  void finish(const Taken& job, std::string_view state, std::string_view error) {
    runtime.database.write([&](db::Transaction& tx) {
      tx.execute(kFinish, job.id, holder, state, runtime.clock.now(), cut_to(error, kLongestErrorText));
    });
  }

  void put_back(const Taken& job, std::int64_t delay_s, std::int64_t attempts, std::string_view error) {
    runtime.database.write([&](db::Transaction& tx) {
      tx.execute(kPutBack, job.id, holder, plus_seconds(runtime.clock.now(), delay_s), attempts,
                 cut_to(error, kLongestErrorText));
    });
  }

  void run(const Taken& job) {
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.name == job.kind; });
    if (kind == kinds.end()) {
      finish(job, "failed", "this program knows no such kind of job");
      return;
    }
    try {
      JobRun run(runtime, job.id, job.subject_id, job.payload, stopping);
      if (kind->handler(run) == JobEnd::done) {
        finish(job, "done", "");
      } else {
        put_back(job, 0, 0, "");
      }
    } catch (const std::exception& error) {
      log::error("job.failed", {{"kind", job.kind}, {"job_id", job.id.value}, {"error", std::string(error.what())}});
      if (job.attempts >= kJobAttemptLimit) {
        finish(job, "failed", error.what());
      } else {
        put_back(job, std::int64_t{1} << job.attempts, job.attempts, error.what());
      }
    }
  }

  void run_periodics() {
    for (auto& periodic : periodics) {
      const Time now = runtime.clock.now();
      {
        const std::lock_guard lock(mutex);
        if (now < periodic.next_look) continue;
        periodic.next_look = plus_seconds(now, periodic.seconds);
      }
      const bool is_ours = runtime.database.write([&](db::Transaction& tx) {
        auto rows = tx.query(kTakePeriodic, periodic.name, now, plus_seconds(now, periodic.seconds), holder);
        return rows.next();
      });
      if (!is_ours) continue;
      try {
        periodic.run(runtime);
      } catch (const std::exception& error) {
        log::error("job.periodic_failed", {{"name", periodic.name}, {"error", std::string(error.what())}});
      }
    }
  }

  // One round on this thread; false when there was nothing to do.
  bool run_one() {
    const auto job = take();
    if (job) run(*job);
    return job.has_value();
  }

  void loop(bool with_periodics) {
    std::uint64_t seen = 0;
    while (!stopping.load()) {
      try {
        if (with_periodics) {
          run_periodics();
        } else if (run_one()) {
          continue;
        }
      } catch (const std::exception& error) {
        log::error("job.runner_failed", {{"error", std::string(error.what())}});
      }
      std::unique_lock lock(mutex);
      changed.wait_for(lock, kPollInterval, [&] { return stopping.load() || wakes != seen; });
      seen = wakes;
    }
  }
};

bool JobRun::keep_lease() {
  // The holder is found by the lease row itself: only the process that took the job runs it under this id.
  return runtime_.jobs != nullptr && runtime_.jobs->keep_lease(id_);
}

Jobs::Jobs(Runtime& runtime, int threads) : state_(std::make_unique<State>(runtime)) {
  CHECK(threads >= 1);
  state_->thread_count = threads;
}

Jobs::~Jobs() { stop(); }

void Jobs::handle(std::string kind, std::function<JobEnd(JobRun&)> handler) {
  state_->kinds.push_back({std::move(kind), std::move(handler)});
}

void Jobs::every(std::string name, int seconds, std::function<void(Runtime&)> run) {
  CHECK(seconds >= 1);
  state_->periodics.push_back({std::move(name), seconds, std::move(run), Time{}});
}

void Jobs::start() {
  state_->threads.emplace_back([state = state_.get()] { state->loop(true); });
  for (int i = 0; i < state_->thread_count; ++i) {
    state_->threads.emplace_back([state = state_.get()] { state->loop(false); });
  }
}

void Jobs::stop() {
  state_->stopping = true;
  state_->changed.notify_all();
  for (auto& thread : state_->threads)
    thread.join();
  state_->threads.clear();
}

void Jobs::wake() {
  {
    const std::lock_guard lock(state_->mutex);
    ++state_->wakes;
    for (auto& periodic : state_->periodics) {
      if (periodic.seconds == 1) periodic.next_look = Time{};
    }
  }
  state_->changed.notify_all();
}

void Jobs::run_due_here() {
  state_->run_periodics();
  while (state_->run_one()) {
  }
}

bool Jobs::keep_lease(JobId id) {
  return state_->runtime.database.write([&](db::Transaction& tx) {
    const Time until = plus_seconds(state_->runtime.clock.now(), kJobLeaseSeconds);
    return tx.execute(kKeepLease, id, state_->holder, until) == 1;
  });
}

JobId enqueue_job(Write& write, std::string_view kind, std::int64_t subject_id, std::string_view payload_json) {
  const auto id = write.new_id<JobId>();
  write.tx.send(kInsert, id, kind, subject_id, payload_json, write.now);
  write.wake_jobs_after_commit();
  return id;
}

}  // namespace homeport::kit
