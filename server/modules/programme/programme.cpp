#include "modules/programme/programme.hpp"

#include <mutex>
#include <unordered_map>

#include "modules/identity/service.hpp"
#include "modules/programme/store.hpp"
#include "modules/programme/tier_rules.hpp"

namespace homeport::programme {
namespace {

// One for the process: revisions are random, so those of different databases don't meet.
class ProgrammeCache {
 public:
  std::shared_ptr<const Programme> find(std::int64_t revision) {
    const std::lock_guard lock(mutex_);
    const auto found = by_revision_.find(revision);
    return found == by_revision_.end() ? nullptr : found->second;
  }

  void keep(const std::shared_ptr<const Programme>& programme) {
    const std::lock_guard lock(mutex_);
    if (by_revision_.size() >= kProgrammesKept) by_revision_.clear();
    by_revision_.emplace(programme->revision, programme);
  }

 private:
  std::mutex mutex_;
  std::unordered_map<std::int64_t, std::shared_ptr<const Programme>> by_revision_;
};

ProgrammeCache& cache() {
  static ProgrammeCache kept;
  return kept;
}

}  // namespace

const StrategyVersion* Programme::strategy_at(Time at) const {
  const StrategyVersion* found = nullptr;
  for (const auto& strategy : strategies) {
    if (strategy.effective_from <= at) found = &strategy;
  }
  return found;
}

const StrategyVersion* Programme::strategy(StrategyId id) const {
  for (const auto& strategy : strategies) {
    if (strategy.id == id) return &strategy;
  }
  return nullptr;
}

const Tier* Programme::tier(TierId id) const {
  for (const auto& tier : tiers) {
    if (tier.id == id) return &tier;
  }
  return nullptr;
}

const Tier* Programme::tier_of(std::optional<TierId> recorded, Points combined, Upgrade upgrade) const {
  return tiers.empty() ? nullptr : &tier_held(tiers, recorded, combined, upgrade);
}

const Tier* Programme::tier_recorded(std::optional<TierId> recorded, Points combined) const {
  const auto* found = recorded ? tier(*recorded) : nullptr;
  return found != nullptr || tiers.empty() ? found : &tier_for(tiers, combined);
}

std::shared_ptr<const Programme> programme_of(db::Transaction& tx, std::int64_t revision) {
  // Revision 0 is every database before its first change: nothing in it.
  if (revision == 0) return std::make_shared<const Programme>();
  if (auto kept = cache().find(revision)) return kept;
  auto programme = std::make_shared<Programme>();
  programme->revision = revision;
  programme->tiers = store::load_tiers(tx);
  programme->strategies = store::load_strategies(tx);
  programme->zone = identity::chain_time_zone(tx);
  cache().keep(programme);
  return programme;
}

std::shared_ptr<const Programme> current_programme(db::Transaction& tx) {
  return programme_of(tx, store::load_revision(tx));
}

}  // namespace homeport::programme
