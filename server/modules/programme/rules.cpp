#include "modules/programme/rules.hpp"

#include <algorithm>
#include <string>

#include "base/check.hpp"

namespace homeport::programme {
namespace {

std::string line_field(std::size_t index, std::string_view member) {
  return "lines[" + std::to_string(index) + "]." + std::string(member);
}

Refusal out_of_range(std::size_t index, std::string_view member, std::int64_t value, std::int64_t min,
                     std::int64_t max) {
  return refuse(RefusalKind::invalid, "programme.amount_out_of_range",
                std::to_string(value) + " is not within " + std::to_string(min) + " and " + std::to_string(max),
                line_field(index, member));
}

Outcome check_line(std::size_t index, const LineInput& line) {
  const auto within = [](std::int64_t value, std::int64_t min, std::int64_t max) {
    return value >= min && value <= max;
  };
  if (!within(line.amount.minor, 0, kMaxAmount)) {
    return out_of_range(index, "amount_minor", line.amount.minor, 0, kMaxAmount);
  }
  if (!within(line.quantity, 1, kMaxQuantity)) {
    return out_of_range(index, "quantity", line.quantity, 1, kMaxQuantity);
  }
  if (line.cost && !within(line.cost->minor, 0, kMaxAmount)) {
    return out_of_range(index, "cost_minor", line.cost->minor, 0, kMaxAmount);
  }
  if (line.margin && !within(line.margin->ppm, 0, kPpm)) {
    return out_of_range(index, "margin_ppm", line.margin->ppm, 0, kPpm);
  }
  if (!within(line.weight.ppm, 0, kMaxWeight.ppm)) {
    return out_of_range(index, "weight_ppm", line.weight.ppm, 0, kMaxWeight.ppm);
  }
  return Done{};
}

Outcome check_lines(std::span<const LineInput> lines) {
  if (lines.empty()) return refuse(RefusalKind::invalid, "programme.no_lines", "a sale has at least one line", "lines");
  if (lines.size() > static_cast<std::size_t>(kMaxSaleLines)) {
    return refuse(RefusalKind::invalid, "programme.too_many_lines",
                  std::to_string(lines.size()) + " lines; the limit is " + std::to_string(kMaxSaleLines), "lines");
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    TRY_DONE(check_line(i, lines[i]));
  }
  return Done{};
}

Refusal sale_too_large(std::string_view what) {
  return refuse(RefusalKind::unprocessable, "programme.sale_too_large",
                std::string(what) + " of the sale would exceed " + std::to_string(kMaxAmount), "lines");
}

// Sums of kMaxSaleLines amounts fit 64 bits.
Outcome add_up_money(std::span<const LineInput> lines, SaleArithmetic& sale) {
  sale.lines.resize(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    auto& share = sale.lines[i];
    if (line.cost) {
      share.cost = *line.cost;
      share.cost_source = CostSource::given;
    } else if (line.margin) {
      share.cost = Money{line.amount.minor - multiply_rate(line.amount.minor, *line.margin)};
      share.cost_source = CostSource::margin_rate;
    } else {
      share.cost = line.amount;
      share.cost_source = CostSource::unknown;
    }
    share.paid = line.amount;
    sale.list += line.amount;
    sale.cost += share.cost;
  }
  if (sale.list.minor > kMaxAmount) return sale_too_large("the list price");
  if (sale.cost.minor > kMaxAmount) return sale_too_large("the cost");
  sale.payable = sale.list;
  return Done{};
}

// The largest-remainder split of a granted total over the positive parts of the lines' exact values. The values are in
// millionths of a hundredth, below 1e21, so that value x total stays within 128 bits.
std::vector<std::int64_t> split_over_positive(std::int64_t granted, std::vector<Int128> exact) {
  for (auto& value : exact)
    value = std::max(value, Int128{0});
  return split_by_largest_remainder(granted, exact);
}

// What the lines bring, before anything is rounded.
struct ExactLines {
  std::vector<std::int64_t> profit;  // S_i - C_i, in minor units
  std::vector<Int128> consumption;   // S_i x W_i, in millionths
  std::int64_t profit_sum = 0;
  Int128 consumption_sum = 0;

  ExactLines(std::span<const LineInput> lines, const PeriodRule& rule, SaleArithmetic& sale) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      auto& share = sale.lines[i];
      share.weight = Rate{multiply_rate(lines[i].weight.ppm, rule.weight_multiplier)};
      consumption.push_back(Int128{lines[i].amount.minor} * share.weight.ppm);
      const std::int64_t difference = lines[i].amount.minor - share.cost.minor;
      profit.push_back(rule.loss_lines == LossLines::zero ? std::max<std::int64_t>(difference, 0) : difference);
      profit_sum += profit.back();
      consumption_sum += consumption.back();
    }
  }

