#include "base/search_tokens.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/code_points.hpp"
#include "base/pinyin.hpp"
#include "base/text.hpp"

namespace homeport {
namespace {

// The kinds of token, told apart by their first letter.
constexpr char kIdeographToken = 'h';  // one or two characters in hexadecimal: h5f20, h5f20x4e09
constexpr char kPrefixToken = 'w';     // the beginning of a word, of pinyin or of initials: wzhang
constexpr char kDigitsToken = 'd';     // three or four digits: d138, d1380
constexpr char kBetweenTokens = ' ';

enum class Kind : std::uint8_t { ideograph, letter_or_digit, dot, blank, other };

// A piece of text all of one kind.
struct Run {
  Kind kind;  // ideograph or letter_or_digit
  std::u32string text;
};

Kind kind_of(UChar32 c) {
  if (c < 0x80) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_letter || (c >= '0' && c <= '9')) return Kind::letter_or_digit;
    return c == ' ' || (c >= '\t' && c <= '\r') ? Kind::blank : Kind::other;
  }
  constexpr UChar32 kProlongedSound = 0x30FC;
  constexpr std::array<UChar32, 4> kDots{0x00B7, 0x2022, 0x2027, 0x30FB};
  if (std::ranges::find(kDots, c) != kDots.end()) {
    return Kind::dot;
  }
  if (u_isUWhiteSpace(c) != 0) {
    return Kind::blank;
  }
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_HANGUL: return Kind::ideograph;
    default: break;
  }
  if (c == kProlongedSound) {
    return Kind::ideograph;
  }
  constexpr std::uint32_t kMarks = U_GC_M_MASK;
  const bool is_mark = (U_GET_GC_MASK(c) & kMarks) != 0;
  return u_isalnum(c) != 0 || is_mark ? Kind::letter_or_digit : Kind::other;
}

std::u32string folded_code_points(std::string_view text, std::size_t most) {
  const std::string folded = fold_for_search(text);
  std::u32string points;
  std::size_t at = 0;
  while (at < folded.size() && points.size() < most) {
    const char32_t c = next_code_point(folded, at);
    points.push_back(c == kIllFormed ? kReplacementCharacter : c);
  }
  return points;
}

// With `joining`, ideographs parted by blanks or dots only form one run: "张 三" is the same name as "张三".
std::vector<Run> runs_of(const std::u32string& points, bool joining) {
  std::vector<Run> runs;
  bool may_go_on = false;
  for (const char32_t c : points) {
    const Kind kind = kind_of(static_cast<UChar32>(c));
    if (kind != Kind::ideograph && kind != Kind::letter_or_digit) {
      const bool bridges =
          joining && (kind == Kind::blank || kind == Kind::dot) && !runs.empty() && runs.back().kind == Kind::ideograph;
      may_go_on = may_go_on && bridges;
      continue;
    }
    if (!may_go_on || runs.back().kind != kind) {
      runs.push_back({kind, {}});
    }
    runs.back().text.push_back(c);
    may_go_on = true;
  }
  return runs;
}

void append_hex(std::string& text, char32_t c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  bool leading = true;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const auto digit = (static_cast<std::uint32_t>(c) >> static_cast<std::uint32_t>(shift)) & 15U;
    leading = leading && digit == 0;
    if (!leading) {
      text.push_back(kDigits[digit]);
    }
  }
}

bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_ascii_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

void append_ideograph_token(std::u32string_view characters, std::string& text) {
  text.push_back(kIdeographToken);
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (i > 0) {
      text.push_back('x');
    }
    append_hex(text, characters[i]);
  }
}

void append_prefix_token(std::u32string_view prefix, std::string& text) {
  text.push_back(kPrefixToken);
  for (const char32_t c : prefix.substr(0, kLongestPrefix)) {
    if (is_ascii_letter(c) || is_ascii_digit(c)) {
      text.push_back(static_cast<char>(c));
    } else {
      text.push_back('q');
      append_hex(text, c);
    }
  }
}

void append_digits_token(std::u32string_view digits, std::string& text) {
  text.push_back(kDigitsToken);
  for (const char32_t c : digits) {
    text.push_back(static_cast<char>(c));
  }
}

// Where tokens are gathered: one text with a blank behind each.
using Tokens = std::string;

