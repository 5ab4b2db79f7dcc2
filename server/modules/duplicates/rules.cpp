#include "modules/duplicates/rules.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/pinyin.hpp"
#include "base/text.hpp"

namespace homeport::duplicates {
namespace {

constexpr std::int64_t kFull = 1000;         // a similarity
constexpr std::int64_t kLeastSimilar = 700;  // of names: less says nothing
constexpr std::int64_t kNameWeight = 60;
constexpr std::int64_t kUnknownBirthday = 10;  // neither for nor against
constexpr std::int64_t kOtherBirthday = -25;
constexpr std::array<std::string_view, 4> kMarkLetters{"e", "v", "l", "i"};  // by MarkKind
constexpr char kMarkBlock = '=';

std::u32string code_points(std::string_view utf8) {
  std::u32string text;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
      point = (point << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    text.push_back(point);
    i += length;
  }
  return text;
}

std::vector<std::u32string> words_of_text(const std::u32string& text) {
  std::vector<std::u32string> words;
  std::u32string word;
  for (const char32_t c : text) {
    if (c == U' ' || c == U'-' || c == U'\'' || c == U'.') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word.push_back(c);
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::u32string joined(const std::vector<std::u32string>& words, bool with_spaces) {
  std::u32string text;
  for (const auto& word : words) {
    if (with_spaces && !text.empty()) text += U' ';
    text += word;
  }
  return text;
}

// Given name and family name the other way round are the same name, nearly.
std::int64_t name_similarity(const Profile& one, const Profile& other) {
  constexpr std::int64_t kForSwapping = 20;
  std::int64_t best = similarity(one.name, other.name);
  if (one.words.size() > 1) {
    auto swapped = one.words;
    std::rotate(swapped.begin(), swapped.begin() + 1, swapped.end());
    best = std::max(best, similarity(joined(swapped, true), other.name) - kForSwapping);
  }
  best = std::max(best, similarity(joined(one.words, false), joined(other.words, false)));
  return best;
}

bool is_one_digit_off(std::string_view one, std::string_view other) {
  if (one.size() != other.size() || one.empty()) return false;
  std::vector<std::size_t> differ;
  for (std::size_t i = 0; i < one.size() && differ.size() < 3; ++i) {
    if (one[i] != other[i]) differ.push_back(i);
  }
  if (differ.size() == 1) return true;
  return differ.size() == 2 && differ[1] == differ[0] + 1 && one[differ[0]] == other[differ[1]] &&
         one[differ[1]] == other[differ[0]];
}

// 40 for the same day, less for one that is nearly the same, below 0 for another.
std::int64_t birthday_points(Date one, Date other, std::vector<Evidence>& evidence) {
  constexpr std::int64_t kSame = 40;
  constexpr std::int64_t kTurned = 36;
  constexpr std::int64_t kNear = 30;
  if (one == other) {
    evidence.push_back(Evidence::same_birthday);
    return kSame;
  }
  const auto a = format_date(one);  // 1990-11-24
  const auto b = format_date(other);
  const bool is_turned =
      a.substr(0, 4) == b.substr(0, 4) && a.substr(5, 2) == b.substr(8) && a.substr(8) == b.substr(5, 2);
  if (is_turned || is_one_digit_off(a, b)) {
    evidence.push_back(Evidence::similar_birthday);
    return is_turned ? kTurned : kNear;
  }
  return kOtherBirthday;
}

// Each kind counts once.
void add_marks(std::span<const std::string> shared, Likeness& likeness) {
  constexpr std::int64_t kSameEmail = 40;
  constexpr std::int64_t kSameThing = 30;
  const auto has = [&](std::string_view letters) {
    return std::any_of(shared.begin(), shared.end(),
                       [&](const auto& mark) { return letters.find(mark.front()) != std::string_view::npos; });
  };
  const auto add = [&](std::string_view letters, std::int64_t points, Evidence evidence) {
    if (!has(letters)) return;
    likeness.score += points;
    likeness.evidence.push_back(evidence);
  };
  add("e", kSameEmail, Evidence::same_email);
  add("vl", kSameThing, Evidence::same_vehicle);
  add("i", kSameThing, Evidence::same_device);
}

bool is_han(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3134F); }

std::string sound_of_name(const std::vector<std::u32string>& words, std::string_view name) {
  const bool is_chinese = std::any_of(words.begin(), words.end(),
                                      [](const auto& word) { return std::any_of(word.begin(), word.end(), is_han); });
  if (is_chinese) return pinyin_of_name(name).joined();
  std::vector<std::string> sounds;
  for (const auto& word : words) {
    if (auto sound = sound_of(word); !sound.empty()) sounds.push_back(std::move(sound));
  }
  std::sort(sounds.begin(), sounds.end());  // given and family name may change places
  std::string all;
  for (const auto& sound : sounds)
    all += sound;
  return all;
}

}  // namespace

Profile profile_of(const Person& person) {
  Profile profile;
  profile.id = person.id;
  profile.kind = person.kind;
  const auto folded = fold_for_search(person.name);
  profile.words = words_of_text(code_points(folded));
  profile.name = joined(profile.words, true);
  profile.sound = sound_of_name(profile.words, folded);
  if (person.phone) {
    for (const char c : *person.phone) {
      if (c >= '0' && c <= '9') profile.phone_digits += c;
    }
  }
  const auto add_mark = [&profile](MarkKind kind, std::string_view value) {
    const auto plain = fold_for_search(value);
    if (!plain.empty()) profile.marks.push_back(std::string(kMarkLetters[static_cast<std::size_t>(kind)]) + plain);
  };
  if (person.email) add_mark(MarkKind::email, *person.email);
  for (const auto& mark : person.marks)
    add_mark(mark.kind, mark.value);
  std::sort(profile.marks.begin(), profile.marks.end());
  profile.marks.erase(std::unique(profile.marks.begin(), profile.marks.end()), profile.marks.end());
  if (profile.marks.size() > kMostMarks) profile.marks.resize(kMostMarks);
  profile.birthday = person.birthday_on;
  return profile;
}

std::int64_t similarity(std::u32string_view one, std::u32string_view other) {
  if (one.empty() || other.empty()) return 0;
  if (one == other) return kFull;
  const auto longer = std::max(one.size(), other.size());
  const std::size_t reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
  std::vector<bool> matched_one(one.size());
  std::vector<bool> matched_other(other.size());
  std::int64_t common = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    const std::size_t from = i > reach ? i - reach : 0;
    const std::size_t to = std::min(other.size(), i + reach + 1);
    for (std::size_t k = from; k < to; ++k) {
      if (matched_other[k] || one[i] != other[k]) continue;
      matched_one[i] = true;
      matched_other[k] = true;
      ++common;
      break;
    }
  }
  if (common == 0) return 0;
  std::int64_t out_of_order = 0;
  std::size_t k = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (!matched_one[i]) continue;
    while (!matched_other[k])
      ++k;
    if (one[i] != other[k]) ++out_of_order;
    ++k;
  }
  const auto size_one = static_cast<std::int64_t>(one.size());
  const auto size_other = static_cast<std::int64_t>(other.size());
  constexpr std::int64_t kWhole = kFull * 1000;  // rounded at the end, not on the way
  const std::int64_t jaro =
      (kWhole * common / size_one + kWhole * common / size_other + kWhole * (common - out_of_order / 2) / common) / 3;
  constexpr std::size_t kMostPrefix = 4;
  std::int64_t prefix = 0;
  for (std::size_t i = 0; i < std::min({kMostPrefix, one.size(), other.size()}) && one[i] == other[i]; ++i)
    ++prefix;
  constexpr std::int64_t kPrefixPart = 10;  // a tenth of what is missing, for each character
  const std::int64_t similar = jaro + prefix * (kWhole - jaro) / kPrefixPart;
  return std::min(kFull - 1, (similar + 500) / 1000);  // different texts are never quite the same
}

