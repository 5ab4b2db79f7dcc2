#pragma once

// What points are worth as money, where they pay. Pure. `value` is the strategy's point_value: at 100 % one hundredth
// of a point pays one minor unit.

#include "base/amounts.hpp"

namespace homeport::programme {

// Rounded down: points never pay for more than they are worth. Points and money of 0…kMaxAmount, value > 0.
[[nodiscard]] Money worth_of(Points points, Rate value);
// The fewest points that are worth that much.
[[nodiscard]] Points points_to_pay(Money amount, Rate value);
// The most points that are worth no more than that.
[[nodiscard]] Points points_worth_at_most(Money amount, Rate value);
// The largest part of a payable that points may pay, rounded down. `share`: points_share of the strategy.
[[nodiscard]] Money most_payable_by_points(Money payable, Rate share);

}  // namespace homeport::programme
