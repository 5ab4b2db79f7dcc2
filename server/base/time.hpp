#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}  // namespace date

namespace homeport {

inline constexpr std::int64_t kMicrosPerSecond = 1'000'000;
inline constexpr std::int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;
inline constexpr std::int64_t kMicrosPerHour = 60 * kMicrosPerMinute;
inline constexpr std::int64_t kMicrosPerDay = 24 * kMicrosPerHour;
inline constexpr std::int64_t kSecondsPerDay = kMicrosPerDay / kMicrosPerSecond;

// An instant: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
struct Time {
  std::int64_t us = 0;

  // clang-tidy 14 takes the zero of a rewritten comparison for a null pointer.
  friend constexpr auto operator<=>(const Time&, const Time&) = default;  // NOLINT(modernize-use-nullptr)
};

// A calendar day without a zone: days since 1970-01-01 in the proleptic Gregorian calendar.
struct Date {
  std::int32_t days = 0;

  friend constexpr auto operator<=>(const Date&, const Date&) = default;  // NOLINT(modernize-use-nullptr)
};

// The days and instants this program reads and writes: years 1900 to 2200 inclusive.
inline constexpr Date kFirstDate{-25'567};
inline constexpr Date kLastDate{84'370};
inline constexpr Time kFirstTime{std::int64_t{-25'567} * kMicrosPerDay};
inline constexpr Time kLastTime{std::int64_t{84'371} * kMicrosPerDay - 1};

// Plain steps on the time line; the caller keeps the result within kFirstTime..kLastTime.
[[nodiscard]] constexpr Time plus_micros(Time time, std::int64_t micros) { return Time{time.us + micros}; }
[[nodiscard]] constexpr Time plus_seconds(Time time, std::int64_t seconds) {
  return Time{time.us + seconds * kMicrosPerSecond};
}
// Days of 24 hours, whatever a wall clock does meanwhile.
[[nodiscard]] constexpr Time plus_days(Time time, std::int64_t days) { return plus_micros(time, days * kMicrosPerDay); }
[[nodiscard]] constexpr Date plus_days(Date date, std::int32_t days) { return Date{date.days + days}; }

// Where "now" comes from. Use-cases never hold one: they are handed the Time. Safe from any thread.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  [[nodiscard]] virtual Time now() const = 0;
};

// The wall clock of the machine; it may step backwards when the machine's clock is set.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Time now() const override;
};

// A clock that stands still until it is told otherwise.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Time start) : us_(start.us) {}

  [[nodiscard]] Time now() const override;
  void set(Time time);
  void advance_micros(std::int64_t micros);
  void advance_seconds(std::int64_t seconds);
  void advance_days(std::int64_t days);

 private:
  std::atomic<std::int64_t> us_;
};

// For the composition root only; everything below it is handed a Time.
[[nodiscard]] Time now_from_system_clock();

// "2026-11-21T10:00:00Z"; a fraction of exactly six digits appears only when it is not zero.
[[nodiscard]] std::string format_rfc3339(Time time);

// RFC 3339 with "Z" or a numeric offset up to ±23:59, "T"/"t" or one space between date and time, up to nine fraction
// digits (those beyond microseconds are dropped). Nothing for anything else, for days that don't exist, for a leap
// second, and for instants outside 1900..2200.
[[nodiscard]] std::optional<Time> parse_rfc3339(std::string_view text);

struct YearMonthDay {
  std::int32_t year = 1970;
  std::int32_t month = 1;  // 1..12
  std::int32_t day = 1;    // 1..31

  friend constexpr auto operator<=>(const YearMonthDay&, const YearMonthDay&) = default;
};

[[nodiscard]] YearMonthDay year_month_day(Date date);

// Nothing for a day that doesn't exist or a year outside 1900..2200.
[[nodiscard]] std::optional<Date> date_from(YearMonthDay parts);

// 1 = Monday … 7 = Sunday.
[[nodiscard]] std::int32_t iso_weekday(Date date);

[[nodiscard]] Date first_of_month(Date date);

// The same day of the month `months` later (negative: earlier); the last day of that month when it is shorter.
// Nothing when the result leaves 1900..2200.
[[nodiscard]] std::optional<Date> plus_months(Date date, std::int32_t months);

// "2026-11-21"; exactly four, two and two digits.
[[nodiscard]] std::string format_date(Date date);

// Exactly "YYYY-MM-DD" naming a day that exists, 1900..2200; nothing for anything else.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

// A zone of the IANA time zone database. Cheap to copy and to pass by value; the rules live as long as the program.
class TimeZone {
 public:
  // Nothing for a name the database doesn't have. "Asia/Shanghai", "UTC"; case matters. Safe from any thread.
  [[nodiscard]] static std::optional<TimeZone> find(std::string_view name);

  [[nodiscard]] static TimeZone utc();

  // The canonical name, which may differ from the one asked for (an alias).
  [[nodiscard]] const std::string& name() const;

  friend bool operator==(const TimeZone&, const TimeZone&) = default;

 private:
  friend std::int64_t offset_seconds_at(Time time, TimeZone zone);
  friend Time time_at(Date date, std::int32_t second_of_day, TimeZone zone);

  explicit TimeZone(const date::time_zone* zone) : zone_(zone) {}

  const date::time_zone* zone_;
};

// Seconds east of UTC in force at that instant.
[[nodiscard]] std::int64_t offset_seconds_at(Time time, TimeZone zone);

// The calendar day the wall clock of `zone` shows.
[[nodiscard]] Date local_date(Time time, TimeZone zone);
[[nodiscard]] Date date_in_utc(Time time);

// The wall clock of `zone` as seconds since its midnight, 0..86399.
[[nodiscard]] std::int32_t local_second_of_day(Time time, TimeZone zone);

// The first instant of the day in `zone`: where midnight is skipped, the instant the clock jumps; where midnight comes
// twice, the earlier one. start_of_day(d) <= t < start_of_day(d + 1) exactly when local_date(t) == d, except where the
// clock is set back across midnight.
[[nodiscard]] Time start_of_day(Date date, TimeZone zone);

// The instant a wall clock shows `second_of_day` (0..86399). In a gap the instant of the jump; the earlier of two.
[[nodiscard]] Time time_at(Date date, std::int32_t second_of_day, TimeZone zone);

// "2026-11-21 18:05" on the wall clock of `zone`; seconds are cut, not rounded.
[[nodiscard]] std::string format_local(Time time, TimeZone zone);

}  // namespace homeport

template <>
struct std::hash<homeport::Time> {
  std::size_t operator()(homeport::Time time) const noexcept { return std::hash<std::int64_t>{}(time.us); }
};

template <>
struct std::hash<homeport::Date> {
  std::size_t operator()(homeport::Date date) const noexcept { return std::hash<std::int32_t>{}(date.days); }
};
