#include "db/sqlite_syncer.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "base/check.hpp"
#include "db/database_thread.hpp"
#include "db/file_lock.hpp"

namespace homeport::db {

SqliteSyncer::SqliteSyncer(Hooks hooks) : hooks_(std::move(hooks)) {
  for (int lane = 0; lane < kLanes; ++lane)
    threads_.emplace_back([this, lane] { work(lane); });
}

SqliteSyncer::~SqliteSyncer() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_)
    thread.join();
}

void SqliteSyncer::hand_over(FinishedBatch batch) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ == 0; });
    entries_.emplace_back().batch = std::move(batch);
    ++waiting_;
  }
  changed_.notify_all();
}

bool SqliteSyncer::has_room() const {
  const std::lock_guard lock(mutex_);
  return syncing_ + waiting_ < kLanes;
}

std::exception_ptr SqliteSyncer::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

SqliteSyncer::Entry* SqliteSyncer::next_waiting() {
  if (waiting_ == 0) return nullptr;
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.state == State::waiting; });
  CHECK(found != entries_.end());
  return &*found;
}

void SqliteSyncer::work(int lane) {
  mark_database_thread();
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return is_ending_ || waiting_ > 0; });
    auto* entry = next_waiting();
    if (entry == nullptr) return;
    // Stays where it is until it is told: others come behind it, and those before it go.
    entry->state = State::syncing;
    --waiting_;
    ++syncing_;
    lock.unlock();
    changed_.notify_all();
    auto error = make_durable(entry->batch, lane);
    lock.lock();
    if (error && !failure_) failure_ = error;
    entry->error = std::move(error);
    entry->state = State::over;
    --syncing_;
    lock.unlock();
    hooks_.has_room();
    tell_what_is_over();
    lock.lock();
  }
}

std::exception_ptr SqliteSyncer::make_durable(const FinishedBatch& batch, int lane) {
  const bool is_needed = !batch.error && std::any_of(batch.writes.begin(), batch.writes.end(),
                                                     [](const FinishedWrite& write) { return write.is_kept; });
  if (!is_needed) return nullptr;
  // Trying again would tell a lie: what the system could not write it may have forgotten.
  if (auto earlier = failure()) return earlier;
  try {
    hooks_.sync(lane);
  } catch (...) {
    return std::current_exception();
  }
  return nullptr;
}

void SqliteSyncer::tell_what_is_over() {
  std::unique_lock lock(mutex_);
  if (is_telling_) return;
  is_telling_ = true;
  while (!entries_.empty() && entries_.front().state == State::over) {
    auto entry = std::move(entries_.front());
    entries_.pop_front();
    if (entry.error && !failure_in_turn_) failure_in_turn_ = entry.error;
    // A refusal too may rest on what an earlier write had done that is now in doubt.
    if (failure_in_turn_ && !entry.batch.error) entry.batch.error = failure_in_turn_;
    lock.unlock();
    hooks_.synced(entry.batch);
    tell(entry.batch);
    lock.lock();
  }
  is_telling_ = false;
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
