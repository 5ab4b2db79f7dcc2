#include "modules/own_fields/rules.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace homeport::own_fields {
namespace {

// Longer texts are told apart by their beginnings; an index entry of PostgreSQL has little more room than this.
constexpr std::size_t kMostFoldedBytes = 240;

bool is_key(std::string_view key) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !key.empty() && key.front() >= 'a' && key.front() <= 'z' && std::all_of(key.begin(), key.end(), fits);
}

Refusal bad_value(const OwnField& field, std::string reason, std::string detail) {
  return refuse(RefusalKind::invalid, std::move(reason), field.name + ": " + std::move(detail),
                "own_values." + field.key);
}

bool has_option(const OwnField& field, std::string_view key) {
  return std::any_of(field.options.begin(), field.options.end(), [&](const auto& o) { return o.key == key; });
}

void give_keys(OwnField& field) {
  std::int64_t next = 1;
  for (auto& option : field.options) {
    if (option.key && !option.key->empty()) continue;
    while (has_option(field, "o" + std::to_string(next)))
      ++next;
    option.key = "o" + std::to_string(next);
  }
}

Outcome check_options(OwnField& field, const OwnField* before) {
  if (field.kind != OwnFieldKind::choice) {
    if (field.options.empty()) return Done{};
    return refuse(RefusalKind::invalid, "own_fields.options_unwanted", "only a choice has options", "options");
  }
  give_keys(field);
  std::set<std::string> keys;
  std::set<std::string> labels;
  for (auto& option : field.options) {
    option.label = normalise_name(option.label);
    if (!is_key(*option.key)) {
      return refuse(RefusalKind::invalid, "own_fields.key_invalid", "a key has a-z, 0-9 and _ and begins with a letter",
                    "options");
    }
    if (option.label.empty() || !keys.insert(*option.key).second ||
        !labels.insert(fold_for_search(option.label)).second) {
      return refuse(RefusalKind::invalid, "own_fields.option_twice",
                    "every option needs a label and a key of its own: " + option.label, "options");
    }
  }
  const bool has_usable =
      std::any_of(field.options.begin(), field.options.end(), [](const auto& o) { return !o.is_retired; });
  if (!has_usable) {
    return refuse(RefusalKind::invalid, "own_fields.options_needed", "a choice needs at least one option", "options");
  }
  if (before == nullptr) return Done{};
  for (const auto& old : before->options) {
    if (keys.contains(*old.key)) continue;
    return refuse(RefusalKind::invalid, "own_fields.option_gone",
                  "the option " + old.label + " may have been chosen already; retire it instead", "options");
  }
  return Done{};
}

Result<KeptValue> read_number(const OwnField& field, std::string_view raw) {
  const std::string text = fold_for_search(raw);
  std::size_t i = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  std::int64_t scaled = 0;
  std::int64_t fraction = -1;  // digits behind the point, -1: there is no point
  bool has_digit = false;
  bool is_too_precise = false;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.' && fraction < 0) {
      fraction = 0;
      continue;
    }
    if (c < '0' || c > '9') return bad_value(field, "own_fields.not_a_number", "a number has digits and one point");
    has_digit = true;
    if (fraction >= field.digits) {
      is_too_precise = is_too_precise || c != '0';  // 1.500 is 1.5
      continue;
    }
    if (fraction >= 0) ++fraction;
    scaled = scaled * 10 + (c - '0');
    if (scaled > kLargestNumber) return bad_value(field, "own_fields.number_too_large", "the number is too large");
  }
  if (!has_digit) return bad_value(field, "own_fields.not_a_number", "a number has digits and one point");
  if (is_too_precise) {
    return bad_value(field, "own_fields.too_precise",
                     "at most " + std::to_string(field.digits) + " digits after the decimal point");
  }
  for (std::int64_t k = std::max<std::int64_t>(fraction, 0); k < field.digits; ++k) {
    scaled *= 10;
    if (scaled > kLargestNumber) return bad_value(field, "own_fields.number_too_large", "the number is too large");
  }
  const bool is_negative = text[0] == '-' && scaled != 0;
  std::string shown = std::to_string(scaled);
  if (field.digits > 0) {
    const auto digits = static_cast<std::size_t>(field.digits);
    if (shown.size() <= digits) shown.insert(0, digits + 1 - shown.size(), '0');
    shown.insert(shown.size() - digits, 1, '.');
  }
  return KeptValue{(is_negative ? "-" : "") + shown, is_negative ? -scaled : scaled, {}};
}

