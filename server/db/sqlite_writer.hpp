#pragma once

// The one thread that writes: takes what waits, runs each job in a savepoint and commits once. The syncer makes the
// commits durable and tells everybody, while the next batch is at work here.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <thread>
#include <vector>

#include "db/database.hpp"
#include "db/job_queue.hpp"
#include "db/sqlite_checkpoint.hpp"
#include "db/sqlite_connection.hpp"
#include "db/sqlite_syncer.hpp"
#include "db/sqlite_transaction.hpp"

namespace homeport::db {

class SqliteWriter {
 public:
  // Takes over the connection from the calling thread.
  SqliteWriter(const SqliteOptions& options, std::unique_ptr<SqliteConnection> connection);
  // Runs what is queued, then closes.
  ~SqliteWriter();
  SqliteWriter(const SqliteWriter&) = delete;
  SqliteWriter& operator=(const SqliteWriter&) = delete;

  [[nodiscard]] bool submit(WriteJob job) { return queue_.push(std::move(job)); }
  void add_status(DatabaseStatus& status) const;

 private:
  void work();
  void run_batch();
  void run_one(WriteJob job);
  void keep(FinishedWrite& finished, bool is_nested);
  void undo(bool is_nested);
  void run_again_in_savepoints();
  void give_up_batch(const std::exception_ptr& error);
  void commit();
  [[nodiscard]] bool is_large_enough() const;
  void take_more();
  void refuse_all(const std::exception_ptr& failure);
  void hand_over();
  void count(const FinishedBatch& batch);
  void optimize_now_and_then(bool is_ending);

  const SqliteOptions options_;
  JobQueue<WriteJob> queue_;
  std::unique_ptr<SqliteConnection> connection_;
  SqliteCheckpointer checkpointer_;
  SqliteTransaction transaction_;
  int log_frames_ = 0;

  // The batch being worked on.
  std::deque<WriteJob> taken_;
  std::vector<FinishedWrite> finished_;
  std::exception_ptr batch_error_;
  std::uint64_t kept_ = 0;
  bool has_savepoints_ = false;  // each job runs in one, as one of them had to be undone

  std::atomic<std::uint64_t> commits_{0};
  std::atomic<std::uint64_t> committed_jobs_{0};
  std::atomic<std::size_t> unfinished_{0};  // taken out of the queue, not yet told
  std::chrono::steady_clock::time_point optimized_at_;
  std::deque<LogSync> syncs_;
  SqliteSyncer syncer_;
  std::thread thread_;
};

}  // namespace homeport::db
