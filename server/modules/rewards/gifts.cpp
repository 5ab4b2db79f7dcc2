// The gift catalogue and its stock.

#include "modules/rewards/members.hpp"
#include "modules/rewards/service.hpp"
#include "modules/rewards/store.hpp"

namespace homeport::rewards {
namespace {

Outcome check(db::Transaction& tx, Gift& gift) {
  TRY_DONE(normalise(gift));
  TRY_DONE(check_terms(gift));
  if (gift.tier_id) TRY_DONE(tier_facts(tx, *gift.tier_id, "tier_id"));
  return Done{};
}

void audit(kit::Write& write, const Gift& gift, std::string_view action, std::vector<kit::AuditChange> changes) {
  write.audit({std::string(action), "gift", gift.id.value, gift.name, 0, 0, std::move(changes)});
}

// Where the gift is kept, of what the request says.
Result<OrgUnitId> place_of(const kit::Read& read, const Gift& gift, const std::optional<OrgUnitId>& store_id) {
  if (gift.stock_keeping == StockKeeping::central) {
    if (!store_id) return OrgUnitId{};
    return refuse(RefusalKind::unprocessable, "rewards.stock_place", "this gift has one stock for the whole chain",
                  "store_id");
  }
  if (!store_id) {
    return refuse(RefusalKind::unprocessable, "rewards.stock_place", "this gift is kept in each store: say which",
                  "store_id");
  }
  TRY_DONE(check_store(read, *store_id));
  return *store_id;
}

}  // namespace

Result<Gift> load_gift(db::Transaction& tx, GiftId id) {
  auto gift = store::load(tx, id);
  if (!gift) return refuse(RefusalKind::not_found, "rewards.gift_unknown", "there is no such gift");
  return std::move(*gift);
}

Result<Gift> create_gift(kit::Write& write, Gift wanted) {
  TRY_DONE(check(write.tx, wanted));
  wanted.id = write.new_id<GiftId>();
  wanted.created_at = write.now;
  wanted.updated_at = write.now;
  wanted.version = 1;
  store::insert(write.tx, wanted);
  audit(write, wanted, "rewards.create_gift", kit::changes_of_new(wanted));
  return wanted;
}

Result<Gift> update_gift(kit::Write& write, const Gift& before, Gift after) {
  TRY_DONE(check(write.tx, after));
  auto changes = kit::changes_between(before, after);
  if (changes.empty()) return before;
  after.updated_at = write.now;
  ++after.version;
  if (!store::update(write.tx, after)) throw db::SerializationFailure("the gift was edited a moment ago");
  audit(write, after, "rewards.update_gift", std::move(changes));
  return after;
}

Result<StockMovement> move_stock(kit::Write& write, GiftId id, const StockRequest& request) {
  TRY(const auto gift, load_gift(write.tx, id));
  TRY(const auto place, place_of(write.as_read(), gift, request.store_id));
  const auto present = store::lock_stock(write.tx, id, place, write.now);
  TRY(const auto change, stock_change(request.kind, request.quantity, present));
  StockMovement movement;
  movement.gift_id = id;
  movement.id = write.new_id<StockMovementId>();
  movement.store_id = request.store_id;
  movement.kind = request.kind;
  movement.change = change;
  movement.balance = present + change;
  movement.note = request.note;
  movement.at = write.now;
  movement.staff_id = staff_of(write);
  store::set_stock(write.tx, id, place, movement.balance, write.now);
  store::insert(write.tx, movement);
  write.audit({"rewards.move_stock", "gift", id.value, gift.name, 0, place.value, kit::changes_of_new(movement)});
  return movement;
}

}  // namespace homeport::rewards
