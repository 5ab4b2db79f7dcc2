#pragma once

// Makes commits durable beside the writer: while the disk takes in some, the writer works on the next.

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

// Each batch is told its outcome in the order given, once everything committed before it is on the disk. A few threads
// sync at the same time, each for a batch of its own: what a disk takes in for one of them it mostly takes in for the
// others as well. When the disk fails, what it failed for cannot be undone any more: the error goes to that batch and
// to all that follow, and failure() keeps it.
class SqliteSyncer {
 public:
  static constexpr int kLanes = 3;

  struct Hooks {
    // Makes all commits so far durable; throws DatabaseError. Called by up to kLanes threads at once, each with a
    // number of its own below that.
    std::function<void(int lane)> sync;
    std::function<void()> has_room;                    // called when a sync is over
    std::function<void(const FinishedBatch&)> synced;  // called before the batch is told
  };

  explicit SqliteSyncer(Hooks hooks);
  // Syncs and tells what was handed over.
  ~SqliteSyncer();
  SqliteSyncer(const SqliteSyncer&) = delete;
  SqliteSyncer& operator=(const SqliteSyncer&) = delete;

  // Waits while another batch waits for the disk.
  void hand_over(FinishedBatch batch);
  // The next batch would be synced at once.
  [[nodiscard]] bool has_room() const;
  [[nodiscard]] std::exception_ptr failure() const;

 private:
  enum class State { waiting, syncing, over };
  struct Entry {
    FinishedBatch batch;
    State state = State::waiting;
    std::exception_ptr error;  // the disk's
  };

  void work(int lane);
  [[nodiscard]] Entry* next_waiting();
  [[nodiscard]] std::exception_ptr make_durable(const FinishedBatch& batch, int lane);
  void tell_what_is_over();
  void tell(FinishedBatch& batch) const noexcept;

  const Hooks hooks_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Entry> entries_;  // not told yet, in order
  int waiting_ = 0;
  int syncing_ = 0;
  bool is_telling_ = false;             // one thread does, so that the order is kept
  std::exception_ptr failure_;          // of any sync
  std::exception_ptr failure_in_turn_;  // of a batch that was told, or should have been
  bool is_ending_ = false;
  std::vector<std::thread> threads_;
};

// The sync of a write-ahead log: makes "<data file>-wal" durable, opened when there is one. One for each thread: the
// system tells an error once through each opening of the file.
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
