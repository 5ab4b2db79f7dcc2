#pragma once

// Work that outlives a request: queued jobs (imports) and periodic ones. Jobs are rows, taken by lease, so that
// several servers share them and a killed server's job is taken over when its lease runs out. A job does its work in
// small transactions of its own and must carry on from what it finds done.

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kit/use_case.hpp"

namespace homeport::kit {

using JobId = Id<struct JobTag>;

inline constexpr std::int64_t kJobLeaseSeconds = 30;
inline constexpr int kJobAttemptLimit = 5;

// What a running job holds.
class JobRun {
 public:
  JobRun(Runtime& runtime, JobId id, std::int64_t subject_id, std::string payload_json,
         const std::atomic<bool>& stopping);
  [[nodiscard]] Runtime& runtime() const { return runtime_; }
  [[nodiscard]] JobId id() const { return id_; }
  [[nodiscard]] std::int64_t subject_id() const { return subject_id_; }
  [[nodiscard]] const std::string& payload_json() const { return payload_json_; }
  // True when the server is shutting down: return soon; the job will be taken up again.
  [[nodiscard]] bool should_stop() const { return stopping_.load(); }
  // Keeps the lease; false when it was lost to another server: stop at once. Call at least every few seconds.
  [[nodiscard]] bool keep_lease();

 private:
  Runtime& runtime_;
  JobId id_;
  std::int64_t subject_id_;
  std::string payload_json_;
  const std::atomic<bool>& stopping_;
};

enum class JobEnd : std::uint8_t { done, again };  // again: shutting down or more to do later

class Jobs {
 public:
  Jobs(Runtime& runtime, int threads);
  ~Jobs();

  // `kind` is "sales.import". Handlers throw only when the machine failed: the job is tried again (kJobAttemptLimit).
  void handle(std::string kind, std::function<JobEnd(JobRun&)> handler);
  // Every `seconds` on one server at a time.
  void every(std::string name, int seconds, std::function<void(Runtime&)> run);
  void start();
  void stop();  // asks running jobs to stop and waits for them
  void wake();
  // Runs everything that is due on the calling thread until nothing is (tests, terminal).
  void run_due_here();
  // See JobRun::keep_lease.
  [[nodiscard]] bool keep_lease(JobId id);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Queues a job within the transaction of the write that wants it.
JobId enqueue_job(Write& write, std::string_view kind, std::int64_t subject_id, std::string_view payload_json);

}  // namespace homeport::kit
