#pragma once

// The records and choices of the points programme: tiers and versions of the strategy. What the numbers mean:
// rules.hpp.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/amounts.hpp"
#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"
#include "kit/access.hpp"

namespace homeport::programme {

struct TierTag;
using TierId = Id<TierTag>;
struct StrategyTag;
using StrategyId = Id<StrategyTag>;

// What the profit of a sale is counted on: its list price, or what was paid after the rebate.
enum class AccrueOn : std::uint8_t { list, paid };
// What a line sold below its cost does to the profit of its sale: lowers it, or counts nothing.
enum class LossLines : std::uint8_t { subtract, zero };
// What a return may do to the tier it was reached by; see tier_rules.hpp.
enum class Downgrade : std::uint8_t { never, period_end, one_step };
// Before the first settled purchase (and for `development_days` after it), and from then on.
enum class Period : std::uint8_t { development, maintenance };
// Where the cost of a line was taken from.
enum class CostSource : std::uint8_t { given, margin_rate, unknown };
// How the payable is decided: by the programme, or it was decided elsewhere and is the list price (imports).
enum class Pricing : std::uint8_t { by_programme, paid_at_list };

// A tier of the programme, for all customers of the chain.
struct Tier {
  TierId id;
  std::string name;
  Points threshold;  // history combined points that earn it
  Rate discount;     // of the combined points of a sale that are charged on top of its cost: 0 < d <= 1
  std::string colour;
  std::int64_t version = 1;
  Time updated_at;
};

// The parameters that turn sales into points, in force from `effective_from` until a later version is. Never changed
// once written: a new rule is a new version.
struct StrategyVersion {
  StrategyId id;
  std::string name;
  Time effective_from;
  Rate x;  // weight of profit, > 50 %
  Rate y;  // weight of consumption, x + y = 100 %
  AccrueOn accrue_on = AccrueOn::list;
  LossLines loss_lines = LossLines::subtract;
  Downgrade downgrade = Downgrade::never;
  std::int64_t development_days = 0;  // 0: development ends with the first settled purchase
  // What a period does differently. No x and y: those above. Cap 0: none.
  std::optional<Rate> development_x;
  std::optional<Rate> development_y;
  Rate development_weight_multiplier = kWhole;
  Points development_cap;
  Points development_bonus;
  std::optional<Rate> maintenance_x;
  std::optional<Rate> maintenance_y;
  Rate maintenance_weight_multiplier = kWhole;
  Points maintenance_cap;
  Points maintenance_bonus;
  Time created_at;
  std::optional<kit::StaffId> created_by;  // none: the program itself
};

// Limits of what may be entered.
inline constexpr std::int64_t kMaxTiers = 20;
inline constexpr std::int64_t kMaxStrategyVersions = 1'000;
inline constexpr std::int64_t kMaxDevelopmentDays = 3'650;
inline constexpr Rate kMaxWeight{10 * kPpm};            // of a service type
inline constexpr Rate kMaxWeightMultiplier{10 * kPpm};  // of a period
inline constexpr std::int64_t kMaxSaleLines = 1'000;
inline constexpr std::int64_t kMaxQuantity = 1'000'000;  // units on a line

}  // namespace homeport::programme

template <>
struct homeport::Choices<homeport::programme::AccrueOn> {
  static constexpr std::array<std::string_view, 2> names{"list", "paid"};
};

template <>
struct homeport::Choices<homeport::programme::LossLines> {
  static constexpr std::array<std::string_view, 2> names{"subtract", "zero"};
};

template <>
struct homeport::Choices<homeport::programme::Downgrade> {
  static constexpr std::array<std::string_view, 3> names{"never", "period_end", "one_step"};
};

template <>
struct homeport::Choices<homeport::programme::Period> {
  static constexpr std::array<std::string_view, 2> names{"development", "maintenance"};
};

template <>
struct homeport::Choices<homeport::programme::CostSource> {
  static constexpr std::array<std::string_view, 3> names{"given", "margin_rate", "unknown"};
};

template <>
struct homeport::Choices<homeport::programme::Pricing> {
  static constexpr std::array<std::string_view, 2> names{"by_programme", "paid_at_list"};
};

template <>
struct homeport::Fields<homeport::programme::Tier> {
  using T = homeport::programme::Tier;
  static constexpr std::string_view name = "Tier";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::name>("name", Access::read_write, {.min = 1, .max = 40, .required = true}),
      field<&T::threshold>(
          "threshold_points", Access::read_write,
          {.min = 0, .max = kMaxAmount, .required = true, .about = "History combined points that earn the tier."}),
      field<&T::discount>("discount_ppm", Access::read_write,
                          {.min = 1,
                           .max = kPpm,
                           .required = true,
                           .about = "The part of a sale's combined points charged on top of its cost."}),
      field<&T::colour>("colour", Access::read_write, {.min = 0, .max = 7, .about = "#RRGGBB, or empty."}),
      field<&T::version>("version", Access::read_only),
      field<&T::updated_at>("updated_at", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::programme::StrategyVersion> {
  using S = homeport::programme::StrategyVersion;
  static constexpr std::string_view name = "StrategyVersion";
  static constexpr Limits kMultiplier{.min = 0, .max = homeport::programme::kMaxWeightMultiplier.ppm};
  static constexpr Limits kPointsOrNone{.min = 0, .max = kMaxAmount};
  static constexpr std::array rows{
      field<&S::id>("id", Access::read_only),
      field<&S::name>("name", Access::read_write, {.min = 1, .max = 80, .required = true}),
      field<&S::effective_from>("effective_from", Access::read_write,
                                {.about = "Not in the past; at once if left out."}),
      field<&S::x>("x_ppm", Access::margin, {.min = 0, .max = kPpm, .required = true, .about = "Weight of profit."}),
      field<&S::y>("y_ppm", Access::margin,
                   {.min = 0, .max = kPpm, .required = true, .about = "Weight of consumption."}),
      field<&S::accrue_on>("accrue_on", Access::read_write),
      field<&S::loss_lines>("loss_lines", Access::read_write),
      field<&S::downgrade>("downgrade", Access::read_write),
      field<&S::development_days>("development_days", Access::read_write,
                                  {.min = 0, .max = homeport::programme::kMaxDevelopmentDays}),
      field<&S::development_x>("development_x_ppm", Access::margin, {.min = 0, .max = kPpm}),
      field<&S::development_y>("development_y_ppm", Access::margin, {.min = 0, .max = kPpm}),
      field<&S::development_weight_multiplier>("development_weight_multiplier_ppm", Access::read_write, kMultiplier),
      field<&S::development_cap>("development_cap_points", Access::read_write, kPointsOrNone),
      field<&S::development_bonus>("development_bonus_points", Access::read_write, kPointsOrNone),
      field<&S::maintenance_x>("maintenance_x_ppm", Access::margin, {.min = 0, .max = kPpm}),
      field<&S::maintenance_y>("maintenance_y_ppm", Access::margin, {.min = 0, .max = kPpm}),
      field<&S::maintenance_weight_multiplier>("maintenance_weight_multiplier_ppm", Access::read_write, kMultiplier),
      field<&S::maintenance_cap>("maintenance_cap_points", Access::read_write, kPointsOrNone),
      field<&S::maintenance_bonus>("maintenance_bonus_points", Access::read_write, kPointsOrNone),
      field<&S::created_at>("created_at", Access::read_only),
      field<&S::created_by>("created_by", Access::read_only),
  };
};
