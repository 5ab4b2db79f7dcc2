#pragma once

// What a tally says, in the words people read. Pure.

#include <span>
#include <string>
#include <vector>

#include "modules/lab/tally.hpp"
#include "modules/lab/types.hpp"

namespace homeport::lab {

// Names for the numbers of the plan.
struct Legend {
  std::vector<Date> months;
  std::vector<catalogue::ServiceType> service_types;  // by number
  std::array<std::vector<programme::Tier>, kSides> tiers;
  std::array<std::vector<Rate>, kSides> weights;  // by number of the service type
  std::array<Rate, kSides> point_values;
};

[[nodiscard]] BacktestResult result_of(const Tally& tally, const Legend& legend);

// The ends of the ranking, the largest change first.
[[nodiscard]] std::vector<ResultCustomer> customers_of(const Ranking& ranking, const Legend& legend);

}  // namespace homeport::lab
