#include "modules/pool/engine.hpp"

#include <algorithm>

#include "modules/pool/engine_rules.hpp"

namespace homeport::pool {
namespace {

struct Worker {
  identity::StaffPlace person;
  Member member;
  Turn turn;
  Date today;
  EngineCandidate candidate;
};

// The entry that says most about a person: by name before his store, his store before his role.
const Member* entry_for(std::span<const Member> members, const identity::StaffPlace& person) {
  const Member* best = nullptr;
  for (const auto& member : members) {
    if (covers(member, person) && (best == nullptr || member.kind < best->kind)) best = &member;
  }
  return best;
}

std::vector<Worker> workers_of(kit::Write& write, Book& book, const PoolWithRule& pool) {
  std::vector<StaffId> staff;
  std::vector<OrgUnitId> units;
  std::vector<RoleId> roles;
  for (const auto& member : pool.members) {
    if (member.kind == MemberKind::staff) staff.push_back(StaffId{member.ref_id.value});
    if (member.kind == MemberKind::org_unit) units.push_back(OrgUnitId{member.ref_id.value});
    if (member.kind == MemberKind::role) roles.push_back(RoleId{member.ref_id.value});
  }
  std::vector<Worker> workers;
  for (const auto& found : identity::active_staff_of(write.tx, staff, units, roles)) {
    const auto* person = book.person(found.id);
    const auto* member = person == nullptr ? nullptr : entry_for(pool.members, *person);
    if (member == nullptr) continue;
    Worker worker{*person, *member, store::lock_turn(write.tx, pool.pool.id, person->id), {}, {}};
    const auto zone = identity::store_time_zone(write.tx, person->org_unit_id);
    worker.today = local_date(write.now, zone);
    auto& candidate = worker.candidate;
    candidate.id = person->id;
    candidate.weight = member->weight;
    candidate.pass = worker.turn.pass;
    candidate.is_at_work = is_in_shift(*member, iso_weekday(worker.today), local_second_of_day(write.now, zone)) &&
                           (!pool.pool.needs_presence || store::is_present(write.tx, person->id));
    candidate.holding = store::load_counter(write.tx, pool.pool.id, HolderKind::staff, person->id.value).holding_count;
    workers.push_back(std::move(worker));
  }
  return workers;
}

void look_at(kit::Write& write, const PoolWithRule& pool, const Tracking& row, OrgUnitId store, Worker& worker) {
  const auto limits = limits_for(pool.rule.rule, worker.person.role_ids);
  auto& candidate = worker.candidate;
  candidate.is_full = !has_capacity(worker.member, worker.turn, worker.today) ||
                      (limits.hold && counts_in_hold(pool.rule.rule, row) && candidate.holding >= *limits.hold);
  candidate.is_own_store = worker.person.org_unit_id == store;
  candidate.is_cooling = false;
  if (pool.rule.rule.cooldown_binds_assignment && row.returned_at) {
    const auto until = cool_down_until(pool.rule.rule, row.returned_at,
                                       store::last_end_of(write.tx, row.customer_id, worker.person.id));
    candidate.is_cooling = until && write.now < *until;
  }
}

void give(kit::Write& write, Book& book, Place& place, const identity::StaffPlace& to) {
  const auto& pool = book.of(place.row.pool_id);
  take(place.row, to.id, unit_of(to), TakenBy::engine, pool.rule.rule, write.now);
  finish_move(write, book, place, {MoveKind::assign});
  Notice notice;
  notice.staff_id = to.id;
  notice.kind = NoticeKind::assigned;
  notice.pool_id = place.row.pool_id;
  notice.customer_id = place.row.customer_id;
  notify(write, notice, "pool.assigned");
}

}  // namespace

EngineRun assign_waiting(kit::Write& write, Book& book, PoolId id, std::int64_t limit) {
  const auto& pool = book.of(id);
  EngineRun run;
  auto pool_turn = store::lock_turn(write.tx, id, StaffId{});
  auto workers = workers_of(write, book, pool);
  const auto* fallback = pool.pool.default_assignee_id ? book.person(*pool.pool.default_assignee_id) : nullptr;
  if (fallback != nullptr && !fallback->is_active) fallback = nullptr;
  std::vector<EngineCandidate> candidates(workers.size());
  for (const auto customer_id : store::waiting_of_pool(write.tx, id, limit)) {
    auto place = lock_place(write, customer_id);
    if (!place.ok() || place->row.state != State::public_) continue;
    const auto head = customers::load_head(write.tx, customer_id);
    if (!head.ok() || head->status != customers::CustomerStatus::active) continue;
    for (std::size_t i = 0; i < workers.size(); ++i) {
      look_at(write, pool, place->row, head->store_id, workers[i]);
      candidates[i] = workers[i].candidate;
    }
    const auto chosen = choose(pool.pool.engine, pool.pool.prefers_own_store, candidates, pool_turn.pass);
    if (!chosen) {
      if (fallback == nullptr) {
        ++run.waiting;
        continue;
      }
      give(write, book, *place, *fallback);
      ++run.assigned;
      continue;
    }
    auto& worker = workers[*chosen];
    give(write, book, *place, worker.person);
    const auto passes = after_turn(pool.pool.engine, worker.candidate, pool_turn.pass);
    worker.turn.pass = worker.candidate.pass = passes.person;
    pool_turn.pass = passes.pool;
    if (place->row.counts_in_hold) ++worker.candidate.holding;
    count_assigned(worker.turn, worker.today);
    store::update_turn(write.tx, worker.turn);
    ++run.assigned;
  }
  store::update_turn(write.tx, pool_turn);
  return run;
}

}  // namespace homeport::pool
