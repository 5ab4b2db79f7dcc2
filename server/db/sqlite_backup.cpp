#include "db/sqlite_backup.hpp"

#include <system_error>

#include <sqlite3.h>

#include "db/file_lock.hpp"
#include "db/sqlite_errors.hpp"

namespace homeport::db {
namespace {

const Sql kQuickCheck{"PRAGMA quick_check(10)"};
constexpr int kAllPages = -1;

void copy_pages(SqliteConnection& source, SqliteConnection& target) {
  sqlite3_backup* backup = sqlite3_backup_init(target.raw(), "main", source.raw(), "main");
  if (backup == nullptr) {
    throw_sqlite(target.raw(), sqlite3_extended_errcode(target.raw()), "backup", SqlitePhase::preparing);
  }
  // In one step: the source's snapshot stands still, and writers of a write-ahead log are not in the way.
  const int copied = sqlite3_backup_step(backup, kAllPages);
  const int finished = sqlite3_backup_finish(backup);
  if (copied != SQLITE_DONE) throw_sqlite(target.raw(), copied, "backup", SqlitePhase::running);
  if (finished != SQLITE_OK) throw_sqlite(target.raw(), finished, "backup", SqlitePhase::running);
}

// Leaves one file, complete by itself, without a log beside it.
void write_copy(SqliteConnection& source, const std::filesystem::path& file) {
  SqliteConnection copy(file, {.may_write = true, .mmap_mib = 0});
  copy_pages(source, copy);
  if (const auto found = sqlite_quick_check(copy); found != "ok") {
    throw DatabaseError("the copy " + file.string() + " is damaged: " + found);
  }
}

void remove_quietly(const std::filesystem::path& file) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    auto path = file;
    path += suffix;
    std::filesystem::remove(path, ignored);
  }
}

}  // namespace

std::string sqlite_quick_check(SqliteConnection& connection) {
  const auto statement = connection.take(kQuickCheck);
  statement->bind({});
  std::string found;
  while (statement->step()) {
    if (!found.empty()) found += '\n';
    found += statement->bytes(0);
  }
  return found;
}

void sqlite_backup(SqliteConnection& source, const std::filesystem::path& target) {
  auto unfinished = target;
  unfinished += ".unfinished";
  remove_quietly(unfinished);
  try {
    create_private_file(unfinished);
    write_copy(source, unfinished);
    sync_path(unfinished);
    std::filesystem::rename(unfinished, target);
    sync_path(target.has_parent_path() ? target.parent_path() : std::filesystem::path("."));
  } catch (const std::filesystem::filesystem_error& error) {
    remove_quietly(unfinished);
    throw DatabaseError("cannot write the copy " + target.string() + ": " + error.code().message());
  } catch (...) {
    remove_quietly(unfinished);
    throw;
  }
}

}  // namespace homeport::db
