#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace homeport {

// What next_code_point gives for bytes that are not well-formed UTF-8, and what stands for it in text.
inline constexpr char32_t kIllFormed = 0xFFFF'FFFF;
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// The code point at `at`, which moves behind it; kIllFormed for each piece that is not well-formed. `at` is below
// text.size().
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);

// Appends the code point as UTF-8; it is a Unicode scalar value.
void append_code_point(char32_t code_point, std::string& text);

}  // namespace homeport
