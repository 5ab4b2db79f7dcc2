#include "modules/sales/rewarding.hpp"

#include "modules/rewards/service.hpp"
#include "modules/sales/tenders.hpp"

namespace homeport::sales {
namespace {

Refusal with_field(Refusal refusal, std::size_t index, std::string_view name) {
  // What is missing is a fault of this request's reward, not of its path.
  if (refusal.kind == RefusalKind::not_found) refusal.kind = RefusalKind::unprocessable;
  refusal.field = reward_field(index, name);
  return refusal;
}

// The basket as a voucher looks at it.
class VoucherView {
 public:
  VoucherView(const Basket& basket, const points::SaleQuote& worth) {
    lines_.reserve(basket.lines.size());
    for (std::size_t i = 0; i < basket.lines.size(); ++i) {
      lines_.push_back(
          {basket.lines[i].product.id, basket.lines[i].product.service_type_id, worth.arithmetic.lines[i].paid});
    }
    basket_.store_id = basket.store.id;
    if (basket.customer) basket_.customer_id = basket.customer->id;
    basket_.lines = lines_;
  }
  VoucherView(const VoucherView&) = delete;
  VoucherView& operator=(const VoucherView&) = delete;
  [[nodiscard]] const rewards::VoucherBasket& basket() const { return basket_; }

