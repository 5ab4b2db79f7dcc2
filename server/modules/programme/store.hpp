#pragma once

// The statements of the programme, one per function. What they mean: service.cpp.

#include <cstdint>
#include <span>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/programme/types.hpp"

namespace homeport::programme::store {

[[nodiscard]] std::int64_t load_revision(db::Transaction& tx);
// Draws a new revision. First statement of every change: it makes changes wait for each other.
void change_revision(db::Transaction& tx);
[[nodiscard]] std::vector<Tier> load_tiers(db::Transaction& tx);                  // by threshold
[[nodiscard]] std::vector<StrategyVersion> load_strategies(db::Transaction& tx);  // by effective_from, then id
void insert_tier(db::Transaction& tx, const Tier& tier);
void update_tier(db::Transaction& tx, const Tier& tier);
void insert_strategy(db::Transaction& tx, const StrategyVersion& strategy);
// Lowest first by threshold; columns as in the field table.
[[nodiscard]] kit::ListQuery tier_rows();
[[nodiscard]] std::span<const kit::SortChoice> tier_sorts();
// Newest first by effective_from; columns as in the field table.
[[nodiscard]] kit::ListQuery strategy_rows();
[[nodiscard]] std::span<const kit::SortChoice> strategy_sorts();

}  // namespace homeport::programme::store
