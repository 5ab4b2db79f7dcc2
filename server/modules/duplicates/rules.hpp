#pragma once

// How alike two records are, and under which keys those worth comparing meet. Pure; whole numbers only.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modules/duplicates/types.hpp"

namespace homeport::duplicates {

// A person made ready to be compared, once for many comparisons.
struct Profile {
  CustomerId id;
  customers::CustomerKind kind = customers::CustomerKind::person;
  std::u32string name;                // folded, words in their order, parted by one space
  std::vector<std::u32string> words;  // of the name
  std::string sound;                  // of a Chinese name: its pinyin; else the sounds of its words
  std::string phone_digits;
  std::vector<std::string> marks;  // in their order; the first letter says what the mark is
  std::optional<Date> birthday;
};
[[nodiscard]] Profile profile_of(const Person& person);

struct Likeness {
  std::int64_t score = 0;  // 0 to kCertain
  std::vector<Evidence> evidence;
};
// Symmetric. Names count up to 60, the birthday up to 40 and against where it differs, an e-mail 40, a vehicle or
// device 30, a phone that is nearly the same 25; without a likeness of names the birthday counts 20. A person is never
// like an organisation. `shared`: the marks both have.
[[nodiscard]] Likeness compare(const Profile& one, const Profile& other, std::span<const std::string> shared);
[[nodiscard]] Likeness compare(const Profile& one, const Profile& other);

// Jaro-Winkler similarity in thousandths: 1000 for equal texts that are not empty.
[[nodiscard]] std::int64_t similarity(std::u32string_view one, std::u32string_view other);

// Whoever shares none of them with somebody is not compared with him. At most kMostBlocks, each once.
inline constexpr std::size_t kMostMarks = 12;
inline constexpr std::size_t kMostBlocks = 24;
[[nodiscard]] std::vector<std::string> blocking_keys(const Profile& profile);

// How an English word sounds (Soundex): "S530". Empty for a word without letters A to Z.
[[nodiscard]] std::string sound_of(std::u32string_view word);

// The mark a key stands for, if it is one's.
[[nodiscard]] std::optional<std::string> mark_of_block(std::string_view key);

// "same_name,same_birthday"
[[nodiscard]] std::string words_of(const std::vector<Evidence>& evidence);
[[nodiscard]] std::vector<std::string> split_words(std::string_view joined);

}  // namespace homeport::duplicates
