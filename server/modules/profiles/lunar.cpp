#include "modules/profiles/lunar.hpp"

#include <memory>

#include <unicode/calendar.h>

#include "base/check.hpp"

namespace homeport::profiles {
namespace {

constexpr double kDayMilliseconds = 24.0 * 60 * 60 * 1000;
// Midday, so that no rounding and no time zone can move it to another day.
constexpr double kMidday = kDayMilliseconds / 2;

std::unique_ptr<icu::Calendar> chinese_calendar() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(icu::TimeZone::createTimeZone("Asia/Shanghai"),
                                                                        icu::Locale("zh@calendar=chinese"), status));
  CHECK(U_SUCCESS(status) && calendar != nullptr);
  return calendar;
}

std::int32_t field_of(icu::Calendar& calendar, UCalendarDateFields field) {
  UErrorCode status = U_ZERO_ERROR;
  const auto value = calendar.get(field, status);
  CHECK(U_SUCCESS(status) != 0);
  return value;
}

void set_to(icu::Calendar& calendar, Date date) {
  UErrorCode status = U_ZERO_ERROR;
  calendar.setTime(date.days * kDayMilliseconds + kMidday, status);
  CHECK(U_SUCCESS(status) != 0);
}

LunarDay day_of(icu::Calendar& calendar) {
  return {field_of(calendar, UCAL_MONTH) + 1, field_of(calendar, UCAL_DATE),
          field_of(calendar, UCAL_IS_LEAP_MONTH) != 0};
}

// Nothing when that year has no such day.
std::optional<Date> date_of(icu::Calendar& calendar, std::int32_t year, const LunarDay& lunar) {
  calendar.clear();
  calendar.set(UCAL_EXTENDED_YEAR, year);
  calendar.set(UCAL_MONTH, static_cast<std::int32_t>(lunar.month - 1));
  calendar.set(UCAL_IS_LEAP_MONTH, lunar.is_leap_month ? 1 : 0);
  calendar.set(UCAL_DATE, static_cast<std::int32_t>(lunar.day));
  calendar.set(UCAL_HOUR_OF_DAY, 12);
  UErrorCode status = U_ZERO_ERROR;
  const double time = calendar.getTime(status);
  if (U_FAILURE(status) != 0) return std::nullopt;
  // The calendar moves what doesn't exist to the next day that does.
  if (day_of(calendar) != lunar) return std::nullopt;
  // Midday in Shanghai is four in the morning in UTC: the same day.
  return Date{static_cast<std::int32_t>(time / kDayMilliseconds - (time < 0 ? 1 : 0))};
}

Date celebrated_in(icu::Calendar& calendar, std::int32_t year, LunarDay born) {
  if (born.is_leap_month && !date_of(calendar, year, {born.month, 1, true})) born.is_leap_month = false;
  if (const auto date = date_of(calendar, year, born)) return *date;
  --born.day;  // a thirtieth in a month of twenty-nine days
  const auto date = date_of(calendar, year, born);
  CHECK(date.has_value());
  return *date;
}

}  // namespace

LunarDay lunar_of(Date date) {
  const auto calendar = chinese_calendar();
  set_to(*calendar, date);
  return day_of(*calendar);
}

Date next_lunar_birthday(const LunarDay& born, Date today) {
  const auto calendar = chinese_calendar();
  set_to(*calendar, today);
  const auto year = field_of(*calendar, UCAL_EXTENDED_YEAR);
  // Within a lunar year every day comes once, but a leap month may put it off: three years are enough.
  for (std::int32_t later = 0; later < 3; ++later) {
    const Date date = celebrated_in(*calendar, year + later, born);
    if (date >= today) return date;
  }
  CHECK(false);
  return today;
}

Date next_solar_birthday(Date born_on, Date today) {
  const std::string born = format_date(born_on);
  const std::string month_and_day = born.substr(born.size() - 6);  // "-02-29"
  const std::string year = format_date(today).substr(0, 4);
  for (int later = 0; later < 3; ++later) {
    const std::string there = std::to_string(std::stoi(year) + later);
    auto date = parse_date(there + month_and_day);
    if (!date) date = parse_date(there + "-02-28");
    if (*date >= today) return *date;
  }
  CHECK(false);
  return today;
}

}  // namespace homeport::profiles
