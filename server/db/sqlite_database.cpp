#include <system_error>
#include <utility>

#include "db/database.hpp"
#include "db/file_lock.hpp"
#include "db/sqlite_backup.hpp"
#include "db/sqlite_connection.hpp"
#include "db/sqlite_readers.hpp"
#include "db/sqlite_writer.hpp"

namespace homeport::db {
namespace {

constexpr std::int64_t kApplicationId = 0x486D5072;  // "HmPr"
constexpr std::int64_t kFileFormat = 1;              // of the file as such; its tables are counted by the migrations

// Says no to a file that isn't ours; marks an empty one as ours.
void claim_file(SqliteConnection& connection, const std::filesystem::path& file) {
  const auto application_id = connection.ask_once("PRAGMA application_id");
  const auto format = connection.ask_once("PRAGMA user_version");
  const bool is_empty = connection.ask_once("SELECT count(*) FROM sqlite_master") == "0";
  if (application_id == "0" && format == "0" && is_empty) {
    connection.run_once("PRAGMA application_id = " + std::to_string(kApplicationId));
    connection.run_once("PRAGMA user_version = " + std::to_string(kFileFormat));
    return;
  }
  if (application_id != std::to_string(kApplicationId)) {
    throw DatabaseError("the file " + file.string() + " belongs to another program: give Homeport a file of its own");
  }
  if (std::stoll(format) > kFileFormat) {
    throw DatabaseError("the data file " + file.string() +
                        " was written by a newer Homeport: start that version, or restore an older backup");
  }
}

// The log survives only a stop without farewell.
bool stopped_uncleanly(const std::filesystem::path& file) {
  auto log = file;
  log += "-wal";
  std::error_code none;
  const auto size = std::filesystem::file_size(log, none);
  return !none && size > 0;
}

std::unique_ptr<SqliteConnection> open_writer(const SqliteOptions& options) {
  const bool needs_check = stopped_uncleanly(options.file);
  create_private_file(options.file);
  auto connection = std::make_unique<SqliteConnection>(
      options.file,
      SqliteConnectionOptions{
          .may_write = true, .cache_kib = options.cache_kib, .mmap_mib = options.mmap_mib, .gathers_log = true});
  claim_file(*connection, options.file);
  if (connection->ask_once("PRAGMA journal_mode = WAL") != "wal") {
    throw DatabaseError("the folder of " + options.file.string() + " cannot hold a write-ahead log (a network drive?)");
  }
  if (!needs_check) return connection;
  if (const auto found = sqlite_quick_check(*connection); found != "ok") {
    throw DatabaseError("the data file " + options.file.string() + " is damaged (" + found +
                        "): restore the latest backup");
  }
  return connection;
}

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const SqliteOptions& options)
      : file_(options.file), lock_(options.file), writer_(options, open_writer(options)), readers_(options) {}

  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
  [[nodiscard]] bool submit(WriteJob job) override { return writer_.submit(std::move(job)); }
  [[nodiscard]] bool submit_read(ReadJob job) override { return readers_.submit(std::move(job)); }
  void read_here(const std::function<void(Transaction&)>& run) override { readers_.read_here(run); }
  [[nodiscard]] bool reads_are_local() const override { return true; }

  void backup_to(const std::filesystem::path& target) override {
    std::error_code none;
    if (std::filesystem::equivalent(target, file_, none)) {
      throw DatabaseError("a copy cannot take the place of the data file it is made from");
    }
    // A connection of its own, without the limits of reads.
    SqliteConnection source(file_, {.mmap_mib = 0});
    sqlite_backup(source, target);
  }

  [[nodiscard]] std::string quick_check() override {
    SqliteConnection connection(file_, {});
    return sqlite_quick_check(connection);
  }

  [[nodiscard]] DatabaseStatus status() const override {
    DatabaseStatus status;
    writer_.add_status(status);
    readers_.add_status(status);
    return status;
  }

 private:
  // In this order: the lock goes last, and the writer, which empties the log, after the readers.
  const std::filesystem::path file_;
  FileLock lock_;
  SqliteWriter writer_;
  SqliteReaders readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const SqliteOptions& options) {
  try {
    return std::make_unique<SqliteDatabase>(options);
  } catch (const DatabaseError& error) {
    if (std::string_view(error.what()).find(options.file.filename().string()) != std::string_view::npos) throw;
    throw DatabaseError("cannot open the data file " + options.file.string() + ": " + error.what(), error.code());
  }
}

}  // namespace homeport::db
