#pragma once

// A bounded queue between those who ask and the database threads.

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace homeport::db {

template <class Job>
class JobQueue {
 public:
  explicit JobQueue(std::size_t limit) : limit_(limit) {}

  // False when the queue is full or closed; the job is dropped then.
  [[nodiscard]] bool push(Job job) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_ || jobs_.size() >= limit_) return false;
      jobs_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
  }

  // Waits for a job; nothing once the queue is closed and empty.
  [[nodiscard]] std::optional<Job> wait_and_take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || !jobs_.empty(); });
    if (jobs_.empty()) return std::nullopt;
    std::optional<Job> job(std::move(jobs_.front()));
    jobs_.pop_front();
    return job;
  }

  enum class Woken { by_work, by_time, by_end };

  // Moves up to `most` jobs behind those in `into`, after waiting up to `longest` for at least one. by_end: closed and
  // empty.
  Woken wait_and_take_waiting(std::deque<Job>& into, std::size_t most, std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, longest, [&] { return closed_ || !jobs_.empty(); })) return Woken::by_time;
    if (jobs_.empty()) return Woken::by_end;
    take_locked(into, most);
    return Woken::by_work;
  }

  // The same, waiting for a job until `is_over()`, which is asked again after each nudge().
  template <class Condition>
  void wait_and_take_unless(std::deque<Job>& into, std::size_t most, Condition is_over) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || !jobs_.empty() || is_over(); });
    take_locked(into, most);
  }
  void nudge() {
    // Under the lock: somebody between asking and waiting must not miss it.
    const std::lock_guard lock(mutex_);
    changed_.notify_all();
  }

  // No job gets in any more; those inside are still handed out.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
  }

  [[nodiscard]] std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
  }

 private:
  void take_locked(std::deque<Job>& into, std::size_t most) {
    for (std::size_t count = std::min(most, jobs_.size()); count > 0; --count) {
      into.push_back(std::move(jobs_.front()));
      jobs_.pop_front();
    }
  }

  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  bool closed_ = false;
};

}  // namespace homeport::db
