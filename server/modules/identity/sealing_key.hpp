#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace homeport::identity {

// The key that seals the secrets of second factors. It lies beside the database, not in it, so that a copy of the
// database alone opens nothing: <data folder>/sealing.key, 32 bytes, readable by its owner only. Made when first
// needed. Several servers over one database share the same file. Any thread.
class SealingKey {
 public:
  explicit SealingKey(std::filesystem::path data_folder) : file_(data_folder / "sealing.key") {}

  // Throws std::runtime_error with a sentence for a person when the file can't be made or read.
  [[nodiscard]] std::string seal(std::string_view secret);
  // Throws when the key isn't the one it was sealed with.
  [[nodiscard]] std::string open(std::string_view sealed);

 private:
  const std::string& key();

  std::filesystem::path file_;
  std::mutex mutex_;
  std::string key_;
};

}  // namespace homeport::identity
