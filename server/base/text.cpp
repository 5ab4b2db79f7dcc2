#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/check.hpp"
#include "base/code_points.hpp"

namespace homeport {
namespace {

// How many ASCII characters the text begins with, counted eight at a time and so at most seven too few.
std::size_t ascii_run(std::string_view text) {
  constexpr std::uint64_t kBeyondAscii = 0x8080'8080'8080'8080;
  std::size_t run = 0;
  for (std::uint64_t eight = 0; text.size() - run >= sizeof eight; run += sizeof eight) {
    std::memcpy(&eight, text.data() + run, sizeof eight);
    if ((eight & kBeyondAscii) != 0) break;
  }
  return run;
}

// Walks over code points; each ill-formed piece counts as one U+FFFD.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t position() const { return at_; }
  UChar32 next() {
    const char32_t c = next_code_point(text_, at_);
    return static_cast<UChar32>(c == kIllFormed ? kReplacementCharacter : c);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_joiner(UChar32 c) { return c == 0x200C || c == 0x200D; }

// Characters that show nothing and only change how others are shown.
bool is_invisible(UChar32 c) {
  return c == 0x00AD || c == 0x061C || c == 0x180E || c == 0x200B || is_joiner(c) || (c >= 0x200E && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE007F);
}

bool is_blank(UChar32 c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return u_isUWhiteSpace(c) != 0;
}

bool is_ideograph(UChar32 c) {
  constexpr UChar32 kFirst = 0x3006;
  return c >= kFirst && u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0;
}

bool may_be_joined(UChar32 c) { return c >= 0x80 && !is_ideograph(c) && !is_blank(c) && !is_invisible(c); }

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

void require(UErrorCode status, const char* what) {
  if (U_FAILURE(status) != 0) {
    throw std::runtime_error(std::string("ICU: ") + what + ": " + u_errorName(status));
  }
}

using NormalizerGetter = const icu::Normalizer2* (*)(UErrorCode&);

const icu::Normalizer2& normalizer(NormalizerGetter get) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = get(status);
  require(status, "a normaliser is missing");
  return *found;
}

icu::UnicodeString normalised(NormalizerGetter get, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString result = normalizer(get).normalize(text, status);
  require(status, "a text could not be normalised");
  return result;
}

// Marks that change a Latin, Greek or Cyrillic letter; those of other scripts (Japanese voicing, Indic vowels) are
// letters of their own.
bool is_diacritic(UChar32 c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF);
}

struct Letter {
  UChar32 letter;
  const char* plain;
};

// Letters people type without their stroke, which Unicode doesn't take apart.
constexpr std::array kStrokedLetters{
    Letter{0x00E6, "ae"}, Letter{0x00F0, "d"}, Letter{0x00F8, "o"}, Letter{0x00FE, "th"}, Letter{0x0111, "d"},
    Letter{0x0127, "h"},  Letter{0x0131, "i"}, Letter{0x0142, "l"}, Letter{0x0153, "oe"}, Letter{0x0167, "t"},
};

icu::UnicodeString without_diacritics(const icu::UnicodeString& text) {
  const icu::UnicodeString parts = normalised(icu::Normalizer2::getNFDInstance, text);
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1)) {
    const UChar32 c = parts.char32At(at);
    if (is_diacritic(c)) {
      continue;
    }
    const auto* stroked = std::ranges::find(kStrokedLetters, c, &Letter::letter);
    if (stroked != kStrokedLetters.end()) {
      kept.append(icu::UnicodeString(stroked->plain, -1, US_INV));
    } else {
      kept.append(c);
    }
  }
  return normalised(icu::Normalizer2::getNFCInstance, kept);
}

bool has_han(const icu::UnicodeString& text) {
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    if (is_ideograph(text.char32At(at))) {
      return true;
    }
  }
  return false;
}

// A transliterator must not be used by two threads at once, and is dear to make: one a thread.
void to_simplified_han(icu::UnicodeString& text) {
  thread_local const std::unique_ptr<icu::Transliterator> transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    require(status, "Traditional-Simplified is missing");
    return made;
  }();
  transliterator->transliterate(text);
  // ICU turns these two into each other.
  text.findAndReplace(icu::UnicodeString(u'苧'), icu::UnicodeString(u'苎'));
}

std::string with_single_blanks(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  bool blank_waiting = false;
  CodePoints points(text);
  while (!points.at_end()) {
    const std::size_t from = points.position();
    if (is_blank(points.next())) {
      blank_waiting = !result.empty();
      continue;
    }
    if (blank_waiting) {
      result.push_back(' ');
      blank_waiting = false;
    }
    result.append(text.substr(from, points.position() - from));
  }
  return result;
}

bool is_plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
}

std::string with_ascii_lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return text;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    at += ascii_run(text.substr(at));
    if (at < text.size() && next_code_point(text, at) == kIllFormed) {
      return false;
    }
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  CodePoints points(text);
  while (!points.at_end()) {
    points.next();
    ++count;
  }
  return count;
}

void append_decimal(std::string& text, std::int64_t number) {
  std::array<char, 24> digits;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by to_chars
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  CHECK(error == std::errc());
  text.append(digits.data(), end);
}

std::string_view trim(std::string_view text) {
  std::size_t first = text.size();
  std::size_t last = text.size();
  CodePoints points(text);
  while (!points.at_end()) {
    const std::size_t from = points.position();
    const UChar32 c = points.next();
    if (is_blank(c) || is_invisible(c)) {
      continue;
    }
    first = std::min(first, from);
    last = points.position();
  }
  return text.substr(first, last - first);
}

std::string_view cut_to(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return text;
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end);
}

bool has_control_characters(std::string_view text, LineBreaks line_breaks) {
  CodePoints points(text);
  while (!points.at_end()) {
    const UChar32 c = points.next();
    if (line_breaks == LineBreaks::allowed && (c == '\t' || c == '\n' || c == '\r')) {
      continue;
    }
    if (c >= ' ' && c < 0x7F) continue;
    if (u_iscntrl(c) != 0 || c == 0x2028 || c == 0x2029) {
      // u_iscntrl also counts format characters, some of which shape letters.
      if (u_charType(c) != U_FORMAT_CHAR) {
        return true;
      }
    }
  }
  return false;
}

std::string without_invisible(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  UChar32 before = 0;
  CodePoints points(text);
  while (!points.at_end()) {
    const std::size_t from = points.position();
    const UChar32 c = points.next();
    if (is_invisible(c)) {
      CodePoints ahead = points;
      const bool joins = is_joiner(c) && may_be_joined(before) && !ahead.at_end() && may_be_joined(ahead.next());
      if (!joins) {
        continue;
      }
    }
    result.append(text.substr(from, points.position() - from));
    before = c;
  }
  return result;
}

std::string normalise_name(std::string_view text) {
  const std::string visible = without_invisible(text);
  if (is_plain_ascii(visible)) {
    return with_single_blanks(visible);
  }
  return with_single_blanks(to_utf8(normalised(icu::Normalizer2::getNFCInstance, from_utf8(visible))));
}

std::string fold_for_search(std::string_view text) {
  if (is_plain_ascii(text)) {
    return with_ascii_lower_case(with_single_blanks(text));
  }
  icu::UnicodeString folded = normalised(icu::Normalizer2::getNFKCCasefoldInstance, from_utf8(without_invisible(text)));
  folded = without_diacritics(folded);
  if (has_han(folded)) {
    to_simplified_han(folded);
  }
  return with_single_blanks(to_utf8(folded));
}

}  // namespace homeport
