#pragma once

// Decisions about strategies: is a version valid, which of its parameters apply to a sale, and what to warn of.
// Pure.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/programme/rules.hpp"
#include "modules/programme/types.hpp"

namespace homeport::programme {

// Refuses (invalid, one FieldError per wrong field) what would make points meaningless:
//   programme.weights_do_not_add_up   X + Y is not 100 %                          y_ppm, development_y_ppm, …
//   programme.profit_weight_too_low   X is not above 50 %                         x_ppm, …
//   programme.weight_missing          a period has one of X and Y without the other
//   programme.bonus_above_cap         the bonus alone is above the period's cap   development_bonus_points, …
//   programme.return_window_missing   activation after the return window, without days     return_window_days
//   programme.expiry_months_missing   points expire after no months at all (but by calendar)  expiry_months
//   programme.out_of_range            a number outside its limits (types.hpp)
//   programme.effective_in_the_past   effective_from is before `now`
// A rule for a moment that is past would make yesterday's receipts disagree with their explanation.
[[nodiscard]] Outcome check_strategy(const StrategyVersion& strategy, Time now);

// The period a customer is in for a sale at `at`. `first_sale_at` is that of his earliest sale recorded so far; without
// one he is in development, and for `development_days` x 24 hours after it still is. A sale that is recorded late,
// dated before all others, finds him where the sales recorded before it have brought him.
[[nodiscard]] Period period_of(std::optional<Time> first_sale_at, Time at, std::int64_t development_days);

[[nodiscard]] PeriodRule rule_of(const StrategyVersion& strategy, Period period);

// A sale by a strategy version; nullptr, none: no points and the list price. `discount` is that of the tier held
// before, 0 < d <= 1. Refusals: those of assess_sale.
[[nodiscard]] Result<SaleArithmetic> assess_by_strategy(std::span<const LineInput> lines,
                                                        const StrategyVersion* strategy, Period period, Pricing pricing,
                                                        Rate discount);

// What a strategy's warning needs to know of a service type.
struct ServiceTypeRates {
  std::string name;
  Rate margin;
  Rate weight;
};

// What a service type sold, returns taken off.
struct ServiceTypeSums {
  std::int64_t service_type_id = 0;
  Money amount;
  Money cost;
  std::int64_t lines_count = 0;
};

// The weight at which consumption points of a service type come to its profit: its real margin, within 0…kMaxWeight.
// None where nothing was sold. With such weights "a discount on the profit, never on the cost" holds for each type.
[[nodiscard]] std::optional<Rate> suggested_weight(const ServiceTypeSums& sums);

struct StrategyWarning {
  std::string key;  // "no_rebate", "no_rebate_for_service_type"
  Period period{};
  std::string service_type;  // for the second
  std::string text_en;
  std::string text_zh;
};

// Warns where the payable amount can never be below the list price. For goods of margin g and weight W, sold at the
// best discount d there is, d x Zn + C >= S means d (X g + Y W) >= g; if that holds for a service type, sales of it
// alone give no rebate; if it holds for all, none does. Service types without margin (g = 0) never have a rebate to
// give and are left out. Goods with costs of their own may differ: it is a warning, not a refusal. The texts name
// service types and no rates, but say something about their margin: for holders of the margin right.
[[nodiscard]] std::vector<StrategyWarning> warnings_of(const StrategyVersion& strategy,
                                                       std::span<const ServiceTypeRates> service_types,
                                                       Rate lowest_discount);

}  // namespace homeport::programme
