#include "modules/lab/result.hpp"

namespace homeport::lab {
namespace {

SideFigures figures_of(const SideSums& sums, const Bucket& bucket, Rate point_value) {
  return {.consumption = Points{sums.consumption},
          .profit = Points{sums.profit},
          .combined = Points{sums.combined},
          .wallet = Points{sums.wallet},
          .rebate = Money{sums.rebate_minor},
          .margin = Money{bucket.amount_minor - bucket.cost_minor - sums.rebate_minor},
          .wallet_value = Money{worth_of_points(sums.wallet, point_value)}};
}

SideTotals totals_of(const Tally& tally, std::size_t side, Rate point_value) {
  const auto& extras = tally.extras[side];
  const std::int64_t left = extras.wallet_issued - extras.wallet_taken_back - extras.wallet_expired;
  return {.sums = figures_of(tally.total.sides[side], tally.total, point_value),
          .issued = Points{extras.issued},
          .taken_back = Points{extras.taken_back},
          .bonus = Points{extras.bonus},
          .capped_sales = extras.capped_sales,
          .refused_sales = extras.refused_sales,
          .tiers_raised = extras.tiers_raised,
          .tiers_lowered = extras.tiers_lowered,
          .wallet_issued = Points{extras.wallet_issued},
          .wallet_kept_back = Points{extras.wallet_kept_back},
          .wallet_taken_back = Points{extras.wallet_taken_back},
          .wallet_expired = Points{extras.wallet_expired},
          .wallet_left = Points{left},
          .liability = Money{worth_of_points(left, point_value)}};
}

TypeFigures type_figures_of(const Bucket& bucket, std::size_t side, Rate weight) {
  const auto& sums = bucket.sides[side];
  return {.weight = weight,
          .combined = Points{sums.combined},
          .rebate = Money{sums.rebate_minor},
          .margin = Money{bucket.amount_minor - bucket.cost_minor - sums.rebate_minor}};
}

std::vector<ResultServiceType> types_of(const Tally& tally, const Legend& legend) {
  std::vector<ResultServiceType> types;
  for (std::size_t i = 0; i < tally.types.size(); ++i) {
    const auto& bucket = tally.types[i];
    if (bucket.sales == 0) continue;
    ResultServiceType type;
    const bool is_known = i < legend.service_types.size();
    if (is_known) {
      type.service_type_id = legend.service_types[i].id;
      type.name = legend.service_types[i].name;
    }
    type.lines_count = bucket.sales;
    type.amount = Money{bucket.amount_minor};
    type.cost = Money{bucket.cost_minor};
    type.present = type_figures_of(bucket, 0, is_known ? legend.weights[0][i] : Rate{});
    type.changed = type_figures_of(bucket, 1, is_known ? legend.weights[1][i] : Rate{});
    types.push_back(std::move(type));
  }
  return types;
}

void fill_tiers(BacktestResult& result, const Tally& tally, const Legend& legend) {
  const auto rows = [](const std::vector<programme::Tier>& tiers) {
    std::vector<ResultTier> made;
    for (const auto& tier : tiers)
      made.push_back({tier.name, tier.threshold, tier.discount, tier.colour, 0});
    return made;
  };
  result.present_tiers = rows(legend.tiers[0]);
  result.changed_tiers = rows(legend.tiers[1]);
  const std::size_t columns = legend.tiers[1].size() + 1;
  for (std::size_t i = 0; i < tally.moves.size(); ++i) {
    const auto customers = tally.moves[i];
    if (customers == 0) continue;
    const std::size_t from = i / columns;
    const std::size_t to = i % columns;
    result.moves.push_back({static_cast<std::int64_t>(from), static_cast<std::int64_t>(to), customers});
    if (from < result.present_tiers.size()) result.present_tiers[from].customers_count += customers;
    if (to < result.changed_tiers.size()) result.changed_tiers[to].customers_count += customers;
  }
}

ResultCustomerSide side_of(const CustomerSide& side, const std::vector<programme::Tier>& tiers) {
  ResultCustomerSide made;
  made.combined = Points{side.combined};
  made.wallet = Points{side.wallet};
  made.rebate = Money{side.rebate_minor};
  if (side.tier >= 0) made.tier_name = tiers[static_cast<std::size_t>(side.tier)].name;
  return made;
}

}  // namespace

BacktestResult result_of(const Tally& tally, const Legend& legend) {
  BacktestResult result;
  const auto& total = tally.total;
  result.totals.sales_count = total.sales;
  result.totals.returns_count = total.returns;
  result.totals.customers_count = tally.customers;
  result.totals.gaining_count = tally.gaining;
  result.totals.losing_count = tally.losing;
  result.totals.amount = Money{total.amount_minor};
  result.totals.cost = Money{total.cost_minor};
  result.totals.recorded = figures_of(total.recorded, total, kWhole);
  result.totals.present = totals_of(tally, 0, legend.point_values[0]);
  result.totals.changed = totals_of(tally, 1, legend.point_values[1]);
  for (std::size_t i = 0; i < tally.months.size(); ++i) {
    const auto& month = tally.months[i];
    result.months.push_back({legend.months[i], month.sales, Money{month.amount_minor},
                             figures_of(month.recorded, month, kWhole),
                             figures_of(month.sides[0], month, legend.point_values[0]),
                             figures_of(month.sides[1], month, legend.point_values[1])});
  }
  result.service_types = types_of(tally, legend);
  fill_tiers(result, tally, legend);
  return result;
}

std::vector<ResultCustomer> customers_of(const Ranking& ranking, const Legend& legend) {
  std::vector<ResultCustomer> customers;
  for (const auto& outcome : ranking.ranked()) {
    ResultCustomer customer;
    customer.rank = static_cast<std::int64_t>(customers.size()) + 1;
    customer.customer_id = outcome.customer_id;
    customer.sales_count = outcome.sales;
    customer.amount = Money{outcome.amount_minor};
    customer.present = side_of(outcome.sides[0], legend.tiers[0]);
    customer.changed = side_of(outcome.sides[1], legend.tiers[1]);
    customer.difference = Money{outcome.difference()[0]};
    customer.combined_difference = customer.changed.combined - customer.present.combined;
    customers.push_back(std::move(customer));
  }
  return customers;
}

}  // namespace homeport::lab
