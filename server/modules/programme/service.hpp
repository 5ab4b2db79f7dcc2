#pragma once

// What other modules ask of the programme: its arithmetic, its tiers and strategies as they stand, and their change.

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kit/use_case.hpp"
#include "modules/programme/explanation.hpp"
#include "modules/programme/programme.hpp"
#include "modules/programme/rules.hpp"
#include "modules/programme/strategy_rules.hpp"
#include "modules/programme/tender_rules.hpp"
#include "modules/programme/tier_rules.hpp"
#include "modules/programme/types.hpp"

namespace homeport::programme {

inline constexpr std::string_view kReadPermission = "programme.read";
inline constexpr std::string_view kWritePermission = "programme.write";
inline constexpr std::string_view kChangedTopic = "programme.changed";  // published; subject: the tier or strategy

[[nodiscard]] std::vector<Tier> tiers(db::Transaction& tx);  // lowest first
// programme.tier_unknown (404)
[[nodiscard]] Result<Tier> load_tier(db::Transaction& tx, TierId id);
// Refusals: those of check_tiers for the table with the new tier in it, programme.colour_bad.
[[nodiscard]] Result<Tier> create_tier(kit::Write& write, Tier wanted);
// Applies the JSON of a PATCH to the version given; 409 request.version_conflict.
[[nodiscard]] Result<Tier> edit_tier(kit::Write& write, TierId id, std::int64_t version, std::string_view json);

// The version in force at `at`, if any.
[[nodiscard]] std::optional<StrategyVersion> current_strategy(db::Transaction& tx, Time at);
// programme.strategy_unknown (404)
[[nodiscard]] Result<StrategyVersion> load_strategy(db::Transaction& tx, StrategyId id);
// A new version; effective_from not given: now. Refusals: those of check_strategy, programme.too_many_strategies.
[[nodiscard]] Result<StrategyVersion> create_strategy(kit::Write& write, StrategyVersion wanted);
// See strategy_rules.hpp; with the service types and tiers as they are. programme.strategy_unknown. For holders of the
// margin right.
[[nodiscard]] Result<std::vector<StrategyWarning>> strategy_warnings(db::Transaction& tx, StrategyId id);

// What each service type sold from one moment to another in stores within reach. Sales are above us: the composition
// root hands it down.
using SalesByServiceType = std::function<std::vector<ServiceTypeSums>(const kit::Read& read, Time from, Time until)>;
// "Suggest weights from my real margins", from day to day of the chain, both included: all service types, with what
// they should weigh where they sold something. No last day: today; no first: kSuggestionDays in all.
// access.margin_required, programme.period_empty, programme.period_too_long (more than kMostSuggestionDays).
inline constexpr std::int32_t kSuggestionDays = 365;
inline constexpr std::int32_t kMostSuggestionDays = 1'100;  // three years
[[nodiscard]] Result<WeightSuggestions> suggest_weights(const kit::Read& read, const SalesByServiceType& sums,
                                                        std::optional<Date> from, std::optional<Date> to);

// Default tiers and strategy of a new chain, within the transaction of set-up. The strategy is effective from the
// beginning, so that sales imported with older dates earn by it. Nothing happens where there are tiers or strategies.
void seed_defaults(kit::Write& write);

}  // namespace homeport::programme
