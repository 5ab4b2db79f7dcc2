#include "base/time.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <mutex>
#include <stdexcept>

#include <date/date.h>
#include <date/tz.h>

namespace homeport {
namespace {

using SysDays = date::sys_days;
using SysMicros = date::sys_time<std::chrono::microseconds>;
using LocalSeconds = date::local_time<std::chrono::seconds>;

SysDays to_sys_days(Date day) { return SysDays{date::days{day.days}}; }

std::int64_t floor_div(std::int64_t value, std::int64_t divisor) {
  const std::int64_t quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}

std::int64_t epoch_second(Time time) { return floor_div(time.us, kMicrosPerSecond); }

// Reads exactly `count` digits at `at`; -1 when one of them is missing or no digit.
std::int32_t digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) {
    return -1;
  }
  std::int32_t value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') {
      return -1;
    }
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool has_char(std::string_view text, std::size_t at, char expected) { return at < text.size() && text[at] == expected; }

// "HH:MM:SS" at `at`, as seconds of the day; -1 when it isn't one.
std::int32_t clock_at(std::string_view text, std::size_t at) {
  const std::int32_t hour = digits_at(text, at, 2);
  const std::int32_t minute = digits_at(text, at + 3, 2);
  const std::int32_t second = digits_at(text, at + 6, 2);
  if (!has_char(text, at + 2, ':') || !has_char(text, at + 5, ':') || hour < 0 || hour > 23 || minute < 0 ||
      minute > 59 || second < 0 || second > 59) {
    return -1;
  }
  return (hour * 60 + minute) * 60 + second;
}

// Takes ".123456" off the front as microseconds; 0 when there is no fraction, nothing when it is malformed.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
  if (text.empty() || text.front() != '.') {
    return 0;
  }
  constexpr std::size_t kMostDigits = 9;
  std::size_t length = 1;
  std::int64_t nanos = 0;
  while (length < text.size() && text[length] >= '0' && text[length] <= '9') {
    if (length > kMostDigits) {
      return std::nullopt;
    }
    nanos = nanos * 10 + (text[length] - '0');
    ++length;
  }
  if (length == 1) {
    return std::nullopt;
  }
  for (std::size_t i = length - 1; i < kMostDigits; ++i) {
    nanos *= 10;
  }
  text.remove_prefix(length);
  return nanos / 1000;
}

// "Z" or "+08:00" as seconds east of UTC; nothing when the text is neither.
std::optional<std::int64_t> read_offset(std::string_view text) {
  if (text == "Z" || text == "z") {
    return 0;
  }
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
    return std::nullopt;
  }
  const std::int32_t hours = digits_at(text, 1, 2);
  const std::int32_t minutes = digits_at(text, 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
    return std::nullopt;
  }
  const std::int64_t seconds = (std::int64_t{hours} * 60 + minutes) * 60;
  return text[0] == '-' ? -seconds : seconds;
}

