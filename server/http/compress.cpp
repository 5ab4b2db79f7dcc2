#include "http/compress.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>

#include <brotli/encode.h>
#include <zlib.h>

#include "base/check.hpp"

namespace homeport::http {
namespace {

constexpr int kGzipWindowBits = 15 + 16;  // the largest window, with a gzip header
constexpr int kMemoryLevel = 8;

// zlib's state is some 260 kB: made once per thread and reset for each answer.
class Deflater {
 public:
  explicit Deflater(int level) : level_(level) {
    if (deflateInit2(&stream_, level, Z_DEFLATED, kGzipWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::runtime_error("zlib has no memory");
    }
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  [[nodiscard]] int level() const { return level_; }

  std::string run(std::string_view bytes) {
    CHECK(bytes.size() <= std::numeric_limits<uInt>::max() / 2);
    if (deflateReset(&stream_) != Z_OK) throw std::runtime_error("zlib lost its state");
    std::string out(deflateBound(&stream_, static_cast<uLong>(bytes.size())), '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT: zlib only reads it
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib could not finish");
    out.resize(stream_.total_out);
    return out;
  }

 private:
  z_stream stream_{};
  int level_;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view lower_case) {
  return std::ranges::equal(a, lower_case, [](char x, char y) { return lower(x) == y; });
}

// "q=0", "q=0.0", "q=0.000"
bool is_refused(std::string_view parameters) {
  const std::string_view q = trimmed(parameters);
  if (q.size() < 3 || lower(q[0]) != 'q' || q[1] != '=') return false;
  return q.substr(2).find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

std::string gzip(std::string_view bytes, int level) {
  CHECK(level >= 1 && level <= 9);
  thread_local std::optional<Deflater> deflater;
  if (!deflater || deflater->level() != level) deflater.emplace(level);
  return deflater->run(bytes);
}

std::string brotli(std::string_view bytes, int quality) {
  CHECK(quality >= BROTLI_MIN_QUALITY && quality <= BROTLI_MAX_QUALITY);
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  CHECK(size > 0);
  std::string out(size, '\0');
  const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  auto* to = reinterpret_cast<std::uint8_t*>(out.data());
  if (BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(), in, &size, to) !=
      BROTLI_TRUE) {
    throw std::runtime_error("brotli has no memory");
  }
  out.resize(size);
  return out;
}

AcceptedEncodings accepted_encodings(std::string_view accept_encoding) {
  std::optional<bool> gzip_named;
  std::optional<bool> brotli_named;
  bool others = false;
  while (!accept_encoding.empty()) {
    const std::size_t comma = accept_encoding.find(',');
    const std::string_view item = accept_encoding.substr(0, comma);
    const std::size_t semicolon = item.find(';');
    const std::string_view name = trimmed(item.substr(0, semicolon));
    const bool accepted = semicolon == std::string_view::npos || !is_refused(item.substr(semicolon + 1));
    if (same_word(name, "gzip") || same_word(name, "x-gzip")) gzip_named = accepted;
    if (same_word(name, "br")) brotli_named = accepted;
    if (name == "*") others = accepted;
    if (comma == std::string_view::npos) break;
    accept_encoding.remove_prefix(comma + 1);
  }
  return AcceptedEncodings{gzip_named.value_or(others), brotli_named.value_or(others)};
}

}  // namespace homeport::http
