#pragma once

// The records, requests and choices of the points programme. What the numbers mean: rules.hpp.

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
#include "modules/customers/types.hpp"

namespace homeport::points {

using customers::CustomerId;

struct TierTag;
using TierId = Id<TierTag>;
struct StrategyTag;
using StrategyId = Id<StrategyTag>;
struct EntryTag;
using EntryId = Id<EntryTag>;

// The sale or the return an entry comes from. Named here because the ledger records them; their records belong to
// the module that sells.
struct SaleTag;
using SaleId = Id<SaleTag>;
struct ReturnTag;
using ReturnId = Id<ReturnTag>;

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
// review: the end of a period lowered the tier; no points move.
enum class EntryKind : std::uint8_t { sale, sale_return, review };
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

// What one customer has had from the programme, all sales and returns so far. Made by his first sale.
struct Account {
  CustomerId customer_id;
  Points consumption;
  Points profit;
  Points combined;
  std::optional<TierId> tier_id;  // none: no sale was recorded, or there were no tiers
  Time tier_since_at;
  std::optional<Time> below_tier_since_at;  // since when his points alone would not earn the tier
  std::int64_t sales_count = 0;
  Money spent;                        // paid, less what was paid back
  std::optional<Time> first_sale_at;  // by the dates of the sales
  std::optional<Time> last_sale_at;
  std::int64_t entry_count = 0;         // number of the last entry
  std::int64_t programme_revision = 0;  // of the tiers and strategies the last movement was decided by
  std::int64_t version = 1;
  Time updated_at;
};

// One movement of an account. Only ever added; together they are the account.
struct Entry {
  CustomerId customer_id;
  EntryId id;
  std::int64_t entry_no = 0;  // 1, 2, 3… of the customer, in the order of arrival
  EntryKind kind = EntryKind::sale;
  Time at;  // when the sale or return was
  std::optional<SaleId> sale_id;
  std::optional<ReturnId> return_id;
  Points consumption;
  Points profit;
  Points combined;
  Money spent;
  Points consumption_balance;  // after it
  Points profit_balance;
  Points combined_balance;
  std::optional<TierId> tier_before_id;
  std::optional<TierId> tier_id;  // after it
  bool is_tier_change = false;
  std::optional<StrategyId> strategy_id;  // sale: the version applied; none: there was none
  std::optional<Period> period;           // sale
  std::optional<Pricing> pricing;         // sale
  std::optional<Rate> discount;           // sale: of the tier held before
  std::string lines;                      // what it was computed from (recorded_lines.hpp)
  Time created_at;
  std::optional<kit::StaffId> created_by;
};

struct TierHead {
  TierId id;
  std::string name;
  Rate discount;
  std::string colour;
};
struct NextTierHead {
  TierId id;
  std::string name;
  Points threshold;
  Points missing;
};
// What screens show of a customer's account.
struct PointsHead {
  Points consumption;
  Points profit;
  Points combined;
  std::optional<TierHead> tier;
  std::optional<NextTierHead> next_tier;
  std::int64_t sales_count = 0;
  Money spent;
  std::optional<Time> first_sale_at;
  std::optional<Time> last_sale_at;
};

// Limits of what may be entered.
inline constexpr std::int64_t kMaxTiers = 20;
inline constexpr std::int64_t kMaxStrategyVersions = 1'000;
inline constexpr std::int64_t kMaxDevelopmentDays = 3'650;
inline constexpr Rate kMaxWeight{10 * kPpm};            // of a service type
inline constexpr Rate kMaxWeightMultiplier{10 * kPpm};  // of a period
inline constexpr std::int64_t kMaxSaleLines = 500;
inline constexpr std::int64_t kMaxQuantity = 1'000'000;  // units on a line

}  // namespace homeport::points

template <>
struct homeport::Choices<homeport::points::AccrueOn> {
  static constexpr std::array<std::string_view, 2> names{"list", "paid"};
};
template <>
struct homeport::Choices<homeport::points::LossLines> {
  static constexpr std::array<std::string_view, 2> names{"subtract", "zero"};
};
template <>
struct homeport::Choices<homeport::points::Downgrade> {
  static constexpr std::array<std::string_view, 3> names{"never", "period_end", "one_step"};
};
template <>
struct homeport::Choices<homeport::points::Period> {
  static constexpr std::array<std::string_view, 2> names{"development", "maintenance"};
};
template <>
struct homeport::Choices<homeport::points::CostSource> {
  static constexpr std::array<std::string_view, 3> names{"given", "margin_rate", "unknown"};
};
template <>
struct homeport::Choices<homeport::points::EntryKind> {
  static constexpr std::array<std::string_view, 3> names{"sale", "return", "review"};
};
template <>
struct homeport::Choices<homeport::points::Pricing> {
  static constexpr std::array<std::string_view, 2> names{"by_programme", "paid_at_list"};
};