Likeness compare(const Profile& one, const Profile& other) {
  std::vector<std::string> shared;
  std::set_intersection(one.marks.begin(), one.marks.end(), other.marks.begin(), other.marks.end(),
                        std::back_inserter(shared));
  return compare(one, other, shared);
}

Likeness compare(const Profile& one, const Profile& other, std::span<const std::string> shared) {
  Likeness likeness;
  if (one.kind != other.kind) return likeness;
  // The same whichever of them stands first.
  const auto name = std::max(name_similarity(one, other), name_similarity(other, one));
  if (name == kFull) likeness.evidence.push_back(Evidence::same_name);
  if (name < kFull && name > kLeastSimilar) likeness.evidence.push_back(Evidence::similar_name);
  likeness.score = std::max<std::int64_t>(0, name - kLeastSimilar) * kNameWeight / (kFull - kLeastSimilar);
  likeness.score += one.birthday && other.birthday ? birthday_points(*one.birthday, *other.birthday, likeness.evidence)
                                                   : kUnknownBirthday;
  // A day alone says nothing: in a large chain many are born on each.
  constexpr std::int64_t kMostByBirthday = 20;
  if (likeness.score > kMostByBirthday && name <= kLeastSimilar) likeness.score = kMostByBirthday;
  // A name alone says little, and a short one nothing: there are thousands of 张伟.
  constexpr std::size_t kTellingName = 6;
  constexpr std::int64_t kMostByName = 45;
  constexpr std::int64_t kMostByShortName = 30;
  const bool only_name = !(one.birthday && other.birthday);
  const bool is_telling = std::min(one.name.size(), other.name.size()) >= kTellingName;
  if (only_name) likeness.score = std::min(likeness.score, is_telling ? kMostByName : kMostByShortName);
  constexpr std::int64_t kNearPhone = 25;
  add_marks(shared, likeness);
  if (is_one_digit_off(one.phone_digits, other.phone_digits)) {
    likeness.score += kNearPhone;
    likeness.evidence.push_back(Evidence::similar_phone);
  }
  likeness.score = std::clamp<std::int64_t>(likeness.score, 0, kCertain);
  return likeness;
}

