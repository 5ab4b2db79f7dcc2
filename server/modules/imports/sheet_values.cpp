#include "modules/imports/sheet_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>

#include "base/time.hpp"

namespace homeport::imports {
namespace {

// Here a floating point number is only text on its way to being text again: that is what the file holds.
std::optional<double> read_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

bool is_day_format(int built_in) {
  // ECMA-376, 18.8.30: days and times, also those of Chinese and Japanese workbooks.
  return (built_in >= 14 && built_in <= 22) || (built_in >= 27 && built_in <= 36) ||
         (built_in >= 45 && built_in <= 47) || (built_in >= 50 && built_in <= 58);
}

bool is_day_format(std::string_view format) {
  bool is_quoted = false;
  bool is_bracketed = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == '\\' || c == '_' || c == '*') {
      ++i;  // the character behind stands for itself
      continue;
    }
    if (c == '[') is_bracketed = true;
    if (c == ']') is_bracketed = false;
    if (is_bracketed) continue;
    if (c == ';') break;  // further formats are for negative numbers and zero
    constexpr std::string_view kLetters = "ymdhsYMDHS";
    if (kLetters.find(c) != std::string_view::npos) return true;
  }
  return false;
}

std::string day_text(std::string_view number, bool from_1904) {
  constexpr double kMostDays = 108'000;  // in the year 2195
  const auto value = read_number(number);
  if (!value || *value < 0 || *value > kMostDays) return std::string(number);
  auto seconds = static_cast<std::int64_t>(std::llround(*value * static_cast<double>(kSecondsPerDay)));
  auto days = seconds / kSecondsPerDay;
  seconds %= kSecondsPerDay;
  char clock[16];  // NOLINT: for snprintf
  std::snprintf(clock, sizeof clock, "%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  if (days == 0 && !from_1904) return clock;
  constexpr std::int64_t kFirstTrueDay = 61;  // the day after the 29th of February 1900 that never was
  if (!from_1904 && days < kFirstTrueDay) ++days;
  constexpr std::int64_t kOf1970 = 25'569;  // the count on 1970-01-01
  constexpr std::int64_t kFrom1904 = 1'462;
  const auto day = format_date(Date{static_cast<std::int32_t>(days - kOf1970 + (from_1904 ? kFrom1904 : 0))});
  return seconds == 0 ? day : day + " " + clock;
}

std::string number_text(std::string_view number) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (std::ranges::all_of(number, is_digit)) return std::string(number);
  const auto value = read_number(number);
  if (!value) return std::string(number);
  constexpr double kMostWhole = 1e15;  // beyond it the last digits are lost already: better seen than hidden
  const bool is_whole = std::nearbyint(*value) == *value;
  if (is_whole && std::abs(*value) >= kMostWhole) return std::string(number);
  char text[64];  // NOLINT: for snprintf
  std::snprintf(text, sizeof text, is_whole ? "%.0f" : "%.15g", *value);
  return text;
}

}  // namespace homeport::imports
