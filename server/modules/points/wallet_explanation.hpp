#pragma once

// "Why this number" for what moves the wallet, in English and Chinese. Nothing of it names cost, profit or the weights:
// the wallet is counted from combined points, which members are told.

#include "db/transaction.hpp"
#include "modules/points/service.hpp"
#include "modules/points/types.hpp"

namespace homeport::points {

// What a sale brings into the wallet; for nothing, why not.
[[nodiscard]] Step explain_wallet_grant(const StrategyVersion& strategy, Points combined, Points wallet,
                                        Points kept_back);
[[nodiscard]] Step explain_wallet_of_sale(const Programme& programme, const Entry& sale);
[[nodiscard]] Step explain_wallet_of_return(const Entry& entry, int currency_digits);

// Grants, spendings and everything else that moves the wallet alone: what it was for, the lots, the balance.
[[nodiscard]] Explanation explain_wallet_entry(db::Transaction& tx, const Entry& entry, TimeZone zone);

}  // namespace homeport::points
