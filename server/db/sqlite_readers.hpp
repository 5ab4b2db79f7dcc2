#pragma once

// Read connections: lent to whoever asks, and the threads that run queued reads.

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "db/database.hpp"
#include "db/job_queue.hpp"
#include "db/sqlite_connection.hpp"

namespace homeport::db {

class SqliteReaders {
 public:
  explicit SqliteReaders(const SqliteOptions& options);
  // Runs what is queued, then closes.
  ~SqliteReaders();
  SqliteReaders(const SqliteReaders&) = delete;
  SqliteReaders& operator=(const SqliteReaders&) = delete;

  [[nodiscard]] bool submit(ReadJob job) { return queue_.push(std::move(job)); }
  // On the calling thread, in one snapshot, with a connection nobody else has meanwhile.
  void read_here(const std::function<void(Transaction&)>& run);
  void add_status(DatabaseStatus& status) const;

 private:
  void work();
  [[nodiscard]] std::unique_ptr<SqliteConnection> borrow();
  void give_back(std::unique_ptr<SqliteConnection> connection);

  const std::filesystem::path file_;
  const SqliteConnectionOptions connection_options_;
  JobQueue<ReadJob> queue_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_;  // the most recently used last
  std::atomic<std::size_t> running_{0};
  std::vector<std::thread> threads_;
};

}  // namespace homeport::db
