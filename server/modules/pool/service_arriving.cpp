// Customers on their way into a pool, out of one into another, and to people by the pool's engine.

#include <algorithm>

#include "modules/pool/engine.hpp"
#include "modules/pool/moving.hpp"

namespace homeport::pool {
namespace {

// What pool takes a customer: read once for many of them.
class Matcher {
 public:
  explicit Matcher(db::Transaction& tx) : tx_(tx), pools_(store::load_pools(tx)) {
    for (auto& pool : pools_) {
      unpack(pool);
      Candidate candidate{&pool, {}};
      for (const auto id : pool.match_org_unit_ids)
        candidate.unit_paths.push_back(identity::org_unit_path(tx, id).value_or(""));
      candidates_.push_back(std::move(candidate));
    }
  }
  [[nodiscard]] bool has_pools() const { return !pools_.empty(); }
  [[nodiscard]] const Pool* find(std::string_view source, OrgUnitId store) {
    auto [place, is_new] = paths_.try_emplace(store);
    if (is_new) place->second = identity::org_unit_path(tx_, store).value_or("");
    return matching_pool(candidates_, source, place->second);
  }

 private:
  db::Transaction& tx_;
  std::vector<Pool> pools_;
  std::vector<Candidate> candidates_;
  std::map<OrgUnitId, std::string> paths_;
};

bool has_bought(const Hooks& hooks, db::Transaction& tx, CustomerId id) {
  return hooks.has_bought_since && hooks.has_bought_since(tx, id, kFirstTime);
}

Result<std::optional<CustomerId>> known_customer(kit::Write& write, const Lead& lead) {
  std::optional<CustomerId> by_ref;
  if (lead.external_ref) {
    by_ref = customers::find_by_key(write.tx, customers::KeyKind::external, *lead.external_ref);
  }
  std::optional<CustomerId> by_phone;
  if (lead.phone) by_phone = customers::find_by_key(write.tx, customers::KeyKind::phone, *lead.phone);
  if (by_ref && by_phone && *by_ref != *by_phone) {
    return refuse(RefusalKind::conflict, "pool.lead_ambiguous",
                  "the reference is one customer's and the phone another's", "phone");
  }
  const auto known = by_ref ? by_ref : by_phone;
  if (known) {
    TRY(const auto head, customers::load_head(write.tx, *known));
    TRY_DONE(customers::check_present(head.id, head.status));
  }
  return known;
}

customers::NewCustomer customer_of(kit::Write& write, const Lead& lead, OrgUnitId default_store) {
  customers::NewCustomer wanted;
  wanted.name = lead.name;
  wanted.phone = lead.phone;
  wanted.email = lead.email;
  wanted.note = lead.note;
  wanted.source = lead.source;
  wanted.external_ref = lead.external_ref;
  wanted.store_id = lead.store_id ? lead.store_id : std::optional(default_store);
  wanted.owner_staff_id = lead.owner_staff_id;
  if (!wanted.store_id->is_set()) wanted.store_id = write.actor.org_unit_id;
  return wanted;
}

// The store of leads that name none: the first the pool is for, else any.
OrgUnitId default_store_of(kit::Write& write, const Pool& pool) {
  const auto stores = identity::active_stores(write.tx);
  for (const auto id : pool.match_org_unit_ids) {
    for (const auto& store : stores) {
      if (store.path.find("/" + to_string(id) + "/") != std::string::npos) return store.id;
    }
  }
  for (const auto& store : stores) {
    if (store.id == write.actor.org_unit_id) return store.id;
  }
  return stores.empty() ? OrgUnitId{} : stores.front().id;
}

Result<LeadRow> bring_one(kit::Write& write, Book& book, const PoolWithRule& pool, const Lead& lead,
                          OrgUnitId default_store) {
  LeadRow row;
  TRY(const auto known, known_customer(write, lead));
  if (lead.owner_staff_id) {
    TRY_DONE(identity::require_active_staff(write.tx, *lead.owner_staff_id, "owner_staff_id"));
  }
  Arrival arrival;
  arrival.pool_id = pool.pool.id;
  arrival.source = lead.source.value_or(std::string(customers::kSourceByHand));
  arrival.owner_staff_id = lead.owner_staff_id;
  arrival.region = lead.region;
  arrival.interest = lead.interest;
  arrival.activity = lead.activity;
  arrival.taken_by = TakenBy::import;
  if (known) {
    row.status = LeadStatus::merged;
    arrival.customer_id = *known;
    const auto place = store::load_unplaced(write.tx, *known);
    if (place && !arrival.owner_staff_id) arrival.owner_staff_id = place->owner_staff_id;
    if (place) arrival.source = place->source;
  } else {
    auto made = customers::create(write, customer_of(write, lead, default_store));
    if (!made.ok()) {
      // Somebody took the phone a moment ago: the keys taken so far must not stay.
      if (made.refusal().kind == RefusalKind::conflict) throw db::SerializationFailure("a key was taken a moment ago");
      return std::move(made).refusal();
    }
    arrival.customer_id = made->id;
    arrival.source = made->source;
  }
  row.customer_id = arrival.customer_id;
  enter(write, book, arrival);
  return row;
}

void audit_pool(kit::Write& write, std::string action, const Pool& pool) {
  write.audit({std::move(action), "pool", pool.id.value, pool.name});
}

}  // namespace

Result<LeadsAnswer> bring_leads(kit::Write& write, PoolId id, std::span<const Lead> leads) {
  Book book(write.tx);
  TRY(const auto* pool, book.find(id));
  if (pool->pool.status != PoolStatus::on) {
    return refuse(RefusalKind::conflict, "pool.switched_off", "this pool is switched off");
  }
  const auto default_store = default_store_of(write, pool->pool);
  LeadsAnswer answer;
  for (std::size_t i = 0; i < leads.size(); ++i) {
    auto made = bring_one(write, book, *pool, leads[i], default_store);
    LeadRow row;
    if (made.ok()) {
      row = std::move(made).value();
      ++(row.status == LeadStatus::created ? answer.created : answer.merged);
    } else {
      row.status = LeadStatus::refused;
      row.reason = made.refusal().reason;
      row.detail = made.refusal().detail;
      ++answer.refused;
    }
    row.index = static_cast<std::int64_t>(i);
    answer.items.push_back(std::move(row));
  }
  audit_pool(write, "pool.bring_leads", pool->pool);
  if (pool->pool.engine_runs == EngineRuns::on_arrival) (void)assign_waiting(write, book, id, kMostLeads);
  return answer;
}

Result<Moved> take_in(const Hooks& hooks, kit::Write& write, PoolId id) {
  Book book(write.tx);
  TRY(const auto* pool, book.find(id));
  Matcher matcher(write.tx);
  Moved moved;
  CustomerId after;
  while (moved.moved < kMoveBatch) {
    const auto rows = store::unplaced(write.tx, after, kMoveBatch);
    if (rows.empty()) break;
    for (const auto& row : rows) {
      after = row.customer_id;
      const auto* match = matcher.find(row.source, row.store_id);
      if (match == nullptr || match->id != id) continue;
      if (moved.moved >= kMoveBatch) {
        moved.remaining = 1;
        break;
      }
      const bool is_won = has_bought(hooks, write.tx, row.customer_id);
      enter(write, book, {row.customer_id, id, row.source, row.owner_staff_id, {}, {}, {}, TakenBy::import, is_won});
      ++moved.moved;
    }
    if (static_cast<std::int64_t>(rows.size()) < kMoveBatch) break;
    if (moved.moved >= kMoveBatch) moved.remaining = 1;
  }
  audit_pool(write, "pool.take_in", pool->pool);
  return moved;
}

Result<Moved> move_all(kit::Write& write, PoolId from, PoolId to) {
  Book book(write.tx);
  TRY(const auto* source, book.find(from));
  TRY(const auto* target, book.find(to, RefusalKind::unprocessable, "to_pool_id"));
  if (from == to || target->pool.status != PoolStatus::on) {
    return refuse(RefusalKind::unprocessable, "pool.switched_off", "choose another pool that is switched on",
                  "to_pool_id");
  }
  Moved moved;
  for (const auto id : store::customers_of_pool(write.tx, from, kMoveBatch)) {
    TRY(auto place, lock_place(write, id));
    place.row.pool_id = to;
    if (place.row.state == State::public_) {
      place.row.claimable_at =
          std::max(place.row.claimable_at, plus_seconds(place.row.entered_at, target->rule.rule.embargo_hours * 3600));
    }
    place.row.counts_in_hold = counts_in_hold(target->rule.rule, place.row);
    place.row.rule_version = target->rule.version_no;
    finish_move(write, book, place, {MoveKind::pool_change});
    ++moved.moved;
  }
  const auto counts = store::count_customers(write.tx, from);
  moved.remaining = counts.public_count + counts.tracking_count + counts.common_count;
  audit_pool(write, "pool.move_all", source->pool);
  return moved;
}

void place_new(const Hooks& hooks, kit::Write& write, CustomerId id) {
  const auto row = store::load_unplaced(write.tx, id);
  if (!row) return;
  Matcher matcher(write.tx);
  const auto* pool = matcher.find(row->source, row->store_id);
  if (pool == nullptr) return;
  Book book(write.tx);
  const bool is_won = has_bought(hooks, write.tx, id);
  enter(write, book, {id, pool->id, row->source, row->owner_staff_id, {}, {}, {}, TakenBy::create, is_won});
  if (pool->engine_runs == EngineRuns::on_arrival && !is_won && !row->owner_staff_id) {
    (void)assign_waiting(write, book, pool->id, kMostInBatch);
  }
}

Result<EngineRun> run_engine(kit::Write& write, PoolId id) {
  Book book(write.tx);
  TRY(const auto* pool, book.find(id));
  if (pool->pool.engine == EngineKind::none) {
    return refuse(RefusalKind::conflict, "pool.no_engine", "this pool has no engine; choose one first");
  }
  if (!book.administers(write.actor, id)) TRY_DONE(kit::check_permission(write.actor, kManagePermission));
  const auto run = assign_waiting(write, book, id, kMostInBatch);
  audit_pool(write, "pool.run_engine", pool->pool);
  return run;
}

}  // namespace homeport::pool
