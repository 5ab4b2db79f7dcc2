#pragma once

// The records of customers' points: accounts and the entries that move them.

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
#include "modules/customers/types.hpp"
#include "modules/programme/types.hpp"

namespace homeport::points {

using customers::CustomerId;
using programme::Period;
using programme::Pricing;
using programme::StrategyId;
using programme::TierId;

struct EntryTag;
using EntryId = Id<EntryTag>;

// The sale or the return an entry comes from. Named here because the ledger records them; their records belong to
// the module that sells.
struct SaleTag;
using SaleId = Id<SaleTag>;
struct ReturnTag;
using ReturnId = Id<ReturnTag>;

// review: the end of a period lowered the tier; no points move.
enum class EntryKind : std::uint8_t { sale, sale_return, review };
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

}  // namespace homeport::points

template <>
struct homeport::Choices<homeport::points::EntryKind> {
  static constexpr std::array<std::string_view, 3> names{"sale", "return", "review"};
};

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
