#include "modules/rewards/picture_head.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace homeport::rewards {
namespace {

using namespace std::string_view_literals;

struct Size {
  std::int64_t width = 0;
  std::int64_t height = 0;
};

bool begins(std::string_view content, std::string_view with, std::size_t at = 0) {
  return content.size() >= at + with.size() && content.substr(at, with.size()) == with;
}

// The caller knows that `at` is within the file.
std::int64_t byte_at(std::string_view content, std::size_t at) { return static_cast<unsigned char>(content[at]); }

std::int64_t big_endian(std::string_view content, std::size_t at, std::size_t bytes) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i)
    value = value * 256 + byte_at(content, at + i);
  return value;
}

std::int64_t little_endian(std::string_view content, std::size_t at, std::size_t bytes) {
  std::int64_t value = 0;
  for (std::size_t i = bytes; i > 0; --i)
    value = value * 256 + byte_at(content, at + i - 1);
  return value;
}

// The first chunk is the header: length, "IHDR", width, height.
std::optional<Size> size_of_png(std::string_view content) {
  if (content.size() < 24 || !begins(content, "\0\0\0\x0dIHDR"sv, 8)) return std::nullopt;
  return Size{big_endian(content, 16, 4), big_endian(content, 20, 4)};
}

bool is_frame_marker(std::int64_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// Segments until the one that begins the frame: marker, length, precision, height, width.
std::optional<Size> size_of_jpeg(std::string_view content) {
  std::size_t at = 2;
  while (at + 4 <= content.size()) {
    if (byte_at(content, at) != 0xFF) return std::nullopt;
    const std::int64_t marker = byte_at(content, at + 1);
    if (marker == 0xFF) {  // filling
      ++at;
      continue;
    }
    if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {  // stand alone
      at += 2;
      continue;
    }
    if (marker == 0x00 || marker == 0xD8 || marker == 0xD9 || marker == 0xDA) return std::nullopt;
    const std::int64_t length = big_endian(content, at + 2, 2);
    if (is_frame_marker(marker)) {
      if (length < 8 || at + 9 > content.size()) return std::nullopt;
      return Size{big_endian(content, at + 7, 2), big_endian(content, at + 5, 2)};
    }
    if (length < 2) return std::nullopt;
    at += 2 + static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

// The first chunk says of which of three kinds it is.
std::optional<Size> size_of_webp(std::string_view content) {
  constexpr std::size_t kBody = 20;
  if (begins(content, "VP8X"sv, 12) && content.size() >= kBody + 10) {
    return Size{little_endian(content, kBody + 4, 3) + 1, little_endian(content, kBody + 7, 3) + 1};
  }
  if (begins(content, "VP8L"sv, 12) && content.size() >= kBody + 5 && byte_at(content, kBody) == 0x2F) {
    const std::int64_t bits = little_endian(content, kBody + 1, 4);
    return Size{bits % 0x4000 + 1, bits / 0x4000 % 0x4000 + 1};
  }
  if (begins(content, "VP8 "sv, 12) && content.size() >= kBody + 10 && begins(content, "\x9d\x01\x2a"sv, kBody + 3)) {
    return Size{little_endian(content, kBody + 6, 2) % 0x4000, little_endian(content, kBody + 8, 2) % 0x4000};
  }
  return std::nullopt;
}

Result<PictureHead> checked(std::string_view media_type, std::optional<Size> size) {
  if (!size || size->width <= 0 || size->height <= 0) {
    return refuse(RefusalKind::invalid, "rewards.picture_unreadable", "the file doesn't say how large the picture is",
                  "content");
  }
  if (std::max(size->width, size->height) > kMostPictureSide) {
    const auto most = std::to_string(kMostPictureSide);
    return refuse(RefusalKind::unprocessable, "rewards.picture_dimensions",
                  "the picture is " + std::to_string(size->width) + " x " + std::to_string(size->height) +
                      " pixels, at most " + most + " x " + most + " are allowed",
                  "content");
  }
  return PictureHead{media_type, size->width, size->height};
}

}  // namespace

Result<PictureHead> read_picture_head(std::string_view content) {
  if (begins(content, "\x89PNG\r\n\x1a\n"sv)) return checked("image/png"sv, size_of_png(content));
  if (begins(content, "\xff\xd8\xff"sv)) return checked("image/jpeg"sv, size_of_jpeg(content));
  if (begins(content, "RIFF"sv) && begins(content, "WEBP"sv, 8)) {
    return checked("image/webp"sv, size_of_webp(content));
  }
  return refuse(RefusalKind::unsupported, "rewards.picture_unknown_kind", "a picture is a PNG, JPEG or WebP file",
                "content");
}

}  // namespace homeport::rewards
