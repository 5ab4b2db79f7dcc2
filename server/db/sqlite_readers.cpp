#include "db/sqlite_readers.hpp"

#include <utility>

#include "base/check.hpp"
#include "db/sqlite_transaction.hpp"

namespace homeport::db {
namespace {

const Sql kBegin{"BEGIN"};
const Sql kEnd{"ROLLBACK"};

constexpr std::size_t kMostIdle = 64;

}  // namespace

SqliteReaders::SqliteReaders(const SqliteOptions& options)
    : file_(options.file),
      connection_options_{.mmap_mib = options.mmap_mib, .step_limit = options.read_step_limit},
      queue_(options.read_queue_limit) {
  for (int i = 0; i < options.readers; ++i)
    threads_.emplace_back([this] { work(); });
}

SqliteReaders::~SqliteReaders() {
  queue_.close();
  for (auto& thread : threads_)
    thread.join();
}

std::unique_ptr<SqliteConnection> SqliteReaders::borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  return std::make_unique<SqliteConnection>(file_, connection_options_);
}

void SqliteReaders::give_back(std::unique_ptr<SqliteConnection> connection) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMostIdle) idle_.push_back(std::move(connection));
}

void SqliteReaders::read_here(const std::function<void(Transaction&)>& run) {
  auto connection = borrow();
  connection->restart_step_count();
  connection->run(kBegin);
  SqliteTransaction transaction(*connection, nullptr);
  try {
    run(transaction);
    CHECK(connection->active_statements() == 0);  // Rows that outlive their transaction
    connection->run(kEnd);
  } catch (...) {
    // A connection that cannot end its transaction is dropped, with its snapshot.
    connection->restart_step_count();
    if (connection->active_statements() == 0) {
      connection->run(kEnd);
      give_back(std::move(connection));
    }
    throw;
  }
  give_back(std::move(connection));
}

void SqliteReaders::add_status(DatabaseStatus& status) const { status.waiting_reads = queue_.size() + running_.load(); }

void SqliteReaders::work() {
  while (auto job = queue_.wait_and_take()) {
    ++running_;
    std::exception_ptr error;
    try {
      read_here(job->run);
    } catch (...) {
      error = std::current_exception();
    }
    --running_;
    [&]() noexcept { job->done(std::move(error)); }();
  }
}

}  // namespace homeport::db
