#include "modules/programme/tier_rules.hpp"

#include <string>

#include "base/check.hpp"

namespace homeport::programme {
namespace {

Refusal wrong_table(std::string reason, std::string detail, std::string field) {
  return refuse(RefusalKind::invalid, std::move(reason), std::move(detail), std::move(field));
}

Outcome check_neighbours(const Tier& lower, const Tier& higher) {
  if (higher.threshold <= lower.threshold) {
    return wrong_table("programme.thresholds_not_rising",
                       "\"" + lower.name + "\" and \"" + higher.name + "\" have the same threshold, " +
                           std::to_string(higher.threshold.hundredths),
                       "threshold_points");
  }
  if (higher.discount > lower.discount) {
    return wrong_table("programme.discount_not_falling",
                       "\"" + higher.name + "\" is higher than \"" + lower.name + "\" but pays " +
                           std::to_string(higher.discount.ppm) + " ppm instead of " +
                           std::to_string(lower.discount.ppm),
                       "discount_ppm");
  }
  return Done{};
}

// The place of a tier in the table it is a part of.
std::size_t rank_of(std::span<const Tier> tiers, const Tier& tier) {
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    if (tiers[i].id == tier.id) return i;
  }
  CHECK(false);
}

}  // namespace

Outcome check_tiers(std::span<const Tier> tiers) {
  if (tiers.empty()) return wrong_table("programme.no_tiers", "a tier table has at least one tier", "");
  if (tiers.size() > static_cast<std::size_t>(kMaxTiers)) {
    return wrong_table("programme.too_many_tiers", "the limit is " + std::to_string(kMaxTiers) + " tiers", "");
  }
  if (tiers.front().threshold.hundredths != 0) {
    return wrong_table("programme.first_threshold",
                       "the lowest tier starts at 0, not at " + std::to_string(tiers.front().threshold.hundredths),
                       "threshold_points");
  }
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    if (tiers[i].discount.ppm <= 0 || tiers[i].discount > kWhole) {
      return wrong_table("programme.discount_out_of_range",
                         std::to_string(tiers[i].discount.ppm) + " ppm is not above 0 and at most 1000000",
                         "discount_ppm");
    }
    if (i > 0) TRY_DONE(check_neighbours(tiers[i - 1], tiers[i]));
    for (std::size_t k = 0; k < i; ++k) {
      if (tiers[k].name == tiers[i].name) {
        return wrong_table("programme.tier_name_taken", "there is a tier \"" + tiers[i].name + "\" already", "name");
      }
    }
  }
  return Done{};
}

const Tier& tier_for(std::span<const Tier> tiers, Points combined) {
  CHECK(!tiers.empty());
  const Tier* found = &tiers.front();
  for (const auto& tier : tiers) {
    if (tier.threshold <= combined) found = &tier;
  }
  return *found;
}

const Tier& tier_held(std::span<const Tier> tiers, std::optional<TierId> recorded, Points combined, Upgrade upgrade) {
  const Tier& earned = tier_for(tiers, combined);
  if (!recorded) return earned;
  for (const auto& tier : tiers) {
    if (tier.id != *recorded) continue;
    return upgrade != Upgrade::at_once || tier.threshold > earned.threshold ? tier : earned;
  }
  return earned;
}

std::optional<NextTier> next_tier(std::span<const Tier> tiers, const Tier& held, Points combined) {
  for (const auto& tier : tiers) {
    if (tier.threshold > held.threshold) return NextTier{&tier, tier.threshold - combined};
  }
  return std::nullopt;
}

std::int64_t progress_percent(Points combined, Points threshold) {
  if (combined >= threshold) return 100;
  if (combined.hundredths <= 0) return 0;
  return static_cast<std::int64_t>(Int128{combined.hundredths} * 100 / threshold.hundredths);
}

const Tier& tier_after_entry(std::span<const Tier> tiers, const Tier& held, Points delta, Points combined,
                             Downgrade policy, Upgrade upgrade) {
  const Tier& earned = tier_for(tiers, combined);
  if (earned.threshold == held.threshold) return earned;
  if (earned.threshold > held.threshold) {
    if (upgrade == Upgrade::at_once) return earned;
    return upgrade == Upgrade::one_step && delta.hundredths > 0 ? tiers[rank_of(tiers, held) + 1] : held;
  }
  if (delta.hundredths >= 0 || policy != Downgrade::one_step) return held;
  return tiers[rank_of(tiers, held) - 1];
}

const Tier& tier_after_review(std::span<const Tier> tiers, const Tier& held, Points combined, Downgrade policy,
                              Upgrade upgrade) {
  const Tier& earned = tier_for(tiers, combined);
  if (earned.threshold > held.threshold) return upgrade == Upgrade::one_step ? held : earned;
  return policy == Downgrade::period_end ? earned : held;
}

}  // namespace homeport::programme
