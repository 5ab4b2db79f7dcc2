#pragma once

// Decisions about tiers. A tier table is a list of tiers ordered by threshold. Pure.
//
// A customer's tier is that of his history combined points. It is evaluated entry by entry in the order in which
// entries arrive, whatever dates they carry: an imported sale of last year counts today. How it rises:
//   at_once     to what the history says
//   one_step    by at most one step for one entry that brings points
//   period_end  when the next calendar year's review finds the points there
// It is lowered only by an entry that takes points back (a purchase never costs a tier), and only as far as the policy
// lets it:
//   never       it stays
//   period_end  it stays for the rest of the calendar year; the next year's review lowers it to what the history says
//   one_step    at once, by at most one step for one return
// Lowering a threshold lifts the customers above it like points would; raising one leaves everybody where he is.

#include <cstdint>
#include <optional>
#include <span>

#include "base/result.hpp"
#include "modules/programme/types.hpp"

namespace homeport::programme {

// Refuses a table that is not one: invalid
//   programme.no_tiers               no tier at all
//   programme.too_many_tiers         more than kMaxTiers
//   programme.first_threshold        the lowest threshold is not 0
//   programme.thresholds_not_rising  two tiers with the same threshold          threshold_points
//   programme.discount_not_falling   a higher tier with a higher discount rate  discount_ppm
//   programme.discount_out_of_range  not 0 < d <= 100 %                         discount_ppm
//   programme.tier_name_taken        two tiers of one name                      name
// `tiers` ordered by threshold.
[[nodiscard]] Outcome check_tiers(std::span<const Tier> tiers);

// The highest tier whose threshold <= `combined`; the first one for a negative balance. CHECKs there is a tier.
[[nodiscard]] const Tier& tier_for(std::span<const Tier> tiers, Points combined);

// The tier somebody holds: the one recorded for him, or the one his points earn if that is higher and upgrades come at
// once, or the one his points earn where none is recorded.
[[nodiscard]] const Tier& tier_held(std::span<const Tier> tiers, std::optional<TierId> recorded, Points combined,
                                    Upgrade upgrade = Upgrade::at_once);

struct NextTier {
  const Tier* tier = nullptr;
  Points missing;  // > 0
};
// The tier above `held`, if any, and what is missing to it.
[[nodiscard]] std::optional<NextTier> next_tier(std::span<const Tier> tiers, const Tier& held, Points combined);

// How much of a threshold is there, in whole percent rounded down: 0…100, 100 also where it is 0.
[[nodiscard]] std::int64_t progress_percent(Points combined, Points threshold);

// The tier after an entry that changed history combined points by `delta` to `combined`.
[[nodiscard]] const Tier& tier_after_entry(std::span<const Tier> tiers, const Tier& held, Points delta, Points combined,
                                           Downgrade policy, Upgrade upgrade = Upgrade::at_once);

// The tier after the review at the end of a period.
[[nodiscard]] const Tier& tier_after_review(std::span<const Tier> tiers, const Tier& held, Points combined,
                                            Downgrade policy, Upgrade upgrade = Upgrade::at_once);

}  // namespace homeport::programme
