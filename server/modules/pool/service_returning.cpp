// Giving back, taking back, losing, winning, protecting.

#include "modules/pool/moving.hpp"

namespace homeport::pool {
namespace {

MoveKind move_kind(PutBack how) {
  switch (how) {
    case PutBack::give_back: return MoveKind::give_back;
    case PutBack::lost: return MoveKind::lost;
    case PutBack::take_back: return MoveKind::take_back;
  }
  return MoveKind::give_back;
}

ReasonKind reason_kind(PutBack how) {
  switch (how) {
    case PutBack::give_back: return ReasonKind::give_back;
    case PutBack::lost: return ReasonKind::lost;
    case PutBack::take_back: return ReasonKind::take_back;
  }
  return ReasonKind::give_back;
}

Outcome check_reason(kit::Write& write, ReasonId id, ReasonKind kind) {
  const auto reason = store::load_reason(write.tx, id);
  if (reason && reason->kind == kind && reason->status == ReasonStatus::active) return Done{};
  return refuse(RefusalKind::unprocessable, "pool.reason_unknown", "choose one of the reasons of the list",
                "reason_id");
}

// The owner himself, or (managers only for taking back) whoever manages the customer.
Outcome check_may_return(kit::Write& write, Book& book, const Tracking& row, PutBack how) {
  const bool is_owner = row.owner_staff_id == write.actor.staff_id;
  if (is_owner && how != PutBack::take_back) return Done{};
  if (!write.actor.may(kAssignPermission)) {
    return refuse(RefusalKind::forbidden, "pool.not_owner", "only the owner or a manager returns a customer");
  }
  return check_manages(write, book, row);
}

Result<PoolId> target_pool(kit::Write& write, Book& book, const Tracking& row, std::optional<PoolId> wanted) {
  if (!wanted || *wanted == row.pool_id) return row.pool_id;
  TRY(const auto* pool, book.find(*wanted, RefusalKind::unprocessable, "pool_id"));
  if (!book.belongs(write.actor, *wanted) && !book.administers(write.actor, *wanted)) {
    return refuse(RefusalKind::not_found, "access.out_of_scope", "this pool is not within your reach", "pool_id");
  }
  if (pool->pool.status != PoolStatus::on) {
    return refuse(RefusalKind::conflict, "pool.switched_off", "the pool " + pool->pool.name + " is switched off",
                  "pool_id");
  }
  return *wanted;
}

Outcome check_own(kit::Write& write, Book& book, const Tracking& row) {
  if (row.owner_staff_id && *row.owner_staff_id == write.actor.staff_id) return Done{};
  if (!write.actor.may(kAssignPermission)) {
    return refuse(RefusalKind::forbidden, "pool.not_owner", "only the owner or a manager does this");
  }
  return check_manages(write, book, row);
}

void audit_place(kit::Write& write, const Place& place, std::string action) {
  kit::AuditEntry entry;
  entry.action = std::move(action);
  entry.subject_kind = "customer";
  entry.subject_id = place.row.customer_id.value;
  entry.customer_id = place.row.customer_id.value;
  entry.changes = kit::changes_between(place.before, place.row);
  write.audit(entry);
}

}  // namespace

Outcome put_back(kit::Write& write, CustomerId id, PutBack how, const ReturnRequest& request) {
  Book book(write.tx);
  TRY_DONE(check_reason(write, request.reason_id, reason_kind(how)));
  TRY(auto place, lock_place(write, id));
  auto& row = place.row;
  TRY_DONE(check_held(row));
  TRY_DONE(check_may_return(write, book, row, how));
  TRY(const auto target, target_pool(write, book, row, request.pool_id));
  const auto owner = *row.owner_staff_id;
  const auto days = book.of(row.pool_id).rule.rule.collaborator_days;
  if (days > 0) store::save_collaborator(write.tx, id, owner, plus_days(write.now, days));
  release(row, target, book.of(target).rule.rule, write.now);
  finish_move(write, book, place, {move_kind(how), request.reason_id, {}, request.note});
  notify_taken_away(write, place, owner);
  return Done{};
}

Result<std::optional<Request>> win(const Hooks& hooks, kit::Write& write, CustomerId id, const WinRequest& request) {
  Book book(write.tx);
  TRY(auto place, lock_place(write, id));
  auto& row = place.row;
  TRY_DONE(check_own(write, book, row));
  if (row.state != State::tracking) {
    return refuse(RefusalKind::conflict, "pool.not_tracking", "only customers in somebody's hands can be won");
  }
  const bool has_bought = hooks.has_bought_since && hooks.has_bought_since(write.tx, id, *row.taken_at);
  const bool is_owner = row.owner_staff_id == write.actor.staff_id;
  const bool may_approve = !is_owner && write.actor.may(kApprovePermission);
  if (has_bought || may_approve) {
    win(row);
    finish_move(write, book, place, {MoveKind::win, {}, {}, request.note});
    return std::optional<Request>{};
  }
  if (store::has_pending(write.tx, id, RequestKind::win, write.now)) {
    return refuse(RefusalKind::conflict, "pool.request_pending", "this was asked already and waits for an answer");
  }
  return std::optional(open_request(write, book, place, RequestKind::win, {}, request.note.value_or("")));
}

Outcome reopen(kit::Write& write, CustomerId id, const NoteRequest& request) {
  Book book(write.tx);
  TRY(auto place, lock_place(write, id));
  auto& row = place.row;
  TRY_DONE(check_manages(write, book, row));
  if (row.state != State::common) {
    return refuse(RefusalKind::conflict, "pool.not_won", "only a customer that is won can be reopened");
  }
  const auto& rule = book.of(row.pool_id).rule.rule;
  const auto* owner = row.owner_staff_id ? book.person(*row.owner_staff_id) : nullptr;
  if (owner == nullptr) {
    release(row, row.pool_id, rule, write.now);
  } else {
    row.state = State::public_;
    take(row, owner->id, unit_of(*owner), TakenBy::transfer, rule, write.now);
  }
  finish_move(write, book, place, {MoveKind::reopen, {}, {}, request.note});
  return Done{};
}

Outcome protect(kit::Write& write, CustomerId id, const ProtectRequest& request) {
  Book book(write.tx);
  TRY(auto place, lock_place(write, id));
  auto& row = place.row;
  TRY_DONE(check_own(write, book, row));
  const auto counter = row.owner_staff_id
                           ? store::load_counter(write.tx, row.pool_id, HolderKind::staff, row.owner_staff_id->value)
                           : Counter{};
  TRY_DONE(check_protection(row, book.of(row.pool_id).rule.rule, counter, request.until, write.now));
  row.protected_until = request.until;
  finish_move(write, book, place, {MoveKind::protect, {}, {}, request.note});
  return Done{};
}

Outcome unprotect(kit::Write& write, CustomerId id) {
  Book book(write.tx);
  TRY(auto place, lock_place(write, id));
  TRY_DONE(check_own(write, book, place.row));
  if (!place.row.protected_until) {
    return refuse(RefusalKind::conflict, "pool.not_protected", "this customer is not protected");
  }
  place.row.protected_until.reset();
  finish_move(write, book, place, {MoveKind::unprotect});
  return Done{};
}

Outcome set_stage(kit::Write& write, CustomerId id, Stage stage) {
  Book book(write.tx);
  TRY(auto place, lock_place(write, id));
  auto& row = place.row;
  TRY_DONE(check_own(write, book, row));
  TRY_DONE(check_stage(row, stage));
  row.stage = stage;
  if (stage == Stage::opportunity && !row.opportunity_at) row.opportunity_at = write.now;
  if (stage != Stage::opportunity) row.opportunity_at.reset();
  save_place(write, book, place);
  audit_place(write, place, "pool.set_stage");
  return Done{};
}

void record_sale(kit::Write& write, CustomerId id, SaleRef sale) {
  Book book(write.tx);
  const auto seen = store::load_row(write.tx, id);
  if (!seen || seen->state == State::common) return;
  auto place = lock_place(write, id);
  // A clock that jumped back is no reason to lose a sale: the news waits in the outbox until the clock is right.
  if (!place.ok()) throw db::SerializationFailure("the clock is behind the customer's last move");
  if (place->row.state == State::common) return;
  win(place->row);
  finish_move(write, book, *place, {MoveKind::win, {}, {}, {}, sale});
}

bool set_grade(kit::Write& write, CustomerId id, const std::optional<std::string>& grade) {
  Book book(write.tx);
  if (!store::load_row(write.tx, id)) return false;
  auto place = lock_place(write, id);
  if (!place.ok()) return false;
  if (place->row.grade == grade) return true;
  place->row.grade = grade;
  if (place->row.state == State::tracking) {
    place->row.counts_in_hold = counts_in_hold(book.of(place->row.pool_id).rule.rule, place->row);
  }
  save_place(write, book, *place);
  return true;
}

std::optional<Tracking> load_place(db::Transaction& tx, CustomerId id) { return store::load_row(tx, id); }

follow_ups::Hooks follow_up_hooks() {
  follow_ups::Hooks hooks;
  hooks.lock_owner = [](kit::Write& write, CustomerId id) -> std::optional<StaffId> {
    const auto row = store::lock_row(write.tx, id);
    if (!row) return std::nullopt;
    return row->owner_staff_id.value_or(StaffId{});
  };
  hooks.counted = [](kit::Write& write, const follow_ups::FollowUp& made) {
    Book book(write.tx);
    auto row = store::load_row(write.tx, made.customer_id);
    if (!row || row->state != State::tracking) return;
    Place place{*row, *row};
    count_follow_up(place.row, made.at);
    save_place(write, book, place);
    JsonWriter json;
    json.begin_object().key("pool_id").id(row->pool_id.value).key("customer_id").id(row->customer_id.value);
    json.key("state").text("tracking").key("kind").text("follow_up").end_object();
    tell(write, book, "pool.moved", json.take(), {standing_of(*row, store_of(write, row->customer_id))});
  };
  return hooks;
}

customers::TimelineSource timeline_source() {
  return [](const kit::Read& read, CustomerId id, const customers::TimelinePosition& before,
            std::int64_t limit) -> std::vector<customers::TimelineEntry> {
    std::vector<customers::TimelineEntry> entries;
    if (!read.actor.may(kReadPermission)) return entries;
    for (const auto& move : store::moves_before(read.tx, id, before.at, before.id, limit)) {
      customers::TimelineEntry entry;
      entry.at = move.at;
      entry.id = move.move_no;
      entry.kind = customers::TimelineKind::move;
      entry.title_key = "pool.timeline." + std::string(word_of(move.kind));
      if (move.by_staff_id) entry.params.emplace_back("staff_name", move.by_name);
      const auto name_of = [&read](StaffId staff) { return identity::staff_name(read.tx, staff); };
      if (move.from_staff_id) entry.params.emplace_back("from_name", name_of(*move.from_staff_id));
      if (move.to_staff_id) entry.params.emplace_back("to_name", name_of(*move.to_staff_id));
      if (move.due_reason) {
        entry.params.emplace_back("due_reason", std::string(word_of(*move.due_reason)));
      }
      if (move.note) entry.params.emplace_back("note", *move.note);
      entries.push_back(std::move(entry));
    }
    return entries;
  };
}

}  // namespace homeport::pool
