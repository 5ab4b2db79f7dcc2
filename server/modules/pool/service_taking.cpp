// Claiming, assigning, handing over, and opening hidden details.

#include <algorithm>

#include "modules/pool/moving.hpp"

namespace homeport::pool {
namespace {

// The refusal of a whole request undoes the request; that somebody was refused stands apart from it.
bool is_limit(std::string_view reason) {
  return reason == "pool.daily_limit" || reason == "pool.hold_limit" || reason == "pool.store_hold_limit" ||
         reason == "pool.cool_down" || reason == "pool.reveal_limit";
}

void count_refusal_afterwards(kit::Write& write, PoolId pool, const identity::StaffPlace& person,
                              const std::string& reason) {
  if (!is_limit(reason)) return;
  db::WriteJob job;
  job.run = [pool, staff = person.id, on = local_day(write, person), reason](db::Transaction& tx) {
    store::add_refusal(tx, pool, staff, on, reason);
    return true;
  };
  job.done = [](const std::exception_ptr&) {};
  (void)write.runtime().database.submit(std::move(job));
}

Outcome check_customer(kit::Write& write, CustomerId id) {
  TRY(const auto head, customers::load_head(write.tx, id));
  TRY_DONE(customers::check_present(head.id, head.status));
  if (head.status == customers::CustomerStatus::active) return Done{};
  return refuse(RefusalKind::conflict, "customers.disabled", "this customer is disabled");
}

struct Taking {
  Place place;
  Counter person;
  Date today;
};

Result<Taking> prepare(kit::Write& write, CustomerId id, const identity::StaffPlace& taker) {
  TRY(auto place, lock_place(write, id, &taker));
  auto person = store::load_counter(write.tx, place.row.pool_id, HolderKind::staff, taker.id.value);
  return Taking{std::move(place), person, local_day(write, taker)};
}

TakingFacts facts_of(kit::Write& write, Book& book, const Taking& taking, const identity::StaffPlace& taker,
                     const Counter& store) {
  const auto& pool = book.of(taking.place.row.pool_id);
  TakingFacts facts{pool.pool,     pool.rule.rule, taking.place.row,
                    taking.person, store,          limits_for(pool.rule.rule, taker.role_ids),
                    taking.today,  write.now};
  facts.is_member = is_member(pool.members, taker);
  facts.own_end_at = store::last_end_of(write.tx, taking.place.row.customer_id, taker.id);
  return facts;
}

Outcome claim_row(kit::Write& write, Book& book, CustomerId id, const identity::StaffPlace& taker) {
  TRY_DONE(check_customer(write, id));
  TRY(auto taking, prepare(write, id, taker));
  const auto store =
      store::load_counter(write.tx, taking.place.row.pool_id, HolderKind::store, taker.org_unit_id.value);
  TRY_DONE(decide_claim(facts_of(write, book, taking, taker, store)));
  open_day(taking.person, taking.today);
  ++taking.person.day_claims;
  const auto& rule = book.of(taking.place.row.pool_id).rule.rule;
  take(taking.place.row, taker.id, unit_of(taker), TakenBy::claim, rule, write.now);
  finish_move(write, book, taking.place, {MoveKind::claim});
  store::set_day(write.tx, taking.person);
  return Done{};
}

Result<const identity::StaffPlace*> myself(kit::Write& write, Book& book) {
  const auto* me = book.person(write.actor.staff_id);
  if (me != nullptr && me->is_active) return me;
  return refuse(RefusalKind::forbidden, "pool.not_member", "only people who work here take customers");
}

// Who can be given customers by this actor.
Result<const identity::StaffPlace*> assignee(kit::Write& write, Book& book, StaffId id, std::string_view field) {
  TRY_DONE(identity::require_active_staff(write.tx, id, field));
  const auto* person = book.person(id);
  CHECK(person != nullptr);
  return person;
}

Outcome assign_row(kit::Write& write, Book& book, CustomerId id, const identity::StaffPlace& to,
                   const std::optional<std::string>& note) {
  TRY_DONE(check_customer(write, id));
  TRY(auto taking, prepare(write, id, to));
  auto& row = taking.place.row;
  TRY_DONE(check_manages(write, book, row));
  if (!book.administers(write.actor, row.pool_id) && !write.actor.reaches_store(to.org_unit_id)) {
    return refuse(RefusalKind::not_found, "access.out_of_scope", "this person is not within your reach", "staff_id");
  }
  const auto store = store::load_counter(write.tx, row.pool_id, HolderKind::store, to.org_unit_id.value);
  TRY_DONE(decide_assign(facts_of(write, book, taking, to, store), to.id));
  const bool was_public = row.state == State::public_;
  const auto from = row.owner_staff_id;
  if (!was_public) row.last_owner_staff_id = from;
  const auto by = was_public ? TakenBy::assign : TakenBy::transfer;
  take(row, to.id, unit_of(to), by, book.of(row.pool_id).rule.rule, write.now);
  finish_move(write, book, taking.place, {was_public ? MoveKind::assign : MoveKind::transfer, {}, {}, note});
  Notice notice;
  notice.staff_id = to.id;
  notice.kind = NoticeKind::assigned;
  notice.pool_id = row.pool_id;
  notice.customer_id = id;
  notify(write, notice, "pool.assigned");
  if (from && *from != write.actor.staff_id) {
    notice.staff_id = *from;
    notice.kind = NoticeKind::taken_away;
    notify(write, notice, "pool.returned");
  }
  return Done{};
}

void add_row(BatchAnswer& answer, CustomerId id, const Outcome& outcome) {
  if (outcome.ok()) {
    answer.items.push_back({id, RowStatus::done, {}, {}});
    ++answer.done;
  } else {
    answer.items.push_back({id, RowStatus::refused, outcome.refusal().reason, outcome.refusal().detail});
    ++answer.refused;
  }
}

// Everybody locks customers in the same order.
std::vector<CustomerId> in_order(std::span<const CustomerId> ids) {
  std::vector<CustomerId> sorted(ids.begin(), ids.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

void audit_batch(kit::Write& write, std::string action, std::int64_t staff) {
  write.audit({std::move(action), "staff", staff, write.actor.name});
}

}  // namespace

Outcome claim(kit::Write& write, CustomerId id) {
  Book book(write.tx);
  TRY(const auto* me, myself(write, book));
  const auto seen = store::load_row(write.tx, id);
  auto outcome = claim_row(write, book, id, *me);
  if (!outcome.ok() && seen) count_refusal_afterwards(write, seen->pool_id, *me, outcome.refusal().reason);
  return outcome;
}

BatchAnswer claim_batch(kit::Write& write, std::span<const CustomerId> ids) {
  Book book(write.tx);
  BatchAnswer answer;
  audit_batch(write, "pool.claim_batch", write.actor.staff_id.value);
  const auto me = myself(write, book);
  for (const auto id : in_order(ids)) {
    const auto outcome = me.ok() ? claim_row(write, book, id, **me) : Outcome{me.refusal()};
    if (!outcome.ok() && me.ok() && is_limit(outcome.refusal().reason)) {
      const auto row = store::load_row(write.tx, id);
      store::add_refusal(write.tx, row->pool_id, write.actor.staff_id, local_day(write, **me),
                         outcome.refusal().reason);
    }
    add_row(answer, id, outcome);
  }
  return answer;
}

Outcome assign(kit::Write& write, CustomerId id, const AssignRequest& request) {
  Book book(write.tx);
  TRY(const auto* to, assignee(write, book, request.staff_id, "staff_id"));
  return assign_row(write, book, id, *to, request.note);
}

BatchAnswer assign_batch(kit::Write& write, const AssignBatch& batch) {
  Book book(write.tx);
  BatchAnswer answer;
  audit_batch(write, "pool.assign_batch", batch.staff_id.value);
  const auto to = assignee(write, book, batch.staff_id, "staff_id");
  for (const auto id : in_order(batch.customer_ids)) {
    add_row(answer, id, to.ok() ? assign_row(write, book, id, **to, batch.note) : Outcome{to.refusal()});
  }
  return answer;
}

Result<Moved> hand_over(kit::Write& write, const HandOver& request) {
  Book book(write.tx);
  const auto* from = book.person(request.from_staff_id);
  if (from == nullptr || !write.actor.reaches_store(from->org_unit_id)) {
    return refuse(RefusalKind::not_found, "access.out_of_scope", "there is no such person within your reach",
                  "from_staff_id");
  }
  std::vector<const identity::StaffPlace*> heirs;
  for (std::size_t i = 0; i < request.to_staff_ids.size(); ++i) {
    const std::string field = "to_staff_ids[" + std::to_string(i) + "]";
    TRY(const auto* heir, assignee(write, book, request.to_staff_ids[i], field));
    if (heir->id == from->id || !write.actor.reaches_store(heir->org_unit_id)) {
      return refuse(RefusalKind::not_found, "access.out_of_scope", "this person is not within your reach", field);
    }
    heirs.push_back(heir);
  }
  if (request.pool_id) TRY_DONE(book.find(*request.pool_id, RefusalKind::unprocessable, "pool_id"));
  Moved moved;
  for (const auto id : store::customers_of_owner(write.tx, from->id, kMoveBatch)) {
    TRY(auto place, lock_place(write, id));
    auto& row = place.row;
    const MoveSpec spec{MoveKind::leaver, request.reason_id, {}, request.note};
    if (heirs.empty()) {
      const auto target = request.pool_id.value_or(row.pool_id);
      release(row, target, book.of(target).rule.rule, write.now);
    } else {
      const auto* heir = heirs[static_cast<std::size_t>(moved.moved) % heirs.size()];
      row.last_owner_staff_id = row.owner_staff_id;
      take(row, heir->id, unit_of(*heir), TakenBy::transfer, book.of(row.pool_id).rule.rule, write.now);
    }
    finish_move(write, book, place, spec);
    ++moved.moved;
  }
  moved.remaining = store::count_of_owner(write.tx, from->id);
  audit_batch(write, "pool.hand_over", from->id.value);
  return moved;
}

Result<Revealed> reveal(kit::Write& write, CustomerId id) {
  Book book(write.tx);
  TRY(const auto* me, myself(write, book));
  TRY(auto place, lock_place(write, id, me));
  const auto& pool = book.of(place.row.pool_id);
  if (!is_member(pool.members, *me) && !book.administers(write.actor, pool.pool.id)) {
    return refuse(RefusalKind::forbidden, "pool.not_member", "only members of the pool open hidden details");
  }
  if (place.row.state != State::public_) {
    return refuse(RefusalKind::conflict, "pool.not_public", "nothing of this customer is hidden by a pool any more");
  }
  auto counter = store::lock_counter(write.tx, pool.pool.id, HolderKind::staff, me->id.value);
  const auto today = local_day(write, *me);
  open_day(counter, today);
  const auto& limit = pool.pool.daily_reveal_limit;
  if (limit && counter.day_reveals >= *limit) {
    count_refusal_afterwards(write, pool.pool.id, *me, "pool.reveal_limit");
    return refuse(RefusalKind::too_many, "pool.reveal_limit",
                  std::to_string(counter.day_reveals) + " hidden details were opened today, the limit is " +
                      std::to_string(*limit));
  }
  ++counter.day_reveals;
  store::set_day(write.tx, counter);
  store::insert_reveal(write.tx, id, write.new_id<Id<struct RevealTag>>().value, pool.pool.id, me->id, write.now);
  const auto system = kit::system_actor("pool");
  TRY(const auto customer, customers::load(kit::Read{write.tx, system, write.now}, id));
  kit::AuditEntry entry;
  entry.action = "pool.reveal";
  entry.subject_kind = "customer";
  entry.subject_id = id.value;
  entry.customer_id = id.value;
  entry.org_unit_id = customer.store_id.value;
  write.audit(entry);
  Revealed answer{customer.name, customer.phone, customer.email, customer.note, {}};
  if (limit) answer.left_today = *limit - counter.day_reveals;
  return answer;
}

}  // namespace homeport::pool
