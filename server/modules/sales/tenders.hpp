#pragma once

// The arithmetic of tenders: what rewards take off, what is left to pay, and which tender a refund goes back to. Pure.
// Why it is so: docs/adr, "Rewards are tenders".

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "modules/sales/types.hpp"

namespace homeport::sales {

[[nodiscard]] bool is_money(PaymentKind kind);
// Refunds of it leave the drawer: money, and what was paid with goods that came back.
[[nodiscard]] bool is_paid_out(PaymentKind kind);

// Payments of a request are money and add up to what is due exactly (change is the till's business): invalid
// sales.payment_not_money, field payments[i].kind; unprocessable sales.payment_empty, sales.payments_do_not_add_up,
// field payments. Nothing due takes no payment.
[[nodiscard]] Outcome check_payments(std::span<const Payment> payments, Money due);

// How points become money.
struct PointsTerms {
  Rate value = kWhole;  // 100 %: one hundredth of a point pays one minor unit
  Rate share = kWhole;  // the largest part of a payable that points may pay
};
// The fewest points that pay `amount`; rounded up to a hundredth.
[[nodiscard]] Points points_for(Money amount, const PointsTerms& terms);
// The most that `points` pay; rounded down.
[[nodiscard]] Money money_for(Points points, const PointsTerms& terms);
// The most that points may pay of this: by share, by what is due before them, and by what is available.
[[nodiscard]] Money most_by_points(Money payable, Money due, Points available, const PointsTerms& terms);

// How a refusal names a part of the index-th reward of a request: "rewards[0].code".
[[nodiscard]] std::string reward_field(std::size_t index, std::string_view name);
// Exactly what the kind needs and nothing else: invalid sales.reward_incomplete, sales.reward_field_unused,
// sales.reward_twice (points more than once, a voucher's code twice), field rewards[i].…
[[nodiscard]] Outcome check_rewards(std::span<const RewardRequest> rewards);

// The parts of a refund, one for each tender, in proportion to what was not refunded yet: largest remainder, ties to
// the earlier tender, so that they add up exactly and the last refund takes every rest. CHECKs 0 <= refund <= what is
// left of all tenders.
[[nodiscard]] std::vector<Money> split_refund(std::span<const Payment> tenders, Money refund);

// The same over amounts.
[[nodiscard]] std::vector<Money> split_in_proportion(std::span<const Money> left, Money whole);

// The points that go back with `amount` of this points tender: the first m of its money carry
// floor(points x m / amount), so that the last refund takes the rest.
[[nodiscard]] Points points_back(const Payment& tender, Money amount);

// A sale made offline at `shown` that comes to `due` here: the tenders that make both true. Shown more than due: the
// payments are cut from the last one on, and the difference is the buyer's. Shown less: goodwill fills it up.
[[nodiscard]] std::vector<Payment> offline_tenders(std::span<const Payment> payments, Money shown, Money due);

// Whether and when a sale may have been made offline: invalid sales.offline_needs_time, sales.time_needs_offline;
// unprocessable sales.offline_too_old, sales.offline_in_future, field sold_at; sales.offline_rewards, field rewards.
[[nodiscard]] Outcome check_offline(const SaleRequest& request, Time now);
// The largest part of a list price that goodwill bears without sales.price.override.
inline constexpr Rate kMostGoodwill{300'000};
// forbidden sales.price_override_needed, field expected_payable_minor.
[[nodiscard]] Outcome check_goodwill(Money shown, Money payable, Money list, bool may_override);

}  // namespace homeport::sales
