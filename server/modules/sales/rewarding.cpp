#include "modules/sales/rewarding.hpp"

namespace homeport::sales {

Result<RewardPlan> plan_rewards(const kit::Read& /*read*/, const Basket& /*basket*/, const points::SaleQuote& /*worth*/,
                                std::span<const RewardRequest> rewards) {
  TRY_DONE(check_rewards(rewards));
  if (rewards.empty()) return RewardPlan{};
  return refuse(RefusalKind::unprocessable, "sales.rewards_not_offered", "this chain offers no rewards yet", "rewards");
}

Outcome show_rewards(const kit::Read& read, const Basket& basket, const points::SaleQuote& worth,
                     std::span<const RewardRequest> rewards, Quote& quote) {
  TRY(auto plan, plan_rewards(read, basket, worth, rewards));
  quote.due = quote.payable - plan.amount;
  quote.rewards = std::move(plan.shown);
  return Done{};
}

Result<std::vector<Payment>> use_rewards(kit::Write& write, const Basket& basket, const points::SaleQuote& worth,
                                         std::span<const RewardRequest> rewards, SaleId /*sale_id*/) {
  TRY_DONE(plan_rewards(write.as_read(), basket, worth, rewards));
  return std::vector<Payment>{};
}

Result<std::vector<ReservationReward>> hold_rewards(kit::Write& write, const Basket& basket,
                                                    const points::SaleQuote& worth,
                                                    std::span<const RewardRequest> rewards,
                                                    const Reservation& /*reservation*/) {
  TRY_DONE(plan_rewards(write.as_read(), basket, worth, rewards));
  return std::vector<ReservationReward>{};
}

Result<std::vector<Payment>> commit_rewards(kit::Write& /*write*/, const Reservation& /*reservation*/,
                                            std::span<const ReservationReward> rewards, SaleId /*sale_id*/) {
  CHECK(rewards.empty());
  return std::vector<Payment>{};
}

void release_rewards(kit::Write& /*write*/, std::span<const ReservationReward> rewards) { CHECK(rewards.empty()); }

}  // namespace homeport::sales
