#include "db/sqlite_file.hpp"

#include "db/file_lock.hpp"
#include "db/sqlite_backup.hpp"

namespace homeport::db {

void copy_sqlite_file(const std::filesystem::path& source, const std::filesystem::path& target) {
  SqliteConnection connection(source, {});
  sqlite_backup(connection, target);
}

std::string check_sqlite_file(const std::filesystem::path& file) {
  SqliteConnection connection(file, {});
  return sqlite_quick_check(connection);
}

std::shared_ptr<void> lock_sqlite_file(const std::filesystem::path& file) { return std::make_shared<FileLock>(file); }

}  // namespace homeport::db
