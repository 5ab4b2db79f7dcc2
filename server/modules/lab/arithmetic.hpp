#pragma once

// What a recorded sale is worth under another rule, for those who ask ten million times. The arithmetic is that of
// programme/rules.hpp, number for number (arithmetic_test.cpp holds the two side by side over random sales); what
// differs is that nothing is allocated, nothing is checked again that was checked when the sale was made, and only the
// shares that are asked for are split. Pure.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/amounts.hpp"
#include "modules/programme/service.hpp"

namespace homeport::lab {

// A line of a recorded sale, for one side of the comparison.
struct WorthLine {
  std::int64_t amount_minor = 0;
  std::int64_t cost_minor = 0;
  std::int64_t weight_ppm = 0;  // with the multiplier of the period
};

// What one line has of its sale.
struct LineWorth {
  std::int64_t consumption = 0;
  std::int64_t profit = 0;
  std::int64_t combined = 0;
  std::int64_t rebate = 0;
};

struct SaleWorth {
  std::int64_t list_minor = 0;
  std::int64_t cost_minor = 0;
  std::int64_t rebate_minor = 0;
  std::int64_t consumption = 0;
  std::int64_t profit = 0;
  std::int64_t combined = 0;
  std::int64_t bonus = 0;
  bool is_capped = false;
  // The rule would grant more than kMaxAmount: the till would refuse this sale. All of the above is zero then but list
  // and cost.
  bool is_refused = false;
};

// Which shares assess() splits: none, what reports by service type need, or all that a return takes back.
enum class Shares : std::uint8_t { none, reported, all };

// Keeps the room for a sale's lines. Not for two threads.
class Assessor {
 public:
  // `discount`: that of the tier held before; none: the list price was paid. The rule is one check_strategy accepts.
  // Without a rule: no programme, the list price and nothing granted.
  [[nodiscard]] SaleWorth assess(std::span<const WorthLine> lines, const programme::PeriodRule* rule,
                                 std::optional<Rate> discount, Shares shares);
  // Of the last assess, as many as it had lines. With Shares::reported: rebate and combined; with none: nothing.
  [[nodiscard]] std::span<const LineWorth> lines() const { return lines_; }

 private:
  struct Exact {
    std::int64_t profit = 0;  // S - C by the rule for loss lines
    Int128 consumption = 0;   // S x W, in millionths
  };

  void price(SaleWorth& worth, const programme::PeriodRule& rule, Rate discount, Shares shares);
  void grant(SaleWorth& worth, const programme::PeriodRule& rule, Shares shares);
  // Splits `granted` by largest remainder over the positive parts_ into one member of lines_.
  void split(std::int64_t granted, std::int64_t LineWorth::*kind);
  // The same in numbers that hold sum x granted.
  template <class Int>
  void share_out(Int granted, Int sum, std::int64_t LineWorth::*kind);

  std::vector<Exact> exact_;
  std::vector<Int128> parts_;
  std::vector<Int128> remainders_;
  std::vector<LineWorth> lines_;
  std::int64_t profit_sum_ = 0;
  Int128 consumption_sum_ = 0;
};

}  // namespace homeport::lab
