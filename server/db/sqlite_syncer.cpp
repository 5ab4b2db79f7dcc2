#include "db/sqlite_syncer.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "db/database_thread.hpp"
#include "db/file_lock.hpp"

namespace homeport::db {

SqliteSyncer::SqliteSyncer(Hooks hooks) : hooks_(std::move(hooks)), thread_([this] { work(); }) {}

SqliteSyncer::~SqliteSyncer() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void SqliteSyncer::hand_over(FinishedBatch batch) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.empty(); });
    waiting_.push_back(std::move(batch));
  }
  changed_.notify_all();
}

bool SqliteSyncer::is_disk_idle() const {
  const std::lock_guard lock(mutex_);
  return !is_syncing_ && waiting_.empty();
}

std::exception_ptr SqliteSyncer::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void SqliteSyncer::work() {
  mark_database_thread();
  for (;;) {
    FinishedBatch batch;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return is_ending_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      batch = std::move(waiting_.front());
      waiting_.pop_front();
      is_syncing_ = true;
    }
    changed_.notify_all();
    make_durable(batch);
    {
      const std::lock_guard lock(mutex_);
      is_syncing_ = false;
      // A refusal too may rest on what an earlier write had done that is now in doubt.
      if (failure_ && !batch.error) batch.error = failure_;
    }
    hooks_.disk_is_idle();
    hooks_.synced(batch);
    tell(batch);
  }
}

void SqliteSyncer::make_durable(const FinishedBatch& batch) {
  const bool is_needed = !batch.error && std::any_of(batch.writes.begin(), batch.writes.end(),
                                                     [](const FinishedWrite& write) { return write.is_kept; });
  if (!is_needed || failure()) return;
  try {
    hooks_.sync();
  } catch (...) {
    // Trying again would tell a lie: what the system could not write it may have forgotten.
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
  }
}

void SqliteSyncer::tell(FinishedBatch& batch) const noexcept {
  for (auto& write : batch.writes) {
    if (write.is_kept && !batch.error) {
      for (const auto& action : write.actions)
        action();
    }
    if (!write.error) write.error = batch.error;
    write.job.done(std::move(write.error));
  }
}

LogSync::~LogSync() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void LogSync::operator()() {
  const auto failed = [this] {
    return DatabaseError("the log " + file_.string() +
                         " cannot be made durable: " + std::generic_category().message(errno) +
                         "; nothing more is written until the server is started again");
  };
  if (descriptor_ < 0) {
    descriptor_ = ::open(file_.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor_ < 0) throw failed();
    sync_path(file_.has_parent_path() ? file_.parent_path() : std::filesystem::path("."));
  }
  while (::fdatasync(descriptor_) != 0) {
    if (errno != EINTR) throw failed();
  }
}

}  // namespace homeport::db
