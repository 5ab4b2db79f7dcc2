#pragma once

// Makes commits durable beside the writer: while the disk takes in one commit, the writer works on the next.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "db/database.hpp"

namespace homeport::db {

// A write job that has run.
struct FinishedWrite {
  WriteJob job;
  std::exception_ptr error;  // its own; nothing of it was kept
  bool is_kept = false;
  std::vector<std::function<void()>> actions;
};

// The jobs of one commit. error: the commit failed, and with it all of them.
struct FinishedBatch {
  std::vector<FinishedWrite> writes;
  std::exception_ptr error;
};

// Each batch is told its outcome, on a thread of its own and in the order given, once everything committed before it
// is on the disk. When the disk fails, what it failed for cannot be undone any more: the error goes to that batch and
// to all that follow, and failure() keeps it.
class SqliteSyncer {
 public:
  struct Hooks {
    std::function<void()> sync;                        // makes all commits so far durable; throws DatabaseError
    std::function<void()> disk_is_idle;                // called when a sync is over
    std::function<void(const FinishedBatch&)> synced;  // called before the batch is told
  };

  explicit SqliteSyncer(Hooks hooks);
  // Syncs and tells what was handed over.
  ~SqliteSyncer();
  SqliteSyncer(const SqliteSyncer&) = delete;
  SqliteSyncer& operator=(const SqliteSyncer&) = delete;

  // Waits while another batch waits for the disk.
  void hand_over(FinishedBatch batch);
  // False while the disk is at work or a batch waits for it.
  [[nodiscard]] bool is_disk_idle() const;
  [[nodiscard]] std::exception_ptr failure() const;

 private:
  void work();
  void make_durable(const FinishedBatch& batch);
  void tell(FinishedBatch& batch) const noexcept;

  const Hooks hooks_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<FinishedBatch> waiting_;
  std::exception_ptr failure_;
  bool is_syncing_ = false;
  bool is_ending_ = false;
  std::thread thread_;
};

// The sync of a write-ahead log: makes "<data file>-wal" durable, opened when there is one.
class LogSync {
 public:
  explicit LogSync(std::filesystem::path log_file) : file_(std::move(log_file)) {}
  ~LogSync();
  LogSync(const LogSync&) = delete;
  LogSync& operator=(const LogSync&) = delete;

  // Throws DatabaseError.
  void operator()();

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
};

}  // namespace homeport::db
