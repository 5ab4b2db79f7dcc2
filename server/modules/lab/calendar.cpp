#include "modules/lab/calendar.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace homeport::lab {

Calendar::Calendar(Date first, Date last, TimeZone zone) : first_(first), zone_(zone) {
  CHECK(first <= last);
  for (Date day = first; day <= last; day = plus_days(day, 1)) {
    if (months_.empty() || first_of_month(day) != months_.back()) months_.push_back(first_of_month(day));
    month_of_day_.push_back(static_cast<std::uint16_t>(months_.size() - 1));
    day_starts_.push_back(start_of_day(day, zone));
  }
  day_starts_.push_back(start_of_day(plus_days(last, 1), zone));
}

std::size_t Calendar::day_of(Time at) const {
  const auto last = static_cast<std::int64_t>(day_count()) - 1;
  // Days are 24 hours but for a few a year, so the guess is off by one at most.
  auto day = static_cast<std::size_t>(std::clamp<std::int64_t>((at.us - from().us) / kMicrosPerDay, 0, last));
  while (day_starts_[day] > at)
    --day;
  while (day_starts_[day + 1] <= at)
    ++day;
  return day;
}

}  // namespace homeport::lab
