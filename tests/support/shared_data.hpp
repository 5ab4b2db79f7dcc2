#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace homeport::support {

// Real files some tests read, which are not part of the repository: below HOMEPORT_SHARED_DATA, else in shared/data
// beside the checkout. Nothing when the file isn't there; the test then skips with a notice.
inline std::optional<std::filesystem::path> shared_data_file(std::string_view relative_path) {
  const char* folder = std::getenv("HOMEPORT_SHARED_DATA");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  const std::filesystem::path root =
      folder != nullptr ? folder : std::filesystem::path(HOMEPORT_SOURCE_DIR) / ".." / "shared" / "data";
  const std::filesystem::path file = root / relative_path;
  std::error_code error;
  return std::filesystem::is_regular_file(file, error) ? std::optional(file) : std::nullopt;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace homeport::support
