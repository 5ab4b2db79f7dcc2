#pragma once

// Moves committed pages from the write-ahead log into the data file beside the writer, so that the log stays short
// without the writer waiting for it.

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
  // writer itself moves the rest, as soon as the thread has left it little: while nobody writes all pages can be moved,
  // and only then the log starts anew.
  void after_commit(SqliteConnection& writer, int log_frames);

  static constexpr int kStepFrames = 1'000;      // 4 MB
  static constexpr int kInlineFrames = 40'000;   // 160 MB
  static constexpr int kLittleFrames = 1'500;    // 6 MB
  static constexpr int kPatienceFrames = 4'000;  // so much later the writer moves the rest, however much that is
  static constexpr int kRetryFrames = 2'000;     // when a long read held the log: how much later to try again

 private:
  void work();
  void ask(int log_frames);
  [[nodiscard]] bool should_move_the_rest(int log_frames);

  SqliteConnection connection_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_wanted_ = false;
  bool is_ending_ = false;
  bool is_busy_ = false;
  int wanted_frames_ = 0;     // length of the log when it was asked last
  int moved_frames_ = 0;      // length of the log when the last pass began
  int asked_at_frames_ = 0;   // writer's thread only
  int inline_at_frames_ = 0;  // writer's thread only
  std::thread thread_;
};

}  // namespace homeport::db
