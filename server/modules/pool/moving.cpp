#include "modules/pool/moving.hpp"

#include <algorithm>
#include <set>

#include "modules/follow_ups/service.hpp"

namespace homeport::pool {
namespace {

// On SQLite the one writer has everything locked anyway.
void lock_counters(kit::Write& write, const Tracking& row, const identity::StaffPlace* taker) {
  if (write.tx.engine() == db::Engine::sqlite) return;
  std::set<std::pair<HolderKind, std::int64_t>> holders;
  if (row.owner_staff_id) holders.emplace(HolderKind::staff, row.owner_staff_id->value);
  if (row.owner_unit_id) holders.emplace(HolderKind::store, row.owner_unit_id->value);
  if (taker != nullptr) {
    holders.emplace(HolderKind::staff, taker->id.value);
    holders.emplace(HolderKind::store, taker->org_unit_id.value);
  }
  for (const auto& [kind, id] : holders)
    (void)store::lock_counter(write.tx, row.pool_id, kind, id);
}

void add_contribution(kit::Write& write, const Tracking& row, std::int64_t sign) {
  const auto share = contribution_of(row);
  if (share == Contribution{}) return;
  const auto add = [&](HolderKind kind, std::int64_t id) {
    store::add_to_counter(write.tx, row.pool_id, kind, id, sign * share.holding, sign * share.protected_count,
                          sign * share.won);
  };
  add(HolderKind::staff, row.owner_staff_id->value);
  if (row.owner_unit_id) add(HolderKind::store, row.owner_unit_id->value);
}

void move_counters(kit::Write& write, const Tracking& before, const Tracking& after) {
  const bool is_same = before.pool_id == after.pool_id && before.owner_staff_id == after.owner_staff_id &&
                       before.owner_unit_id == after.owner_unit_id && contribution_of(before) == contribution_of(after);
  if (is_same) return;
  add_contribution(write, before, -1);
  add_contribution(write, after, 1);
}

std::int64_t hidden_bits_of(const Pool& pool, const Tracking& row) {
  return row.state == State::public_ ? pool.hidden_bits : 0;
}

// A customer lives where he is looked after: whoever takes him from another store takes him along.
OrgUnitId new_store_of(kit::Write& write, Book& book, const Tracking& before, const Tracking& row, OrgUnitId store) {
  if (!row.owner_staff_id || before.owner_staff_id == row.owner_staff_id) return {};
  const auto* owner = book.person(*row.owner_staff_id);
  if (owner == nullptr) return {};
  const auto path = identity::org_unit_path(write.tx, store);
  if (path && path->starts_with(owner->org_unit_path)) return {};
  return identity::require_store(write.tx, owner->org_unit_id).ok() ? owner->org_unit_id : OrgUnitId{};
}

Move move_of(kit::Write& write, const Place& place, const MoveSpec& spec) {
  Move move;
  move.customer_id = place.row.customer_id;
  move.move_no = place.row.move_no;
  move.at = place.row.moved_at;
  move.kind = spec.kind;
  const bool is_arrival = place.before.move_no == 0;
  move.pool_id = is_arrival ? place.row.pool_id : place.before.pool_id;
  move.from_state = place.before.state;
  move.to_state = place.row.state;
  if (!is_arrival) move.from_pool_id = place.before.pool_id;
  move.to_pool_id = place.row.pool_id;
  move.from_staff_id = place.before.owner_staff_id;
  move.to_staff_id = place.row.owner_staff_id;
  if (write.actor.kind == kit::Actor::Kind::staff) move.by_staff_id = write.actor.staff_id;
  move.by_name = write.actor.name;
  move.reason_id = spec.reason_id;
  move.due_reason = spec.due_reason;
  move.note = spec.note;
  move.sale_id = spec.sale_id;
  move.rule_version = is_arrival ? place.row.rule_version : place.before.rule_version;
  move.grade = place.row.grade;
  if (place.before.owner_staff_id != place.row.owner_staff_id) {
    move.held_since = place.before.taken_at;
    move.first_follow_up_at = place.before.first_follow_up_at;
    move.counted_count = place.before.counted_count;
    move.opportunity_at = place.before.opportunity_at;
    if (place.row.owner_staff_id) move.previous_staff_id = place.before.last_owner_staff_id;
  }
  return move;
}

void audit_move(kit::Write& write, const Place& place, MoveKind kind) {
  kit::AuditEntry entry;
  entry.action = "pool." + std::string(word_of(kind));
  entry.subject_kind = "customer";
  entry.subject_id = place.row.customer_id.value;
  entry.customer_id = place.row.customer_id.value;
  entry.changes = kit::changes_between(place.before, place.row);
  write.audit(entry);
}

// For the screens without the owner: who sees a public customer go needn't know to whom.
std::string moved_json(const Tracking& row, MoveKind kind, bool names_owner) {
  JsonWriter json;
  json.begin_object().key("pool_id").id(row.pool_id.value).key("customer_id").id(row.customer_id.value);
  json.key("state").text(word_of(row.state)).key("kind").text(word_of(kind));
  if (names_owner && row.owner_staff_id) json.key("owner_staff_id").id(row.owner_staff_id->value);
  if (row.state == State::public_) json.key("claimable_at").time(row.claimable_at);
  return json.end_object().take();
}

// Tasks of whoever lost the customer: they go with him to the next owner, and end with a return.
void settle_tasks(kit::Write& write, Place& place) {
  const auto& from = place.before.owner_staff_id;
  const auto& to = place.row.owner_staff_id;
  if (!from || from == to) return;
  if (to) {
    follow_ups::hand_over_tasks(write, place.row.customer_id, *from, *to);
  } else {
    place.cancelled_tasks = follow_ups::cancel_tasks(write, place.row.customer_id, *from);
  }
}

}  // namespace

Result<const PoolWithRule*> Book::find(PoolId id, RefusalKind kind, std::string_view field) {
  auto& place = pools_[id];
  if (!place) {
    auto pool = store::load_pool(tx_, id);
    if (!pool) {
      pools_.erase(id);
      return refuse(kind, "pool.unknown", "there is no pool " + to_string(id), std::string(field));
    }
    unpack(*pool);
    auto rule = store::load_rule(tx_, id, pool->rule_version);
    CHECK(rule.has_value());
    place = std::make_shared<const PoolWithRule>(
        PoolWithRule{std::move(*pool), std::move(*rule), store::load_members(tx_, id)});
  }
  return place.get();
}

const PoolWithRule& Book::of(PoolId id) {
  const auto found = find(id);
  CHECK(found.ok());
  return **found;
}

std::shared_ptr<const PoolWithRule> Book::keep(PoolId id) {
  (void)of(id);
  return pools_.at(id);
}

const identity::StaffPlace* Book::person(StaffId id) {
  const auto known = people_.find(id);
  if (known != people_.end()) return known->second.get();
  auto place = identity::staff_place(tx_, id);
  auto& kept = people_[id];
  if (place) kept = std::make_unique<identity::StaffPlace>(std::move(*place));
  return kept.get();
}

const std::vector<StaffId>& Book::administrators(PoolId id) {
  const auto known = administrators_.find(id);
  if (known != administrators_.end()) return known->second;
  std::vector<StaffId> staff;
  std::vector<OrgUnitId> units;
  std::vector<RoleId> roles;
  for (const auto& member : of(id).members) {
    if (!member.is_administrator) continue;
    if (member.kind == MemberKind::staff) staff.push_back(StaffId{member.ref_id.value});
    if (member.kind == MemberKind::org_unit) units.push_back(OrgUnitId{member.ref_id.value});
    if (member.kind == MemberKind::role) roles.push_back(RoleId{member.ref_id.value});
  }
  auto& found = administrators_[id];
  for (const auto& person : identity::active_staff_of(tx_, staff, units, roles))
    found.push_back(person.id);
  return found;
}

bool Book::administers(const kit::Actor& actor, PoolId id) {
  if (actor.kind == kit::Actor::Kind::system || actor.may(kManagePermission)) return true;
  const auto* me = person(actor.staff_id);
  return me != nullptr && is_administrator(of(id).members, *me);
}

bool Book::belongs(const kit::Actor& actor, PoolId id) {
  const auto* me = person(actor.staff_id);
  return me != nullptr && is_member(of(id).members, *me);
}

Result<Place> lock_place(kit::Write& write, CustomerId id, const identity::StaffPlace* taker) {
  const auto seen = store::load_row(write.tx, id);
  if (!seen) {
    return refuse(RefusalKind::not_found, "pool.customer_unknown", "this customer is in no pool", "customer_id");
  }
  lock_counters(write, *seen, taker);
  auto row = write.tx.engine() == db::Engine::sqlite ? seen : store::lock_row(write.tx, id);
  CHECK(row.has_value());
  if (row->pool_id != seen->pool_id || row->owner_staff_id != seen->owner_staff_id) {
    // Somebody moved him while we waited; a claim has then lost, the rest begins again with the right counters.
    throw db::SerializationFailure("the customer was moved a moment ago");
  }
  TRY_DONE(check_clock(*row, write.now));
  return Place{*row, *row, 0};
}

void save_place(kit::Write& write, Book& book, Place& place) {
  auto& row = place.row;
  if (row.state == State::tracking) settle_due(row, book.of(row.pool_id).rule);
  ++row.version;
  move_counters(write, place.before, row);
  store::update_row(write.tx, row);
}

void finish_move(kit::Write& write, Book& book, Place& place, const MoveSpec& spec) {
  auto& row = place.row;
  ++row.move_no;
  row.moved_at = std::max(write.now, row.moved_at);
  save_place(write, book, place);
  store::insert_move(write.tx, move_of(write, place, spec));
  const auto& pool = book.of(row.pool_id).pool;
  const auto store = spec.is_batch ? OrgUnitId{} : store_of(write, row.customer_id);  // of a batch nobody is told here
  auto store_now = store;
  const bool changes_hands = place.before.owner_staff_id != row.owner_staff_id;
  if (changes_hands || place.before.state != row.state || place.before.pool_id != row.pool_id) {
    const auto new_store = new_store_of(write, book, place.before, row, store);
    if (new_store.is_set()) store_now = new_store;
    const customers::Placement placement{row.owner_staff_id, new_store, true, hidden_bits_of(pool, row)};
    CHECK(customers::place(write, row.customer_id, placement).ok());
    settle_tasks(write, place);
  }
  if (spec.is_batch) return;
  audit_move(write, place, spec.kind);
  write.publish(
      {"pool.customer_moved", row.customer_id.value, row.customer_id.value, 0, moved_json(row, spec.kind, true)});
  tell(write, book, "pool.moved", moved_json(row, spec.kind, false),
       {standing_of(place.before, store), standing_of(row, store_now)});
}

bool enter(kit::Write& write, Book& book, const Arrival& arrival) {
  const auto& pool = book.of(arrival.pool_id);
  Place place;
  auto& row = place.row;
  row.customer_id = arrival.customer_id;
  row.pool_id = arrival.pool_id;
  row.source = arrival.source;
  row.region = arrival.region;
  row.interest = arrival.interest;
  row.activity = arrival.activity;
  row.entered_at = write.now;
  row.claimable_at = plus_seconds(write.now, pool.rule.rule.embargo_hours * 3600);
  row.rule_version = pool.rule.version_no;
  row.move_no = 1;
  row.moved_at = write.now;
  const auto* owner = arrival.owner_staff_id ? book.person(*arrival.owner_staff_id) : nullptr;
  if (owner != nullptr) take(row, owner->id, unit_of(*owner), arrival.taken_by, pool.rule.rule, write.now);
  if (arrival.is_won) win(row);
  if (row.state == State::tracking) settle_due(row, pool.rule);
  if (!store::insert_row(write.tx, row)) return false;
  add_contribution(write, row, 1);
  place.before.customer_id = row.customer_id;
  store::insert_move(write.tx, move_of(write, place, {MoveKind::enter}));
  const customers::Placement placement{row.owner_staff_id, {}, true, hidden_bits_of(pool.pool, row)};
  CHECK(customers::place(write, row.customer_id, placement).ok());
  write.publish(
      {"pool.customer_moved", row.customer_id.value, row.customer_id.value, 0, moved_json(row, MoveKind::enter, true)});
  tell(write, book, row.state == State::public_ ? "pool.arrived" : "pool.moved",
       moved_json(row, MoveKind::enter, false), {standing_of(row, store_of(write, row.customer_id))});
  return true;
}

Date local_day(kit::Write& write, const identity::StaffPlace& person) {
  return local_date(write.now, identity::store_time_zone(write.tx, person.org_unit_id));
}

std::optional<OrgUnitId> unit_of(const identity::StaffPlace& person) { return person.org_unit_id; }

Outcome check_manages(kit::Write& write, Book& book, const Tracking& row) {
  TRY_DONE(kit::check_permission(write.actor, kAssignPermission));
  if (book.administers(write.actor, row.pool_id)) return Done{};
  TRY(const auto head, customers::load_head(write.tx, row.customer_id));
  return kit::check_reach(write.actor, head.store_id, row.owner_staff_id.value_or(StaffId{}));
}

}  // namespace homeport::pool
