#pragma once

// The built web pages, from a folder on disk, kept in memory with their compressed copies. Never serves a dotfile, a
// path with "..", nor anything a symbolic link points to outside the folder.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/compress.hpp"

namespace homeport::http {

inline constexpr std::size_t kAssetLimitBytes = 32 * 1024 * 1024;        // a larger file is not served
inline constexpr std::size_t kAssetCacheLimitBytes = 128 * 1024 * 1024;  // beyond it files are read each time

// Which file it was, so that a rebuilt one is noticed.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;
  std::int64_t modified_ns = 0;

  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

struct Asset {
  using Bytes = std::shared_ptr<const std::string>;

  std::string content_type;
  std::string_view cache_control;
  std::string hash;  // of the content; entity tags are made from it
  Bytes plain;
  Bytes gzip;    // null: not made yet, or no smaller
  Bytes brotli;  // null: likewise
  FileIdentity identity;
  bool compression_tried = false;
};

// The copy of an asset that suits the request best, and its strong entity tag.
struct Representation {
  Asset::Bytes bytes;
  std::string_view encoding;  // "", "gzip", "br"
  std::string etag;
};
[[nodiscard]] Representation choose(const Asset& asset, AcceptedEncodings accepted);

// Whether an If-None-Match header names the entity tag (or is "*").
[[nodiscard]] bool matches_etag(std::string_view if_none_match, std::string_view etag);

// Whether a path names a file that may be served at all: no empty, dot-led or backslashed segment.
[[nodiscard]] bool is_servable_path(std::string_view decoded_path);

class StaticFiles {
 public:
  // An empty folder, or one that isn't there: nothing is found.
  explicit StaticFiles(std::filesystem::path folder);

  // Whether there is an index.html to serve; the folder may be built while we run.
  [[nodiscard]] bool has_pages() const;

  struct Found {
    bool exists = false;
    std::shared_ptr<const Asset> asset;  // null while it is not in memory: then load()
  };
  // Asks the file system for the file's identity only.
  [[nodiscard]] Found find(std::string_view decoded_path);

  // Reads the file, for a background thread. Null when it has gone, is too large or lies outside.
  [[nodiscard]] std::shared_ptr<const Asset> load(std::string_view decoded_path);

  // Makes the compressed copies, for a background thread, after load(). Once per version of a file.
  void compress(std::string_view decoded_path);

 private:
  [[nodiscard]] std::filesystem::path on_disk(std::string_view decoded_path) const;
  [[nodiscard]] bool is_inside(const std::filesystem::path& file) const;
  void remember(const std::string& path, std::shared_ptr<const Asset> asset);

  std::filesystem::path folder_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const Asset>> assets_;
  std::size_t cached_bytes_ = 0;
};

}  // namespace homeport::http