  // X x profit + Y x consumption, in millionths of millionths.
  [[nodiscard]] static Int128 combine(const PeriodRule& rule, std::int64_t profit, Int128 consumption) {
    return Int128{rule.x.ppm} * profit * kPpm + Int128{rule.y.ppm} * consumption;
  }
};

void price(SaleArithmetic& sale, const ExactLines& exact, Rate discount) {
  if (sale.cost > sale.list) {
    sale.payable_reason = PayableReason::cost_above_list;
    return;
  }
  const Money by_rule{multiply_rate(sale.rule_combined.hundredths, discount) + sale.cost.minor};
  if (by_rule >= sale.list) {
    sale.payable_reason = PayableReason::list_reached;
    return;
  }
  sale.payable_reason = PayableReason::discounted;
  sale.payable = std::max(by_rule, sale.cost);
  sale.rebate = sale.list - sale.payable;
  const auto rebates = split_over_positive(sale.rebate.minor, {exact.profit.begin(), exact.profit.end()});
  for (std::size_t i = 0; i < rebates.size(); ++i) {
    sale.lines[i].rebate = Money{rebates[i]};
    sale.lines[i].paid -= Money{rebates[i]};
  }
}

void grant(SaleArithmetic& sale, const ExactLines& exact, const PeriodRule& rule) {
  const std::size_t count = sale.lines.size();
  std::vector<Int128> profit(count);
  std::vector<Int128> combined(count);
  const bool paid = rule.accrue_on == AccrueOn::paid;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t accrued = exact.profit[i] - (paid ? sale.lines[i].rebate.minor : 0);
    profit[i] = accrued;
    combined[i] = ExactLines::combine(rule, accrued, exact.consumption[i]) / kPpm;
  }
  const std::int64_t accrued_sum = exact.profit_sum - (paid ? sale.rebate.minor : 0);
  const std::int64_t by_rule = std::max<std::int64_t>(
      0, divide_rounded(ExactLines::combine(rule, accrued_sum, exact.consumption_sum), Int128{kPpm} * kPpm));

  sale.consumption = Points{divide_rounded(exact.consumption_sum, kPpm)};
  sale.profit = Points{std::max<std::int64_t>(0, accrued_sum)};
  sale.combined = Points{by_rule};
  if (by_rule > 0) {
    sale.combined += rule.bonus;
    sale.capped = rule.cap.hundredths > 0 && sale.combined > rule.cap;
    if (sale.capped) sale.combined = rule.cap;
    sale.bonus = Points{std::clamp<std::int64_t>(sale.combined.hundredths - by_rule, 0, rule.bonus.hundredths)};
  }

  const auto consumption_shares = split_over_positive(sale.consumption.hundredths, exact.consumption);
  const auto profit_shares = split_over_positive(sale.profit.hundredths, std::move(profit));
  const auto combined_shares = split_over_positive(sale.combined.hundredths, std::move(combined));
  for (std::size_t i = 0; i < count; ++i) {
    sale.lines[i].consumption = Points{consumption_shares[i]};
    sale.lines[i].profit = Points{profit_shares[i]};
    sale.lines[i].combined = Points{combined_shares[i]};
  }
}

// Without a discount the list price is paid.
Result<SaleArithmetic> assess_by_rule(std::span<const LineInput> lines, const PeriodRule& rule,
                                      std::optional<Rate> discount) {
  CHECK(rule.x.ppm + rule.y.ppm == kPpm && rule.x.ppm * 2 > kPpm && rule.y.ppm >= 0);
  CHECK(rule.weight_multiplier.ppm >= 0 && rule.weight_multiplier <= kMaxWeightMultiplier);
  CHECK(rule.cap.hundredths >= 0 && rule.bonus.hundredths >= 0 && rule.bonus.hundredths <= kMaxAmount);
  TRY_DONE(check_lines(lines));
  SaleArithmetic sale;
  TRY_DONE(add_up_money(lines, sale));

  const ExactLines exact(lines, rule, sale);
  if (exact.consumption_sum > Int128{kMaxAmount} * kPpm) return sale_too_large("the consumption points");
  sale.rule_profit = Points{exact.profit_sum};
  sale.rule_combined =
      Points{divide_rounded(ExactLines::combine(rule, exact.profit_sum, exact.consumption_sum), Int128{kPpm} * kPpm)};
  if (discount) {
    price(sale, exact, *discount);
  } else {
    sale.payable_reason = PayableReason::paid_at_list;
  }
  grant(sale, exact, rule);
  if (sale.combined.hundredths > kMaxAmount) return sale_too_large("the combined points");
  return sale;
}

}  // namespace

