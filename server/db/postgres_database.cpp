#include <algorithm>
#include <array>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include <libpq-fe.h>

#include "db/database.hpp"
#include "db/database_thread.hpp"
#include "db/job_queue.hpp"
#include "db/postgres_connection.hpp"
#include "db/postgres_retry.hpp"
#include "db/postgres_transaction.hpp"
#include "db/shared_queue.hpp"

namespace homeport::db {
namespace {

using Access = PostgresConnection::Access;

constexpr int kOldestVersion = 150'000;
constexpr int kSharedLanes = 4;  // transactions at the same time that several writes share

const Sql kInvalidIndexes{
    "SELECT CAST(c.relname AS TEXT) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
    "WHERE NOT i.indisvalid ORDER BY 1"};

std::string ask_once(PGconn* connection, const char* text) {
  const PostgresResult result(PQexec(connection, text));
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
    std::rethrow_exception(postgres_failure(connection, result.get(), text, false).error);
  }
  return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

// Texts must sort and compare by their bytes, as they do on SQLite.
void check_server(const std::string& url) {
  const auto connection = connect_postgres(url);
  if (PQserverVersion(connection.get()) < kOldestVersion) throw DatabaseError("PostgreSQL 15 or newer is needed");
  const auto encoding = ask_once(connection.get(), "SHOW server_encoding");
  const auto collation = ask_once(connection.get(),
                                  "SELECT CASE WHEN datlocprovider = 'i' THEN 'an ICU locale' ELSE datcollate END "
                                  "FROM pg_database WHERE datname = current_database()");
  constexpr std::array<std::string_view, 4> kByBytes{"C", "POSIX", "C.UTF-8", "C.utf8"};
  if (encoding == "UTF8" && std::find(kByBytes.begin(), kByBytes.end(), collation) != kByBytes.end()) return;
  throw DatabaseError("the PostgreSQL database has encoding " + encoding + " and collation " + collation +
                      "; create it with: CREATE DATABASE homeport TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
}

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const PostgresOptions& options)
      : options_(options),
        writes_(options.write_queue_limit),
        shared_(options.write_queue_limit),
        reads_(options.read_queue_limit),
        retry_(options.retry_limit) {
    check_server(options_.url);
    for (int i = 0; i < options_.connections; ++i)
      threads_.emplace_back([this, i] { work_on_writes(i); });
    for (int i = 0; i < kSharedLanes; ++i)
      sharing_threads_.emplace_back([this, i] { work_on_shared(options_.connections + i); });
    for (int i = 0; i < options_.readers; ++i)
      threads_.emplace_back([this, i] { work_on_reads(i); });
  }

  ~PostgresDatabase() override {
    // First, as what they cannot settle goes to the others.
    shared_.close();
    for (auto& thread : sharing_threads_)
      thread.join();
    writes_.close();
    reads_.close();
    retry_.stop();
    for (auto& thread : threads_)
      thread.join();
  }

  [[nodiscard]] Engine engine() const override { return Engine::postgres; }
  [[nodiscard]] bool submit(WriteJob job) override { return writes_.push(std::move(job)); }
  [[nodiscard]] bool submit_shared(SharedJob job) { return shared_.push(std::move(job)); }
  [[nodiscard]] bool submit_read(ReadJob job) override { return reads_.push(std::move(job)); }
  [[nodiscard]] bool reads_are_local() const override { return false; }

  void read_here(const std::function<void(Transaction&)>& run) override {
    if (const auto error = read(0, run)) std::rethrow_exception(error);
  }

  void backup_to(const std::filesystem::path& /*target*/) override {
    throw DatabaseError("PostgreSQL is copied with its own tools: pg_basebackup, or pg_dump for a small shop");
  }

  [[nodiscard]] std::string quick_check() override {
    std::string found;
    read_here([&](Transaction& tx) {
      found.clear();
      for (auto rows = tx.query(kInvalidIndexes); rows.next();) {
        found += (found.empty() ? "" : "\n") + ("the index " + rows.string(0)) + " is not valid";
      }
    });
    return found.empty() ? "ok" : found;
  }

  [[nodiscard]] DatabaseStatus status() const override {
    DatabaseStatus status;
    status.waiting_writes = writes_.size() + shared_.size() + running_writes_;
    status.waiting_reads = reads_.size() + running_reads_;
    status.commits = commits_;
    status.committed_jobs = committed_jobs_;
    status.retries = retry_.count();
    return status;
  }

