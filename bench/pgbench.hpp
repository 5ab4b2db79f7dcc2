#pragma once

// PostgreSQL's own pgbench (TPC-B-like) on the server HOMEPORT_TEST_POSTGRES names: the measure beside ours.

#include <optional>
#include <string>

namespace homeport::bench {

// "host=… port=…" of the server, or nothing when there is none.
[[nodiscard]] std::optional<std::string> postgres_server();

// A database of its own there, made and dropped with this object.
class TemporaryDatabase {
 public:
  explicit TemporaryDatabase(std::string name);
  ~TemporaryDatabase();
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;
  [[nodiscard]] std::string url() const;
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::string name_;
};

void fill_pgbench(const TemporaryDatabase& database, int scale);
// Transactions a second of 32 clients for so many seconds.
[[nodiscard]] double run_pgbench(const TemporaryDatabase& database, int seconds);

}  // namespace homeport::bench
