#include "db/postgres_retry.hpp"

#include <algorithm>

#include "db/postgres_errors.hpp"

namespace homeport::db {
namespace {

using std::chrono::microseconds;

constexpr microseconds kFirstReconnectPause{50'000};
constexpr microseconds kLongestReconnectPause{2'000'000};
constexpr microseconds kFirstConflictPause{200};
constexpr microseconds kLongestConflictPause{50'000};
constexpr int kMostDoublings = 10;

microseconds growing(microseconds first, microseconds longest, int attempt) {
  return std::min(first * (std::int64_t{1} << std::min(attempt, kMostDoublings)), longest);
}

}  // namespace

std::exception_ptr PostgresRetry::run(int lane, const std::function<void()>& attempt) {
  for (int failures = 0;; ++failures) {
    try {
      attempt();
      return nullptr;
    } catch (const ConnectionLost&) {
      // A connection that was idle while its server restarted costs no pause.
      if (failures >= limit_) return std::current_exception();
      const std::unique_lock lock(mutex_);
      if (is_stopped_) return std::current_exception();
    } catch (const SerializationFailure&) {
      if (failures >= limit_) return std::current_exception();
      ++count_;
      pause(growing(kFirstConflictPause, kLongestConflictPause, failures) * (lane % 4));
      continue;
    } catch (...) {
      return std::current_exception();
    }
    ++count_;
    if (failures > 0) pause(growing(kFirstReconnectPause, kLongestReconnectPause, failures - 1));
  }
}

void PostgresRetry::pause(microseconds length) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, length, [&] { return is_stopped_; });
}

void PostgresRetry::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  changed_.notify_all();
}

}  // namespace homeport::db