void add_ideographs(std::u32string_view run, Tokens& tokens) {
  for (std::size_t i = 0; i < run.size(); ++i) {
    for (const std::size_t length : {std::size_t{1}, std::size_t{2}}) {
      if (i + length > run.size()) continue;
      append_ideograph_token(run.substr(i, length), tokens);
      tokens.push_back(kBetweenTokens);
    }
  }
}

void add_prefixes(std::u32string_view word, Tokens& tokens) {
  for (std::size_t length = 1; length <= std::min(word.size(), kLongestPrefix); ++length) {
    append_prefix_token(word.substr(0, length), tokens);
    tokens.push_back(kBetweenTokens);
  }
}

void add_digit_grams(std::u32string_view word, Tokens& tokens) {
  for (std::size_t i = 0; i + 3 <= word.size(); ++i) {
    for (const std::size_t length : {std::size_t{3}, std::size_t{4}}) {
      const std::u32string_view gram = word.substr(i, length);
      if (gram.size() == length && std::ranges::all_of(gram, is_ascii_digit)) {
        append_digits_token(gram, tokens);
        tokens.push_back(kBetweenTokens);
      }
    }
  }
}

std::string as_utf8(std::u32string_view points) {
  std::string text;
  for (const char32_t c : points) {
    append_code_point(c, text);
  }
  return text;
}

void add_prefixes_from_every_syllable(const Pinyin& pinyin, Tokens& tokens) {
  for (std::size_t first = 0; first < pinyin.syllables.size(); ++first) {
    std::u32string letters;
    std::u32string initials;
    for (std::size_t i = first; i < pinyin.syllables.size() && initials.size() < kLongestPrefix; ++i) {
      const std::string& syllable = pinyin.syllables[i];
      letters.append(syllable.begin(), syllable.end());
      initials.append(syllable.begin(), syllable.begin() + (syllable.empty() ? 0 : 1));
    }
    add_prefixes(letters, tokens);
    add_prefixes(initials, tokens);
  }
}

// People type ü as v (as an input method wants it) or as u.
void add_pinyin(const Pinyin& pinyin, Tokens& tokens) {
  add_prefixes_from_every_syllable(pinyin, tokens);
  Pinyin with_u = pinyin;
  bool differs = false;
  for (std::string& syllable : with_u.syllables) {
    const std::size_t v = syllable.find('v');
    if (v != std::string::npos) {
      syllable[v] = 'u';
      differs = true;
    }
  }
  if (differs) {
    add_prefixes_from_every_syllable(with_u, tokens);
  }
}

void add_query_run(const Run& run, Tokens& tokens) {
  const std::u32string_view text = run.text;
  if (run.kind == Kind::ideograph) {
    const std::size_t length = std::min<std::size_t>(text.size(), 2);
    for (std::size_t i = 0; i + length <= text.size(); ++i) {
      append_ideograph_token(text.substr(i, length), tokens);
      tokens.push_back(kBetweenTokens);
    }
    return;
  }
  const bool is_number = text.size() >= 3 && std::ranges::all_of(text, is_ascii_digit);
  if (!is_number) {
    append_prefix_token(text, tokens);
    tokens.push_back(kBetweenTokens);
    return;
  }
  const std::size_t length = std::min<std::size_t>(text.size(), 4);
  for (std::size_t i = 0; i + length <= text.size(); ++i) {
    append_digits_token(text.substr(i, length), tokens);
    tokens.push_back(kBetweenTokens);
  }
}

// The digits of a query that is one number however it is written; empty when it isn't. A trunk or exit prefix (010…,
// 0086…) is dropped from long ones: what is left is still a fragment of what it may be meant to find.
std::u32string one_number(const std::u32string& points) {
  constexpr std::u32string_view kBetweenDigits = U" +-()./";
  constexpr std::size_t kLongNumber = 9;
  std::u32string digits;
  for (const char32_t c : points) {
    if (is_ascii_digit(c)) {
      digits.push_back(c);
    } else if (kBetweenDigits.find(c) == std::u32string_view::npos) {
      return {};
    }
  }
  if (digits.size() >= kLongNumber) {
    digits.erase(0, std::min(digits.find_first_not_of(U'0'), digits.size() - 3));
  }
  return digits.size() >= 3 ? digits : std::u32string{};
}

