#pragma once

// Moves committed pages from the write-ahead log into the data file beside the writer, so that the log stays short
// without the writer waiting for it.

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "db/sqlite_connection.hpp"

namespace homeport::db {

class SqliteCheckpointer {
 public:
  explicit SqliteCheckpointer(const std::filesystem::path& file);
  ~SqliteCheckpointer();
  SqliteCheckpointer(const SqliteCheckpointer&) = delete;
  SqliteCheckpointer& operator=(const SqliteCheckpointer&) = delete;

  // Called by the writer between transactions. Wakes the thread each kStepFrames of growth. Beyond kInlineFrames the
  // writer itself moves the rest: while nobody writes all pages can be moved, and only then the log starts anew.
  void after_commit(SqliteConnection& writer, int log_frames);

  static constexpr int kStepFrames = 4'000;     // 16 MB
  static constexpr int kInlineFrames = 12'000;  // 48 MB
  static constexpr int kRetryFrames = 2'000;    // when a long read held the log: how much later to try again

 private:
  void work();

  SqliteConnection connection_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_wanted_ = false;
  bool is_ending_ = false;
  std::atomic<bool> is_busy_{false};
  int asked_at_frames_ = 0;   // writer's thread only
  int inline_at_frames_ = 0;  // writer's thread only
  std::thread thread_;
};

}  // namespace homeport::db
