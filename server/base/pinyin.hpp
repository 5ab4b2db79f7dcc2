#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace homeport {

// The readings of the Han characters of a text, one syllable each, in order; other characters are passed over.
// Syllables are ASCII lower case without tones; ü is "v" ("lv", "nv", but "ju"). A character without a known reading
// has "".
struct Pinyin {
  std::vector<std::string> syllables;

  // "zhangsan"
  [[nodiscard]] std::string joined() const;
  // "zs"
  [[nodiscard]] std::string initials() const;
};

// Each character by its commonest reading.
[[nodiscard]] Pinyin pinyin_of(std::string_view text);

// As a name of a person: a surname at its beginning is read as surnames are (单 shan, 尉迟 yuchi).
[[nodiscard]] Pinyin pinyin_of_name(std::string_view text);

// A key that puts names in the order people expect: Han characters by pinyin, others folded, the name itself last so
// that different names hardly tie. Compare as bytes. At most kMostSortKeyBytes: longer keys don't sort better, and a
// cursor has to carry one.
inline constexpr std::size_t kMostSortKeyBytes = 240;
[[nodiscard]] std::string sort_key_of_name(std::string_view text);

}  // namespace homeport