 private:
  void work_on_writes(int lane);
  void work_on_reads(int lane);
  void work_on_shared(int lane);
  void run_alone(int lane, std::unique_ptr<PostgresConnection>& connection, const WriteJob& job);
  bool write_together(std::unique_ptr<PostgresConnection>& connection, std::span<SharedJob> jobs,
                      std::vector<std::size_t>& refused, std::vector<std::function<void()>>& actions);
  void run_together(PostgresTransaction& transaction, std::span<SharedJob> jobs, std::vector<std::size_t>& refused);
  void settle(int lane, std::unique_ptr<PostgresConnection>& connection, std::span<SharedJob> jobs, bool is_kept,
              const std::vector<std::size_t>& refused, const std::vector<std::function<void()>>& actions);
  void make_usable(std::unique_ptr<PostgresConnection>& connection) const;
  void write_once(std::unique_ptr<PostgresConnection>& connection, const WriteJob& job,
                  std::vector<std::function<void()>>& actions);
  std::exception_ptr read(int lane, const std::function<void(Transaction&)>& run);
  void read_once(const std::function<void(Transaction&)>& run);
  std::unique_ptr<PostgresConnection> borrow();
  void give_back(std::unique_ptr<PostgresConnection> connection);

  const PostgresOptions options_;
  JobQueue<WriteJob> writes_;
  SharedQueue shared_;
  JobQueue<ReadJob> reads_;
  PostgresRetry retry_;
  std::atomic<std::uint64_t> commits_{0};
  std::atomic<std::uint64_t> committed_jobs_{0};
  std::atomic<std::size_t> running_writes_{0};
  std::atomic<std::size_t> running_reads_{0};
  std::mutex mutex_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_readers_;
  std::vector<std::thread> threads_;
  std::vector<std::thread> sharing_threads_;
};

void PostgresDatabase::work_on_writes(int lane) {
  mark_database_thread();
  std::unique_ptr<PostgresConnection> connection;
  while (auto job = writes_.wait_and_take()) {
    ++running_writes_;
    run_alone(lane, connection, *job);
    --running_writes_;
  }
}

void PostgresDatabase::run_alone(int lane, std::unique_ptr<PostgresConnection>& connection, const WriteJob& job) {
  std::vector<std::function<void()>> actions;
  auto error = retry_.run(lane, [&] {
    actions.clear();
    write_once(connection, job, actions);
  });
  [&]() noexcept {
    if (!error) {
      for (const auto& action : actions)
        action();
    }
    job.done(std::move(error));
  }();
}

void PostgresDatabase::make_usable(std::unique_ptr<PostgresConnection>& connection) const {
  if (connection && connection->is_usable()) return;
  connection.reset();
  connection = std::make_unique<PostgresConnection>(options_.url);
}

void PostgresDatabase::write_once(std::unique_ptr<PostgresConnection>& connection, const WriteJob& job,
                                  std::vector<std::function<void()>>& actions) {
  make_usable(connection);
  PostgresTransaction transaction(*connection, Access::write, &options_.seams);
  try {
    const bool wants_to_keep = job.run(transaction);
    if (transaction.failure()) std::rethrow_exception(transaction.failure());
    if (!wants_to_keep) {
      if (transaction.is_begun()) connection->roll_back();
      return;
    }
    transaction.send_held();
    if (options_.seams.before_commit) options_.seams.before_commit();
    if (transaction.is_begun()) connection->commit();
  } catch (...) {
    // A swallowed statement error and whatever came of it: the first cause is what counts.
    const auto error = transaction.failure() ? transaction.failure() : std::current_exception();
    if (transaction.is_begun()) connection->roll_back();
    std::rethrow_exception(error);
  }
  ++commits_;
  ++committed_jobs_;
  actions = transaction.take_actions();
}

void PostgresDatabase::work_on_shared(int lane) {
  mark_database_thread();
  std::unique_ptr<PostgresConnection> connection;
  for (auto jobs = shared_.take(); !jobs.empty(); jobs = shared_.take()) {
    running_writes_ += jobs.size();
    std::vector<std::size_t> refused;
    std::vector<std::function<void()>> actions;
    const bool is_kept = write_together(connection, jobs, refused, actions);
    shared_.finish();
    settle(lane, connection, jobs, is_kept, refused, actions);
    running_writes_ -= jobs.size();
  }
}

// True: all but the refused are durable. False: nothing was kept, or nobody knows.
bool PostgresDatabase::write_together(std::unique_ptr<PostgresConnection>& connection, std::span<SharedJob> jobs,
                                      std::vector<std::size_t>& refused, std::vector<std::function<void()>>& actions) {
  try {
    make_usable(connection);
    PostgresTransaction transaction(*connection, Access::write, &options_.seams, jobs.size());
    try {
      run_together(transaction, jobs, refused);
      transaction.send_held();
      if (options_.seams.before_commit) options_.seams.before_commit();
      if (transaction.is_begun()) connection->commit();
    } catch (...) {
      if (transaction.is_begun()) connection->roll_back();
      throw;
    }
    ++commits_;
    committed_jobs_ += jobs.size() - refused.size();
    actions = transaction.take_actions();
    return true;
  } catch (...) {
    // Whose fault it was will be seen when each runs by itself, with repetitions and with its own error.
    return false;
  }
}

void PostgresDatabase::run_together(PostgresTransaction& transaction, std::span<SharedJob> jobs,
                                    std::vector<std::size_t>& refused) {
  const auto is_first_of_customer = [&](std::size_t i) {
    return i == 0 || jobs[i - 1].sharing.customer_id != jobs[i].sharing.customer_id;
  };
  const auto foretell_for = [&](std::size_t i) {
    transaction.enter(i);
    if (jobs[i].sharing.foretell) jobs[i].sharing.foretell(transaction);
  };
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (is_first_of_customer(i)) foretell_for(i);
  }
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    // What the customer's earlier write has changed must be seen.
    if (!is_first_of_customer(i)) foretell_for(i);
    transaction.enter(i);
    const bool wants_to_keep = jobs[i].job.run(transaction);
    if (transaction.failure()) std::rethrow_exception(transaction.failure());
    if (wants_to_keep) continue;
    if (!transaction.take_back()) throw SerializationFailure("a write that was refused cannot be taken back alone");
    refused.push_back(i);
  }
}

