// What must always be true of the programme; README.md numbers it.

#include "modules/programme/module.hpp"
#include "modules/programme/service.hpp"

namespace homeport::programme {
namespace {

using Violations = std::vector<std::string>;

Violations unsound_programme(db::Transaction& tx) {
  Violations found;
  const auto programme = current_programme(tx);
  if (!programme->tiers.empty()) {
    const auto outcome = check_tiers(programme->tiers);
    if (!outcome.ok()) found.push_back("tiers: " + outcome.refusal().reason + ": " + outcome.refusal().detail);
  }
  for (const auto& strategy : programme->strategies) {
    const auto outcome = check_strategy(strategy, strategy.effective_from);
    if (!outcome.ok()) found.push_back("strategy " + to_string(strategy.id) + ": " + outcome.refusal().detail);
  }
  return found;
}

}  // namespace

std::vector<kit::Invariant> invariants() {
  return {
      {"programme.is_sound", "tiers form a table, and every strategy version is valid", unsound_programme},
  };
}

}  // namespace homeport::programme