std::string sound_of(std::u32string_view word) {
  constexpr std::string_view kCodes = "01230120022455012623010202";  // of a to z
  constexpr std::size_t kLength = 4;
  std::string sound;
  char last = '0';
  for (const char32_t c : word) {
    if (c < U'a' || c > U'z') continue;
    const char code = kCodes[static_cast<std::size_t>(c - U'a')];
    if (sound.empty()) {
      sound += static_cast<char>('A' + static_cast<char>(c - U'a'));
    } else if (code != '0' && code != last) {
      sound += code;
    }
    // h and w part nothing: "Ashcraft".
    if (c != U'h' && c != U'w') last = code;
    if (sound.size() == kLength) break;
  }
  if (!sound.empty()) sound.resize(kLength, '0');
  return sound;
}

std::vector<std::string> blocking_keys(const Profile& profile) {
  constexpr std::size_t kMostWords = 4;
  constexpr std::size_t kPhoneEnd = 4;
  std::vector<std::string> keys;
  const std::string kind = profile.kind == customers::CustomerKind::person ? "p" : "o";
  const auto day = profile.birthday ? format_date(*profile.birthday) : std::string();
  if (!day.empty()) keys.push_back(kind + "d" + day);
  for (const auto& mark : profile.marks)
    keys.push_back(std::string(kind).append(1, kMarkBlock).append(mark));
  // A single letter is no name.
  if (profile.name.size() > 1 && !profile.sound.empty()) keys.push_back(kind + "s" + profile.sound);
  // One of the names and the year of birth: what is left when the other name and the day are misspelt.
  for (std::size_t i = 0; i < std::min(profile.words.size(), kMostWords) && !day.empty(); ++i) {
    const auto sound = sound_of(profile.words[i]);
    if (!sound.empty()) keys.push_back(std::string(kind).append("y").append(sound).append(day, 0, 4));
  }
  // A phone with a wrong digit keeps its beginning or its end.
  if (profile.phone_digits.size() > 2 * kPhoneEnd) {
    keys.push_back(kind + "h" + profile.phone_digits.substr(0, profile.phone_digits.size() - kPhoneEnd));
    keys.push_back(kind + "t" + profile.phone_digits.substr(profile.phone_digits.size() - kPhoneEnd) +
                   profile.sound.substr(0, kPhoneEnd));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::optional<std::string> mark_of_block(std::string_view key) {
  if (key.size() < 3 || key[1] != kMarkBlock) return std::nullopt;
  return std::string(key.substr(2));
}

std::string words_of(const std::vector<Evidence>& evidence) {
  std::string words;
  for (const auto one : evidence) {
    if (!words.empty()) words += ',';
    words += word_of(one);
  }
  return words;
}

std::vector<std::string> split_words(std::string_view joined_words) {
  std::vector<std::string> words;
  while (!joined_words.empty()) {
    const auto comma = joined_words.find(',');
    words.emplace_back(joined_words.substr(0, comma));
    joined_words = comma == std::string_view::npos ? std::string_view{} : joined_words.substr(comma + 1);
  }
  return words;
}

}  // namespace homeport::duplicates