void PostgresDatabase::settle(int lane, std::unique_ptr<PostgresConnection>& connection, std::span<SharedJob> jobs,
                              bool is_kept, const std::vector<std::size_t>& refused,
                              const std::vector<std::function<void()>>& actions) {
  const auto runs_again = [&](std::size_t i) {
    return !is_kept || std::find(refused.begin(), refused.end(), i) != refused.end();
  };
  [&]() noexcept {
    for (const auto& action : actions)
      action();
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      if (!runs_again(i)) jobs[i].job.done(nullptr);
    }
  }();
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    // With a full queue, here.
    if (runs_again(i) && !writes_.push(jobs[i].job)) run_alone(lane, connection, jobs[i].job);
  }
}

void PostgresDatabase::work_on_reads(int lane) {
  while (auto job = reads_.wait_and_take()) {
    ++running_reads_;
    auto error = read(lane, job->run);
    --running_reads_;
    [&]() noexcept { job->done(std::move(error)); }();
  }
}

std::exception_ptr PostgresDatabase::read(int lane, const std::function<void(Transaction&)>& run) {
  return retry_.run(lane, [&] { read_once(run); });
}

void PostgresDatabase::read_once(const std::function<void(Transaction&)>& run) {
  auto connection = borrow();
  PostgresTransaction transaction(*connection, Access::read, nullptr);
  try {
    run(transaction);
    if (transaction.failure()) std::rethrow_exception(transaction.failure());
    if (transaction.is_begun()) connection->end_read();
  } catch (...) {
    const auto error = transaction.failure() ? transaction.failure() : std::current_exception();
    if (transaction.is_begun()) connection->roll_back();
    give_back(std::move(connection));
    std::rethrow_exception(error);
  }
  give_back(std::move(connection));
}

std::unique_ptr<PostgresConnection> PostgresDatabase::borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_readers_.empty()) {
      auto connection = std::move(idle_readers_.back());
      idle_readers_.pop_back();
      return connection;
    }
  }
  return std::make_unique<PostgresConnection>(options_.url);
}

void PostgresDatabase::give_back(std::unique_ptr<PostgresConnection> connection) {
  const std::lock_guard lock(mutex_);
  if (!connection->is_usable()) {
    idle_readers_.clear();  // those of the same server are likely gone too
  } else if (idle_readers_.size() < static_cast<std::size_t>(options_.readers)) {
    idle_readers_.push_back(std::move(connection));
  }
}

}  // namespace

std::unique_ptr<Database> open_postgres(const PostgresOptions& options) {
  return std::make_unique<PostgresDatabase>(options);
}

bool submit_shared(Database& database, WriteJob job, Sharing sharing) {
  auto* postgres = dynamic_cast<PostgresDatabase*>(&database);
  if (postgres == nullptr) return database.submit(std::move(job));
  return postgres->submit_shared({std::move(job), std::move(sharing)});
}

}  // namespace homeport::db
