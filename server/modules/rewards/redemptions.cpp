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

Refusal over_limit(std::int64_t limit, std::int64_t had) {
  return refuse(RefusalKind::conflict, "rewards.limit_per_member",
                "a member can have " + std::to_string(limit) + " of these; this one has had " + std::to_string(had),
                "quantity");
}

Outcome count_for_member(kit::Write& write, const Gift& gift, const Redemption& redemption) {
  if (redemption.customer_id.value < 0) return Done{};
  if (count_within(write, redemption.customer_id, store::CountOf::gift, gift.id.value, redemption.quantity,
                   gift.limit_per_member)) {
    return Done{};
  }
  const auto had = count_of_kin(write.tx, redemption.customer_id, store::CountOf::gift, gift.id.value);
  return over_limit(gift.limit_per_member, had);
}

Refusal stock_too_low(std::int64_t present, std::int64_t wanted) {
  return refuse(RefusalKind::conflict, "rewards.stock_too_low",
                "only " + std::to_string(present) + " are left, " + std::to_string(wanted) + " are wanted", "quantity");
}

Refusal no_longer_held() {
  return refuse(RefusalKind::conflict, "rewards.hold_expired", "the gift is no longer held for this");
}

OrgUnitId stock_place_of(const Gift& gift, const RedemptionRequest& request) {
  return gift.stock_keeping == StockKeeping::central ? OrgUnitId{} : request.store_id;
}

// What may be had, and for what.
struct Admitted {
  Gift gift;
  std::optional<FoundVoucher> voucher;
  Price price;
};

// Everything that can be said against it without taking anything: all but stock, limit and points.
Result<Admitted> admit(const kit::Read& read, const RedemptionRequest& request, bool is_part_of_sale) {
  TRY_DONE(check_store(read, request.store_id));
  Admitted admitted;
  TRY(admitted.gift, load_gift(read.tx, request.gift_id));
  TRY(const auto member, member_facts(read.tx, request.customer_id));
  TRY(admitted.voucher, paying_voucher(read, request, member));
  if (!request.customer_id && !admitted.voucher) {
    return refuse(RefusalKind::unprocessable, "rewards.customer_needed", "whose points shall it cost?", "customer_id");
  }
  std::optional<TierFacts> needed;
  if (admitted.gift.tier_id && !admitted.voucher) {
    TRY(needed, tier_facts(read.tx, *admitted.gift.tier_id, "tier_id"));
  }
  TRY_DONE(check_gift_for(admitted.gift, needed, member, read.now));
  TRY(admitted.price, price_of(admitted.gift, request));
  TRY_DONE(check_price(admitted.price, request, is_part_of_sale));
  return admitted;
}

Redemption new_redemption(kit::Write& write, const RedemptionRequest& request, const Admitted& admitted,
                          std::string_view for_kind, std::int64_t for_id) {
  Redemption redemption;
  redemption.id = write.new_id<RedemptionId>();
  redemption.customer_id = request.customer_id ? *request.customer_id : admitted.voucher->voucher.customer_id;
  redemption.gift_id = admitted.gift.id;
  redemption.gift_name = admitted.gift.name;
  redemption.quantity = request.quantity;
  redemption.store_id = request.store_id;
  redemption.stock_store_id = stock_place_of(admitted.gift, request);
  redemption.points = admitted.price.points;
  redemption.price = admitted.price.money;
  if (admitted.price.money.minor > 0) redemption.payment_kind = request.payment_kind;
  if (!for_kind.empty()) {
    redemption.source_kind = std::string(for_kind);
    redemption.source_id = UseId{for_id};
  }
  redemption.redeemed_at = write.now;
  redemption.staff_id = staff_of(write);
  return redemption;
}

// What is left there.
Result<std::int64_t> take_from_shelf(kit::Write& write, const Redemption& redemption) {
  const auto left =
      store::take_stock(write.tx, redemption.gift_id, redemption.stock_store_id, redemption.quantity, write.now);
  if (left) return *left;
  return stock_too_low(store::stock_of(write.tx, redemption.gift_id, redemption.stock_store_id), redemption.quantity);
}

}  // namespace

Outcome check_gift(const kit::Read& read, const RedemptionRequest& request) {
  TRY(const auto admitted, admit(read, request, true));
  const auto place = stock_place_of(admitted.gift, request);
  const auto present = store::stock_of(read.tx, request.gift_id, place);
  if (present < request.quantity) return stock_too_low(present, request.quantity);
  if (!request.customer_id) return Done{};
  const auto had = count_of_kin(read.tx, *request.customer_id, store::CountOf::gift, request.gift_id.value);
  const auto limit = admitted.gift.limit_per_member;
  return limit == 0 || had + request.quantity <= limit ? Outcome(Done{}) : Outcome(over_limit(limit, had));
}

