#include <algorithm>

#include "base/encoding.hpp"

namespace homeport {
namespace {

struct Judged {
  std::int64_t invalid_count = 0;
  std::string utf8;
};

// Reads the sample without asking for its end, so that a character cut off there is no objection.
Judged judge(std::string_view sample, Encoding encoding) {
  Decoder decoder(encoding);
  Judged judged;
  decoder.decode(sample, judged.utf8);
  judged.invalid_count = decoder.invalid_count();
  return judged;
}

// Zero bytes of an ASCII-rich UTF-16 text stand all at odd offsets (little endian) or all at even ones.
std::optional<Encoding> utf16_by_zero_bytes(std::string_view sample) {
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0') {
      ++(i % 2 == 0 ? even : odd);
    }
  }
  // One in ten of the high bytes: Chinese text with ASCII delimiters and digits has more.
  const std::size_t plenty = std::max<std::size_t>(1, sample.size() / 20);
  if (odd >= plenty && even * 10 <= odd) {
    return Encoding::utf16_le;
  }
  if (even >= plenty && odd * 10 <= even) {
    return Encoding::utf16_be;
  }
  return std::nullopt;
}

// Everyday Chinese stands in the two-byte rows of GB 2312: both bytes 0xA1 or above, the first at most 0xF7. Text of a
// Latin code page, read as GB18030, pairs an accented letter with the ASCII letter after it.
bool looks_like_everyday_chinese(std::string_view sample) {
  std::size_t everyday = 0;
  std::size_t other = 0;
  for (std::size_t i = 0; i + 1 < sample.size(); ++i) {
    const auto first = static_cast<std::uint8_t>(sample[i]);
    const auto second = static_cast<std::uint8_t>(sample[i + 1]);
    if (first < 0x80) {
      continue;
    }
    const bool in_gb2312 = first >= 0xA1 && first <= 0xF7 && second >= 0xA1;
    ++(in_gb2312 ? everyday : other);
    ++i;
  }
  return everyday > 0 && everyday >= other * 4;
}

}  // namespace

DetectedEncoding detect_encoding(std::string_view sample) {
  if (sample.starts_with("\xEF\xBB\xBF")) {
    return {Encoding::utf8, true};
  }
  if (sample.starts_with("\xFF\xFE")) {
    return {Encoding::utf16_le, true};
  }
  if (sample.starts_with("\xFE\xFF")) {
    return {Encoding::utf16_be, true};
  }
  if (const auto utf16 = utf16_by_zero_bytes(sample)) {
    return {*utf16, false};
  }
  if (judge(sample, Encoding::utf8).invalid_count == 0) {
    return {Encoding::utf8, false};
  }
  if (looks_like_everyday_chinese(sample) && judge(sample, Encoding::gb18030).invalid_count == 0) {
    return {Encoding::gb18030, false};
  }
  return {Encoding::windows_1252, false};
}

}  // namespace homeport
