#pragma once

// How day totals become the home page's chart. Pure.

#include <span>
#include <vector>

#include "modules/insight/types.hpp"

namespace homeport::insight {

// One entry for each of the last kHomeDays days up to `today`, summed over stores; days without sales are zeros.
[[nodiscard]] std::vector<DayNumbers> chart_of(std::span<const sales::DayTotal> totals, Date today);

}  // namespace homeport::insight
