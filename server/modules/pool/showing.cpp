#include "modules/pool/showing.hpp"

namespace homeport::pool {

bool Showing::may_see(const store::ListRow& row) {
  const auto& place = row.place;
  const Standing standing{place.pool_id, place.state, place.owner_staff_id, row.store_id};
  return may_know(read_.actor, me_, book_.of(place.pool_id).members, standing) ||
         store::is_collaborator(read_.tx, place.customer_id, read_.actor.staff_id, read_.now);
}

PoolCustomer Showing::show(const store::ListRow& row) {
  const auto& place = row.place;
  PoolCustomer item;
  item.customer_id = place.customer_id;
  item.name = row.name;
  const customers::Keeping keeping{row.store_id, place.owner_staff_id, true};
  item.phone = customers::visible_phone(read_.actor, row.phone, keeping);
  item.source = place.source;
  item.grade = place.grade;
  item.state = place.state;
  item.stage = place.stage;
  item.pool_id = place.pool_id;
  item.pool_name = book_.of(place.pool_id).pool.name;
  item.store_id = row.store_id;
  auto [store, is_new] = stores_.try_emplace(row.store_id);
  if (is_new) store->second = identity::org_unit_name(read_.tx, row.store_id);
  item.store_name = store->second;
  item.owner_staff_id = place.owner_staff_id;
  if (const auto* owner = place.owner_staff_id ? book_.person(*place.owner_staff_id) : nullptr) {
    item.owner_name = owner->name;
  }
  item.entered_at = place.entered_at;
  item.claimable_at = place.claimable_at;
  item.taken_at = place.taken_at;
  item.taken_by = place.taken_by;
  item.first_follow_up_at = place.first_follow_up_at;
  item.last_counted_at = place.last_counted_at;
  item.counted_count = place.counted_count;
  item.due_at = place.due_at;
  item.due_reason = place.due_reason;
  if (place.due_at) item.days_left = days_left(*place.due_at, read_.now);
  item.protected_until = place.protected_until;
  item.extended_until = place.extended_until;
  item.order_until = place.order_until;
  item.region = place.region;
  item.interest = place.interest;
  item.activity = place.activity;
  item.version = place.version;
  const bool is_hidden = row.hidden_bits != 0 && !read_.actor.may(customers::kHiddenPermission) &&
                         !store::is_collaborator(read_.tx, place.customer_id, read_.actor.staff_id, read_.now);
  if (is_hidden) {
    customers::Customer seen;
    seen.name = item.name;
    seen.phone = row.phone;
    seen.hidden_bits = row.hidden_bits;
    seen = customers::visible(read_.actor, std::move(seen));
    item.name = std::move(seen.name);
    item.phone = std::move(seen.phone);
    item.hidden_fields = std::move(seen.hidden_fields);
  }
  show_claim(row, item);
  return item;
}

void Showing::show_claim(const store::ListRow& row, PoolCustomer& item) {
  if (row.place.state != State::public_ || me_ == nullptr || !read_.actor.may(kClaimPermission)) return;
  const auto& pool = book_.of(row.place.pool_id);
  auto [counter, is_new] = counters_.try_emplace(row.place.pool_id);
  if (is_new) counter->second = store::load_counter(read_.tx, row.place.pool_id, HolderKind::staff, me_->id.value);
  const Counter no_store;  // the store's limit is looked at when it counts
  const auto today = local_date(read_.now, identity::store_time_zone(read_.tx, me_->org_unit_id));
  TakingFacts facts{pool.pool,       pool.rule.rule, row.place,
                    counter->second, no_store,       limits_for(pool.rule.rule, me_->role_ids),
                    today,           read_.now};
  facts.is_member = is_member(pool.members, *me_);
  if (pool.rule.rule.cooldown_days > 0 && row.place.returned_at) {
    facts.own_end_at = store::last_end_of(read_.tx, row.place.customer_id, me_->id);
  }
  const auto decided = decide_claim(facts);
  item.may_claim = decided.ok();
  if (!decided.ok()) item.why_not = decided.refusal().reason;
}

}  // namespace homeport::pool
