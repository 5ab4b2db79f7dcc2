#include "base/date_pattern.hpp"

#include <algorithm>

namespace homeport {
namespace {

enum class Part { year, month, day };

struct Layout {
  DatePattern pattern;
  std::string_view name;
  std::array<Part, 3> parts;
  std::array<std::string_view, 3> after;
  std::size_t least_digits;  // of month and day
};

constexpr std::array<Layout, kDatePatterns.size()> kLayouts{{
    {DatePattern::year_month_day_dashes, "y-m-d", {Part::year, Part::month, Part::day}, {"-", "-", ""}, 1},
    {DatePattern::year_month_day_slashes, "y/m/d", {Part::year, Part::month, Part::day}, {"/", "/", ""}, 1},
    {DatePattern::month_day_year_slashes, "m/d/y", {Part::month, Part::day, Part::year}, {"/", "/", ""}, 1},
    {DatePattern::day_month_year_slashes, "d/m/y", {Part::day, Part::month, Part::year}, {"/", "/", ""}, 1},
    {DatePattern::day_month_year_dots, "d.m.y", {Part::day, Part::month, Part::year}, {".", ".", ""}, 1},
    {DatePattern::year_month_day_compact, "ymd", {Part::year, Part::month, Part::day}, {"", "", ""}, 2},
    {DatePattern::year_month_day_chinese, "y年m月d日", {Part::year, Part::month, Part::day}, {"年", "月", "日"}, 1},
}};

const Layout& layout_of(DatePattern pattern) { return kLayouts[static_cast<std::size_t>(pattern)]; }

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view without_blanks_around(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

// Takes a number of `least` to `most` digits off the front; nothing when there are fewer.
std::optional<std::int32_t> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t length = 0;
  std::int32_t value = 0;
  while (length < text.size() && length < most && text[length] >= '0' && text[length] <= '9') {
    value = value * 10 + (text[length] - '0');
    ++length;
  }
  if (length < least) {
    return std::nullopt;
  }
  text.remove_prefix(length);
  return value;
}

bool take_char(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

std::optional<std::int32_t> take_time_of_day(std::string_view text) {
  const auto hour = take_number(text, 1, 2);
  if (!hour || *hour > 23 || !take_char(text, ':')) {
    return std::nullopt;
  }
  const auto minute = take_number(text, 2, 2);
  if (!minute || *minute > 59) {
    return std::nullopt;
  }
  std::int32_t second = 0;
  if (take_char(text, ':')) {
    const auto read = take_number(text, 2, 2);
    if (!read || *read > 59) {
      return std::nullopt;
    }
    second = *read;
    if (take_char(text, '.')) {
      const auto zeros = take_number(text, 1, 9);
      if (!zeros || *zeros != 0) {
        return std::nullopt;
      }
    }
  }
  if (!text.empty()) {
    return std::nullopt;
  }
  return (*hour * 60 + *minute) * 60 + second;
}

}  // namespace

std::string_view name_of(DatePattern pattern) { return layout_of(pattern).name; }

std::optional<DatePattern> date_pattern_named(std::string_view name) {
  for (const Layout& layout : kLayouts) {
    if (layout.name == name) {
      return layout.pattern;
    }
  }
  return std::nullopt;
}

std::optional<LocalDateTime> parse_date_with_pattern(std::string_view text, DatePattern pattern) {
  const Layout& layout = layout_of(pattern);
  text = without_blanks_around(text);
  YearMonthDay parts;
  for (std::size_t i = 0; i < layout.parts.size(); ++i) {
    const bool is_year = layout.parts[i] == Part::year;
    const auto number = is_year ? take_number(text, 4, 4) : take_number(text, layout.least_digits, 2);
    if (!number || !text.starts_with(layout.after[i])) {
      return std::nullopt;
    }
    text.remove_prefix(layout.after[i].size());
    switch (layout.parts[i]) {
      case Part::year: parts.year = *number; break;
      case Part::month: parts.month = *number; break;
      case Part::day: parts.day = *number; break;
    }
  }
  const auto day = date_from(parts);
  if (!day) {
    return std::nullopt;
  }
  if (text.empty()) {
    return LocalDateTime{*day, std::nullopt};
  }
  if (!take_char(text, ' ') && !take_char(text, 'T')) {
    return std::nullopt;
  }
  const auto second_of_day = take_time_of_day(text);
  if (!second_of_day) {
    return std::nullopt;
  }
  return LocalDateTime{*day, second_of_day};
}

std::vector<DatePattern> date_patterns_that_fit(std::span<const std::string_view> samples) {
  const auto is_empty = [](std::string_view sample) { return without_blanks_around(sample).empty(); };
  if (std::ranges::all_of(samples, is_empty)) {
    return {};
  }
  std::vector<DatePattern> fitting;
  for (const DatePattern pattern : kDatePatterns) {
    const bool fits = std::ranges::all_of(samples, [&](std::string_view sample) {
      return is_empty(sample) || parse_date_with_pattern(sample, pattern).has_value();
    });
    if (fits) {
      fitting.push_back(pattern);
    }
  }
  return fitting;
}

}  // namespace homeport
