#pragma once

// What other modules ask of points: what a sale would earn, what it earned, what a return takes back, and why.

#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "kit/module.hpp"
#include "kit/use_case.hpp"
#include "modules/customers/service.hpp"
#include "modules/points/explanation.hpp"
#include "modules/points/rules.hpp"
#include "modules/points/types.hpp"

namespace homeport::points {

using customers::CustomerId;

inline constexpr std::string_view kReadPermission = "points.read";
inline constexpr std::string_view kStrategyPermission = "points.strategy.write";

// How the payable is decided: by the programme, or it was decided elsewhere and is the list price (imports).
enum class Pricing : std::uint8_t { by_programme, paid_at_list };

// What a sale to this customer is worth by the strategy in force at its time and the tier held now.
struct SaleQuote {
  SaleArithmetic arithmetic;               // with Pricing::paid_at_list: payable = list, no rebate, accrued on the list
  std::optional<Tier> tier;                // held before this sale; none for an anonymous buyer
  std::optional<StrategyVersion> strategy; // the version applied
  Period period = Period::development;
  Points history_combined;                 // before this sale
};

// Writes nothing. No customer: list price, no points. Refusals: those of assess_sale.
[[nodiscard]] Result<SaleQuote> quote(db::Transaction& tx, std::optional<CustomerId> customer_id,
                                      std::span<const LineInput> lines, Time at);

// The derivation of a quote in both languages, without what the viewer may not know.
[[nodiscard]] std::vector<Step> explain_quote(const SaleQuote& quote, std::span<const LineInput> lines, View view);

// The same as quote, with the customer's account locked until the end of the transaction (and made if this is the
// first time): to be followed by accumulate. Hot path: one waiting statement besides cached reference data.
[[nodiscard]] Result<SaleQuote> quote_for_update(kit::Write& write, CustomerId customer_id,
                                                 std::span<const LineInput> lines, Time at,
                                                 Pricing pricing = Pricing::by_programme);

// Writes the entry of a sale that was quoted for update in this transaction, and moves account and tier; nothing waits
// for an answer. The lines' shares are recorded by sales (sale_line); the entry keeps its inputs as one text, so that
// it can always be explained.
[[nodiscard]] EntryId accumulate(kit::Write& write, CustomerId customer_id, SaleId sale_id, const SaleQuote& quote,
                                 std::span<const LineInput> lines, Time sold_at);

// Takes back what assess_return found for a sale of this customer: entry, account, tier.
[[nodiscard]] Result<EntryId> reverse(kit::Write& write, CustomerId customer_id, SaleId sale_id, ReturnId return_id,
                                      const ReturnArithmetic& taken, Time returned_at);

// How many customers hold each tier, for home; within the actor's reach is not asked: numbers only.
struct TierCount {
  Tier tier;
  std::int64_t customers = 0;
};
[[nodiscard]] std::vector<TierCount> tier_population(db::Transaction& tx);

// Default tiers and strategy of a new chain, within the transaction of set-up.
void seed_defaults(kit::Write& write);

// What the customer screens show of points.
[[nodiscard]] customers::ListExtension customer_list_extension();
[[nodiscard]] customers::HeadPart customer_head_part();
[[nodiscard]] customers::TimelineSource timeline_source();

}  // namespace homeport::points