Result<KeptValue> read_choice(const OwnField& field, std::string_view text, std::string_view kept) {
  const std::string folded = fold_for_search(text);
  for (const auto& option : field.options) {
    if (option.key != text && fold_for_search(option.label) != folded) continue;
    if (option.is_retired && option.key != kept) break;
    return KeptValue{*option.key, {}, *option.key};
  }
  return bad_value(field, "own_fields.not_an_option", "this is none of the options");
}

Result<KeptValue> read_yes_no(const OwnField& field, std::string_view raw) {
  const std::string text = fold_for_search(raw);
  static constexpr std::array<std::string_view, 5> kYes{"yes", "true", "1", "是", "y"};
  static constexpr std::array<std::string_view, 5> kNo{"no", "false", "0", "否", "n"};
  if (std::find(kYes.begin(), kYes.end(), text) != kYes.end()) return KeptValue{"yes", 1, {}};
  if (std::find(kNo.begin(), kNo.end(), text) != kNo.end()) return KeptValue{"no", 0, {}};
  return bad_value(field, "own_fields.not_yes_or_no", "yes or no");
}

Result<KeptValue> read_text(const OwnField& field, std::string_view raw) {
  std::string text = normalise_name(raw);
  if (count_code_points(text) > static_cast<std::size_t>(kMostValueCharacters)) {
    return bad_value(field, "request.too_long", "at most " + std::to_string(kMostValueCharacters) + " characters");
  }
  std::string folded = folded_for_index(text);
  return KeptValue{std::move(text), {}, std::move(folded)};
}

}  // namespace

std::string folded_for_index(std::string_view text) {
  std::string folded = fold_for_search(text);
  folded.resize(cut_to(folded, kMostFoldedBytes).size());
  return folded;
}

Outcome normalise(OwnField& field, const OwnField* before) {
  field.name = normalise_name(field.name);
  if (field.name.empty()) return refuse(RefusalKind::invalid, "request.required", "a field needs a name", "name");
  if (!is_key(field.key)) {
    return refuse(RefusalKind::invalid, "own_fields.key_invalid", "a key has a-z, 0-9 and _ and begins with a letter",
                  "key");
  }
  if (field.digits != 0 && field.kind != OwnFieldKind::number) {
    return refuse(RefusalKind::invalid, "own_fields.digits_unwanted", "only a number has decimal digits", "digits");
  }
  return check_options(field, before);
}

Outcome normalise(Tag& tag) {
  tag.name = normalise_name(tag.name);
  if (tag.name.empty()) return refuse(RefusalKind::invalid, "request.required", "a tag needs a name", "name");
  tag.name_folded = folded_for_index(tag.name);
  return Done{};
}

Result<KeptValue> read_value(const OwnField& field, std::string_view text, std::string_view kept) {
  text = trim(text);
  switch (field.kind) {
    case OwnFieldKind::text: return read_text(field, text);
    case OwnFieldKind::number: return read_number(field, text);
    case OwnFieldKind::choice: return read_choice(field, text, kept);
    case OwnFieldKind::yes_no: return read_yes_no(field, text);
    case OwnFieldKind::date: break;
  }
  const auto date = parse_date(text);
  if (!date) return bad_value(field, "own_fields.not_a_date", "a date looks like 2026-11-22");
  return KeptValue{format_date(*date), date->days, {}};
}

std::string label_of(const OwnField& field, const std::string& value) {
  for (const auto& option : field.options) {
    if (option.key == value) return option.label;
  }
  return value;
}

}  // namespace homeport::own_fields
