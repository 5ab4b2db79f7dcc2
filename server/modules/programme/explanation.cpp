#include "modules/programme/explanation.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/check.hpp"

namespace homeport::programme {
namespace {

std::string grouped(std::string digits) {
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(digits.begin() + at, ',');
  }
  return digits;
}

std::string format_decimal(std::int64_t value, int digits) {
  std::int64_t scale = 1;
  for (int i = 0; i < digits; ++i)
    scale *= 10;
  const std::string sign = value < 0 ? "-" : "";
  const std::int64_t magnitude = value < 0 ? -value : value;
  auto text = sign + grouped(std::to_string(magnitude / scale));
  if (digits > 0) text += fmt::format(".{:0{}}", magnitude % scale, digits);
  return text;
}

using Steps = std::vector<Step>;

Step open_step(std::string key, std::string en, std::string zh) {
  return {std::move(key), std::move(en), std::move(zh), false};
}
Step margin_step(std::string key, std::string en, std::string zh) {
  return {std::move(key), std::move(en), std::move(zh), true};
}

// The steps everybody may read: of PublicFacts and nothing else.
class OpenSteps {
 public:
  explicit OpenSteps(const PublicFacts& facts) : facts_(facts) {}

  [[nodiscard]] Step no_programme() const {
    if (facts_.no_programme == NoProgramme::anonymous) {
      return open_step("anonymous", "No member was named: nothing accumulates and the list price applies.",
                       "未登记会员：不累积积分，按原价付款。");
    }
    return open_step("no_strategy", "No points strategy is in force: nothing accumulates and the list price applies.",
                     "没有生效的积分策略：不累积积分，按原价付款。");
  }

  [[nodiscard]] Step rule() const {
    const bool development = facts_.period == Period::development;
    std::string en =
        fmt::format("Strategy \"{}\", {} period", facts_.strategy_name, development ? "development" : "maintenance");
    std::string zh = fmt::format("策略“{}”，{}", facts_.strategy_name, development ? "开发期" : "维护期");
    if (facts_.weight_multiplier != kWhole) {
      en += fmt::format(", points weights × {}", format_rate(facts_.weight_multiplier));
      zh += fmt::format("，积分权重 × {}", format_rate(facts_.weight_multiplier));
    }
    return open_step("strategy", en + ".", zh + "。");
  }

  [[nodiscard]] Step consumption_line(std::size_t i) const {
    const auto& line = facts_.lines[i];
    if (line.amount.minor == 0) {
      return open_step("zero_amount", fmt::format("Line {}: its amount is zero, so it gives no points.", i + 1),
                       fmt::format("第 {} 行：金额为零，不产生积分。", i + 1));
    }
    if (line.weight.ppm == 0) {
      return open_step(
          "zero_weight",
          fmt::format("Line {}: the points weight of its service type is 0, so it gives no consumption points.", i + 1),
          fmt::format("第 {} 行：其服务类型的积分权重为 0，不产生消费积分。", i + 1));
    }
    const auto numbers =
        fmt::format("{} × {} = {}", money(line.amount), format_rate(line.weight), format_points(line.consumption));
    return open_step("consumption_line", fmt::format("Line {}: {} consumption points.", i + 1, numbers),
                     fmt::format("第 {} 行：消费积分 {}。", i + 1, numbers));
  }

  [[nodiscard]] Step consumption() const {
    return open_step("consumption",
                     fmt::format("Consumption points of the sale: {}.", format_points(facts_.consumption)),
                     fmt::format("本次消费积分：{}。", format_points(facts_.consumption)));
  }

  [[nodiscard]] Step combined_none() const {
    return open_step("combined_none", "The rule gives no combined points for this sale.",
                     "按规则，本次销售不产生新型积分。");
  }

