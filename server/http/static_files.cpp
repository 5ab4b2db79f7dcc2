#include "http/static_files.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <utility>

#include <sys/stat.h>

#include "base/crypto.hpp"

namespace homeport::http {
namespace {

constexpr int kGzipLevel = 9;
constexpr int kBrotliQuality = 9;  // 11 takes ten times as long for a few percent
constexpr std::size_t kLeastWorthCompressing = 256;
constexpr std::size_t kHashCharacters = 22;

constexpr std::string_view kImmutable = "public, max-age=31536000, immutable";
constexpr std::string_view kRevalidate = "no-cache";

struct ContentType {
  std::string_view extension;
  std::string_view type;
  bool compresses;
};

constexpr std::array<ContentType, 25> kContentTypes = {{
    {".html", "text/html; charset=utf-8", true},
    {".js", "text/javascript; charset=utf-8", true},
    {".mjs", "text/javascript; charset=utf-8", true},
    {".css", "text/css; charset=utf-8", true},
    {".json", "application/json", true},
    {".map", "application/json", true},
    {".webmanifest", "application/manifest+json", true},
    {".svg", "image/svg+xml", true},
    {".txt", "text/plain; charset=utf-8", true},
    {".csv", "text/csv; charset=utf-8", true},
    {".xml", "application/xml", true},
    {".wasm", "application/wasm", true},
    {".ttf", "font/ttf", true},
    {".otf", "font/otf", true},
    {".ico", "image/x-icon", true},
    {".woff", "font/woff", false},
    {".woff2", "font/woff2", false},
    {".png", "image/png", false},
    {".jpg", "image/jpeg", false},
    {".jpeg", "image/jpeg", false},
    {".gif", "image/gif", false},
    {".webp", "image/webp", false},
    {".avif", "image/avif", false},
    {".mp3", "audio/mpeg", false},
    {".pdf", "application/pdf", false},
}};

ContentType content_type_of(const std::filesystem::path& file) {
  const std::string extension = file.extension().string();
  const auto* const found = std::ranges::find(kContentTypes, std::string_view(extension), &ContentType::extension);
  return found == kContentTypes.end() ? ContentType{"", "application/octet-stream", false} : *found;
}

// "/assets/office-B7xk2Qpz.js": the build puts a hash of the content into the name, so it never changes.
bool has_hashed_name(std::string_view path, const std::filesystem::path& file) {
  if (path.find("/assets/") == std::string_view::npos) return false;
  const std::string stem = file.stem().string();
  const std::size_t dash = stem.size() >= 9 ? stem.size() - 9 : std::string::npos;
  if (dash == std::string::npos || stem[dash] != '-') return false;
  return std::ranges::all_of(stem.substr(dash + 1), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::optional<FileIdentity> identity_of(const std::filesystem::path& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
  return FileIdentity{static_cast<std::uint64_t>(facts.st_dev), static_cast<std::uint64_t>(facts.st_ino),
                      static_cast<std::int64_t>(facts.st_size),
                      static_cast<std::int64_t>(facts.st_mtim.tv_sec) * 1'000'000'000 + facts.st_mtim.tv_nsec};
}

std::optional<std::string> read_file(const std::filesystem::path& file, std::int64_t size) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (!in.read(bytes.data(), size)) return std::nullopt;
  return bytes;
}

std::size_t bytes_of(const Asset& asset) {
  std::size_t bytes = asset.plain->size();
  if (asset.gzip != nullptr) bytes += asset.gzip->size();
  if (asset.brotli != nullptr) bytes += asset.brotli->size();
  return bytes;
}

Asset::Bytes if_smaller(std::string compressed, const Asset& asset) {
  if (compressed.size() >= asset.plain->size()) return nullptr;
  return std::make_shared<const std::string>(std::move(compressed));
}

}  // namespace

Representation choose(const Asset& asset, AcceptedEncodings accepted) {
  if (accepted.brotli && asset.brotli != nullptr) return {asset.brotli, "br", '"' + asset.hash + "-br\""};
  if (accepted.gzip && asset.gzip != nullptr) return {asset.gzip, "gzip", '"' + asset.hash + "-gz\""};
  return {asset.plain, "", '"' + asset.hash + '"'};
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  while (!if_none_match.empty()) {
    const std::size_t comma = if_none_match.find(',');
    std::string_view item = if_none_match.substr(0, comma);
    while (!item.empty() && item.front() == ' ')
      item.remove_prefix(1);
    while (!item.empty() && item.back() == ' ')
      item.remove_suffix(1);
    if (item == "*") return true;
    if (item.starts_with("W/")) item.remove_prefix(2);  // RFC 9110 §13.1.2: weak comparison
    if (item == etag) return true;
    if (comma == std::string_view::npos) break;
    if_none_match.remove_prefix(comma + 1);
  }
  return false;
}

bool is_servable_path(std::string_view decoded_path) {
  if (decoded_path.empty() || decoded_path.front() != '/') return false;
  if (decoded_path.find_first_of(std::string_view("\\\0", 2)) != std::string_view::npos) return false;
  while (!decoded_path.empty()) {
    decoded_path.remove_prefix(1);
    const std::size_t slash = decoded_path.find('/');
    const std::string_view segment = decoded_path.substr(0, slash);
    if (segment.empty() || segment.front() == '.' || segment.size() > 255) return false;
    if (slash == std::string_view::npos) return true;
    decoded_path.remove_prefix(slash);
  }
  return false;
}

StaticFiles::StaticFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

bool StaticFiles::has_pages() const { return !folder_.empty() && identity_of(folder_ / "index.html").has_value(); }

std::filesystem::path StaticFiles::on_disk(std::string_view decoded_path) const {
  return folder_ / std::filesystem::path(decoded_path.substr(1));
}

bool StaticFiles::is_inside(const std::filesystem::path& file) const {
  std::error_code error;
  const auto folder = std::filesystem::canonical(folder_, error);
  if (error) return false;
  const auto real = std::filesystem::canonical(file, error);
  if (error) return false;
  const auto [folder_end, real_at] = std::ranges::mismatch(folder, real);
  if (folder_end != folder.end()) return false;
  // A link inside the folder must not uncover a dotfile either.
  return std::ranges::none_of(real_at, real.end(),
                              [](const std::filesystem::path& part) { return part.native().starts_with('.'); });
}

StaticFiles::Found StaticFiles::find(std::string_view decoded_path) {
  Found found;
  if (folder_.empty() || !is_servable_path(decoded_path)) return found;
  const auto identity = identity_of(on_disk(decoded_path));
  if (!identity || identity->size > static_cast<std::int64_t>(kAssetLimitBytes)) return found;
  found.exists = true;
  const std::lock_guard lock(mutex_);
  const auto known = assets_.find(std::string(decoded_path));
  if (known != assets_.end() && known->second->identity == *identity) found.asset = known->second;
  return found;
}

std::shared_ptr<const Asset> StaticFiles::load(std::string_view decoded_path) {
  if (folder_.empty() || !is_servable_path(decoded_path)) return nullptr;
  const auto file = on_disk(decoded_path);
  const auto identity = identity_of(file);
  if (!identity || identity->size > static_cast<std::int64_t>(kAssetLimitBytes) || !is_inside(file)) return nullptr;
  auto bytes = read_file(file, identity->size);
  if (!bytes || identity_of(file) != identity) return nullptr;

  auto asset = std::make_shared<Asset>();
  const ContentType type = content_type_of(file);
  asset->content_type = type.type;
  asset->cache_control = has_hashed_name(decoded_path, file) ? kImmutable : kRevalidate;
  asset->hash = base64url_encode(sha256(*bytes)).substr(0, kHashCharacters);
  asset->compression_tried = !type.compresses || bytes->size() < kLeastWorthCompressing;
  asset->plain = std::make_shared<const std::string>(std::move(*bytes));
  asset->identity = *identity;
  remember(std::string(decoded_path), asset);
  return asset;
}

void StaticFiles::compress(std::string_view decoded_path) {
  const std::string path(decoded_path);
  std::shared_ptr<const Asset> asset;
  {
    const std::lock_guard lock(mutex_);
    const auto known = assets_.find(path);
    if (known == assets_.end() || known->second->compression_tried) return;
    asset = known->second;
  }
  auto better = std::make_shared<Asset>(*asset);
  better->gzip = if_smaller(gzip(*asset->plain, kGzipLevel), *asset);
  better->brotli = if_smaller(brotli(*asset->plain, kBrotliQuality), *asset);
  better->compression_tried = true;
  {
    const std::lock_guard lock(mutex_);
    const auto known = assets_.find(path);
    if (known == assets_.end() || known->second != asset) return;  // rebuilt meanwhile
  }
  remember(path, std::move(better));
}

void StaticFiles::remember(const std::string& path, std::shared_ptr<const Asset> asset) {
  const std::lock_guard lock(mutex_);
  const auto known = assets_.find(path);
  const std::size_t before = known == assets_.end() ? 0 : bytes_of(*known->second);
  const std::size_t after = cached_bytes_ - before + bytes_of(*asset);
  if (after > kAssetCacheLimitBytes) {
    if (known != assets_.end()) assets_.erase(known);
    cached_bytes_ -= before;
    return;
  }
  cached_bytes_ = after;
  assets_.insert_or_assign(path, std::move(asset));
}

}  // namespace homeport::http
