#pragma once

// Birthdays by the lunar calendar of China. Pure: the same day whenever and wherever it is asked.

#include <optional>

#include "base/time.hpp"
#include "modules/profiles/types.hpp"

namespace homeport::profiles {

// The lunar day of a day between 1900 and 2200.
[[nodiscard]] LunarDay lunar_of(Date date);

// The first day not before `today` on which the birthday is celebrated. Of a leap month in a year without it: in the
// month of the same number. Of a thirtieth in a month of twenty-nine days: on the twenty-ninth.
[[nodiscard]] Date next_lunar_birthday(const LunarDay& born, Date today);

// The same by the solar calendar; of 29 February in other years: on the 28th.
[[nodiscard]] Date next_solar_birthday(Date born_on, Date today);

}  // namespace homeport::profiles