Result<SaleArithmetic> assess_sale(std::span<const LineInput> lines, const PeriodRule& rule, Rate discount) {
  CHECK(discount.ppm > 0 && discount <= kWhole);
  return assess_by_rule(lines, rule, discount);
}

Result<SaleArithmetic> assess_paid_at_list(std::span<const LineInput> lines, const PeriodRule& rule) {
  return assess_by_rule(lines, rule, std::nullopt);
}

Result<SaleArithmetic> assess_without_programme(std::span<const LineInput> lines) {
  TRY_DONE(check_lines(lines));
  SaleArithmetic sale;
  TRY_DONE(add_up_money(lines, sale));
  return sale;
}

std::int64_t share_of_units(std::int64_t share, std::int64_t quantity, std::int64_t returned_before,
                            std::int64_t taking) {
  CHECK(share >= 0 && quantity >= 1);
  CHECK(returned_before >= 0 && taking >= 0 && taking <= quantity - returned_before);
  const auto carried_by_first = [&](std::int64_t units) {
    return static_cast<std::int64_t>(Int128{share} * units / quantity);
  };
  return carried_by_first(returned_before + taking) - carried_by_first(returned_before);
}

namespace {

Outcome check_returned_line(std::size_t index, const ReturnRequestLine& wanted, const RecordedLine* recorded) {
  if (wanted.quantity < 1) {
    return refuse(RefusalKind::invalid, "programme.return_quantity", "at least one unit is returned",
                  line_field(index, "quantity"));
  }
  if (recorded == nullptr) {
    return refuse(RefusalKind::unprocessable, "programme.return_line_unknown",
                  "the sale has no line " + std::to_string(wanted.line_no), line_field(index, "line_no"));
  }
  const std::int64_t left = recorded->quantity - recorded->returned_quantity;
  if (wanted.quantity > left) {
    return refuse(RefusalKind::unprocessable, "programme.return_exceeds_sold",
                  std::to_string(wanted.quantity) + " units of line " + std::to_string(wanted.line_no) +
                      " cannot be returned: " + std::to_string(recorded->quantity) + " were sold, " +
                      std::to_string(recorded->returned_quantity) + " were returned already",
                  line_field(index, "quantity"));
  }
  return Done{};
}

LineTakeBack take_back(const RecordedLine& line, std::int64_t taking) {
  const auto part = [&](std::int64_t share) {
    return share_of_units(share, line.quantity, line.returned_quantity, taking);
  };
  return LineTakeBack{.line_no = line.line_no,
                      .quantity = taking,
                      .cost = Money{part(line.share.cost.minor)},
                      .consumption = Points{part(line.share.consumption.hundredths)},
                      .profit = Points{part(line.share.profit.hundredths)},
                      .combined = Points{part(line.share.combined.hundredths)},
                      .rebate = Money{part(line.share.rebate.minor)},
                      .paid = Money{part(line.share.paid.minor)}};
}

}  // namespace

Result<ReturnArithmetic> assess_return(std::span<const RecordedLine> recorded,
                                       std::span<const ReturnRequestLine> wanted) {
  if (wanted.empty()) {
    return refuse(RefusalKind::invalid, "programme.return_empty", "a return names at least one line", "lines");
  }
  ReturnArithmetic answer;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto same_line = [&](const auto& line) { return line.line_no == wanted[i].line_no; };
    const auto found = std::find_if(recorded.begin(), recorded.end(), same_line);
    TRY_DONE(check_returned_line(i, wanted[i], found == recorded.end() ? nullptr : &*found));
    if (std::any_of(answer.lines.begin(), answer.lines.end(), same_line)) {
      return refuse(RefusalKind::invalid, "programme.return_line_twice",
                    "line " + std::to_string(wanted[i].line_no) + " is named twice", line_field(i, "line_no"));
    }
    const auto line = take_back(*found, wanted[i].quantity);
    answer.consumption += line.consumption;
    answer.profit += line.profit;
    answer.combined += line.combined;
    answer.rebate += line.rebate;
    answer.paid += line.paid;
    answer.lines.push_back(line);
  }
  return answer;
}

}  // namespace homeport::programme
