#pragma once

// Sales a till made without the network and sends later. Money was taken for them: what could not be known there is no
// reason to refuse them, and what the till says is no reason to believe it. docs/adr/0014. Private to this module.

#include "kit/use_case.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/sales/types.hpp"

namespace homeport::sales {

// A till's price list may be that much older than the sale.
inline constexpr std::int64_t kOfflinePriceSeconds = kSecondsPerDay;
// What a person without sales.price.override may send in a day of sales that are cheaper than anything explains.
inline constexpr Money kMostUnexplainedPerDay{100'000};
inline constexpr std::int64_t kUnexplainedSeconds = kSecondsPerDay;

// See sales::sell.
[[nodiscard]] Result<SaleDocument> sell_offline(catalogue::ProductCache& products, kit::Write& write,
                                                const SaleRequest& request);

}  // namespace homeport::sales
