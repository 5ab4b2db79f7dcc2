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
  if (log_frames < asked_at_frames_) {
    asked_at_frames_ = 0;
    inline_at_frames_ = 0;
    const std::lock_guard lock(mutex_);
    moved_frames_ = 0;
  }
  if (should_move_the_rest(log_frames)) {
    inline_at_frames_ = log_frames;
    asked_at_frames_ = log_frames;
    checkpoint(writer);
  } else if (log_frames >= asked_at_frames_ + kStepFrames && log_frames < kInlineFrames + kPatienceFrames) {
    asked_at_frames_ = log_frames;
    ask(log_frames);
  }
}

bool SqliteCheckpointer::should_move_the_rest(int log_frames) {
  if (log_frames < kInlineFrames) return false;
  if (inline_at_frames_ > 0 && log_frames < inline_at_frames_ + kRetryFrames) return false;
  const std::lock_guard lock(mutex_);
  if (is_busy_ || is_wanted_) return false;
  return log_frames - moved_frames_ <= kLittleFrames || log_frames >= kInlineFrames + kPatienceFrames;
}

void SqliteCheckpointer::ask(int log_frames) {
  {
    const std::lock_guard lock(mutex_);
    is_wanted_ = true;
    wanted_frames_ = log_frames;
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
    moved_frames_ = wanted_frames_;
    lock.unlock();
    checkpoint(connection_);
    lock.lock();
    is_busy_ = false;
  }
}

}  // namespace homeport::db
