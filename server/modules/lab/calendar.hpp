#pragma once

// The days and months of a period in a zone, by number, so that a time finds its own without asking the zone. Pure.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/time.hpp"

namespace homeport::lab {

class Calendar {
 public:
  // Both days are in it. CHECKs first <= last.
  Calendar(Date first, Date last, TimeZone zone);

  [[nodiscard]] Time from() const { return day_starts_.front(); }
  [[nodiscard]] Time to() const { return day_starts_.back(); }  // the first moment behind it
  [[nodiscard]] TimeZone zone() const { return zone_; }
  [[nodiscard]] bool contains(Time at) const { return from() <= at && at < to(); }

  // Of a time within it.
  [[nodiscard]] std::size_t day_of(Time at) const;
  [[nodiscard]] std::size_t month_of(Time at) const { return month_of_day_[day_of(at)]; }

  [[nodiscard]] std::size_t day_count() const { return month_of_day_.size(); }
  [[nodiscard]] Date day(std::size_t number) const { return plus_days(first_, static_cast<std::int32_t>(number)); }
  // The first day of each month, that of the first one too.
  [[nodiscard]] const std::vector<Date>& months() const { return months_; }

 private:
  Date first_;
  TimeZone zone_;
  std::vector<Time> day_starts_;  // and the end
  std::vector<std::uint16_t> month_of_day_;
  std::vector<Date> months_;
};

}  // namespace homeport::lab
