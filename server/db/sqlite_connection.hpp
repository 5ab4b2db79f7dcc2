#pragma once

// One connection to a SQLite file with our settings. Used by one thread at a time.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "db/sqlite_statement.hpp"

struct sqlite3;

namespace homeport::db {

struct SqliteConnectionOptions {
  bool may_write = false;
  std::int64_t cache_kib = 2 * 1024;
  std::int64_t mmap_mib = 256;
  std::int64_t step_limit = 0;  // a statement run is ended after about so many steps; 0: never
  bool gathers_log = false;     // what a commit writes goes to the log in large pieces (sqlite_log_file.hpp)
};

class SqliteConnection {
 public:
  // Creates the file only if it may write and the file is absent.
  SqliteConnection(const std::filesystem::path& file, const SqliteConnectionOptions& options);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  [[nodiscard]] sqlite3* raw() const { return handle_; }
  [[nodiscard]] bool may_write() const { return may_write_; }

  [[nodiscard]] SqliteStatementUse take(const Sql& sql) { return statements_->take(sql); }
  [[nodiscard]] SqliteStatementUse take(std::string_view text) { return statements_->take(text); }
  [[nodiscard]] int active_statements() const { return statements_->active(); }

  // Runs a statement without parameters, rows ignored.
  void run(const Sql& sql);
  // The same without keeping it prepared; for set-up.
  void run_once(const std::string& text);
  // The first column of the first row, as text; empty when there is no row.
  [[nodiscard]] std::string ask_once(const std::string& text);

  [[nodiscard]] bool in_transaction() const;
  // Starts counting the steps of a read anew.
  void restart_step_count() { steps_ = 0; }

 private:
  void configure(const SqliteConnectionOptions& options);
  static int count_steps(void* connection);

  sqlite3* handle_ = nullptr;
  bool may_write_;
  std::int64_t step_limit_;
  std::int64_t steps_ = 0;
  std::unique_ptr<SqliteStatementCache> statements_;
};

}  // namespace homeport::db