// Zones are looked up by everybody and never change while the program runs.
const date::time_zone* find_zone(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, const date::time_zone*, std::less<>> found;
  const std::lock_guard lock(mutex);
  if (const auto it = found.find(name); it != found.end()) {
    return it->second;
  }
  constexpr std::size_t kMostNameBytes = 64;
  if (name.empty() || name.size() > kMostNameBytes) {
    return nullptr;
  }
  try {
    const date::time_zone* zone = date::locate_zone(name);
    found.emplace(std::string(name), zone);
    return zone;
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

}  // namespace

Time SystemClock::now() const {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return Time{std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
}

Time ManualClock::now() const { return Time{us_.load()}; }
void ManualClock::set(Time time) { us_.store(time.us); }
void ManualClock::advance_micros(std::int64_t micros) { us_.fetch_add(micros); }
void ManualClock::advance_seconds(std::int64_t seconds) { advance_micros(seconds * kMicrosPerSecond); }
void ManualClock::advance_days(std::int64_t days) { advance_micros(days * kMicrosPerDay); }

Time now_from_system_clock() { return SystemClock{}.now(); }

namespace {

// Twice on each line of an answer: cheaper than printf by an order of magnitude.
void append_digits(std::string& out, std::int64_t number, std::size_t digits) {
  const auto end = out.size() + digits;
  out.resize(end);
  for (std::size_t i = 1; i <= digits; ++i) {
    out[end - i] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
}

}  // namespace

std::string format_rfc3339(Time time) {
  const std::int64_t second = epoch_second(time);
  const std::int64_t micros = time.us - second * kMicrosPerSecond;
  const Date day{static_cast<std::int32_t>(floor_div(time.us, kMicrosPerDay))};
  const auto second_of_day = static_cast<std::int32_t>(second - std::int64_t{day.days} * kSecondsPerDay);
  std::string text = format_date(day);
  text.reserve(text.size() + sizeof "T00:00:00.000000Z");
  text += 'T';
  append_digits(text, second_of_day / 3600, 2);
  text += ':';
  append_digits(text, second_of_day / 60 % 60, 2);
  text += ':';
  append_digits(text, second_of_day % 60, 2);
  if (micros != 0) {
    text += '.';
    append_digits(text, micros, 6);
  }
  text += 'Z';
  return text;
}

std::optional<Time> parse_rfc3339(std::string_view text) {
  constexpr std::size_t kDateSize = 10;
  constexpr std::size_t kClockEnd = 19;
  if (text.size() <= kClockEnd) {
    return std::nullopt;
  }
  const std::int32_t year = digits_at(text, 0, 4);
  const std::int32_t month = digits_at(text, 5, 2);
  const std::int32_t day_of_month = digits_at(text, 8, 2);
  if (!has_char(text, 4, '-') || !has_char(text, 7, '-') || year < 0 || month < 1 || day_of_month < 1) {
    return std::nullopt;
  }
  const auto ymd = date::year{year} / month / day_of_month;
  const char separator = text[kDateSize];
  const std::int32_t second_of_day = clock_at(text, kDateSize + 1);
  if (!ymd.ok() || (separator != 'T' && separator != 't' && separator != ' ') || second_of_day < 0) {
    return std::nullopt;
  }
  text.remove_prefix(kClockEnd);
  const auto fraction = take_fraction(text);
  const auto offset = fraction ? read_offset(text) : std::nullopt;
  if (!offset) {
    return std::nullopt;
  }
  const std::int64_t day = SysDays{ymd}.time_since_epoch().count();
  const Time time{(day * kSecondsPerDay + second_of_day - *offset) * kMicrosPerSecond + *fraction};
  if (time < kFirstTime || time > kLastTime) {
    return std::nullopt;
  }
  return time;
}

YearMonthDay year_month_day(Date day) {
  const date::year_month_day ymd{to_sys_days(day)};
  return {static_cast<int>(ymd.year()), static_cast<std::int32_t>(static_cast<unsigned>(ymd.month())),
          static_cast<std::int32_t>(static_cast<unsigned>(ymd.day()))};
}

std::optional<Date> date_from(YearMonthDay parts) {
  if (parts.year < 1900 || parts.year > 2200 || parts.month < 1 || parts.month > 12 || parts.day < 1 ||
      parts.day > 31) {
    return std::nullopt;
  }
  const auto ymd = date::year{parts.year} / parts.month / parts.day;
  if (!ymd.ok()) {
    return std::nullopt;
  }
  return Date{static_cast<std::int32_t>(SysDays{ymd}.time_since_epoch().count())};
}

std::int32_t iso_weekday(Date day) { return static_cast<std::int32_t>(date::weekday{to_sys_days(day)}.iso_encoding()); }

Date first_of_month(Date day) { return plus_days(day, 1 - year_month_day(day).day); }

std::optional<Date> plus_months(Date day, std::int32_t months) {
  constexpr std::int32_t kMostMonths = 301 * 12;
  if (months > kMostMonths || months < -kMostMonths) {
    return std::nullopt;
  }
  const date::year_month_day from{to_sys_days(day)};
  const date::year_month target = date::year_month{from.year(), from.month()} + date::months{months};
  const date::day last = (target / date::last).day();
  const date::day kept = from.day() < last ? from.day() : last;
  return date_from({static_cast<int>(target.year()), static_cast<std::int32_t>(static_cast<unsigned>(target.month())),
                    static_cast<std::int32_t>(static_cast<unsigned>(kept))});
}

std::string format_date(Date day) {
  const YearMonthDay parts = year_month_day(day);
  if (parts.year >= 0 && parts.year <= 9999) {
    std::string text;
    append_digits(text, parts.year, 4);
    text += '-';
    append_digits(text, parts.month, 2);
    text += '-';
    append_digits(text, parts.day, 2);
    return text;
  }
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", parts.year, parts.month, parts.day);
  return buffer.data();
}

std::optional<Date> parse_date(std::string_view text) {
  constexpr std::size_t kSize = 10;
  if (text.size() != kSize || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  return date_from({digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2)});
}

std::optional<TimeZone> TimeZone::find(std::string_view name) {
  const date::time_zone* zone = find_zone(name);
  return zone == nullptr ? std::nullopt : std::optional(TimeZone(zone));
}

TimeZone TimeZone::utc() {
  const auto zone = find("UTC");
  if (!zone) {
    throw std::runtime_error("the time zone database of this machine is missing (package tzdata)");
  }
  return *zone;
}

const std::string& TimeZone::name() const { return zone_->name(); }

std::int64_t offset_seconds_at(Time time, TimeZone zone) {
  return zone.zone_->get_info(SysMicros{std::chrono::microseconds{time.us}}).offset.count();
}

Date local_date(Time time, TimeZone zone) {
  const std::int64_t local_second = epoch_second(time) + offset_seconds_at(time, zone);
  return Date{static_cast<std::int32_t>(floor_div(local_second, kSecondsPerDay))};
}

Date date_in_utc(Time time) { return Date{static_cast<std::int32_t>(floor_div(time.us, kMicrosPerDay))}; }

std::int32_t local_second_of_day(Time time, TimeZone zone) {
  const std::int64_t local_second = epoch_second(time) + offset_seconds_at(time, zone);
  return static_cast<std::int32_t>(local_second - floor_div(local_second, kSecondsPerDay) * kSecondsPerDay);
}

Time start_of_day(Date day, TimeZone zone) { return time_at(day, 0, zone); }

Time time_at(Date day, std::int32_t second_of_day, TimeZone zone) {
  const LocalSeconds local{std::chrono::seconds{std::int64_t{day.days} * kSecondsPerDay + second_of_day}};
  const date::local_info info = zone.zone_->get_info(local);
  if (info.result == date::local_info::nonexistent) {
    return Time{std::chrono::microseconds{info.first.end.time_since_epoch()}.count()};
  }
  return Time{std::chrono::microseconds{local.time_since_epoch() - info.first.offset}.count()};
}

std::string format_local(Time time, TimeZone zone) {
  const std::int32_t second_of_day = local_second_of_day(time, zone);
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), " %02d:%02d", second_of_day / 3600, second_of_day / 60 % 60);
  return format_date(local_date(time, zone)) + buffer.data();
}

}  // namespace homeport
