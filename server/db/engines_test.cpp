#include "db/engines_test.hpp"

#include <cstdlib>
#include <stdexcept>

#include <libpq-fe.h>
#include <unistd.h>

#include "base/crypto.hpp"
#include "db/migrate.hpp"
#include "db/sql_text.hpp"

namespace homeport::db {
namespace {

std::string postgres_server() {
  const char* server = std::getenv("HOMEPORT_TEST_POSTGRES");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return server == nullptr ? std::string() : std::string(server);
}

void run_on_server(const std::string& address, const std::string& statement) {
  PGconn* connection = PQconnectdb(address.c_str());
  PGresult* result = PQexec(connection, statement.c_str());
  const bool is_done = PQresultStatus(result) == PGRES_COMMAND_OK;
  const std::string message = PQerrorMessage(connection);
  PQclear(result);
  PQfinish(connection);
  if (!is_done) throw std::runtime_error(statement + ": " + message);
}

// Made for the first test of a suite that needs it.
std::string suite_database;

std::string suite_url() {
  return postgres_server() + " dbname=" + suite_database + " options='-c client_min_messages=error'";
}

void make_empty_database() {
  if (suite_database.empty()) {
    suite_database = "db_test_" + std::to_string(::getpid()) + "_" + hex_encode(random_bytes(4));
    run_on_server(postgres_server(),
                  "CREATE DATABASE " + suite_database + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
  } else {
    run_on_server(suite_url(), "DROP SCHEMA public CASCADE");
    run_on_server(suite_url(), "CREATE SCHEMA public");
  }
}

constexpr std::string_view kTables =
    "-- @reference\n"
    "CREATE TABLE note (id BIGINT NOT NULL, body TEXT, data BYTEA, parent_id BIGINT,\n"
    "  CONSTRAINT note_pk PRIMARY KEY (id),\n"
    "  CONSTRAINT note_parent_fk FOREIGN KEY (parent_id) REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED);";

}  // namespace

const Sql kInsertNote{"INSERT INTO note (id) VALUES ($1)"};
const Sql kInsertBody{"INSERT INTO note (id, body) VALUES ($1, $2)"};
const Sql kInsertChild{"INSERT INTO note (id, parent_id) VALUES ($1, $2)"};
const Sql kBodyOf{"SELECT body FROM note WHERE id = $1"};

ScratchFolder::ScratchFolder()
    : path_(std::filesystem::temp_directory_path() / ("homeport-db-" + hex_encode(random_bytes(8)))) {
  std::filesystem::create_directories(path_);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void OnEachEngine::TearDownTestSuite() {
  if (suite_database.empty()) return;
  const auto statement = "DROP DATABASE " + suite_database + " WITH (FORCE)";
  suite_database.clear();
  run_on_server(postgres_server(), statement);
}

void OnEachEngine::SetUp() {
  if (GetParam() == Engine::sqlite) return;
  if (postgres_server().empty()) GTEST_SKIP() << "HOMEPORT_TEST_POSTGRES is not set: no PostgreSQL to test on";
  make_empty_database();
}

void OnEachEngine::TearDown() { database_.reset(); }

Database& OnEachEngine::open(const Tuning& tuning) {
  database_.reset();
  if (GetParam() == Engine::sqlite) {
    SqliteOptions options;
    options.file = folder() / "notes.homeport";
    options.write_queue_limit = tuning.write_queue_limit;
    options.batch_limit = tuning.batch_limit;
    options.batch_work_us = tuning.batch_work_us;
    if (has_table_) options.seams = tuning.seams;
    database_ = open_sqlite(options);
  } else {
    PostgresOptions options;
    options.url = suite_url();
    options.connections = tuning.connections;
    options.readers = 2;
    options.write_queue_limit = tuning.write_queue_limit;
    options.retry_limit = tuning.retry_limit;
    if (has_table_) options.seams = tuning.seams;
    database_ = open_postgres(options);
  }
  if (has_table_) return *database_;
  has_table_ = true;
  database_->write([](Transaction& tx) {
    for (const auto& statement : split_statements(ddl_for(tx.engine(), kTables)))
      tx.execute_text(statement, {});
  });
  // Once more, now that there is something the test's own seams may break.
  return open(tuning);
}

std::int64_t OnEachEngine::count_notes() { return static_cast<std::int64_t>(note_ids().size()); }

std::vector<std::int64_t> OnEachEngine::note_ids() {
  static const Sql kIds{"SELECT id FROM note ORDER BY id"};
  std::vector<std::int64_t> ids;
  database().read_here([&](Transaction& tx) {
    ids.clear();
    for (auto rows = tx.query(kIds); rows.next();)
      ids.push_back(rows.integer(0));
  });
  return ids;
}

void Gate::open() {
  const std::lock_guard lock(mutex_);
  is_open_ = true;
  changed_.notify_all();
}

void Gate::wait_until_open() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return is_open_; });
}

std::function<void(std::exception_ptr)> Ticket::done() {
  return [state = state_](std::exception_ptr error) {
    const std::lock_guard lock(state->mutex);
    state->error = std::move(error);
    state->is_done = true;
    state->changed.notify_all();
  };
}

std::exception_ptr Ticket::wait() {
  std::unique_lock lock(state_->mutex);
  state_->changed.wait(lock, [&] { return state_->is_done; });
  return state_->error;
}

std::string Ticket::sentence() {
  const auto error = wait();
  if (!error) return {};
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& exception) {
    return exception.what();
  }
}

}  // namespace homeport::db
