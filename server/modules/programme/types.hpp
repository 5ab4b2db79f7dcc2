#pragma once

// The records and choices of the points programme: tiers and versions of the strategy. What the numbers mean:
// rules.hpp.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
// When points that earn a higher tier lead to it; see tier_rules.hpp.
enum class Upgrade : std::uint8_t { at_once, one_step, period_end };
// When points granted may be spent: at once, when the sale can't be returned any more, or when somebody says so.
enum class Activation : std::uint8_t { at_once, after_return_window, on_event };
// How long they may be: for ever; so many months; to the end of the year in which those months end; or so many months
// after the customer's last purchase or spending.
enum class Expiry : std::uint8_t { never, rolling, calendar, by_activity };
// What becomes of points that a return takes back and that were spent already: later grants repay them first, or their
// worth is kept from the money paid back.
enum class DebtPolicy : std::uint8_t { debt, cash };
// Before the first settled purchase (and for `development_days` after it), and from then on.
enum class Period : std::uint8_t { development, maintenance };
// Where the cost of a line was taken from.
enum class CostSource : std::uint8_t { given, margin_rate, unknown };
// How the payable is decided: by the programme, or it was decided elsewhere and is the list price (imports).
enum class Pricing : std::uint8_t { by_programme, paid_at_list };

inline constexpr std::int64_t kDefaultWalletRate = 100'000;  // ppm
inline constexpr std::int64_t kDefaultGiveBackDays = 30;
inline constexpr std::int64_t kDefaultAdjustmentApproval = 100'000;  // hundredths
inline constexpr std::int64_t kDefaultStaffDailyLimit = 1'000'000;   // hundredths

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
  Upgrade upgrade = Upgrade::at_once;
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
  // The wallet: the spendable part of what a sale gives.
  Rate wallet_rate{kDefaultWalletRate};  // of the combined points
  Activation activation = Activation::at_once;
  std::int64_t return_window_days = 0;
  Expiry expiry = Expiry::never;
  std::int64_t expiry_months = 0;
  std::int64_t give_back_days = kDefaultGiveBackDays;  // life of points given back after their lot has expired
  DebtPolicy debt_policy = DebtPolicy::debt;
  Rate point_value = kWhole;                               // 100 %: one hundredth of a point pays one minor unit
  Rate points_share = kWhole;                              // the largest part of a payable that points may pay
  Points daily_earn_limit;                                 // of one customer and calendar day of the chain; 0: none
  Points daily_spend_limit;                                // likewise
  Points adjustment_approval{kDefaultAdjustmentApproval};  // larger adjustments need a second person
  Points staff_daily_limit{kDefaultStaffDailyLimit};       // what one of the staff gives alone on a day; 0: none
  Time created_at;
  std::optional<kit::StaffId> created_by;  // none: the program itself
};

// What the points weight of a service type would be by what it really earned.
struct WeightSuggestion {
  Id<struct SuggestedTypeTag> service_type_id;
  std::string name;
  std::int64_t lines_count = 0;
  Money amount;  // sold on the days looked at, returns taken off, lines whose cost is not known left out
  Money cost;
  Rate weight;                     // as it is
  std::optional<Rate> suggestion;  // its real margin; none: nothing was sold
};
struct WeightSuggestions {
  Date from;
  Date to;  // the last day that counts
  std::vector<WeightSuggestion> items;
};

// Limits of what may be entered.
inline constexpr std::int64_t kMaxTiers = 20;
inline constexpr std::int64_t kMaxStrategyVersions = 1'000;
inline constexpr std::int64_t kMaxDevelopmentDays = 3'650;
inline constexpr std::int64_t kMaxReturnWindowDays = 365;
inline constexpr std::int64_t kMaxExpiryMonths = 120;
inline constexpr std::int64_t kMaxGiveBackDays = 365;
inline constexpr Rate kMaxPointValue{10 * kPpm};
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
struct homeport::Choices<homeport::programme::Upgrade> {
  static constexpr std::array<std::string_view, 3> names{"at_once", "one_step", "period_end"};
};
template <>
struct homeport::Choices<homeport::programme::Activation> {
  static constexpr std::array<std::string_view, 3> names{"at_once", "after_return_window", "on_event"};
};
template <>
struct homeport::Choices<homeport::programme::Expiry> {
  static constexpr std::array<std::string_view, 4> names{"never", "rolling", "calendar", "by_activity"};
};
template <>
struct homeport::Choices<homeport::programme::DebtPolicy> {
  static constexpr std::array<std::string_view, 2> names{"debt", "cash"};
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
      field<&S::upgrade>("upgrade", Access::read_write),
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
      field<&S::wallet_rate>("wallet_rate_ppm", Access::margin,
                             {.min = 0, .max = kPpm, .about = "The part of combined points that may be spent."}),
      field<&S::activation>("activation", Access::read_write),
      field<&S::return_window_days>("return_window_days", Access::read_write,
                                    {.min = 0, .max = homeport::programme::kMaxReturnWindowDays}),
      field<&S::expiry>("expiry", Access::read_write),
      field<&S::expiry_months>("expiry_months", Access::read_write,
                               {.min = 0, .max = homeport::programme::kMaxExpiryMonths}),
      field<&S::give_back_days>("give_back_days", Access::read_write,
                                {.min = 1,
                                 .max = homeport::programme::kMaxGiveBackDays,
                                 .about = "Life of points given back after their lot has expired."}),
      field<&S::debt_policy>("debt_policy", Access::read_write),
      field<&S::point_value>("point_value_ppm", Access::read_write,
                             {.min = 1,
                              .max = homeport::programme::kMaxPointValue.ppm,
                              .about = "1000000: one hundredth of a point pays one minor unit."}),
      field<&S::points_share>("points_share_ppm", Access::read_write,
                              {.min = 0, .max = kPpm, .about = "The largest part of a payable that points may pay."}),
      field<&S::daily_earn_limit>("daily_earn_limit_points", Access::read_write, kPointsOrNone),
      field<&S::daily_spend_limit>("daily_spend_limit_points", Access::read_write, kPointsOrNone),
      field<&S::adjustment_approval>("adjustment_approval_above_points", Access::read_write, kPointsOrNone),
      field<&S::staff_daily_limit>(
          "staff_daily_limit_points", Access::read_write,
          {.min = 0,
           .max = kMaxAmount,
           .about = "What one member of staff gives by hand on one day without a second person; 0: any."}),
      field<&S::created_at>("created_at", Access::read_only),
      field<&S::created_by>("created_by", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::programme::WeightSuggestion> {
  using W = homeport::programme::WeightSuggestion;
  static constexpr std::string_view name = "WeightSuggestion";
  static constexpr std::array rows{
      field<&W::service_type_id>("service_type_id", Access::read_only),
      field<&W::name>("name", Access::read_only),
      field<&W::lines_count>("lines_count", Access::read_only),
      field<&W::amount>("amount_minor", Access::margin_read_only),
      field<&W::cost>("cost_minor", Access::margin_read_only),
      field<&W::weight>("weight_ppm", Access::read_only),
      field<&W::suggestion>("suggested_weight_ppm", Access::margin_read_only,
                            {.about = "Its real margin; left out where nothing was sold."}),
  };
};
template <>
struct homeport::Fields<homeport::programme::WeightSuggestions> {
  using W = homeport::programme::WeightSuggestions;
  static constexpr std::string_view name = "WeightSuggestions";
  static constexpr std::array rows{
      field<&W::from>("from_on", Access::read_only),
      field<&W::to>("to_on", Access::read_only),
      field<&W::items>("items", Access::read_only, {.max = 500}),
  };
};
