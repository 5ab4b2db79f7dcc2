#pragma once

// "Why this number" for what moves the wallet, in English and Chinese. What it says of combined points is for readers
// with the margin right: beside the price and the discount they would tell the cost.

#include "db/transaction.hpp"
#include "modules/points/service.hpp"
#include "modules/points/types.hpp"

namespace homeport::points {

// What a sale brings into the wallet; for nothing, why not.
[[nodiscard]] Step explain_wallet_grant(const StrategyVersion& strategy, Points combined, Points wallet,
                                        Points kept_back, View view);
[[nodiscard]] Step explain_wallet_of_sale(const Programme& programme, const Entry& sale, View view);
[[nodiscard]] Step explain_wallet_of_return(const Entry& entry, int currency_digits);

// Grants, spendings and everything else that moves the wallet alone: what it was for, the lots, the balance.
[[nodiscard]] Explanation explain_wallet_entry(db::Transaction& tx, const Entry& entry, TimeZone zone, View view);

}  // namespace homeport::points
