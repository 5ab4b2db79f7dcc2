#pragma once

// Decisions about wallets: what life granted points have, which lots a spending draws, what goes back to which. Pure.
//
// A lot is pending until it activates and active until it expires. Spending takes, of the active lots that have not
// expired, the oldest expiry first (no expiry last), then the oldest grant.

#include <optional>
#include <span>
#include <vector>

#include "modules/points/recorded_lines.hpp"
#include "modules/points/request_types.hpp"
#include "modules/points/types.hpp"
#include "modules/programme/service.hpp"

namespace homeport::points {

// The life of points granted at a moment.
struct LotLife {
  LotState state = LotState::active;
  std::optional<Time> activates_at;  // pending: none waits to be activated by somebody
  std::optional<Time> expires_at;
  std::optional<std::int64_t> idle_months;

  friend bool operator==(const LotLife&, const LotLife&) = default;
};

// When points expire that are spendable from `from` on: at the end of a day, or year, of the zone. By activity: that
// long after `from`, if nothing happens until then. None: never, or beyond the calendar.
[[nodiscard]] std::optional<Time> expiry_from(programme::Expiry expiry, std::int64_t months, Time from, TimeZone zone);

// Active from that moment on, whatever the strategy makes points wait for; it says when they expire.
[[nodiscard]] LotLife life_from(const programme::StrategyVersion& strategy, Time active_from, TimeZone zone);
// By the strategy. Points that wait for an event get their expiry when it comes.
[[nodiscard]] LotLife life_by_strategy(const programme::StrategyVersion& strategy, Time granted_at, TimeZone zone);

// When something happens to it next by itself; none for an empty one, and for one that waits for somebody.
[[nodiscard]] std::optional<Time> due_at_of(const Lot& lot);

// May points of this lot be spent now?
[[nodiscard]] bool is_spendable(const Lot& lot, Time now);

// Which lots `wanted` points are drawn from, in the order of spending; fewer than wanted when there are not enough.
// Looks at what is left, not at what is reserved.
[[nodiscard]] std::vector<LotPart> plan_draws(std::span<const Lot> lots, Points wanted, Time now);

// How `points` of a spending go back: to the lots it drew, the one drawn last first. `drawn` is in the order drawn and
// says what is still out. CHECKs that so much is out.
[[nodiscard]] std::vector<LotPart> plan_give_back(std::span<const LotPart> drawn, Points points);

// What all returns of a sale together take of the `granted` points it brought into the wallet, in proportion to the
// combined points they take of those the sale gave, rounded down: everything once all of them are taken.
[[nodiscard]] Points wallet_share_of_returns(Points granted, Points combined_of_sale, Points combined_taken);

// What of `points` may still be earned (or spent) on a day; the limit 0 is none.
[[nodiscard]] Points within_daily_limit(Points points, Points so_far, Points limit);

// May one of the staff give so much more by hand on a day, alone? `so_far` is without it; each kind of points counts
// for itself, and the limit 0 is none. Refuses points.staff_daily_limit with the numbers.
[[nodiscard]] Outcome check_staff_limit(const GivenByHand& so_far, const GivenByHand& more, Points limit);

}  // namespace homeport::points
