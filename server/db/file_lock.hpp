#pragma once

#include <filesystem>

namespace homeport::db {

// Keeps a second server away from a data file: an exclusive lock of "<file>.lock" for as long as this object lives,
// gone by itself when the process ends in whatever way. The file holds the process id and stays.
class FileLock {
 public:
  // Throws DatabaseError naming the process that has it.
  explicit FileLock(const std::filesystem::path& data_file);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_ = -1;
};

// Creates an empty file only its owner may read, unless there is one. Throws DatabaseError.
void create_private_file(const std::filesystem::path& file);

// Makes a file's content, or a folder's entries, durable. Throws DatabaseError.
void sync_path(const std::filesystem::path& path);

}  // namespace homeport::db
