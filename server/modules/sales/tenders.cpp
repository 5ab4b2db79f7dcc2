#include "modules/sales/tenders.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace homeport::sales {

std::string reward_field(std::size_t index, std::string_view name) {
  return "rewards[" + std::to_string(index) + "]." + std::string(name);
}

namespace {

Outcome check_reward(const RewardRequest& reward, std::size_t index) {
  struct Member {
    std::string_view name;
    bool is_given;
    RewardKind belongs_to;
    bool is_needed;
  };
  const std::array<Member, 4> members{{
      {"amount_minor", reward.amount.has_value(), RewardKind::points, true},
      {"code", reward.code.has_value(), RewardKind::voucher, true},
      {"gift_id", reward.gift_id.has_value(), RewardKind::gift, true},
      {"quantity", reward.quantity.has_value(), RewardKind::gift, false},
  }};
  for (const auto& member : members) {
    const bool is_own = member.belongs_to == reward.kind;
    if (is_own && member.is_needed && !member.is_given) {
      return refuse(RefusalKind::invalid, "sales.reward_incomplete",
                    "a reward of this kind needs " + std::string(member.name), reward_field(index, member.name));
    }
    if (!is_own && member.is_given) {
      return refuse(RefusalKind::invalid, "sales.reward_field_unused",
                    "a reward of this kind takes no " + std::string(member.name), reward_field(index, member.name));
    }
  }
  return Done{};
}

}  // namespace

bool is_money(PaymentKind kind) { return kind < PaymentKind::points; }

bool is_paid_out(PaymentKind kind) { return is_money(kind) || kind == PaymentKind::exchange; }

Outcome check_payments(std::span<const Payment> payments, Money due) {
  Int128 paid = 0;
  for (std::size_t i = 0; i < payments.size(); ++i) {
    const std::string here = "payments[" + std::to_string(i) + "].";
    if (!is_money(payments[i].kind)) {
      return refuse(RefusalKind::invalid, "sales.payment_not_money",
                    "points and vouchers are named among the rewards, an exchange by its own request", here + "kind");
    }
    if (payments[i].amount.minor <= 0) {
      return refuse(RefusalKind::unprocessable, "sales.payment_empty", "a payment must be above 0",
                    here + "amount_minor");
    }
    paid += payments[i].amount.minor;
  }
  if (paid == due.minor) return Done{};
  return refuse(RefusalKind::unprocessable, "sales.payments_do_not_add_up",
                "paid " + std::to_string(static_cast<std::int64_t>(paid)) + ", due " + std::to_string(due.minor),
                "payments");
}

Points points_for(Money amount, const PointsTerms& terms) {
  CHECK(amount.minor >= 0 && terms.value.ppm > 0);
  const Int128 product = static_cast<Int128>(amount.minor) * kPpm;
  return Points{static_cast<std::int64_t>((product + terms.value.ppm - 1) / terms.value.ppm)};
}

Money money_for(Points points, const PointsTerms& terms) {
  const Int128 money = static_cast<Int128>(points.hundredths) * terms.value.ppm / kPpm;
  return Money{static_cast<std::int64_t>(std::min<Int128>(money, kMaxAmount))};
}

Money most_by_points(Money payable, Money due, Points available, const PointsTerms& terms) {
  if (available.hundredths <= 0 || terms.value.ppm <= 0) return Money{};
  const Int128 by_share = static_cast<Int128>(payable.minor) * terms.share.ppm / kPpm;
  return Money{std::min({static_cast<std::int64_t>(by_share), due.minor, money_for(available, terms).minor})};
}

Outcome check_rewards(std::span<const RewardRequest> rewards) {
  for (std::size_t i = 0; i < rewards.size(); ++i) {
    TRY_DONE(check_reward(rewards[i], i));
    for (std::size_t k = 0; k < i; ++k) {
      if (rewards[k].kind != rewards[i].kind) continue;
      const bool is_twice = rewards[i].kind == RewardKind::points ||
                            (rewards[i].kind == RewardKind::voucher && rewards[k].code == rewards[i].code);
      if (is_twice) {
        return refuse(RefusalKind::invalid, "sales.reward_twice", "this reward is named twice",
                      reward_field(i, rewards[i].kind == RewardKind::points ? "kind" : "code"));
      }
    }
  }
  return Done{};
}

