#include "modules/programme/strategy_rules.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace homeport::programme {
namespace {

class Violations {
 public:
  void add(std::string field, std::string reason, std::string detail) {
    errors_.push_back({std::move(field), std::move(reason), std::move(detail)});
  }

  void check_range(std::string_view field, std::int64_t value, std::int64_t min, std::int64_t max) {
    if (value >= min && value <= max) return;
    add(std::string(field), "programme.out_of_range",
        std::to_string(value) + " is not within " + std::to_string(min) + " and " + std::to_string(max));
  }

  void check_weights(const std::string& prefix, Rate x, Rate y) {
    check_range(prefix + "x_ppm", x.ppm, 0, kPpm);
    check_range(prefix + "y_ppm", y.ppm, 0, kPpm);
    if (x.ppm <= kPpm / 2) {
      add(prefix + "x_ppm", "programme.profit_weight_too_low",
          "the weight of profit is " + std::to_string(x.ppm) + " ppm and must be above 500000");
    }
    if (x.ppm + y.ppm != kPpm) {
      add(prefix + "y_ppm", "programme.weights_do_not_add_up",
          std::to_string(x.ppm) + " and " + std::to_string(y.ppm) + " ppm do not add up to 1000000");
    }
  }

  void check_period(const std::string& prefix, std::optional<Rate> x, std::optional<Rate> y, Rate multiplier,
                    Points cap, Points bonus) {
    if (x.has_value() != y.has_value()) {
      add(prefix + (x ? "y_ppm" : "x_ppm"), "programme.weight_missing",
          "the two weights are given together or not at all");
    } else if (x) {
      check_weights(prefix, *x, *y);
    }
    check_range(prefix + "weight_multiplier_ppm", multiplier.ppm, 0, kMaxWeightMultiplier.ppm);
    check_range(prefix + "cap_points", cap.hundredths, 0, kMaxAmount);
    check_range(prefix + "bonus_points", bonus.hundredths, 0, kMaxAmount);
    if (cap.hundredths > 0 && bonus > cap) {
      add(prefix + "bonus_points", "programme.bonus_above_cap",
          std::to_string(bonus.hundredths) + " is above the cap of " + std::to_string(cap.hundredths));
    }
  }

  void check_wallet(const StrategyVersion& strategy) {
    check_range("wallet_rate_ppm", strategy.wallet_rate.ppm, 0, kPpm);
    check_range("return_window_days", strategy.return_window_days, 0, kMaxReturnWindowDays);
    if (strategy.activation == Activation::after_return_window && strategy.return_window_days == 0) {
      add("return_window_days", "programme.return_window_missing",
          "points that wait for the end of the return window need its length in days");
    }
    check_range("expiry_months", strategy.expiry_months, 0, kMaxExpiryMonths);
    const bool needs_months = strategy.expiry == Expiry::rolling || strategy.expiry == Expiry::by_activity;
    if (needs_months && strategy.expiry_months == 0) {
      add("expiry_months", "programme.expiry_months_missing", "points cannot expire after 0 months");
    }
    check_range("give_back_days", strategy.give_back_days, 1, kMaxGiveBackDays);
    check_range("point_value_ppm", strategy.point_value.ppm, 1, kMaxPointValue.ppm);
    check_range("points_share_ppm", strategy.points_share.ppm, 0, kPpm);
    check_range("daily_earn_limit_points", strategy.daily_earn_limit.hundredths, 0, kMaxAmount);
    check_range("daily_spend_limit_points", strategy.daily_spend_limit.hundredths, 0, kMaxAmount);
    check_range("adjustment_approval_above_points", strategy.adjustment_approval.hundredths, 0, kMaxAmount);
    check_range("staff_daily_limit_points", strategy.staff_daily_limit.hundredths, 0, kMaxAmount);
  }

  [[nodiscard]] Outcome outcome() && {
    if (errors_.empty()) return Done{};
    auto refusal = refuse(RefusalKind::invalid, errors_.front().reason, errors_.front().detail, errors_.front().field);
    refusal.errors = std::move(errors_);
    return refusal;
  }