Result<Redemption> redeem_gift(kit::Write& write, const RedemptionRequest& request, std::string_view for_kind,
                               std::int64_t for_id) {
  TRY(const auto admitted, admit(write.as_read(), request, !for_kind.empty()));
  auto redemption = new_redemption(write, request, admitted, for_kind, for_id);
  TRY(const auto left, take_from_shelf(write, redemption));
  TRY_DONE(pay(write, redemption, admitted.voucher, request.customer_id));
  TRY_DONE(count_for_member(write, admitted.gift, redemption));
  write_movement(write, redemption, MovementKind::redeemed, -redemption.quantity, left);
  store::insert(write.tx, redemption);
  audit(write, redemption, "rewards.redeem_gift");
  publish(write, redemption, "rewards.gift_redeemed");
  return redemption;
}

Result<Redemption> hold_gift(kit::Write& write, const RedemptionRequest& request, Time expires_at,
                             std::string_view for_kind, std::int64_t for_id) {
  CHECK(request.customer_id && !request.voucher_code && !for_kind.empty());
  TRY(const auto admitted, admit(write.as_read(), request, true));
  auto redemption = new_redemption(write, request, admitted, for_kind, for_id);
  redemption.state = RedemptionState::held;
  TRY(const auto left, take_from_shelf(write, redemption));
  if (redemption.points.hundredths > 0) {
    TRY(redemption.points_hold_id,
        points::hold(write, redemption.customer_id, redemption.points, expires_at, "redemption", redemption.id.value));
  }
  TRY_DONE(count_for_member(write, admitted.gift, redemption));
  write_movement(write, redemption, MovementKind::redeemed, -redemption.quantity, left);
  store::insert(write.tx, redemption);
  audit(write, redemption, "rewards.hold_gift");
  return redemption;
}

Result<Redemption> commit_gift(kit::Write& write, CustomerId customer_id, RedemptionId id, std::string_view for_kind,
                               std::int64_t for_id) {
  auto redemption = store::load(write.tx, customer_id, id);
  CHECK(redemption.has_value());
  if (redemption->state != RedemptionState::held) return no_longer_held();
  if (redemption->points_hold_id) {
    TRY(redemption->spend_entry_id, points::commit_hold(write, customer_id, *redemption->points_hold_id, "redemption",
                                                        id.value, points::SpendKind::gift));
  }
  redemption->state = RedemptionState::done;
  redemption->source_kind = std::string(for_kind);
  redemption->source_id = UseId{for_id};
  redemption->redeemed_at = write.now;
  redemption->staff_id = staff_of(write);
  ++redemption->version;
  if (!store::hand_out(write.tx, *redemption)) return no_longer_held();
  audit(write, *redemption, "rewards.redeem_gift");
  publish(write, *redemption, "rewards.gift_redeemed");
  return std::move(*redemption);
}

void release_gift(kit::Write& write, CustomerId customer_id, RedemptionId id) {
  auto redemption = store::load(write.tx, customer_id, id);
  CHECK(redemption.has_value());
  if (redemption->state != RedemptionState::held) return;
  const auto balance =
      store::put_stock(write.tx, redemption->gift_id, redemption->stock_store_id, redemption->quantity, write.now);
  if (!store::let_go(write.tx, *redemption)) throw db::SerializationFailure("the gift was let go a moment ago");
  redemption->state = RedemptionState::released;
  write_movement(write, *redemption, MovementKind::put_back, redemption->quantity, balance);
  store::lower_count(write.tx, customer_id, store::CountOf::gift, redemption->gift_id.value, redemption->quantity);
  if (redemption->points_hold_id) points::release_hold(write, customer_id, *redemption->points_hold_id);
  audit(write, *redemption, "rewards.release_gift");
}

std::vector<Redemption> redemptions_for(db::Transaction& tx, CustomerId customer_id, std::string_view for_kind,
                                        std::int64_t for_id) {
  return store::redemptions_for(tx, customer_id, for_kind, UseId{for_id});
}

Result<Redemption> cancel_redemption(kit::Write& write, CustomerId customer_id, RedemptionId id,
                                     std::string_view reason) {
  auto redemption = store::load(write.tx, customer_id, id);
  if (!redemption) return refuse(RefusalKind::not_found, "rewards.redemption_unknown", "there is no such redemption");
  if (redemption->state == RedemptionState::held || redemption->state == RedemptionState::released) {
    return refuse(RefusalKind::conflict, "rewards.redemption_held",
                  "it was never handed out: it is or was set aside for a sale");
  }
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
