#pragma once

// A body on its way to disk: a file with a random name, removed again unless it is kept. For background threads.

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace homeport::http {

class UploadFile {
 public:
  UploadFile() = default;
  ~UploadFile();
  UploadFile(const UploadFile&) = delete;
  UploadFile& operator=(const UploadFile&) = delete;

  // All three throw std::system_error when the disk says no.
  void create(const std::filesystem::path& folder);  // makes the folder when it isn't there; readable by us only
  void write(std::string_view bytes);
  void close();

  void keep() { kept_ = true; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
  bool kept_ = false;
};

}  // namespace homeport::http
