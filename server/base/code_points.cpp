#include "base/code_points.hpp"

#include <array>
#include <cstdint>

#include <unicode/utf8.h>

namespace homeport {

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT(bytes, at, text.size(), c);
  return c < 0 ? kIllFormed : static_cast<char32_t>(c);
}

void append_code_point(char32_t code_point, std::string& text) {
  std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, code_point);
  text.append(reinterpret_cast<const char*>(bytes.data()), length);
}

}  // namespace homeport