  [[nodiscard]] Step payable() const {
    if (facts_.paid_at_list) {
      return open_step("paid_at_list",
                       fmt::format("The price was decided outside the programme: {} was paid.", money(facts_.payable)),
                       fmt::format("价格由其他系统决定：实付 {}。", money(facts_.payable)));
    }
    if (facts_.rebate.minor == 0) {
      return open_step(
          "rebate_none",
          fmt::format("Payable is the list price, {}: the rule gives no rebate for this sale.", money(facts_.payable)),
          fmt::format("应付为原价 {}：按规则，本次销售没有返利。", money(facts_.payable)));
    }
    return open_step(
        "payable",
        fmt::format("Payable in tier \"{}\" (discount rate {}): {} − rebate {} = {}.", facts_.tier_name,
                    format_rate(facts_.discount), money(facts_.list), money(facts_.rebate), money(facts_.payable)),
        fmt::format("等级“{}”（折扣率 {}）应付：{} − 返利 {} = {}。", facts_.tier_name, format_rate(facts_.discount),
                    money(facts_.list), money(facts_.rebate), money(facts_.payable)));
  }

 private:
  [[nodiscard]] std::string money(Money value) const { return format_money(value, facts_.currency_digits); }

  const PublicFacts& facts_;
};

class MarginSteps {
 public:
  MarginSteps(const MarginFacts& facts, const PublicFacts& open)
      : inputs_(facts.inputs), sale_(facts.sale), rule_(facts.rule), open_(open) {
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      consumption_ += inputs_[i].amount.minor * sale_.lines[i].weight.ppm;
    }
  }

  void append_profit(Steps& out) const {
    for (std::size_t i = 0; i < inputs_.size(); ++i)
      out.push_back(profit_line(i));
    std::string en = fmt::format("Profit of the sale: {}", format_points(sale_.rule_profit));
    std::string zh = fmt::format("本次利润：{}", format_points(sale_.rule_profit));
    if (rule_.accrue_on == AccrueOn::paid && sale_.rebate.minor > 0) {
      en += fmt::format("; less the rebate of {}, because profit accumulates on what was paid", money(sale_.rebate));
      zh += fmt::format("；按实付累积，减去返利 {}", money(sale_.rebate));
    }
    en += fmt::format(". Profit points: {}", format_points(sale_.profit));
    zh += fmt::format("。利润积分：{}", format_points(sale_.profit));
    if (sale_.rule_profit.hundredths < 0) {
      en += " (never below zero)";
      zh += "（不低于零）";
    }
    out.push_back(margin_step("profit", en + ".", zh + "。"));
  }

  void append_combined(Steps& out) const {
    const auto by_rule = product(sale_.rule_profit, sale_.rule_combined);
    out.push_back(margin_step("combined_rule", fmt::format("Combined points by the rule: {}.", by_rule),
                              fmt::format("按规则的新型积分：{}。", by_rule)));
    if (rule_.accrue_on == AccrueOn::paid && sale_.rebate.minor > 0) {
      const Points accrued = sale_.rule_profit - Points{sale_.rebate.minor};
      const Int128 exact = Int128{rule_.x.ppm} * accrued.hundredths * kPpm + Int128{rule_.y.ppm} * consumption_;
      const auto on_paid = product(accrued, Points{divide_rounded(exact, Int128{kPpm} * kPpm)});
      out.push_back(margin_step("combined_paid", fmt::format("On what was paid: {}.", on_paid),
                                fmt::format("按实付计算：{}。", on_paid)));
    }
  }

  [[nodiscard]] Step combined() const {
    std::string en = fmt::format("Combined points of the sale: {}", format_points(sale_.combined));
    std::string zh = fmt::format("本次新型积分：{}", format_points(sale_.combined));
    if (sale_.bonus.hundredths > 0) {
      en += fmt::format(", {} of it bonus of the period", format_points(sale_.bonus));
      zh += fmt::format("，其中本期奖励 {}", format_points(sale_.bonus));
    }
    if (sale_.capped) {
      en += fmt::format("; no sale of the period gives more than {}", format_points(rule_.cap));
      zh += fmt::format("；本期单笔上限 {}", format_points(rule_.cap));
    }
    return margin_step("combined", en + ".", zh + "。");
  }

