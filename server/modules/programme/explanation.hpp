#pragma once

// "Why this number; for a zero, why not": the derivation of a sale's and a return's points as steps with the numbers
// put in, in English and Chinese. Pure.
//
// Steps marked `margin` name costs, profit, combined points other than none, or the weights X and Y and what they
// produce; they are left out for readers without the margin right. The others are made from PublicFacts, a struct that
// has no such member, so that they cannot say it by accident, not even by being there or missing: where profit is the
// reason of a zero, the open step only states the zero, in the same words as for any other reason.
//
// Combined points are among the secrets because the price rule makes payable, discount and combined points meet: of a
// discounted sale R - d x Zn is the cost. docs/adr/0026-combined-points-are-secret.md says what can be derived all the
// same, by whom.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "modules/programme/rules.hpp"
#include "modules/programme/types.hpp"

namespace homeport::programme {

struct Step {
  std::string key;  // stable: "consumption", "profit_line", "rebate_none", …
  std::string text_en;
  std::string text_zh;
  bool margin = false;  // only for readers with the margin right
};

// Why a sale has no programme at all.
enum class NoProgramme : std::uint8_t { none, anonymous, no_strategy };

// What everybody may know of a line and its sale.
struct PublicLine {
  Money amount;
  Rate base_weight;  // of the service type
  Rate weight;       // with the period's multiplier
  Points consumption;
};

struct PublicFacts {
  NoProgramme no_programme = NoProgramme::none;
  std::string strategy_name;
  Period period = Period::maintenance;
  Rate weight_multiplier = kWhole;
  std::string tier_name;  // held before the sale
  Rate discount = kWhole;
  std::vector<PublicLine> lines;
  Money list;
  Money payable;
  Money rebate;
  Points consumption;
  bool brings_none = false;   // no combined points at all
  bool paid_at_list = false;  // the price was decided outside the programme
  int currency_digits = 2;    // 0…4
};

// What needs the margin right.
struct MarginFacts {
  std::span<const LineInput> inputs;
  const SaleArithmetic& sale;
  const PeriodRule& rule;  // with the cap of its period
};

// Fills in what comes from the sale; the caller says the rest (strategy, period, tier, currency).
[[nodiscard]] PublicFacts public_facts(std::span<const LineInput> inputs, const SaleArithmetic& sale,
                                       PublicFacts facts);

// All steps in reading order. `margin` nullptr leaves the margin steps out.
[[nodiscard]] std::vector<Step> explain_sale(const PublicFacts& facts, const MarginFacts* margin);

// A line of a return: what went back, of what was recorded, after what.
struct ReturnedLine {
  RecordedLine recorded;  // as it stood before this return
  LineTakeBack taken;
};
[[nodiscard]] std::vector<Step> explain_return(std::span<const ReturnedLine> lines, bool with_margin,
                                               int currency_digits);

// The customer's tier after an entry.
struct TierFacts {
  Points combined;  // history, after the entry
  std::string tier_name;
  Points threshold;
  std::string next_name;  // empty: there is none
  Points missing;
  std::int64_t progress_percent = 0;  // of the threshold of the next
};
// Without the margin right in percent: two balances would tell what the sale between them brought.
[[nodiscard]] Step explain_tier(const TierFacts& facts, bool with_margin);

// "1,451.00", "-0.50": hundredths of a point, minor units of a currency with that many digits, a rate as "33.3333 %".
[[nodiscard]] std::string format_points(Points points);
[[nodiscard]] std::string format_money(Money money, int currency_digits);
[[nodiscard]] std::string format_rate(Rate rate);

}  // namespace homeport::programme
