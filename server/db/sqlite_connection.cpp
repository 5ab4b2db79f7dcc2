#include "db/sqlite_connection.hpp"

#include <mutex>
#include <string>

#include <sqlite3.h>

#include "db/sqlite_errors.hpp"
#include "db/sqlite_log_file.hpp"
#include "db/sqlite_page_cache.hpp"

namespace homeport::db {
namespace {

constexpr int kBusyTimeoutMs = 10'000;
constexpr std::int64_t kJournalSizeLimit = 192 * 1024 * 1024;  // what a log that begins anew keeps of its file
constexpr int kStepsPerCount = 1'000;

constexpr int kUndoBytes = 4 * 1024 * 1024;

void start_sqlite() {
  static std::once_flag once;
  std::call_once(once, [] {
    // Counting every allocation takes a lock all connections share.
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    // What a savepoint must be able to undo is kept in one piece of memory of this size, and beyond it in a nameless
    // file; the pieces of a kilobyte that temp_store = MEMORY would make of it cost more than the writing.
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, kUndoBytes);
    install_page_cache();
  });
}

}  // namespace

SqliteConnection::SqliteConnection(const std::filesystem::path& file, const SqliteConnectionOptions& options)
    : may_write_(options.may_write), step_limit_(options.step_limit) {
  start_sqlite();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (options.may_write ? SQLITE_OPEN_CREATE : 0);
  const int code =
      sqlite3_open_v2(file.c_str(), &handle_, flags, options.gathers_log ? gathering_file_system() : nullptr);
  try {
    if (code != SQLITE_OK) throw_sqlite(handle_, code, {}, SqlitePhase::preparing);
    configure(options);
    statements_ = std::make_unique<SqliteStatementCache>(handle_);
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  statements_.reset();
  sqlite3_close_v2(handle_);
}

void SqliteConnection::configure(const SqliteConnectionOptions& options) {
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, kBusyTimeoutMs);
  // A misspelt column in double quotes must not turn into a text, and the file's schema is not trusted with more
  // than plain functions.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  run_once("PRAGMA foreign_keys = ON");
  run_once("PRAGMA case_sensitive_like = ON");
  run_once("PRAGMA synchronous = FULL");
  run_once("PRAGMA secure_delete = OFF");
  if (!options.may_write) run_once("PRAGMA temp_store = MEMORY");
  run_once("PRAGMA wal_autocheckpoint = 0");
  run_once("PRAGMA analysis_limit = 400");
  run_once("PRAGMA journal_size_limit = " + std::to_string(kJournalSizeLimit));
  run_once("PRAGMA cache_size = -" + std::to_string(options.cache_kib));
  run_once("PRAGMA mmap_size = " + std::to_string(options.mmap_mib * 1024 * 1024));
  if (!options.may_write) run_once("PRAGMA query_only = ON");
  if (options.step_limit > 0) sqlite3_progress_handler(handle_, kStepsPerCount, &count_steps, this);
}

int SqliteConnection::count_steps(void* connection) {
  auto& self = *static_cast<SqliteConnection*>(connection);
  self.steps_ += kStepsPerCount;
  return self.steps_ > self.step_limit_ ? 1 : 0;
}

void SqliteConnection::run(const Sql& sql) {
  const auto statement = take(sql);
  statement->bind({});
  while (statement->step()) {
  }
}

void SqliteConnection::run_once(const std::string& text) {
  const int code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite(handle_, code, text, SqlitePhase::preparing);
}

std::string SqliteConnection::ask_once(const std::string& text) {
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(handle_, text.c_str(), -1, &statement, nullptr);
  if (code != SQLITE_OK) throw_sqlite(handle_, code, text, SqlitePhase::preparing);
  code = sqlite3_step(statement);
  std::string answer;
  if (code == SQLITE_ROW) {
    const auto* value = sqlite3_column_text(statement, 0);
    if (value != nullptr) answer.assign(reinterpret_cast<const char*>(value));
  }
  sqlite3_finalize(statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE) throw_sqlite(handle_, code, text, SqlitePhase::running);
  return answer;
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

}  // namespace homeport::db
