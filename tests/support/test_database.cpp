#include "support/test_database.hpp"

#include <atomic>
#include <cstdlib>

#include <libpq-fe.h>
#include <unistd.h>

#include "base/check.hpp"
#include "base/crypto.hpp"
#include "kit/audit_list.hpp"

namespace homeport::test {
namespace {

std::string postgres_server() {
  const char* server = std::getenv("HOMEPORT_TEST_POSTGRES");
  return server == nullptr ? std::string() : std::string(server);
}

void run_on_server(const std::string& statement) {
  PGconn* connection = PQconnectdb(postgres_server().c_str());
  PGresult* result = PQexec(connection, statement.c_str());
  const bool is_done = PQresultStatus(result) == PGRES_COMMAND_OK;
  const std::string message = PQerrorMessage(connection);
  PQclear(result);
  PQfinish(connection);
  if (!is_done) throw db::DatabaseError(statement + ": " + message);
}

std::string make_postgres_database() {
  static std::atomic<int> counter{0};
  const std::string name = "test_" + std::to_string(::getpid()) + "_" + std::to_string(counter.fetch_add(1));
  run_on_server("CREATE DATABASE " + name +
                " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'");
  return name;
}

std::unique_ptr<db::Database> open(db::Engine engine, const std::filesystem::path& folder, const std::string& name,
                                   const db::TestSeams& seams) {
  if (engine == db::Engine::sqlite) {
    db::SqliteOptions options;
    options.file = folder / "homeport.db";
    options.seams = seams;
    return db::open_sqlite(options);
  }
  db::PostgresOptions options;
  options.url = postgres_server() + " dbname=" + name;
  options.connections = 4;
  options.readers = 2;
  options.seams = seams;
  return db::open_postgres(options);
}

kit::Module kit_module() {
  static kit::Outbox unused;
  return kit::module(unused);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  path_ = std::filesystem::temp_directory_path() / ("homeport-test-" + random_token(9));
  std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

OwnPostgres::OwnPostgres() : name_(make_postgres_database()) {}

OwnPostgres::~OwnPostgres() {
  try {
    run_on_server("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
  } catch (const std::exception& error) {
    ADD_FAILURE() << error.what();
  }
}

std::string OwnPostgres::url() const { return postgres_server() + " dbname=" + name_; }

TestDatabase::TestDatabase(db::Engine engine, const std::vector<kit::Module>& modules, const db::TestSeams& seams)
    : postgres_name_(engine == db::Engine::postgres ? make_postgres_database() : std::string()),
      database_(open(engine, folder_.path(), postgres_name_, seams)),
      runtime_{*database_, clock_, ids_, folder_.path()} {
  std::vector<db::Migration> migrations = db::migrations_of("kit", kit_module().migrations);
  for (const auto& module : modules) {
    if (module.name == "kit") continue;
    for (auto& migration : db::migrations_of(module.name, module.migrations))
      migrations.push_back(std::move(migration));
  }
  db::MigrateOptions options;
  options.backup_folder = folder_.path();
  options.now = clock_.now();
  CHECK(db::migrate(*database_, migrations, options).ok());
}

TestDatabase::~TestDatabase() {
  database_.reset();
  if (postgres_name_.empty()) return;
  try {
    run_on_server("DROP DATABASE IF EXISTS " + postgres_name_ + " WITH (FORCE)");
  } catch (const std::exception& error) {
    ADD_FAILURE() << error.what();
  }
}

std::vector<std::string> TestDatabase::broken_invariants(const std::vector<kit::Module>& modules) {
  std::vector<std::string> broken;
  database_->read([&](db::Transaction& tx) {
    for (const auto& module : modules) {
      for (const auto& invariant : module.invariants) {
        for (const auto& violation : invariant.violations(tx))
          broken.push_back(invariant.name + ": " + violation);
      }
    }
  });
  return broken;
}

std::string engine_name(db::Engine engine) { return engine == db::Engine::sqlite ? "sqlite" : "postgres"; }

void EngineTest::SetUp() {
  if (GetParam() == db::Engine::postgres && postgres_server().empty()) {
    GTEST_SKIP() << "HOMEPORT_TEST_POSTGRES is not set: no PostgreSQL to test on";
  }
}

}  // namespace homeport::test
