#include "db/database.hpp"

#include <condition_variable>
#include <mutex>

#include "base/check.hpp"
#include "db/database_thread.hpp"

namespace homeport::db {
namespace {
thread_local bool is_database_thread = false;
}  // namespace

void mark_database_thread() { is_database_thread = true; }

void Database::write_and_wait(std::function<bool(Transaction&)> run) {
  CHECK(!is_database_thread);
  std::mutex mutex;
  std::condition_variable changed;
  bool is_done = false;
  std::exception_ptr failure;
  const auto done = [&](std::exception_ptr error) {
    // Notified under the lock: the waiter's stack must not go away in between.
    const std::lock_guard lock(mutex);
    failure = std::move(error);
    is_done = true;
    changed.notify_one();
  };
  if (!submit(WriteJob{std::move(run), done})) throw DatabaseError("the write queue is full");
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return is_done; });
  if (failure) std::rethrow_exception(failure);
}

}  // namespace homeport::db