  void append_payable(Steps& out) const {
    if (sale_.payable_reason == PayableReason::paid_at_list) return;
    if (sale_.payable_reason == PayableReason::cost_above_list) {
      out.push_back(margin_step(
          "cost_above_list",
          fmt::format("The cost {} is above the list price {}: no rebate.", money(sale_.cost), money(sale_.list)),
          fmt::format("成本 {} 高于原价 {}：没有返利。", money(sale_.cost), money(sale_.list))));
      return;
    }
    const Money by_rule{multiply_rate(sale_.rule_combined.hundredths, open_.discount) + sale_.cost.minor};
    const auto sum = fmt::format("{} × {} + {} = {}", format_rate(open_.discount), format_points(sale_.rule_combined),
                                 money(sale_.cost), money(by_rule));
    if (sale_.payable_reason == PayableReason::list_reached) {
      out.push_back(margin_step(
          "clamped",
          fmt::format("By the rule {}, which is not below the list price {}: no rebate.", sum, money(sale_.list)),
          fmt::format("按规则 {}，不低于原价 {}：没有返利。", sum, money(sale_.list))));
    } else {
      out.push_back(margin_step("payable_rule",
                                fmt::format("Payable by the rule (discount × combined + cost): {}.", sum),
                                fmt::format("按规则应付（折扣 × 新型积分 + 成本）：{}。", sum)));
    }
  }

 private:
  [[nodiscard]] Step profit_line(std::size_t i) const {
    const auto& input = inputs_[i];
    const auto& share = sale_.lines[i];
    if (share.cost_source == CostSource::unknown) {
      return margin_step("cost_unknown",
                         fmt::format("Line {}: neither cost nor margin is known, so no profit is counted.", i + 1),
                         fmt::format("第 {} 行：成本与毛利率均未知，不计利润。", i + 1));
    }
    const std::int64_t profit = input.amount.minor - share.cost.minor;
    auto numbers = fmt::format("{} − {} = {}", money(input.amount), money(share.cost), format_points(Points{profit}));
    std::string en = fmt::format("Line {}: {} profit", i + 1, numbers);
    std::string zh = fmt::format("第 {} 行：利润 {}", i + 1, numbers);
    if (share.cost_source == CostSource::margin_rate) {
      en += fmt::format(" (cost by the margin rate of {})", format_rate(input.margin.value_or(Rate{})));
      zh += fmt::format("（成本按毛利率 {} 计算）", format_rate(input.margin.value_or(Rate{})));
    }
    if (profit >= 0) return margin_step("profit_line", en + ".", zh + "。");
    if (rule_.loss_lines == LossLines::zero) {
      en += ": sold at a loss, counted as zero";
      zh += "：亏本销售，按零计";
    } else {
      en += ": sold at a loss, lowers the profit of the sale";
      zh += "：亏本销售，冲减本次利润";
    }
    return margin_step("loss_line", en + ".", zh + "。");
  }

  // Consumption goes into it unrounded, so that the sum shown is right to the last digit.
  [[nodiscard]] std::string product(Points profit, Points result) const {
    auto consumption = format_decimal(consumption_, 8);
    while (consumption.back() == '0' && consumption[consumption.size() - 3] != '.')
      consumption.pop_back();
    return fmt::format("{} × {} + {} × {} = {}", format_rate(rule_.x), format_points(profit), format_rate(rule_.y),
                       consumption, format_points(result));
  }

  [[nodiscard]] std::string money(Money value) const { return format_money(value, open_.currency_digits); }

  std::span<const LineInput> inputs_;
  const SaleArithmetic& sale_;
  const PeriodRule& rule_;
  const PublicFacts& open_;
  std::int64_t consumption_ =
      0;  // exact, in millionths of a hundredth: within kMaxAmount × kPpm, as assess_sale checked
};

}  // namespace

std::string format_points(Points points) { return format_decimal(points.hundredths, 2); }

std::string format_money(Money money, int currency_digits) {
  CHECK(currency_digits >= 0 && currency_digits <= 4);
  return format_decimal(money.minor, currency_digits);
}

std::string format_rate(Rate rate) {
  auto text = format_decimal(rate.ppm, 4);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + " %";
}

PublicFacts public_facts(std::span<const LineInput> inputs, const SaleArithmetic& sale, PublicFacts facts) {
  CHECK(inputs.size() == sale.lines.size());
  facts.lines.clear();
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    facts.lines.push_back({inputs[i].amount, inputs[i].weight, sale.lines[i].weight, sale.lines[i].consumption});
  }
  facts.list = sale.list;
  facts.payable = sale.payable;
  facts.rebate = sale.rebate;
  facts.consumption = sale.consumption;
  facts.brings_none = sale.combined.hundredths == 0;
  facts.paid_at_list = sale.payable_reason == PayableReason::paid_at_list;
  return facts;
}

