#pragma once

#include <filesystem>
#include <string>

#include "db/sqlite_connection.hpp"

namespace homeport::db {

// What PRAGMA quick_check says: "ok", or up to ten faults, one a line.
[[nodiscard]] std::string sqlite_quick_check(SqliteConnection& connection);

// Copies one snapshot of the source while others write, checks the copy and only then gives it its name, durably.
// An older file of that name is replaced. Throws DatabaseError; then `target` is as it was.
void sqlite_backup(SqliteConnection& source, const std::filesystem::path& target);

}  // namespace homeport::db