template <>
struct homeport::Fields<homeport::points::Tier> {
  using T = homeport::points::Tier;
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
struct homeport::Fields<homeport::points::StrategyVersion> {
  using S = homeport::points::StrategyVersion;
  static constexpr std::string_view name = "StrategyVersion";
  static constexpr Limits kMultiplier{.min = 0, .max = homeport::points::kMaxWeightMultiplier.ppm};
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
                                  {.min = 0, .max = homeport::points::kMaxDevelopmentDays}),
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

// The order of these rows is the order of the columns in store.cpp.
template <>
struct homeport::Fields<homeport::points::Account> {
  using A = homeport::points::Account;
  static constexpr std::string_view name = "PointsAccount";
  static constexpr std::array rows{
      field<&A::customer_id>("customer_id", Access::read_only),
      field<&A::consumption>("consumption_points", Access::read_only),
      field<&A::profit>("profit_points", Access::margin_read_only),
      field<&A::combined>("combined_points", Access::read_only),
      field<&A::tier_id>("tier_id", Access::read_only),
      field<&A::tier_since_at>("tier_since_at", Access::read_only),
      field<&A::below_tier_since_at>("below_tier_since_at", Access::read_only),
      field<&A::sales_count>("sales_count", Access::read_only),
      field<&A::spent>("spent_minor", Access::read_only),
      field<&A::first_sale_at>("first_sale_at", Access::read_only),
      field<&A::last_sale_at>("last_sale_at", Access::read_only),
      field<&A::entry_count>("entry_count", Access::read_only),
      field<&A::programme_revision>("programme_revision", Access::internal),
      field<&A::version>("version", Access::read_only),
      field<&A::updated_at>("updated_at", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::points::Entry> {
  using E = homeport::points::Entry;
  static constexpr std::string_view name = "PointsEntry";
  static constexpr std::array rows{
      field<&E::customer_id>("customer_id", Access::read_only),
      field<&E::id>("id", Access::read_only),
      field<&E::entry_no>("entry_no", Access::read_only),
      field<&E::kind>("kind", Access::read_only),
      field<&E::at>("at", Access::read_only),
      field<&E::sale_id>("sale_id", Access::read_only),
      field<&E::return_id>("return_id", Access::read_only),
      field<&E::consumption>("consumption_points", Access::read_only),
      field<&E::profit>("profit_points", Access::margin_read_only),
      field<&E::combined>("combined_points", Access::read_only),
      field<&E::spent>("spent_minor", Access::read_only),
      field<&E::consumption_balance>("consumption_balance_points", Access::read_only),
      field<&E::profit_balance>("profit_balance_points", Access::margin_read_only),
      field<&E::combined_balance>("combined_balance_points", Access::read_only),
      field<&E::tier_before_id>("tier_before_id", Access::read_only),
      field<&E::tier_id>("tier_id", Access::read_only),
      field<&E::is_tier_change>("is_tier_change", Access::read_only),
      field<&E::strategy_id>("strategy_id", Access::read_only),
      field<&E::period>("period", Access::read_only),
      field<&E::pricing>("pricing", Access::read_only),
      field<&E::discount>("discount_ppm", Access::read_only),
      field<&E::lines>("lines", Access::internal),
      field<&E::created_at>("created_at", Access::read_only),
      field<&E::created_by>("created_by", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::points::TierHead> {
  using T = homeport::points::TierHead;
  static constexpr std::string_view name = "TierHead";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::discount>("discount_ppm", Access::read_only),
      field<&T::colour>("colour", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::points::NextTierHead> {
  using T = homeport::points::NextTierHead;
  static constexpr std::string_view name = "NextTierHead";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::name>("name", Access::read_only),
      field<&T::threshold>("threshold_points", Access::read_only),
      field<&T::missing>("missing_points", Access::read_only),
  };
};
template <>
struct homeport::Fields<homeport::points::PointsHead> {
  using H = homeport::points::PointsHead;
  static constexpr std::string_view name = "PointsHead";
  static constexpr std::array rows{
      field<&H::consumption>("consumption_points", Access::read_only),
      field<&H::profit>("profit_points", Access::margin_read_only),
      field<&H::combined>("combined_points", Access::read_only),
      field<&H::tier>("tier", Access::read_only),
      field<&H::next_tier>("next_tier", Access::read_only),
      field<&H::sales_count>("sales_count", Access::read_only),
      field<&H::spent>("spent_minor", Access::read_only),
      field<&H::first_sale_at>("first_sale_at", Access::read_only),
      field<&H::last_sale_at>("last_sale_at", Access::read_only),
  };
};