 private:
  std::vector<FieldError> errors_;
};

// Does d (X g + Y W) >= g hold?
bool gives_no_rebate(const PeriodRule& rule, const ServiceTypeRates& type, Rate discount) {
  const Int128 weight = Int128{type.weight.ppm} * rule.weight_multiplier.ppm / kPpm;
  const Int128 combined = Int128{rule.x.ppm} * type.margin.ppm + Int128{rule.y.ppm} * weight;
  return combined * discount.ppm >= Int128{type.margin.ppm} * kPpm * kPpm;
}

std::string_view period_en(Period period) { return period == Period::development ? "development" : "maintenance"; }
std::string_view period_zh(Period period) { return period == Period::development ? "开发期" : "维护期"; }

StrategyWarning no_rebate(Period period) {
  return {.key = "no_rebate",
          .period = period,
          .text_en = "In the " + std::string(period_en(period)) +
                     " period no sale of any service type gets a rebate, in any tier: the points weights are too high "
                     "for the margins.",
          .text_zh = "在" + std::string(period_zh(period)) +
                     "，任何服务类型、任何等级的销售都不会产生返利：积分权重相对毛利过高。"};
}

StrategyWarning no_rebate_for(Period period, const std::string& service_type) {
  return {.key = "no_rebate_for_service_type",
          .period = period,
          .service_type = service_type,
          .text_en = "In the " + std::string(period_en(period)) + " period a sale of \"" + service_type +
                     "\" alone gets no rebate in any tier: its points weight is too high for its margin.",
          .text_zh = "在" + std::string(period_zh(period)) + "，单独销售“" + service_type +
                     "”在任何等级都不会产生返利：其积分权重相对毛利过高。"};
}

}  // namespace

Outcome check_strategy(const StrategyVersion& strategy, Time now) {
  Violations violations;
  violations.check_weights("", strategy.x, strategy.y);
  violations.check_range("development_days", strategy.development_days, 0, kMaxDevelopmentDays);
  violations.check_period("development_", strategy.development_x, strategy.development_y,
                          strategy.development_weight_multiplier, strategy.development_cap, strategy.development_bonus);
  violations.check_period("maintenance_", strategy.maintenance_x, strategy.maintenance_y,
                          strategy.maintenance_weight_multiplier, strategy.maintenance_cap, strategy.maintenance_bonus);
  violations.check_wallet(strategy);
  if (strategy.effective_from < now) {
    violations.add("effective_from", "programme.effective_in_the_past",
                   format_rfc3339(strategy.effective_from) + " is before " + format_rfc3339(now));
  }
  return std::move(violations).outcome();
}

Period period_of(std::optional<Time> first_sale_at, Time at, std::int64_t development_days) {
  CHECK(development_days >= 0 && development_days <= kMaxDevelopmentDays);
  if (!first_sale_at) return Period::development;
  if (development_days == 0) return Period::maintenance;
  return at < plus_days(*first_sale_at, development_days) ? Period::development : Period::maintenance;
}

PeriodRule rule_of(const StrategyVersion& strategy, Period period) {
  const bool development = period == Period::development;
  const auto x = development ? strategy.development_x : strategy.maintenance_x;
  const auto y = development ? strategy.development_y : strategy.maintenance_y;
  return PeriodRule{
      .x = x.value_or(strategy.x),
      .y = y.value_or(strategy.y),
      .weight_multiplier =
          development ? strategy.development_weight_multiplier : strategy.maintenance_weight_multiplier,
      .cap = development ? strategy.development_cap : strategy.maintenance_cap,
      .bonus = development ? strategy.development_bonus : strategy.maintenance_bonus,
      .accrue_on = strategy.accrue_on,
      .loss_lines = strategy.loss_lines,
  };
}

Result<SaleArithmetic> assess_by_strategy(std::span<const LineInput> lines, const StrategyVersion* strategy,
                                          Period period, Pricing pricing, Rate discount) {
  if (strategy == nullptr) return assess_without_programme(lines);
  const auto rule = rule_of(*strategy, period);
  return pricing == Pricing::by_programme ? assess_sale(lines, rule, discount) : assess_paid_at_list(lines, rule);
}

std::optional<Rate> suggested_weight(const ServiceTypeSums& sums) {
  if (sums.amount.minor <= 0) return std::nullopt;
  const std::int64_t profit = std::max<std::int64_t>(0, sums.amount.minor - sums.cost.minor);
  return Rate{std::min(divide_rounded(Int128{profit} * kPpm, sums.amount.minor), kMaxWeight.ppm)};
}

std::vector<StrategyWarning> warnings_of(const StrategyVersion& strategy,
                                         std::span<const ServiceTypeRates> service_types, Rate lowest_discount) {
  std::vector<StrategyWarning> warnings;
  for (const auto period : {Period::development, Period::maintenance}) {
    const auto rule = rule_of(strategy, period);
    std::vector<StrategyWarning> single;
    std::size_t with_margin = 0;
    for (const auto& type : service_types) {
      if (type.margin.ppm == 0) continue;
      ++with_margin;
      if (gives_no_rebate(rule, type, lowest_discount)) single.push_back(no_rebate_for(period, type.name));
    }
    if (with_margin > 0 && single.size() == with_margin) {
      warnings.push_back(no_rebate(period));
    } else {
      warnings.insert(warnings.end(), single.begin(), single.end());
    }
  }
  return warnings;
}

}  // namespace homeport::programme
