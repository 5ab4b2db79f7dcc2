#pragma once

// A data file as a file: copied beside a running server, checked, kept closed. For backup and restore.

#include <filesystem>
#include <memory>
#include <string>

namespace homeport::db {

// A checked copy of one snapshot, also while a server writes to the source. Throws DatabaseError.
void copy_sqlite_file(const std::filesystem::path& source, const std::filesystem::path& target);

// "ok", or what is wrong with the file's structure. Throws DatabaseError when it is no database at all.
[[nodiscard]] std::string check_sqlite_file(const std::filesystem::path& file);

// Keeps servers away from the file for as long as the answer lives. Throws DatabaseError naming the process that has
// it.
[[nodiscard]] std::shared_ptr<void> lock_sqlite_file(const std::filesystem::path& file);

}  // namespace homeport::db
