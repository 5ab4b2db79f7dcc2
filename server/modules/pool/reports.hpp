#pragma once

// Who holds what, what comes back tonight, and whether all of it is fair. Not for other modules.

#include "kit/use_case.hpp"
#include "modules/pool/report_types.hpp"

namespace homeport::pool {

// Of one pool, or of all the caller sees.
[[nodiscard]] Result<Board> load_board(const kit::Read& read, std::optional<PoolId> pool_id);
[[nodiscard]] LimitList load_limits(const kit::Read& read);
// Days of the chain's zone, both included; at most kMostReportDays. pool.report_too_long, pool.unknown.
inline constexpr std::int64_t kMostReportDays = 400;
[[nodiscard]] Result<Fairness> load_fairness(const kit::Read& read, PoolId id, Date from, Date to);

// How unequally something is spread: 0 = all alike, towards 1 = one has everything. Pure.
[[nodiscard]] Rate gini_of(std::vector<std::int64_t> amounts);
[[nodiscard]] std::optional<std::int64_t> median_of(std::vector<std::int64_t> values);

}  // namespace homeport::pool