 private:
  std::vector<rewards::BasketLine> lines_;
  rewards::VoucherBasket basket_;
};

PointsTerms terms_of(const points::SaleQuote& worth) {
  PointsTerms terms;
  if (!worth.strategy) {
    terms.value = Rate{};
    return terms;
  }
  terms.value = worth.strategy->point_value;
  terms.share = worth.strategy->points_share;
  return terms;
}

Result<CustomerId> member_of(const Basket& basket, std::size_t index) {
  if (basket.customer) return basket.customer->id;
  return refuse(RefusalKind::unprocessable, "sales.reward_needs_member", "points and gifts are a member's",
                reward_field(index, "kind"));
}

// What was worked out so far while the rewards are gone through.
struct Planning {
  RewardPlan plan;
  Money due;
  int vouchers = 0;
  bool may_combine = true;
  std::optional<Points> available;  // of the wallet, less what earlier rewards take
};

Outcome plan_voucher(const kit::Read& read, const VoucherView& view, const RewardRequest& reward, std::size_t index,
                     Planning& planning) {
  const auto checked = rewards::check_voucher(read, *reward.code, view.basket());
  if (!checked.ok()) return with_field(checked.refusal(), index, "code");
  planning.may_combine = planning.may_combine && checked->may_combine;
  if (++planning.vouchers > 1 && !planning.may_combine) {
    return refuse(RefusalKind::unprocessable, "sales.vouchers_not_combinable", "one of these vouchers is used alone",
                  reward_field(index, "code"));
  }
  if (planning.due.minor == 0) {
    return refuse(RefusalKind::unprocessable, "sales.rewards_exceed_payable", "nothing is left to pay for this voucher",
                  reward_field(index, "code"));
  }
  RewardShown shown;
  shown.kind = RewardKind::voucher;
  shown.amount = std::min(checked->amount, planning.due);
  shown.label = checked->series_name;
  planning.due -= shown.amount;
  planning.plan.shown.push_back(std::move(shown));
  return Done{};
}

// From the account the quote was made with, unless something in the wallet was due meanwhile.
Points available_in(const kit::Read& read, CustomerId customer_id, const points::SaleQuote& worth) {
  const auto& account = worth.account;
  const bool is_settled = account && (!account->wallet_due_at || *account->wallet_due_at > read.now);
  return is_settled ? account->available : points::wallet_head(read.tx, customer_id, read.now).available;
}

Outcome take_points(Points needed, std::size_t index, std::string_view name, Planning& planning) {
  if (needed > *planning.available) {
    return refuse(RefusalKind::unprocessable, "points.balance_too_low",
                  "needs " + std::to_string(needed.hundredths) + " hundredths of a point, available are " +
                      std::to_string(planning.available->hundredths),
                  reward_field(index, name));
  }
  *planning.available -= needed;
  return Done{};
}

Outcome plan_points(const kit::Read& read, const Basket& basket, const points::SaleQuote& worth,
                    const RewardRequest& reward, std::size_t index, Planning& planning) {
  TRY(const auto customer_id, member_of(basket, index));
  const auto terms = terms_of(worth);
  if (terms.value.ppm <= 0) {
    return refuse(RefusalKind::unprocessable, "sales.points_pay_nothing", "points are worth no money at present",
                  reward_field(index, "kind"));
  }
  if (*reward.amount > planning.due) {
    return refuse(RefusalKind::unprocessable, "sales.rewards_exceed_payable",
                  "only " + std::to_string(planning.due.minor) + " are due", reward_field(index, "amount_minor"));
  }
  const auto payable = worth.arithmetic.payable;
  const Money most = most_by_points(payable, payable, Points{kMaxAmount}, terms);
  if (*reward.amount > most) {
    return refuse(RefusalKind::unprocessable, "sales.points_share_exceeded",
                  "points pay at most " + std::to_string(most.minor) + " of this sale",
                  reward_field(index, "amount_minor"));
  }
  RewardShown shown;
  shown.kind = RewardKind::points;
  shown.amount = *reward.amount;
  shown.points = points_for(*reward.amount, terms);
  if (!planning.available) planning.available = available_in(read, customer_id, worth);
  TRY_DONE(take_points(*shown.points, index, "amount_minor", planning));
  planning.due -= shown.amount;
  planning.plan.shown.push_back(std::move(shown));
  return Done{};
}

rewards::RedemptionRequest redemption_request(const Basket& basket, CustomerId customer_id, rewards::GiftId gift_id,
                                              std::int64_t quantity) {
  rewards::RedemptionRequest request;
  request.customer_id = customer_id;
  request.gift_id = gift_id;
  request.quantity = quantity;
  request.store_id = basket.store.id;
  return request;
}

Outcome plan_gift(const kit::Read& read, const Basket& basket, const points::SaleQuote& worth,
                  const RewardRequest& reward, std::size_t index, Planning& planning) {
  TRY(const auto customer_id, member_of(basket, index));
  const auto gift = rewards::load_gift(read.tx, *reward.gift_id);
  if (!gift.ok()) return with_field(gift.refusal(), index, "gift_id");
  if (gift->price.minor > 0) {
    return refuse(RefusalKind::unprocessable, "sales.gift_costs_money",
                  "this gift costs " + std::to_string(gift->price.minor) + " besides its points: redeem it by itself",
                  reward_field(index, "gift_id"));
  }
  RewardShown shown;
  shown.kind = RewardKind::gift;
  shown.gift_id = gift->id;
  shown.label = gift->name;
  shown.quantity = reward.quantity.value_or(1);
  const auto checked = rewards::check_gift(read, redemption_request(basket, customer_id, gift->id, *shown.quantity));
  if (!checked.ok()) return with_field(checked.refusal(), index, "gift_id");
  shown.points = Points{gift->points_price.hundredths * *shown.quantity};
  if (!planning.available) planning.available = available_in(read, customer_id, worth);
  TRY_DONE(take_points(*shown.points, index, "gift_id", planning));
  planning.plan.shown.push_back(std::move(shown));
  return Done{};
}

Result<Payment> use_voucher(kit::Write& write, const VoucherView& view, const RewardRequest& reward,
                            const RewardShown& shown, std::size_t index, SaleId sale_id) {
  const auto used = rewards::use_voucher(write, *reward.code, view.basket(), "sale", sale_id.value);
  if (!used.ok()) return with_field(used.refusal(), index, "code");
  Payment tender;
  tender.kind = PaymentKind::voucher;
  tender.amount = shown.amount;
  tender.voucher_customer_id = used->holder_id;
  tender.voucher_id = used->voucher_id;
  tender.label = used->series_name;
  return tender;
}

Payment points_tender(const RewardShown& shown, EntryId entry_id) {
  Payment tender;
  tender.kind = PaymentKind::points;
  tender.amount = shown.amount;
  tender.points = shown.points;
  tender.entry_id = entry_id;
  return tender;
}

Outcome hand_out_gift(kit::Write& write, const Basket& basket, const RewardShown& shown, std::size_t index,
                      SaleId sale_id) {
  const auto request = redemption_request(basket, basket.customer->id, *shown.gift_id, *shown.quantity);
  const auto redeemed = rewards::redeem_gift(write, request, "sale", sale_id.value);
  if (!redeemed.ok()) return with_field(redeemed.refusal(), index, "gift_id");
  return Done{};
}

}  // namespace

Result<RewardPlan> plan_rewards(const kit::Read& read, const Basket& basket, const points::SaleQuote& worth,
                                std::span<const RewardRequest> rewards) {
  TRY_DONE(check_rewards(rewards));
  Planning planning;
  planning.due = worth.arithmetic.payable;
  const VoucherView view(basket, worth);
  for (std::size_t i = 0; i < rewards.size(); ++i) {
    switch (rewards[i].kind) {
      case RewardKind::voucher: TRY_DONE(plan_voucher(read, view, rewards[i], i, planning)); break;
      case RewardKind::points: TRY_DONE(plan_points(read, basket, worth, rewards[i], i, planning)); break;
      case RewardKind::gift: TRY_DONE(plan_gift(read, basket, worth, rewards[i], i, planning)); break;
    }
  }
  planning.plan.amount = worth.arithmetic.payable - planning.due;
  return std::move(planning.plan);
}

Outcome show_rewards(const kit::Read& read, const Basket& basket, const points::SaleQuote& worth,
                     std::span<const RewardRequest> rewards, Quote& quote) {
  quote.due = quote.payable;
  Money off_by_points;
  if (!rewards.empty()) {
    TRY(auto plan, plan_rewards(read, basket, worth, rewards));
    quote.due = quote.payable - plan.amount;
    for (const auto& shown : plan.shown) {
      if (shown.kind == RewardKind::points) off_by_points += shown.amount;
    }
    quote.rewards = std::move(plan.shown);
  }
  if (!basket.customer) return Done{};
  const auto terms = terms_of(worth);
  quote.points_available = available_in(read, basket.customer->id, worth);
  quote.points_payable_max_amount =
      most_by_points(quote.payable, quote.due + off_by_points, *quote.points_available, terms);
  quote.points_payable_max = terms.value.ppm > 0 ? points_for(*quote.points_payable_max_amount, terms) : Points{};
  return Done{};
}

Result<std::vector<Payment>> use_rewards(kit::Write& write, const Basket& basket, const points::SaleQuote& worth,
                                         std::span<const RewardRequest> rewards, SaleId sale_id) {
  std::vector<Payment> tenders;
  if (rewards.empty()) return tenders;
  TRY(const auto plan, plan_rewards(write.as_read(), basket, worth, rewards));
  const VoucherView view(basket, worth);
  for (std::size_t i = 0; i < rewards.size(); ++i) {
    const auto& shown = plan.shown[i];
    if (shown.kind == RewardKind::voucher) {
      TRY(auto tender, use_voucher(write, view, rewards[i], shown, i, sale_id));
      tenders.push_back(std::move(tender));
    } else if (shown.kind == RewardKind::points) {
      const auto spent =
          points::spend(write, basket.customer->id, *shown.points, points::SpendKind::money_off, "sale", sale_id.value);
      if (!spent.ok()) return with_field(spent.refusal(), i, "amount_minor");
      tenders.push_back(points_tender(shown, *spent));
    } else {
      TRY_DONE(hand_out_gift(write, basket, shown, i, sale_id));
    }
  }
  return tenders;
}

Result<std::vector<ReservationReward>> hold_rewards(kit::Write& write, const Basket& basket,
                                                    const points::SaleQuote& worth,
                                                    std::span<const RewardRequest> rewards,
                                                    const Reservation& reservation) {
  std::vector<ReservationReward> held;
  if (rewards.empty()) return held;
  TRY(const auto plan, plan_rewards(write.as_read(), basket, worth, rewards));
  const VoucherView view(basket, worth);
  for (std::size_t i = 0; i < rewards.size(); ++i) {
    const auto& shown = plan.shown[i];
    ReservationReward row;
    row.customer_id = reservation.customer_id;
    row.reservation_id = reservation.reservation_id;
    row.reward_no = static_cast<std::int64_t>(i) + 1;
    row.kind = shown.kind;
    row.amount = shown.amount;
    row.points = shown.points;
    row.label = shown.label;
    row.gift_id = shown.gift_id;
    row.quantity = shown.quantity;
    if (shown.kind == RewardKind::voucher) {
      const auto voucher = rewards::hold_voucher(write, *rewards[i].code, view.basket(), reservation.expires_at);
      if (!voucher.ok()) return with_field(voucher.refusal(), i, "code");
      row.hold_id = AnyHoldId{voucher->hold_id.value};
      row.voucher_customer_id = voucher->quote.holder_id;
      row.voucher_id = voucher->quote.voucher_id;
    } else if (shown.kind == RewardKind::points) {
      const auto points_hold = points::hold(write, reservation.customer_id, *shown.points, reservation.expires_at,
                                            "reservation", reservation.reservation_id.value);
      if (!points_hold.ok()) return with_field(points_hold.refusal(), i, "amount_minor");
      row.hold_id = AnyHoldId{points_hold->value};
    } else {
      const auto request = redemption_request(basket, reservation.customer_id, *shown.gift_id, *shown.quantity);
      const auto gift =
          rewards::hold_gift(write, request, reservation.expires_at, "reservation", reservation.reservation_id.value);
      if (!gift.ok()) return with_field(gift.refusal(), i, "gift_id");
      row.hold_id = AnyHoldId{gift->id.value};
    }
    held.push_back(std::move(row));
  }
  return held;
}

Result<std::vector<Payment>> commit_rewards(kit::Write& write, const Reservation& reservation,
                                            std::span<const ReservationReward> rewards, SaleId sale_id) {
  std::vector<Payment> tenders;
  for (const auto& row : rewards) {
    if (row.kind == RewardKind::gift) {
      TRY_DONE(rewards::commit_gift(write, reservation.customer_id, rewards::RedemptionId{row.hold_id->value}, "sale",
                                    sale_id.value));
      continue;
    }
    Payment tender;
    tender.amount = row.amount;
    tender.label = row.label;
    if (row.kind == RewardKind::voucher) {
      rewards::VoucherPurpose purpose;
      if (reservation.customer_id.value > 0) purpose.customer_id = reservation.customer_id;
      purpose.store_id = reservation.store_id;
      purpose.kind = "sale";
      purpose.id = sale_id.value;
      purpose.amount = row.amount;
      TRY_DONE(rewards::commit_voucher(write, *row.voucher_customer_id, *row.voucher_id,
                                       rewards::VoucherHoldId{row.hold_id->value}, purpose));
      tender.kind = PaymentKind::voucher;
      tender.voucher_customer_id = row.voucher_customer_id;
      tender.voucher_id = row.voucher_id;
    } else {
      tender.kind = PaymentKind::points;
      tender.points = row.points;
      TRY(tender.entry_id, points::commit_hold(write, reservation.customer_id, points::HoldId{row.hold_id->value},
                                               "sale", sale_id.value));
    }
    tenders.push_back(std::move(tender));
  }
  return tenders;
}

void release_rewards(kit::Write& write, std::span<const ReservationReward> rewards) {
  for (const auto& row : rewards) {
    if (row.kind == RewardKind::voucher) {
      rewards::release_voucher(write, *row.voucher_customer_id, *row.voucher_id,
                               rewards::VoucherHoldId{row.hold_id->value});
    } else if (row.kind == RewardKind::points) {
      points::release_hold(write, row.customer_id, points::HoldId{row.hold_id->value});
    } else {
      rewards::release_gift(write, row.customer_id, rewards::RedemptionId{row.hold_id->value});
    }
  }
}

}  // namespace homeport::sales