// A token with its first eight bytes as a number, by which most are told apart.
struct Ranked {
  std::uint64_t head;
  std::string_view token;
};

std::uint64_t head_of(std::string_view token) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < sizeof head; ++i)
    head = (head << 8U) | (i < token.size() ? static_cast<std::uint8_t>(token[i]) : 0U);
  return head;
}

std::vector<Ranked> each_once(std::string_view tokens) {
  std::vector<Ranked> ranked;
  ranked.reserve(tokens.size() / 5);
  for (std::size_t at = 0; at < tokens.size();) {
    const std::string_view token = tokens.substr(at, tokens.find(kBetweenTokens, at) - at);
    ranked.push_back({head_of(token), token});
    at += token.size() + 1;
  }
  std::ranges::sort(
      ranked, [](const Ranked& a, const Ranked& b) { return a.head != b.head ? a.head < b.head : a.token < b.token; });
  const auto is_same = [](const Ranked& a, const Ranked& b) { return a.token == b.token; };
  ranked.erase(std::unique(ranked.begin(), ranked.end(), is_same), ranked.end());
  return ranked;
}

std::vector<std::string> words_of(std::string_view tokens) {
  std::vector<std::string> words;
  for (const auto& one : each_once(tokens))
    words.emplace_back(one.token);
  return words;
}

}  // namespace

void SearchTokens::add_name(std::string_view name) {
  bool is_first = true;
  for (const Run& run : runs_of(folded_code_points(name, kMostIndexedCharacters), true)) {
    if (run.kind == Kind::ideograph) {
      add_ideographs(run.text, gathered_);
      const std::string text = as_utf8(run.text);
      add_pinyin(pinyin_of(text), gathered_);
      if (is_first) {
        add_pinyin(pinyin_of_name(text), gathered_);
      }
    } else {
      add_prefixes(run.text, gathered_);
      add_digit_grams(run.text, gathered_);
    }
    is_first = false;
  }
}

void SearchTokens::add_number(std::string_view number) {
  std::u32string joined;
  for (const Run& run : runs_of(folded_code_points(number, kMostIndexedCharacters), true)) {
    if (run.kind == Kind::ideograph) {
      add_ideographs(run.text, gathered_);
    } else {
      joined.append(run.text);
      if (!std::ranges::all_of(run.text, is_ascii_digit)) {
        add_prefixes(run.text, gathered_);
      }
    }
  }
  add_digit_grams(joined, gathered_);
  if (!std::ranges::all_of(joined, is_ascii_digit)) {
    add_prefixes(joined, gathered_);
  }
}

void SearchTokens::add(const SearchTokens& more) { gathered_ += more.gathered_; }

std::vector<std::string> SearchTokens::words() const { return words_of(gathered_); }

std::string SearchTokens::text() const {
  std::string text;
  text.reserve(gathered_.size());
  for (const auto& one : each_once(gathered_)) {
    if (!text.empty()) text.push_back(kBetweenTokens);
    text.append(one.token);
  }
  return text;
}

std::vector<std::string> query_tokens(std::string_view query) {
  const std::u32string points = folded_code_points(query, kMostQueryCharacters);
  Tokens tokens;
  if (const std::u32string number = one_number(points); !number.empty()) {
    add_query_run({Kind::letter_or_digit, number}, tokens);
    return words_of(tokens);
  }
  for (const Run& run : runs_of(points, false)) {
    add_query_run(run, tokens);
  }
  return words_of(tokens);
}

std::vector<std::string> query_digits(std::string_view query) {
  std::u32string points = folded_code_points(query, kMostQueryCharacters);
  if (std::u32string number = one_number(points); !number.empty()) points = std::move(number);
  std::vector<std::string> runs;
  bool goes_on = false;
  for (const char32_t c : points) {
    const bool is_digit = is_ascii_digit(c);
    if (is_digit && !goes_on) runs.emplace_back();
    if (is_digit) runs.back().push_back(static_cast<char>(c));
    goes_on = is_digit;
  }
  return runs;
}

std::string join_tokens(const std::vector<std::string>& tokens) {
  std::string text;
  for (const std::string& token : tokens) {
    if (!text.empty()) {
      text.push_back(' ');
    }
    text.append(token);
  }
  return text;
}

}  // namespace homeport
