#pragma once

// The arithmetic of one sale and of its returns. Pure: no clock, no database.
//
// The idea is that of patent CN102385721A (managing customers by points of two kinds, one for what they spend and one
// for the profit they bring, joined into a third kind that decides their standing): a customer is rewarded out of the
// profit, and a discount is a discount on the profit, never on the cost.
//
// For each line i: amount S_i (after line promotions), cost C_i, and W_i, the points weight of its service type times
// the multiplier of the customer's period, as one rate in ppm. A line without a cost of its own is costed by its margin
// rate G_i, C_i = S_i - round(S_i x G_i); with neither it counts as sold at cost, so nothing is given away that is not
// known to have been earned.
//
//   consumption  Zx = sum of S_i x W_i
//   profit       Zt = sum of S_i - C_i           (loss lines: subtracted, or counted as zero)
//   combined     Zn = X x Zt + Y x Zx            X + Y = 1, X > 1/2
//   payable      R  = max(C, min(S, round(d x Zn) + C)), or the list price S where the cost C is above it
//   rebate          = S - R
//
// Every kind is computed exactly (128 bits) from the lines and rounded once per sale, half away from zero; Zn comes
// from the exact Zx, R from the rounded Zn, which is the number a person sees and can check R with.
//
// What a sale grants:
//   consumption  Zx
//   profit       max(0, Zt), with accrue_on = paid max(0, Zt - rebate)
//   combined     max(0, Zn), with accrue_on = paid counted from Zt - rebate; if that is above zero, the period's bonus
//   is
//                added and the period's cap holds for the whole
// Payable always follows the rule itself: neither accrue_on nor bonus nor cap change a price.
//
// Line shares. What was granted is recorded line by line, because a return takes back recorded shares and never applies
// today's rule. Shares of a kind are the largest-remainder split (ties: the earlier line) of the granted total over the
// positive parts of the lines' exact values. So
//   - shares add up to the grant exactly, and none is negative: a line that lowered the profit gets 0, and what it cost
//     is borne by the lines that earned, in proportion;
//   - a total floored at 0 gives every line 0; a capped or bonused one is spread as the uncapped one would have been;
//   - hence no order of partial returns ever takes back more than was given, or gives points.
// The rebate is split over the lines' positive profits. It is never more than their sum (R >= C), so no line's rebate
// exceeds its profit and no line is paid below its cost. Where each weight is the margin of its service type, the
// line's rebate is, but for rounding, what the line would have earned alone.
//
// One hundredth of a point stands for one minor unit of the chain's currency.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/amounts.hpp"
#include "base/result.hpp"
#include "modules/programme/types.hpp"

namespace homeport::programme {

// A line as it goes into the arithmetic.
struct LineInput {
  Money amount;                // of the whole line, 0…kMaxAmount
  std::int64_t quantity = 1;   // 1…kMaxQuantity
  std::optional<Money> cost;   // of the whole line, 0…kMaxAmount
  std::optional<Rate> margin;  // 0…100 %, used where there is no cost
  Rate weight;                 // of the service type, 0…kMaxWeight

  friend bool operator==(const LineInput&, const LineInput&) = default;
};

// The part of a strategy version that applies in one period.
struct PeriodRule {
  Rate x;
  Rate y;
  Rate weight_multiplier = kWhole;
  Points cap;    // 0: none
  Points bonus;  // 0: none
  AccrueOn accrue_on = AccrueOn::list;
  LossLines loss_lines = LossLines::subtract;
};

// What one line has of its sale. All amounts are 0 or more.
struct LineShare {
  Money cost;
  CostSource cost_source = CostSource::unknown;
  Rate weight;  // with the period's multiplier
  Points consumption;
  Points profit;
  Points combined;
  Money rebate;
  Money paid;  // amount - rebate