std::vector<Money> split_in_proportion(std::span<const Money> left, Money whole) {
  Int128 sum = 0;
  for (const auto& one : left)
    sum += one.minor;
  CHECK(whole.minor >= 0 && whole.minor <= sum);
  std::vector<Money> parts(left.size());
  if (whole.minor == 0) return parts;
  std::vector<Int128> remainders(left.size());
  std::int64_t given = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const Int128 product = static_cast<Int128>(whole.minor) * left[i].minor;
    parts[i] = Money{static_cast<std::int64_t>(product / sum)};
    remainders[i] = product % sum;
    given += parts[i].minor;
  }
  std::vector<std::size_t> order(left.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  // Fewer are missing than there are remainders above 0, so that no part grows beyond what is left of its tender.
  for (std::size_t i = 0; given < whole.minor; ++i, ++given)
    parts[order[i]] += Money{1};
  return parts;
}

std::vector<Money> split_refund(std::span<const Payment> tenders, Money refund) {
  std::vector<Money> left;
  left.reserve(tenders.size());
  for (const auto& tender : tenders)
    left.push_back(tender.amount - tender.refunded);
  return split_in_proportion(left, refund);
}

Points points_back(const Payment& tender, Money amount) {
  CHECK(tender.points && tender.amount.minor > 0 && tender.refunded + amount <= tender.amount);
  const auto carried = [&](Money money) {
    return static_cast<std::int64_t>(static_cast<Int128>(tender.points->hundredths) * money.minor /
                                     tender.amount.minor);
  };
  return Points{carried(tender.refunded + amount) - carried(tender.refunded)};
}

std::vector<Payment> offline_tenders(std::span<const Payment> payments, Money shown, Money due) {
  std::vector<Payment> tenders(payments.begin(), payments.end());
  for (Money over = shown - due; over.minor > 0 && !tenders.empty();) {
    auto& last = tenders.back();
    const Money cut = std::min(over, last.amount);
    last.amount -= cut;
    over -= cut;
    if (last.amount.minor == 0) tenders.pop_back();
  }
  if (shown < due) {
    Payment goodwill;
    goodwill.kind = PaymentKind::goodwill;
    goodwill.amount = due - shown;
    tenders.push_back(std::move(goodwill));
  }
  return tenders;
}

Outcome check_offline(const SaleRequest& request, Time now) {
  if (!request.offline.value_or(false)) {
    if (!request.sold_at) return Done{};
    return refuse(RefusalKind::invalid, "sales.time_needs_offline", "only a sale made offline says when it was made",
                  "sold_at");
  }
  if (!request.sold_at) {
    return refuse(RefusalKind::invalid, "sales.offline_needs_time", "a sale made offline says when it was made",
                  "sold_at");
  }
  if (*request.sold_at > plus_seconds(now, kClockSkewSeconds)) {
    return refuse(RefusalKind::unprocessable, "sales.offline_in_future",
                  "lies in the future: is the till's clock right?", "sold_at");
  }
  if (*request.sold_at < plus_seconds(now, -kOfflineAgeSeconds)) {
    return refuse(RefusalKind::unprocessable, "sales.offline_too_old",
                  "a sale made offline is sent within " + std::to_string(kOfflineAgeSeconds / kSecondsPerDay) + " days",
                  "sold_at");
  }
  if (!request.rewards.empty()) {
    return refuse(RefusalKind::unprocessable, "sales.offline_rewards",
                  "points and vouchers cannot be used while nobody knows whether they are still there", "rewards");
  }
  return Done{};
}

Outcome check_goodwill(Money shown, Money payable, Money list, bool may_override) {
  const Int128 most = static_cast<Int128>(list.minor) * kMostGoodwill.ppm / kPpm;
  if (may_override || payable.minor - shown.minor <= most) return Done{};
  return refuse(RefusalKind::forbidden, "sales.price_override_needed",
                "shown were " + std::to_string(shown.minor) + ", payable are " + std::to_string(payable.minor) +
                    ": so large a difference needs the permission sales.price.override",
                "expected_payable_minor");
}

}  // namespace homeport::sales
