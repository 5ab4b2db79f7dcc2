#pragma once

// The one real seam of the server: an open database of either engine. Use-cases are plain functions of a
// Transaction&; the database decides where and how they run.

#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "base/result.hpp"
#include "db/transaction.hpp"

namespace homeport::db {

// One write use-case on its way through the database.
struct WriteJob {
  // Returns true to keep its effects, false to undo them (a refusal). Runs on a database thread; may run again after
  // a serialization failure, so it must overwrite, not accumulate, what it captures.
  std::function<bool(Transaction&)> run;
  // Called once, on a database thread: with nullptr when the effects are durable (or were undone on request), with
  // the exception when the machine failed and nothing was kept. Must be short and must not throw (that ends the
  // program).
  std::function<void(std::exception_ptr)> done;
};

// Reads too may run again, after a lost connection.
struct ReadJob {
  std::function<void(Transaction&)> run;
  std::function<void(std::exception_ptr)> done;
};

struct DatabaseStatus {
  std::size_t waiting_writes = 0;
  std::size_t waiting_reads = 0;
  std::uint64_t commits = 0;         // durable commits
  std::uint64_t committed_jobs = 0;  // write jobs inside them (group commit: more jobs than commits)
  std::uint64_t retries = 0;
};

class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  virtual ~Database() = default;

  [[nodiscard]] virtual Engine engine() const = 0;

  // Queues a write. False when the queue is full (limit in the options): nothing will be called; answer 503.
  [[nodiscard]] virtual bool submit(WriteJob job) = 0;
  // Queues a read on the reader threads. False when the queue is full.
  [[nodiscard]] virtual bool submit_read(ReadJob job) = 0;

  // Runs a read at once on the calling thread with a connection of its own (borrowed). Snapshot-consistent.
  virtual void read_here(const std::function<void(Transaction&)>& run) = 0;
  // True when short reads are best run on the asking thread (embedded engine), false when they cost a round trip.
  [[nodiscard]] virtual bool reads_are_local() const = 0;

  // A consistent copy of the whole database into `target` (SQLite: online backup of the file; PostgreSQL: throws
  // DatabaseError, the engine's own tools do it).
  virtual void backup_to(const std::filesystem::path& target) = 0;
  // The engine's own structural check; the text "ok" or what is wrong.
  [[nodiscard]] virtual std::string quick_check() = 0;
  [[nodiscard]] virtual DatabaseStatus status() const = 0;

  // Blocking forms for the terminal, jobs and tests. `use_case` is Result<T>(Transaction&) or T(Transaction&) or
  // void(Transaction&); a refusal undoes everything; exceptions come out here. Never call write() from a database
  // thread.
  template <class UseCase>
  std::invoke_result_t<UseCase&, Transaction&> write(UseCase use_case);
  template <class UseCase>
  std::invoke_result_t<UseCase&, Transaction&> read(UseCase use_case);

 private:
  void write_and_wait(std::function<bool(Transaction&)> run);
};

// For tests only: both are called on the database thread and may throw, as if the machine had failed there.
struct TestSeams {
  std::function<void()> before_statement;  // before each statement of a write
  std::function<void()> before_commit;     // before each commit of writes
};

struct SqliteOptions {
  std::filesystem::path file;
  int readers = 2;  // threads for submit_read
  std::size_t write_queue_limit = 10'000;
  std::size_t read_queue_limit = 10'000;
  std::size_t batch_limit = 256;       // write jobs in one commit
  std::int64_t cache_kib = 16 * 1024;  // page cache per writer connection
  std::int64_t mmap_mib = 256;
  std::int64_t batch_work_us = 8'000;  // no further job joins a batch that has worked this long
  std::int64_t read_step_limit = 0;    // a read is ended after so many steps of SQLite's machine; 0: never
  TestSeams seams;
};

struct PostgresOptions {
  std::string url;       // libpq connection string or postgresql:// URL (several hosts allowed)
  int connections = 24;  // writer threads, one connection each: what waits for the disk together, commits together
  int readers = 4;
  std::size_t write_queue_limit = 10'000;
  std::size_t read_queue_limit = 10'000;
  int retry_limit = 8;  // re-runs after a serialization failure or a lost connection
  TestSeams seams;
};

// Opens (creating the file if absent) and checks: quick_check after an unclean stop. Throws DatabaseError with a
// sentence for a person when it cannot: a second server on the same file, a file of another program, a damaged file,
// PostgreSQL older than 15 or with another encoding than UTF-8 or another collation than C.
//
// Destroying a database runs what is queued, then closes; the caller sees to it that nothing is submitted meanwhile.
[[nodiscard]] std::unique_ptr<Database> open_sqlite(const SqliteOptions& options);
[[nodiscard]] std::unique_ptr<Database> open_postgres(const PostgresOptions& options);

namespace detail {

template <class T>
struct IsResult : std::false_type {};
template <class T>
struct IsResult<Result<T>> : std::true_type {};

// Runs the use-case into `answer`; tells whether its effects are to be kept.
template <class UseCase, class Answer>
bool run_into(UseCase& use_case, std::optional<Answer>& answer, Transaction& tx) {
  answer.reset();
  answer.emplace(use_case(tx));
  if constexpr (IsResult<Answer>::value) {
    return answer->ok();
  } else {
    return true;
  }
}

}  // namespace detail

template <class UseCase>
std::invoke_result_t<UseCase&, Transaction&> Database::write(UseCase use_case) {
  using Answer = std::invoke_result_t<UseCase&, Transaction&>;
  if constexpr (std::is_void_v<Answer>) {
    write_and_wait([&](Transaction& tx) {
      use_case(tx);
      return true;
    });
  } else {
    std::optional<Answer> answer;
    write_and_wait([&](Transaction& tx) { return detail::run_into(use_case, answer, tx); });
    return std::move(*answer);
  }
}

template <class UseCase>
std::invoke_result_t<UseCase&, Transaction&> Database::read(UseCase use_case) {
  using Answer = std::invoke_result_t<UseCase&, Transaction&>;
  if constexpr (std::is_void_v<Answer>) {
    read_here([&](Transaction& tx) { use_case(tx); });
  } else {
    std::optional<Answer> answer;
    read_here([&](Transaction& tx) { answer.emplace(use_case(tx)); });
    return std::move(*answer);
  }
}

}  // namespace homeport::db
