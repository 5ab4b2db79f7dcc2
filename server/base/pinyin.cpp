#include "base/pinyin.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <unordered_map>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uscript.h>

#include "base/code_points.hpp"
#include "base/text.hpp"

namespace homeport {
namespace {

struct SurnameReading {
  std::string_view surname;
  std::string_view syllables;  // parted by one space
};

// Surnames whose reading isn't the commonest of their characters. Compound ones first: the first that fits is taken.
constexpr auto kSurnameReadings = std::to_array<SurnameReading>({
    {"尉迟", "yu chi"},    {"尉遲", "yu chi"},    {"万俟", "mo qi"},     {"萬俟", "mo qi"},   {"单于", "chan yu"},
    {"單于", "chan yu"},   {"长孙", "zhang sun"}, {"長孫", "zhang sun"}, {"澹台", "tan tai"}, {"澹臺", "tan tai"},
    {"乐正", "yue zheng"}, {"樂正", "yue zheng"}, {"子车", "zi ju"},     {"子車", "zi ju"},   {"宿勤", "su qin"},
    {"单", "shan"},        {"單", "shan"},        {"曾", "zeng"},        {"仇", "qiu"},       {"解", "xie"},
    {"查", "zha"},         {"任", "ren"},         {"朴", "piao"},        {"区", "ou"},        {"區", "ou"},
    {"盖", "ge"},          {"蓋", "ge"},          {"缪", "miao"},        {"繆", "miao"},      {"乐", "yue"},
    {"樂", "yue"},         {"覃", "qin"},         {"翟", "zhai"},        {"冼", "xian"},      {"洗", "xian"},
    {"逄", "pang"},        {"员", "yun"},         {"員", "yun"},         {"折", "she"},       {"召", "shao"},
    {"种", "chong"},       {"秘", "bi"},          {"繁", "po"},          {"黑", "he"},        {"隗", "wei"},
    {"郇", "xun"},         {"郗", "chi"},         {"沈", "shen"},        {"柏", "bai"},       {"薄", "bo"},
    {"贾", "jia"},         {"賈", "jia"},         {"牟", "mu"},          {"俞", "yu"},        {"於", "yu"},
    {"祭", "zhai"},        {"句", "gou"},         {"盛", "sheng"},       {"臧", "zang"},      {"藏", "zang"},
    {"洪", "hong"},        {"纪", "ji"},          {"紀", "ji"},          {"费", "fei"},       {"費", "fei"},
    {"都", "du"},          {"谌", "chen"},        {"諶", "chen"},        {"贲", "ben"},       {"賁", "ben"},
    {"笮", "ze"},          {"车", "che"},         {"車", "che"},         {"尉", "wei"},       {"石", "shi"},
    {"眭", "sui"},         {"晟", "cheng"},       {"宓", "mi"},          {"幺", "yao"},       {"说", "yue"},
    {"尹", "yin"},         {"褚", "chu"},         {"卜", "bu"},          {"佴", "nai"},       {"叶", "ye"},
    {"葉", "ye"},          {"重", "chong"},       {"长", "zhang"},       {"長", "zhang"},     {"干", "gan"},
    {"呙", "guo"},         {"哈", "ha"},          {"撒", "sa"},          {"郄", "qie"},       {"冯", "feng"},
});

bool is_han(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_HAN;
}

std::unique_ptr<icu::Transliterator> new_transliterator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, status));
  if (U_FAILURE(status) != 0) {
    throw std::runtime_error(std::string("ICU: Han-Latin is missing: ") + u_errorName(status));
  }
  return made;
}

// "lǚ" as "lv", "zhāng" as "zhang"; empty when it isn't one Latin syllable.
std::string without_tone(const icu::UnicodeString& reading) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString parts = icu::Normalizer2::getNFDInstance(status)->normalize(reading, status);
  std::string syllable;
  for (std::int32_t i = 0; i < parts.length(); ++i) {
    const UChar unit = parts.charAt(i);
    if (unit >= u'a' && unit <= u'z') {
      syllable.push_back(static_cast<char>(unit));
    } else if (unit == 0x0308 && !syllable.empty() && syllable.back() == 'u') {
      syllable.back() = 'v';
    } else if (unit < 0x0300 || unit > 0x036F) {
      return {};
    }
  }
  return syllable;
}

// A transliterator is no thing to share between threads and slow on single characters, so each thread remembers what it
// has read; there are no more entries than Han characters.
const std::string& reading_of(char32_t han) {
  thread_local const std::unique_ptr<icu::Transliterator> transliterator = new_transliterator();
  thread_local std::unordered_map<char32_t, std::string> known;
  const auto found = known.find(han);
  if (found != known.end()) {
    return found->second;
  }
  icu::UnicodeString text(static_cast<UChar32>(han));
  transliterator->transliterate(text);
  return known.emplace(han, without_tone(text.trim())).first->second;
}

}  // namespace

std::string Pinyin::joined() const {
  std::string text;
  for (const std::string& syllable : syllables) {
    text.append(syllable);
  }
  return text;
}

std::string Pinyin::initials() const {
  std::string text;
  for (const std::string& syllable : syllables) {
    text.append(syllable, 0, 1);
  }
  return text;
}

Pinyin pinyin_of(std::string_view text) {
  Pinyin pinyin;
  std::size_t at = 0;
  while (at < text.size()) {
    const char32_t c = next_code_point(text, at);
    if (is_han(c)) {
      pinyin.syllables.push_back(reading_of(c));
    }
  }
  return pinyin;
}

Pinyin pinyin_of_name(std::string_view text) {
  text = trim(text);
  Pinyin pinyin = pinyin_of(text);
  const auto* surname = std::ranges::find_if(
      kSurnameReadings, [&](const SurnameReading& entry) { return text.starts_with(entry.surname); });
  if (surname == kSurnameReadings.end()) {
    return pinyin;
  }
  std::string_view rest = surname->syllables;
  for (std::string& syllable : pinyin.syllables) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    syllable = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (rest.empty()) {
      break;
    }
  }
  return pinyin;
}

std::string sort_key_of_name(std::string_view text) {
  const std::string name = normalise_name(text);
  const Pinyin pinyin = pinyin_of_name(name);
  std::string key;
  std::size_t at = 0;
  std::size_t syllable = 0;
  std::string plain;
  const auto append_plain = [&] {
    key.append(fold_for_search(plain));
    plain.clear();
  };
  while (at < name.size()) {
    const std::size_t from = at;
    const char32_t c = next_code_point(name, at);
    if (is_han(c)) {
      append_plain();
      key.append(pinyin.syllables[syllable]).append(1, ' ');
      ++syllable;
    } else {
      plain.append(name, from, at - from);
    }
  }
  append_plain();
  key.append("  ").append(name);
  key.resize(cut_to(key, kMostSortKeyBytes).size());
  return key;
}

}  // namespace homeport
