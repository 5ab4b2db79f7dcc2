#include "modules/lab/arithmetic.hpp"

#include <algorithm>
#include <limits>

namespace homeport::lab {
namespace {

using programme::AccrueOn;
using programme::LossLines;
using programme::PeriodRule;

constexpr std::int64_t kPpmSquared = kPpm * kPpm;

bool fits_64_bits(Int128 value) { return value == static_cast<std::int64_t>(value); }

// The same as divide_rounded; what fits is divided by one machine instruction.
std::int64_t divided(Int128 numerator, std::int64_t denominator) {
  if (!fits_64_bits(numerator)) return divide_rounded(numerator, denominator);
  const auto value = static_cast<std::int64_t>(numerator);
  const std::int64_t quotient = value / denominator;
  const std::int64_t remainder = value % denominator;
  if (remainder >= 0) return quotient + (remainder >= denominator - remainder ? 1 : 0);
  return quotient - (-remainder >= denominator + remainder ? 1 : 0);
}

// Numerator and denominator not below zero.
Int128 quotient_of(Int128 numerator, Int128 denominator) {
  if (fits_64_bits(numerator) && fits_64_bits(denominator)) {
    return static_cast<std::int64_t>(numerator) / static_cast<std::int64_t>(denominator);
  }
  return numerator / denominator;
}

// X x profit + Y x consumption, in millionths of millionths.
Int128 combine(const PeriodRule& rule, std::int64_t profit, Int128 consumption) {
  return Int128{rule.x.ppm} * profit * kPpm + Int128{rule.y.ppm} * consumption;
}

}  // namespace

template <class Int>
void Assessor::share_out(Int granted, Int sum, std::int64_t LineWorth::*kind) {
  std::int64_t given = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Int scaled = static_cast<Int>(parts_[i]) * granted;
    const Int whole = scaled / sum;
    lines_[i].*kind = static_cast<std::int64_t>(whole);
    remainders_[i] = scaled - whole * sum;
    given += lines_[i].*kind;
  }
  // Less than one unit a line is missing: the largest remainders take them, ties the earlier line.
  for (; given < granted; ++given) {
    std::size_t largest = 0;
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      if (remainders_[i] > remainders_[largest]) largest = i;
    }
    lines_[largest].*kind += 1;
    remainders_[largest] = -1;
  }
}

void Assessor::split(std::int64_t granted, std::int64_t LineWorth::*kind) {
  Int128 sum = 0;
  for (auto& part : parts_) {
    part = std::max(part, Int128{0});
    sum += part;
  }
  if (granted == 0 || sum == 0) {
    for (auto& line : lines_)
      line.*kind = 0;
    lines_.front().*kind = granted;
    return;
  }
  // No part is more than the sum.
  if (fits_64_bits(sum) && fits_64_bits(sum * granted)) {
    share_out(granted, static_cast<std::int64_t>(sum), kind);
  } else {
    share_out(Int128{granted}, sum, kind);
  }
}

void Assessor::price(SaleWorth& worth, const PeriodRule& rule, Rate discount, Shares shares) {
  const std::int64_t rule_combined = divided(combine(rule, profit_sum_, consumption_sum_), kPpmSquared);
  const std::int64_t by_rule = divided(Int128{rule_combined} * discount.ppm, kPpm) + worth.cost_minor;
  if (worth.cost_minor <= worth.list_minor && by_rule < worth.list_minor) {
    worth.rebate_minor = worth.list_minor - std::max(by_rule, worth.cost_minor);
  }
  if (shares == Shares::none) return;
  if (worth.rebate_minor == 0) {
    for (auto& line : lines_)
      line.rebate = 0;
    return;
  }
  for (std::size_t i = 0; i < exact_.size(); ++i)
    parts_[i] = exact_[i].profit;
  split(worth.rebate_minor, &LineWorth::rebate);
}

void Assessor::grant(SaleWorth& worth, const PeriodRule& rule, Shares shares) {
  const bool paid = rule.accrue_on == AccrueOn::paid;
  const std::int64_t accrued_sum = profit_sum_ - (paid ? worth.rebate_minor : 0);
  const auto by_rule = std::max<std::int64_t>(0, divided(combine(rule, accrued_sum, consumption_sum_), kPpmSquared));
  worth.consumption = divided(consumption_sum_, kPpm);
  worth.profit = std::max<std::int64_t>(0, accrued_sum);
  worth.combined = by_rule;
  if (by_rule > 0) {
    worth.combined += rule.bonus.hundredths;
    worth.is_capped = rule.cap.hundredths > 0 && worth.combined > rule.cap.hundredths;
    if (worth.is_capped) worth.combined = rule.cap.hundredths;
    worth.bonus = std::clamp<std::int64_t>(worth.combined - by_rule, 0, rule.bonus.hundredths);
  }
  if (shares == Shares::none) return;
  const auto accrued = [&](std::size_t i) { return exact_[i].profit - (paid ? lines_[i].rebate : 0); };
  for (std::size_t i = 0; i < exact_.size(); ++i) {
    const Int128 exact = combine(rule, accrued(i), exact_[i].consumption);
    parts_[i] = exact > 0 ? quotient_of(exact, kPpm) : Int128{0};
  }
  split(worth.combined, &LineWorth::combined);
  if (shares == Shares::reported) return;
  for (std::size_t i = 0; i < exact_.size(); ++i)
    parts_[i] = accrued(i);
  split(worth.profit, &LineWorth::profit);
  for (std::size_t i = 0; i < exact_.size(); ++i)
    parts_[i] = exact_[i].consumption;
  split(worth.consumption, &LineWorth::consumption);
}

SaleWorth Assessor::assess(std::span<const WorthLine> lines, const PeriodRule* rule, std::optional<Rate> discount,
                           Shares shares) {
  exact_.resize(lines.size());
  parts_.resize(lines.size());
  remainders_.resize(lines.size());
  lines_.resize(lines.size());
  SaleWorth worth;
  profit_sum_ = 0;
  consumption_sum_ = 0;
  const bool floors = rule != nullptr && rule->loss_lines == LossLines::zero;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    worth.list_minor += line.amount_minor;
    worth.cost_minor += line.cost_minor;
    const std::int64_t difference = line.amount_minor - line.cost_minor;
    exact_[i].profit = floors ? std::max<std::int64_t>(difference, 0) : difference;
    exact_[i].consumption = Int128{line.amount_minor} * line.weight_ppm;
    profit_sum_ += exact_[i].profit;
    consumption_sum_ += exact_[i].consumption;
  }
  if (rule == nullptr || lines.empty()) {
    std::fill(lines_.begin(), lines_.end(), LineWorth{});
    return worth;
  }
  const SaleWorth refused{.list_minor = worth.list_minor, .cost_minor = worth.cost_minor, .is_refused = true};
  if (consumption_sum_ > Int128{kMaxAmount} * kPpm) {
    std::fill(lines_.begin(), lines_.end(), LineWorth{});
    return refused;
  }
  if (discount) {
    price(worth, *rule, *discount, shares);
  } else {
    for (auto& line : lines_)
      line.rebate = 0;
  }
  grant(worth, *rule, shares);
  if (worth.combined > kMaxAmount) {
    std::fill(lines_.begin(), lines_.end(), LineWorth{});
    return refused;
  }
  return worth;
}

}  // namespace homeport::lab
