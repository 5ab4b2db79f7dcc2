#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "modules/programme/rules.hpp"

namespace homeport::programme {
namespace {

// Properties over random sales.

rc::Gen<std::int64_t> amounts() {
  return rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 100), rc::gen::inRange<std::int64_t>(0, 10'000'000),
                        rc::gen::inRange<std::int64_t>(0, kMaxAmount / 50));
}

rc::Gen<LineInput> lines() {
  return rc::gen::exec([] {
    LineInput line;
    line.amount = Money{*amounts()};
    line.quantity = *rc::gen::inRange<std::int64_t>(1, 12);
    switch (*rc::gen::inRange(0, 4)) {
      case 0: line.cost = Money{*amounts()}; break;
      case 1: line.cost = Money{line.amount.minor - line.amount.minor / *rc::gen::inRange<std::int64_t>(1, 20)}; break;
      case 2: line.margin = Rate{*rc::gen::inRange<std::int64_t>(0, kPpm + 1)}; break;
      default: break;
    }
    line.weight = Rate{*rc::gen::elementOf(std::vector<std::int64_t>{0, 333'333, 200'000, kPpm, 1})};
    return line;
  });
}

rc::Gen<PeriodRule> rules() {
  return rc::gen::exec([] {
    PeriodRule rule;
    rule.x = Rate{*rc::gen::inRange<std::int64_t>(kPpm / 2 + 1, kPpm + 1)};
    rule.y = Rate{kPpm - rule.x.ppm};
    rule.weight_multiplier = Rate{*rc::gen::elementOf(std::vector<std::int64_t>{kPpm, kPpm, 0, 1'500'000, 333'333})};
    rule.cap = Points{*rc::gen::elementOf(std::vector<std::int64_t>{0, 0, 1, 50'000})};
    rule.bonus = Points{*rc::gen::elementOf(std::vector<std::int64_t>{0, 0, 1, 1'000})};
    rule.accrue_on = *rc::gen::element(AccrueOn::list, AccrueOn::paid);
    rule.loss_lines = *rc::gen::element(LossLines::subtract, LossLines::zero);
    return rule;
  });
}

rc::Gen<Rate> discounts() {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(1, kPpm + 1), [](std::int64_t ppm) { return Rate{ppm}; });
}

struct RandomSale {
  std::vector<LineInput> inputs;
  PeriodRule rule;
  Rate discount;
  SaleArithmetic sale;
};

RandomSale random_sale() {
  RandomSale random;
  random.inputs = *rc::gen::resize(12, rc::gen::nonEmpty(rc::gen::container<std::vector<LineInput>>(lines())));
  random.rule = *rules();
  random.discount = *discounts();
  random.sale = *assess_sale(random.inputs, random.rule, random.discount);
  return random;
}

std::int64_t number_of(Points points) { return points.hundredths; }
std::int64_t number_of(Money money) { return money.minor; }

template <class Amount>
std::int64_t sum_of_shares(const SaleArithmetic& sale, Amount LineShare::*kind) {
  std::int64_t sum = 0;
  for (const auto& line : sale.lines) {
    RC_ASSERT(number_of(line.*kind) >= 0);
    sum += number_of(line.*kind);
  }
  return sum;
}

RC_GTEST_PROP(programme_properties, line_shares_add_up_and_none_is_negative, ()) {
  const auto random = random_sale();
  const auto& sale = random.sale;
  RC_ASSERT(sum_of_shares(sale, &LineShare::consumption) == sale.consumption.hundredths);
  RC_ASSERT(sum_of_shares(sale, &LineShare::profit) == sale.profit.hundredths);
  RC_ASSERT(sum_of_shares(sale, &LineShare::combined) == sale.combined.hundredths);
  RC_ASSERT(sum_of_shares(sale, &LineShare::rebate) == sale.rebate.minor);
  RC_ASSERT(sum_of_shares(sale, &LineShare::paid) == sale.payable.minor);
  RC_ASSERT(sum_of_shares(sale, &LineShare::cost) == sale.cost.minor);
}

RC_GTEST_PROP(programme_properties, payable_lies_between_cost_and_list_for_the_sale_and_each_line, ()) {
  const auto random = random_sale();
  const auto& sale = random.sale;
  if (sale.cost > sale.list) {
    RC_ASSERT(sale.payable == sale.list);
  } else {
    RC_ASSERT(sale.cost <= sale.payable && sale.payable <= sale.list);
  }
  RC_ASSERT(sale.rebate == sale.list - sale.payable);
  for (std::size_t i = 0; i < sale.lines.size(); ++i) {
    RC_ASSERT(sale.lines[i].paid + sale.lines[i].rebate == random.inputs[i].amount);
    RC_ASSERT(sale.lines[i].rebate.minor == 0 || sale.lines[i].paid >= sale.lines[i].cost);
  }
}

RC_GTEST_PROP(programme_properties, a_better_discount_never_costs_more, ()) {
  const auto random = random_sale();
  const auto lower = *discounts();
  const auto other = *assess_sale(random.inputs, random.rule, lower);
  if (lower <= random.discount) {
    RC_ASSERT(other.payable <= random.sale.payable);
  } else {
    RC_ASSERT(other.payable >= random.sale.payable);
  }
}

RC_GTEST_PROP(programme_properties, combined_lies_between_profit_and_consumption, ()) {
  auto random = random_sale();
  random.rule.cap = random.rule.bonus = Points{0};
  const auto sale = *assess_sale(random.inputs, random.rule, random.discount);
  RC_ASSERT(sale.combined >= std::min(sale.profit, sale.consumption));
  RC_ASSERT(sale.combined <= std::max(sale.profit, sale.consumption));
}

RC_GTEST_PROP(programme_properties, more_weight_on_profit_draws_combined_towards_profit, ()) {
  auto random = random_sale();
  random.rule.cap = random.rule.bonus = Points{0};
  random.rule.accrue_on = AccrueOn::list;
  random.rule.loss_lines = LossLines::zero;
  const auto x = *rc::gen::inRange<std::int64_t>(random.rule.x.ppm, kPpm + 1);
  const auto before = *assess_sale(random.inputs, random.rule, random.discount);
  random.rule.x = Rate{x};
  random.rule.y = Rate{kPpm - x};
  const auto after = *assess_sale(random.inputs, random.rule, random.discount);
  RC_ASSERT(after.profit == before.profit);
  if (before.profit >= before.consumption) {
    RC_ASSERT(after.combined >= before.combined);
  } else {
    RC_ASSERT(after.combined <= before.combined);
  }
}

RC_GTEST_PROP(programme_properties, the_order_of_the_lines_changes_no_total, ()) {
  const auto random = random_sale();
  auto shuffled = random.inputs;
  for (std::size_t i = shuffled.size(); i > 1; --i) {
    std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  const auto sale = *assess_sale(shuffled, random.rule, random.discount);
  RC_ASSERT(sale.payable == random.sale.payable);
  RC_ASSERT(sale.consumption == random.sale.consumption);
  RC_ASSERT(sale.profit == random.sale.profit);
  RC_ASSERT(sale.combined == random.sale.combined);
}

// Takes everything back in random steps and random order.
RC_GTEST_PROP(programme_properties, a_full_return_nets_zero_whatever_the_steps, ()) {
  const auto random = random_sale();
  std::vector<RecordedLine> recorded;
  std::int64_t units_left = 0;
  for (std::size_t i = 0; i < random.inputs.size(); ++i) {
    recorded.push_back({static_cast<std::int64_t>(i + 1), random.inputs[i].quantity, 0, random.sale.lines[i]});
    units_left += random.inputs[i].quantity;
  }
  Points consumption, profit, combined;
  Money paid, rebate;
  while (units_left > 0) {
    std::vector<ReturnRequestLine> wanted;
    for (const auto& line : recorded) {
      const auto left = line.quantity - line.returned_quantity;
      const auto taking = left == 0 ? 0 : *rc::gen::inRange<std::int64_t>(0, left + 1);
      if (taking > 0) wanted.push_back({line.line_no, taking});
    }
    if (wanted.empty()) {  // small generators like zero; go on with one unit
      const auto line = std::find_if(recorded.begin(), recorded.end(),
                                     [](const RecordedLine& l) { return l.returned_quantity < l.quantity; });
      wanted.push_back({line->line_no, 1});
    }
    const auto back = *assess_return(recorded, wanted);
    for (const auto& line : back.lines) {
      RC_ASSERT(line.consumption.hundredths >= 0 && line.profit.hundredths >= 0 && line.combined.hundredths >= 0);
      RC_ASSERT(line.paid.minor >= 0 && line.rebate.minor >= 0 && line.cost.minor >= 0);
      recorded[static_cast<std::size_t>(line.line_no - 1)].returned_quantity += line.quantity;
      units_left -= line.quantity;
    }
    consumption += back.consumption;
    profit += back.profit;
    combined += back.combined;
    paid += back.paid;
    rebate += back.rebate;
    RC_ASSERT(consumption <= random.sale.consumption && profit <= random.sale.profit);
    RC_ASSERT(combined <= random.sale.combined && paid <= random.sale.payable);
  }
  RC_ASSERT(consumption == random.sale.consumption);
  RC_ASSERT(profit == random.sale.profit);
  RC_ASSERT(combined == random.sale.combined);
  RC_ASSERT(paid == random.sale.payable);
  RC_ASSERT(rebate == random.sale.rebate);
}

}  // namespace
}  // namespace homeport::programme
