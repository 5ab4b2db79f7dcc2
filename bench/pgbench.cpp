#include "pgbench.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <regex>
#include <stdexcept>

#include <libpq-fe.h>

namespace homeport::bench {
namespace {

void run_statement(const std::string& statement) {
  PGconn* connection = PQconnectdb(postgres_server().value_or("").c_str());
  PGresult* result = PQexec(connection, statement.c_str());
  const bool is_done = PQresultStatus(result) == PGRES_COMMAND_OK;
  const std::string message = PQerrorMessage(connection);
  PQclear(result);
  PQfinish(connection);
  if (!is_done) throw std::runtime_error(statement + ": " + message);
}

std::string output_of(const std::string& command) {
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::string output;
  std::array<char, 4096> buffer{};
  while (std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr)
    output += buffer.data();
  if (::pclose(pipe) != 0) throw std::runtime_error(command + " failed: " + output);
  return output;
}

}  // namespace

std::optional<std::string> postgres_server() {
  const char* server = std::getenv("HOMEPORT_TEST_POSTGRES");  // NOLINT(concurrency-mt-unsafe): read before any thread
  if (server == nullptr) return std::nullopt;
  return std::string(server);
}

TemporaryDatabase::TemporaryDatabase(std::string name) : name_(std::move(name)) {
  run_statement("DROP DATABASE IF EXISTS " + name_);
  run_statement("CREATE DATABASE " + name_ +
                " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'");
}

TemporaryDatabase::~TemporaryDatabase() {
  try {
    run_statement("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
}

std::string TemporaryDatabase::url() const { return postgres_server().value_or("") + " dbname=" + name_; }

void fill_pgbench(const TemporaryDatabase& database, int scale) {
  (void)output_of("/usr/lib/postgresql/15/bin/pgbench -i -q -s " + std::to_string(scale) + " '" + database.url() + "'");
}

double run_pgbench(const TemporaryDatabase& database, int seconds) {
  const auto output = output_of("/usr/lib/postgresql/15/bin/pgbench -n -M prepared -c 32 -j 2 -T " +
                                std::to_string(seconds) + " '" + database.url() + "'");
  std::smatch found;
  if (!std::regex_search(output, found, std::regex("tps = ([0-9.]+)"))) {
    throw std::runtime_error("pgbench said no tps: " + output);
  }
  return std::stod(found[1]);
}

}  // namespace homeport::bench
