#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace homeport {

// The orders in which files of other programs write a day. Each may be followed by a time "H:MM" or "H:MM:SS".
enum class DatePattern {
  year_month_day_dashes,   // 2026-11-21
  year_month_day_slashes,  // 2026/11/21
  month_day_year_slashes,  // 11/21/2026
  day_month_year_slashes,  // 21/11/2026
  day_month_year_dots,     // 21.11.2026
  year_month_day_compact,  // 20261121
  year_month_day_chinese,  // 2026年11月21日
};

inline constexpr std::array kDatePatterns{
    DatePattern::year_month_day_dashes,  DatePattern::year_month_day_slashes, DatePattern::month_day_year_slashes,
    DatePattern::day_month_year_slashes, DatePattern::day_month_year_dots,    DatePattern::year_month_day_compact,
    DatePattern::year_month_day_chinese,
};

// The stable public name: "y-m-d", "y/m/d", "m/d/y", "d/m/y", "d.m.y", "ymd", "y年m月d日".
[[nodiscard]] std::string_view name_of(DatePattern pattern);
[[nodiscard]] std::optional<DatePattern> date_pattern_named(std::string_view name);

struct LocalDateTime {
  Date date;
  // 0..86399; nothing when the text had no time of day.
  std::optional<std::int32_t> second_of_day;

  friend bool operator==(const LocalDateTime&, const LocalDateTime&) = default;
};

// Reads one value of a column. Month, day and hour have one or two digits (exactly two in "ymd"), minute and second
// two, the year four; date and time are parted by one space or "T"; a fraction of a second of zeros only
// ("00:00:00.000") is accepted. White space around the value is ignored. Nothing for anything else and for days that
// don't exist or lie outside 1900..2200.
[[nodiscard]] std::optional<LocalDateTime> parse_date_with_pattern(std::string_view text, DatePattern pattern);

// Every pattern that reads all samples, in the order of kDatePatterns; empty samples are skipped. More than one answer
// means the samples can't tell (01/02/2026): a person has to choose. None when nothing fits or all samples are empty.
[[nodiscard]] std::vector<DatePattern> date_patterns_that_fit(std::span<const std::string_view> samples);

}  // namespace homeport
