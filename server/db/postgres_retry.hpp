#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>

namespace homeport::db {

// Runs things again that failed because somebody was in the way or the connection was lost, with growing pauses:
// fractions of a millisecond after a conflict, 50 ms to 2 s after a lost connection.
class PostgresRetry {
 public:
  explicit PostgresRetry(int limit) : limit_(limit) {}

  // Null, or what the last attempt threw. `lane` differs between threads, so that two in each other's way don't meet
  // again.
  [[nodiscard]] std::exception_ptr run(int lane, const std::function<void()>& attempt);
  // No more pauses nor repetitions after a lost connection: the program is ending.
  void stop();
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  void pause(std::chrono::microseconds length);

  const int limit_;
  std::atomic<std::uint64_t> count_{0};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_stopped_ = false;
};

}  // namespace homeport::db
