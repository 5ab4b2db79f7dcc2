#pragma once

// The steps every completed sale takes, whether it was sold at once, reserved before, or is the second half of an
// exchange. Private to this module.

#include <span>
#include <string>

#include "kit/use_case.hpp"
#include "modules/sales/quoting.hpp"
#include "modules/sales/recording.hpp"
#include "modules/sales/types.hpp"

namespace homeport::sales {

// What the basket is worth to this customer now, his account locked until the end of the transaction. Nobody known:
// the list price, nothing locked.
[[nodiscard]] Result<points::SaleQuote> worth_for_update(kit::Write& write, std::optional<CustomerId> customer_id,
                                                         std::span<const programme::LineInput> inputs, Time at);

// conflict sales.payable_changed with the quote of now as `current`.
[[nodiscard]] Outcome check_expected(const Basket& basket, const points::SaleQuote& worth, Money expected, View view);

// A sale with the basket's lines, not yet with its worth.
[[nodiscard]] NewSale new_sale(kit::Write& write, const Basket& basket, std::optional<CustomerId> customer_id,
                               SaleSource source);

// Points, sale, tenders, news, audit under `action`. The tenders are complete: together what is payable.
[[nodiscard]] SaleDocument finish_sale(kit::Write& write, const Basket& basket, const points::SaleQuote& worth,
                                       NewSale made, std::string action);

}  // namespace homeport::sales
