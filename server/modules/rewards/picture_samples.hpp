#pragma once

// The smallest files that are pictures as far as their heads go; for tests.

#include <cstdint>
#include <string>
#include <string_view>

namespace homeport::rewards {

inline std::string big_endian_bytes(std::uint32_t value, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i)
    text += static_cast<char>((value >> (8 * static_cast<unsigned>(i))) & 0xFFU);
  return text;
}

inline std::string sample_png(std::uint32_t width, std::uint32_t height) {
  using namespace std::string_view_literals;
  return std::string("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"sv) + big_endian_bytes(width, 4) + big_endian_bytes(height, 4);
}

// `frame`: the marker that begins the frame; '\xc0' is baseline, '\xc2' progressive.
inline std::string sample_jpeg(std::uint32_t width, std::uint32_t height, char frame = '\xc0') {
  using namespace std::string_view_literals;
  return std::string("\xff\xd8\xff"sv) + frame + std::string("\0\x0b\x08"sv) + big_endian_bytes(height, 2) +
         big_endian_bytes(width, 2);
}

inline std::string sample_webp(std::uint32_t width, std::uint32_t height) {
  using namespace std::string_view_literals;
  std::string text("RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\x10\0\0\x9d\x01\x2a"sv);
  for (const auto side : {width, height})
    text += {static_cast<char>(side & 0xFFU), static_cast<char>((side >> 8U) & 0xFFU)};
  return text;
}

}  // namespace homeport::rewards
