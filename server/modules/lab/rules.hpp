#pragma once

// Decisions about back-tests. Pure.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "modules/lab/types.hpp"

namespace homeport::lab {

// Refuses a back-test that would mean nothing, naming the field (invalid unless said otherwise):
//   lab.period_empty           the last day is before the first               to_on
//   lab.period_in_the_future   a day after `today`                            from_on, to_on
//   lab.period_too_long        more than kMostMonths months                   to_on
//   lab.store_twice, lab.weight_twice                                         store_ids[i], weights[i].service_type_id
//   those of programme::check_strategy                                        strategy.…
//   those of programme::check_tiers and programme.colour_bad                  tiers[i].…
// All fields of the strategy that are wrong are named at once.
[[nodiscard]] Outcome check_request(const BacktestRequest& request, Date today, Time now);

// The tiers of a draft as the programme's rules want them.
[[nodiscard]] std::vector<programme::Tier> tiers_of(std::span<const DraftTier> drafts);

// May this one still be cancelled; may its server be dead?
[[nodiscard]] bool is_unfinished(BacktestState state);

}  // namespace homeport::lab