std::vector<Step> explain_sale(const PublicFacts& facts, const MarginFacts* margin) {
  const OpenSteps open(facts);
  if (facts.no_programme != NoProgramme::none) return {open.no_programme()};
  Steps steps{open.rule()};
  for (std::size_t i = 0; i < facts.lines.size(); ++i)
    steps.push_back(open.consumption_line(i));
  steps.push_back(open.consumption());
  if (margin == nullptr) {
    if (facts.brings_none) steps.push_back(open.combined_none());
    steps.push_back(open.payable());
    return steps;
  }
  const MarginSteps secret(*margin, facts);
  secret.append_profit(steps);
  secret.append_combined(steps);
  steps.push_back(facts.brings_none ? open.combined_none() : secret.combined());
  secret.append_payable(steps);
  steps.push_back(open.payable());
  return steps;
}

std::vector<Step> explain_return(std::span<const ReturnedLine> lines, bool with_margin, int currency_digits) {
  Steps steps;
  for (const auto& [recorded, taken] : lines) {
    const auto of = fmt::format("{}/{}", taken.quantity, recorded.quantity);
    const bool last = recorded.returned_quantity + taken.quantity == recorded.quantity;
    const auto paid = format_money(taken.paid, currency_digits);
    steps.push_back(open_step(
        "return_line",
        fmt::format("Line {}: {} of {} units go back; of {} consumption points recorded, {} are taken back{}; {} is "
                    "paid back.",
                    taken.line_no, taken.quantity, recorded.quantity, format_points(recorded.share.consumption),
                    format_points(taken.consumption), last ? ", the last unit taking the rest" : "", paid),
        fmt::format("第 {} 行：退回 {} 件；原记消费积分 {}，收回 {}{}；退款 {}。", taken.line_no, of,
                    format_points(recorded.share.consumption), format_points(taken.consumption),
                    last ? "（最后一件收回余数）" : "", paid)));
    if (!with_margin) continue;
    steps.push_back(margin_step(
        "return_profit_line",
        fmt::format("Line {}: of {} profit and {} combined points recorded, {} and {} are taken back.", taken.line_no,
                    format_points(recorded.share.profit), format_points(recorded.share.combined),
                    format_points(taken.profit), format_points(taken.combined)),
        fmt::format("第 {} 行：原记利润积分 {}、新型积分 {}，收回 {} 与 {}。", taken.line_no,
                    format_points(recorded.share.profit), format_points(recorded.share.combined),
                    format_points(taken.profit), format_points(taken.combined))));
  }
  return steps;
}

Step explain_tier(const TierFacts& facts, bool with_margin) {
  if (!with_margin) {
    std::string en = fmt::format("Tier \"{}\" from {}", facts.tier_name, format_points(facts.threshold));
    std::string zh = fmt::format("等级“{}”（{} 起）", facts.tier_name, format_points(facts.threshold));
    if (!facts.next_name.empty()) {
      en += fmt::format("; {} % of what \"{}\" takes", facts.progress_percent, facts.next_name);
      zh += fmt::format("；已达到“{}”所需的 {} %", facts.next_name, facts.progress_percent);
    }
    return open_step("tier", en + ".", zh + "。");
  }
  std::string en = fmt::format("History combined points: {}; tier \"{}\" from {}", format_points(facts.combined),
                               facts.tier_name, format_points(facts.threshold));
  std::string zh = fmt::format("历史新型积分：{}；等级“{}”（{} 起）", format_points(facts.combined), facts.tier_name,
                               format_points(facts.threshold));
  if (!facts.next_name.empty()) {
    en += fmt::format("; {} more for \"{}\"", format_points(facts.missing), facts.next_name);
    zh += fmt::format("；距“{}”还差 {}", facts.next_name, format_points(facts.missing));
  }
  return margin_step("tier", en + ".", zh + "。");
}

}  // namespace homeport::programme
