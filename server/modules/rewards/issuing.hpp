#pragma once

// Making vouchers: shared by single issues, batches and re-issues.

#include "modules/rewards/service.hpp"

namespace homeport::rewards {

// rewards.series_disabled, rewards.no_longer_valid (409).
[[nodiscard]] Outcome check_issuable(const VoucherSeries& series, Time now);

// Gives it a code of its own, stores it and tells. `voucher` has holder (0: a bearer's), series and what is special.
[[nodiscard]] Voucher store_voucher(kit::Write& write, Voucher voucher);

// Within the limit per member of the series; rewards.limit_per_member (409).
[[nodiscard]] Outcome count_for_member(kit::Write& write, CustomerId customer_id, const VoucherSeries& series);

}  // namespace homeport::rewards
