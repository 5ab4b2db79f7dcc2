#pragma once

// Rewards on their way into a sale: worked out, used at once, or held for a reservation and used when it completes.
// Private to this module.

#include <span>
#include <vector>

#include "kit/use_case.hpp"
#include "modules/sales/quoting.hpp"
#include "modules/sales/reservation_types.hpp"
#include "modules/sales/tenders.hpp"

namespace homeport::sales {

// What the rewards take off a sale that is worth this; writes nothing. In the order asked for: vouchers as far as
// something is still due, then points. Refusals: check_rewards, those of rewards::check_voucher with the reward's
// field; unprocessable sales.reward_needs_member, sales.rewards_exceed_payable, sales.points_share_exceeded,
// sales.vouchers_not_combinable, points.balance_too_low, sales.points_pay_nothing (no programme),
// sales.gift_costs_money, those of rewards::check_gift.
struct RewardPlan {
  std::vector<RewardShown> shown;
  Money amount;  // off what is payable
};
[[nodiscard]] Result<RewardPlan> plan_rewards(const kit::Read& read, const Basket& basket,
                                              const points::SaleQuote& worth, std::span<const RewardRequest> rewards);

// Sets rewards, due and what points could pay in a quote.
[[nodiscard]] Outcome show_rewards(const kit::Read& read, const Basket& basket, const points::SaleQuote& worth,
                                   std::span<const RewardRequest> rewards, Quote& quote);

// Uses them for this sale, now. The tenders they make; gifts make none.
[[nodiscard]] Result<std::vector<Payment>> use_rewards(kit::Write& write, const Basket& basket,
                                                       const points::SaleQuote& worth,
                                                       std::span<const RewardRequest> rewards, SaleId sale_id);

// Holds them until the reservation ends.
[[nodiscard]] Result<std::vector<ReservationReward>> hold_rewards(kit::Write& write, const Basket& basket,
                                                                  const points::SaleQuote& worth,
                                                                  std::span<const RewardRequest> rewards,
                                                                  const Reservation& reservation);
// Turns what is held into tenders of the sale.
[[nodiscard]] Result<std::vector<Payment>> commit_rewards(kit::Write& write, const Reservation& reservation,
                                                          std::span<const ReservationReward> rewards, SaleId sale_id);
void release_rewards(kit::Write& write, std::span<const ReservationReward> rewards);

}  // namespace homeport::sales
