// Gifts handed out and taken back. Locks are taken in one order everywhere: stock, then the voucher or the customer.

#include "modules/points/service.hpp"
#include "modules/programme/service.hpp"
#include "modules/rewards/members.hpp"
#include "modules/rewards/store.hpp"
#include "modules/rewards/using.hpp"

namespace homeport::rewards {
namespace {

struct Price {
  Points points;
  Money money;
};

Result<Price> price_of(const Gift& gift, const RedemptionRequest& request) {
  const auto points = static_cast<Int128>(gift.points_price.hundredths) * request.quantity;
  const auto money = static_cast<Int128>(gift.price.minor) * request.quantity;
  if (points > kMaxAmount || money > kMaxAmount) {
    return refuse(RefusalKind::unprocessable, "rewards.price_too_high", "so many of them cost more than can be counted",
                  "quantity");
  }
  if (request.voucher_code) return Price{};
  return Price{Points{static_cast<std::int64_t>(points)}, Money{static_cast<std::int64_t>(money)}};
}

Outcome check_price(const Price& price, const RedemptionRequest& request, bool is_part_of_sale) {
  if ((request.expected_points && *request.expected_points != price.points) ||
      (request.expected_price && *request.expected_price != price.money)) {
    return refuse(RefusalKind::conflict, "rewards.price_changed",
                  "it costs " + programme::format_points(price.points) + " points and " +
                      std::to_string(price.money.minor) + " minor units now");
  }
  if (price.money.minor > 0 && !request.payment_kind && !is_part_of_sale) {
    return refuse(RefusalKind::unprocessable, "rewards.payment_needed", "money is due: say how it was paid",
                  "payment_kind");
  }
  return Done{};
}

// The voucher that pays for it, if one does.
Result<std::optional<FoundVoucher>> paying_voucher(const kit::Read& read, const RedemptionRequest& request,
                                                   const MemberFacts& member) {
  std::optional<FoundVoucher> none;
  if (!request.voucher_code) return none;
  TRY(auto found, look_up_voucher(read.tx, *request.voucher_code));
  if (found.series.kind != SeriesKind::gift || found.series.gift_id != request.gift_id || request.quantity != 1) {
    return refuse(RefusalKind::unprocessable, "rewards.voucher_not_for_this",
                  "this voucher pays for one of another kind", "voucher_code");
  }
  TRY_DONE(check_voucher_open(found.voucher, found.series, as_holder(read.tx, found.voucher, request.customer_id),
                              read.now));
  TRY_DONE(check_conditions(found.series, member, request.store_id));
  return std::optional(std::move(found));
}

void write_movement(kit::Write& write, const Redemption& redemption, MovementKind kind, std::int64_t change,
                    std::int64_t balance) {
  StockMovement movement;
  movement.gift_id = redemption.gift_id;
  movement.id = write.new_id<StockMovementId>();
  movement.store_id = redemption.stock_store_id;
  movement.kind = kind;
  movement.change = change;
  movement.balance = balance;
  movement.redemption_id = redemption.id;
  movement.at = write.now;
  movement.staff_id = staff_of(write);
  store::insert(write.tx, movement);
}

void audit(kit::Write& write, const Redemption& redemption, std::string_view action) {
  kit::AuditEntry entry;
  entry.action = std::string(action);
  entry.subject_kind = "redemption";
  entry.subject_id = redemption.id.value;
  entry.subject_label = redemption.gift_name;
  entry.customer_id = redemption.customer_id.value;
  entry.org_unit_id = redemption.store_id.value;
  entry.changes = kit::changes_of_new(redemption);
  write.audit(entry);
}

void publish(kit::Write& write, const Redemption& redemption, std::string_view topic) {
  JsonWriter payload;
  payload.begin_object().key("gift_id").id(redemption.gift_id.value).key("quantity").integer(redemption.quantity);
  payload.key("spent_points").integer(redemption.points.hundredths).end_object();
  write.publish({std::string(topic), redemption.customer_id.value, redemption.id.value, redemption.store_id.value,
                 payload.take()});
}

// Takes what pays for it: a voucher, or points.
Outcome pay(kit::Write& write, Redemption& redemption, const std::optional<FoundVoucher>& voucher,
            const std::optional<CustomerId>& customer_id) {
  if (voucher) {
    redemption.voucher_id = voucher->voucher.id;
    redemption.voucher_customer_id = voucher->voucher.customer_id;
    return use_found(write, *voucher, {customer_id, redemption.store_id, "redemption", redemption.id.value, Money{}});
  }
  if (redemption.points.hundredths == 0) return Done{};
  TRY(redemption.spend_entry_id, points::spend(write, redemption.customer_id, redemption.points,
                                               points::SpendKind::gift, "redemption", redemption.id.value));
  return Done{};
}

Outcome count_for_member(kit::Write& write, const Gift& gift, const Redemption& redemption) {
  if (redemption.customer_id.value < 0) return Done{};
  if (count_within(write, redemption.customer_id, store::CountOf::gift, gift.id.value, redemption.quantity,
                   gift.limit_per_member)) {
    return Done{};
  }
  const auto had = count_of_kin(write.tx, redemption.customer_id, store::CountOf::gift, gift.id.value);
  return refuse(RefusalKind::conflict, "rewards.limit_per_member",
                "a member can have " + std::to_string(gift.limit_per_member) + " of these; this one has had " +
                    std::to_string(had),
                "quantity");
}

}  // namespace

Result<Redemption> redeem_gift(kit::Write& write, const RedemptionRequest& request, std::string_view for_kind,
                               std::int64_t for_id) {
  TRY_DONE(check_store(write.as_read(), request.store_id));
  TRY(const auto gift, load_gift(write.tx, request.gift_id));
  TRY(const auto member, member_facts(write.tx, request.customer_id));
  TRY(const auto voucher, paying_voucher(write.as_read(), request, member));
  if (!request.customer_id && !voucher) {
    return refuse(RefusalKind::unprocessable, "rewards.customer_needed", "whose points shall it cost?", "customer_id");
  }
  std::optional<TierFacts> needed;
  if (gift.tier_id && !voucher) {
    TRY(needed, tier_facts(write.tx, *gift.tier_id, "tier_id"));
  }
  TRY_DONE(check_gift_for(gift, needed, member, write.now));
  TRY(const auto price, price_of(gift, request));
  TRY_DONE(check_price(price, request, !for_kind.empty()));

  Redemption redemption;
  redemption.id = write.new_id<RedemptionId>();
  redemption.customer_id = request.customer_id ? *request.customer_id : voucher->voucher.customer_id;
  redemption.gift_id = gift.id;
  redemption.gift_name = gift.name;
  redemption.quantity = request.quantity;
  redemption.store_id = request.store_id;
  redemption.stock_store_id = gift.stock_keeping == StockKeeping::central ? OrgUnitId{} : request.store_id;
  redemption.points = price.points;
  redemption.price = price.money;
  if (price.money.minor > 0) redemption.payment_kind = request.payment_kind;
  if (!for_kind.empty()) {
    redemption.source_kind = std::string(for_kind);
    redemption.source_id = UseId{for_id};
  }
  redemption.redeemed_at = write.now;
  redemption.staff_id = staff_of(write);
  const auto left = store::take_stock(write.tx, gift.id, redemption.stock_store_id, redemption.quantity, write.now);
  if (!left) {
    const auto present = store::stock_of(write.tx, gift.id, redemption.stock_store_id);
    return refuse(RefusalKind::conflict, "rewards.stock_too_low",
                  "only " + std::to_string(present) + " are left, " + std::to_string(request.quantity) + " are wanted",
                  "quantity");
  }
  TRY_DONE(pay(write, redemption, voucher, request.customer_id));
  TRY_DONE(count_for_member(write, gift, redemption));
  write_movement(write, redemption, MovementKind::redeemed, -redemption.quantity, *left);
  store::insert(write.tx, redemption);
  audit(write, redemption, "rewards.redeem_gift");
  publish(write, redemption, "rewards.gift_redeemed");
  return redemption;
}

Result<Redemption> cancel_redemption(kit::Write& write, CustomerId customer_id, RedemptionId id,
                                     std::string_view reason) {
  auto redemption = store::load(write.tx, customer_id, id);
  if (!redemption) return refuse(RefusalKind::not_found, "rewards.redemption_unknown", "there is no such redemption");
  const auto balance =
      store::put_stock(write.tx, redemption->gift_id, redemption->stock_store_id, redemption->quantity, write.now);
  redemption->state = RedemptionState::cancelled;
  redemption->cancelled_at = write.now;
  redemption->cancelled_by = staff_of(write);
  redemption->cancel_reason = std::string(reason);
  ++redemption->version;
  if (!store::cancel_redemption(write.tx, *redemption)) {
    return refuse(RefusalKind::conflict, "rewards.redemption_cancelled", "it was cancelled before");
  }
  write_movement(write, *redemption, MovementKind::put_back, redemption->quantity, balance);
  if (redemption->spend_entry_id) {
    TRY_DONE(points::give_back(write, customer_id, *redemption->spend_entry_id, redemption->points));
  }
  if (redemption->voucher_id) {
    TRY_DONE(reissue_voucher(write, *redemption->voucher_customer_id, *redemption->voucher_id));
  }
  if (customer_id.value > 0) {
    store::lower_count(write.tx, customer_id, store::CountOf::gift, redemption->gift_id.value, redemption->quantity);
  }
  audit(write, *redemption, "rewards.cancel_redemption");
  publish(write, *redemption, "rewards.redemption_cancelled");
  return std::move(*redemption);
}

}  // namespace homeport::rewards
