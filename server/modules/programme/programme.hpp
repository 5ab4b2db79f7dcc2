#pragma once

// The programme: tiers and strategy versions as they stand under one revision number. They change a few times a year
// and are needed by every sale, so they are kept in memory by revision (store.hpp: each change draws a new random one).
// Whoever knows the present revision has the present programme; no server can hold a stale one.

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "db/transaction.hpp"
#include "modules/programme/types.hpp"

namespace homeport::programme {

struct Programme {
  std::int64_t revision = 0;
  std::vector<Tier> tiers;                  // by threshold
  std::vector<StrategyVersion> strategies;  // by effective_from, then id
  TimeZone zone = TimeZone::utc();          // of the chain: where its days and years end

  // The version in force at a moment: the last one effective by then.
  [[nodiscard]] const StrategyVersion* strategy_at(Time at) const;
  [[nodiscard]] const StrategyVersion* strategy(StrategyId id) const;
  [[nodiscard]] const Tier* tier(TierId id) const;
  // The tier an account holds by the rules; nullptr when the chain has no tiers. It may be above the recorded one for
  // as long as nobody has recorded what lower thresholds give.
  [[nodiscard]] const Tier* tier_of(std::optional<TierId> recorded, Points combined, Upgrade upgrade) const;
  // The tier recorded for an account, which is what screens show, lists ask for and home counts; the one its points
  // earn where none is recorded.
  [[nodiscard]] const Tier* tier_recorded(std::optional<TierId> recorded, Points combined) const;
};

inline constexpr std::size_t kProgrammesKept = 32;  // revisions in memory; beyond it all are forgotten

// From memory, or read within `tx`. Any thread.
[[nodiscard]] std::shared_ptr<const Programme> programme_of(db::Transaction& tx, std::int64_t revision);
// The present one: one statement.
[[nodiscard]] std::shared_ptr<const Programme> current_programme(db::Transaction& tx);

}  // namespace homeport::programme
