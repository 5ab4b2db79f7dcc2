#include "modules/insight/rules.hpp"

namespace homeport::insight {

std::vector<DayNumbers> chart_of(std::span<const sales::DayTotal> totals, Date today) {
  std::vector<DayNumbers> days(kHomeDays);
  const Date first = plus_days(today, 1 - kHomeDays);
  for (std::int32_t i = 0; i < kHomeDays; ++i)
    days[static_cast<std::size_t>(i)].on = plus_days(first, i);
  for (const auto& total : totals) {
    const std::int32_t offset = total.sold_on.days - first.days;
    if (offset < 0 || offset >= kHomeDays) continue;
    auto& day = days[static_cast<std::size_t>(offset)];
    day.sales_count += total.sales_count;
    day.sales += total.sales;
  }
  return days;
}

}  // namespace homeport::insight
