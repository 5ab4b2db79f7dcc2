#include "db/sqlite_checkpoint.hpp"

#include <sqlite3.h>

namespace homeport::db {
namespace {

// A failing checkpoint loses nothing: the log keeps the pages, and the next one tries again.
void checkpoint(SqliteConnection& connection) {
  sqlite3_wal_checkpoint_v2(connection.raw(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace

SqliteCheckpointer::SqliteCheckpointer(const std::filesystem::path& file)
    : connection_(file, {.may_write = true, .cache_kib = 256, .mmap_mib = 0}), thread_([this] { work(); }) {}

SqliteCheckpointer::~SqliteCheckpointer() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void SqliteCheckpointer::after_commit(SqliteConnection& writer, int log_frames) {
  if (log_frames < asked_at_frames_) asked_at_frames_ = 0;
  if (log_frames < inline_at_frames_) inline_at_frames_ = 0;
  if (log_frames >= kInlineFrames && log_frames >= inline_at_frames_ + kRetryFrames && !is_busy_) {
    inline_at_frames_ = log_frames;
    checkpoint(writer);
    return;
  }
  if (log_frames < asked_at_frames_ + kStepFrames) return;
  asked_at_frames_ = log_frames;
  {
    const std::lock_guard lock(mutex_);
    is_wanted_ = true;
  }
  changed_.notify_one();
}

void SqliteCheckpointer::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return is_wanted_ || is_ending_; });
    if (is_ending_) return;
    is_wanted_ = false;
    is_busy_ = true;
    lock.unlock();
    checkpoint(connection_);
    is_busy_ = false;
    lock.lock();
  }
}

}  // namespace homeport::db