  friend bool operator==(const LineShare&, const LineShare&) = default;
};

// Why the payable amount is what it is.
enum class PayableReason : std::uint8_t {
  discounted,       // round(d x Zn) + C, below the list price
  list_reached,     // round(d x Zn) + C is not below the list price: no rebate
  cost_above_list,  // sold below cost as a whole: no rebate
  paid_at_list,     // decided outside the programme, at the list price
  no_programme,     // nobody to reward, or no strategy: the list price
};

struct SaleArithmetic {
  std::vector<LineShare> lines;
  Money list;
  Money cost;
  Money payable;
  Money rebate;
  PayableReason payable_reason = PayableReason::no_programme;
  // By the rule, before accrue_on, floors, bonus and cap.
  Points rule_profit;    // Zt; below zero where loss lines outweigh the rest
  Points rule_combined;  // Zn, which payable is computed from
  // Granted.
  Points consumption;
  Points profit;
  Points combined;
  Points bonus;         // what of `combined` the period's bonus added
  bool capped = false;  // the period's cap held `combined` down

  friend bool operator==(const SaleArithmetic&, const SaleArithmetic&) = default;
};

// The whole arithmetic of a sale. `discount` (0 < d <= 1) is that of the tier held before the sale.
// Refusals: invalid programme.no_lines, programme.too_many_lines, programme.amount_out_of_range (field lines[i].…);
// unprocessable programme.sale_too_large when a total or a kind of points leaves kMaxAmount.
// CHECKs what a validated strategy and tier table promise: X + Y = 1, 0 < d <= 1, multiplier within its limit.
[[nodiscard]] Result<SaleArithmetic> assess_sale(std::span<const LineInput> lines, const PeriodRule& rule,
                                                 Rate discount);

// The same for a sale whose price was decided elsewhere: the list price was paid, there is no rebate, and points are
// those of the rule on the list price, whatever accrue_on says.
[[nodiscard]] Result<SaleArithmetic> assess_paid_at_list(std::span<const LineInput> lines, const PeriodRule& rule);

// The same for a sale that rewards nobody (anonymous buyer, no strategy): list price, costs, no points.
[[nodiscard]] Result<SaleArithmetic> assess_without_programme(std::span<const LineInput> lines);

// How much of a line's recorded share (>= 0) goes back with `taking` of its `quantity` units when `returned_before`
// went back already: the first j units carry floor(share x j / quantity), so the last unit takes the rest, whatever the
// steps, and all of them take exactly the share.
// CHECKs 0 <= returned_before, 0 <= taking, returned_before + taking <= quantity, quantity >= 1.
[[nodiscard]] std::int64_t share_of_units(std::int64_t share, std::int64_t quantity, std::int64_t returned_before,
                                          std::int64_t taking);

// A line of a recorded sale with what went back so far.
struct RecordedLine {
  std::int64_t line_no = 0;
  std::int64_t quantity = 0;
  std::int64_t returned_quantity = 0;
  LineShare share;
};

struct ReturnRequestLine {
  std::int64_t line_no = 0;
  std::int64_t quantity = 0;
};

// What one line takes back: amounts of 0 or more.
struct LineTakeBack {
  std::int64_t line_no = 0;
  std::int64_t quantity = 0;
  Money cost;
  Points consumption;
  Points profit;
  Points combined;
  Money rebate;
  Money paid;
};

struct ReturnArithmetic {
  std::vector<LineTakeBack> lines;  // in the order asked for
  Points consumption;
  Points profit;
  Points combined;
  Money rebate;
  Money paid;  // what the buyer gets back
};

// Refusals, with the field lines[i].…: invalid programme.return_empty (no line), programme.return_quantity (below 1),
// programme.return_line_twice; unprocessable programme.return_line_unknown, programme.return_exceeds_sold.
[[nodiscard]] Result<ReturnArithmetic> assess_return(std::span<const RecordedLine> recorded,
                                                     std::span<const ReturnRequestLine> wanted);

}  // namespace homeport::programme
