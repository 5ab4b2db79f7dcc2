// An owner asks for more time, or for a win; those who run the pool answer.

#include <algorithm>

#include "modules/pool/moving.hpp"

namespace homeport::pool {

Request open_request(kit::Write& write, Book& book, const Place& place, RequestKind kind,
                     std::optional<std::int64_t> days, std::string reason) {
  Request request;
  request.customer_id = place.row.customer_id;
  request.request_id = write.new_id<RequestId>();
  request.kind = kind;
  request.pool_id = place.row.pool_id;
  request.asked_by_id = write.actor.staff_id;
  request.asked_by_name = write.actor.name;
  request.asked_at = write.now;
  request.days = days;
  request.reason = std::move(reason);
  request.expires_at = plus_days(write.now, kRequestDays);
  store::insert_request(write.tx, request);
  kit::AuditEntry entry;
  entry.action = "pool.ask";
  entry.subject_kind = "customer";
  entry.subject_id = request.customer_id.value;
  entry.customer_id = request.customer_id.value;
  entry.changes = kit::changes_of_new(request);
  write.audit(entry);
  for (const auto staff : book.administrators(place.row.pool_id)) {
    if (staff == write.actor.staff_id) continue;
    Notice notice;
    notice.staff_id = staff;
    notice.kind = NoticeKind::request;
    notice.pool_id = request.pool_id;
    notice.customer_id = request.customer_id;
    notify(write, notice, "pool.request");
  }
  return request;
}

Result<Request> ask_extension(kit::Write& write, CustomerId id, const ExtensionRequest& request) {
  Book book(write.tx);
  TRY(const auto place, lock_place(write, id));
  const auto& row = place.row;
  if (row.state != State::tracking || row.owner_staff_id != write.actor.staff_id) {
    return refuse(RefusalKind::forbidden, "pool.not_owner", "only the owner asks for more time");
  }
  const auto most = book.of(row.pool_id).rule.rule.extension_max_days;
  if (request.days > most) {
    return refuse(RefusalKind::unprocessable, "pool.extension_too_long",
                  "at most " + std::to_string(most) + " days at a time", "days");
  }
  if (store::has_pending(write.tx, id, RequestKind::extension, write.now)) {
    return refuse(RefusalKind::conflict, "pool.request_pending", "this was asked already and waits for an answer");
  }
  return open_request(write, book, place, RequestKind::extension, request.days, request.reason);
}

namespace {

Outcome check_answerable(const Request& request, Time now) {
  if (request.state == RequestState::pending && now < request.expires_at) return Done{};
  return refuse(RefusalKind::conflict, "pool.request_closed",
                request.state == RequestState::pending ? "this was asked too long ago; let it be asked again"
                                                       : "this was answered already");
}

// What the approval does; nothing when the customer went on meanwhile.
Outcome grant(kit::Write& write, Book& book, Place& place, const Request& request) {
  auto& row = place.row;
  if (row.state != State::tracking || row.owner_staff_id != request.asked_by_id) {
    return refuse(RefusalKind::conflict, "pool.not_held", "whoever asked no longer has the customer");
  }
  if (request.kind == RequestKind::win) {
    win(row);
    finish_move(write, book, place, {MoveKind::win, {}, {}, request.reason});
    return Done{};
  }
  const Time from = std::max(row.due_at.value_or(write.now), write.now);
  row.extended_until = plus_days(from, request.days.value_or(0));
  finish_move(write, book, place, {MoveKind::extend, {}, {}, request.reason});
  return Done{};
}

}  // namespace

Result<Request> answer_request(kit::Write& write, CustomerId id, RequestId request_id, RequestState answer,
                               const AnswerRequest& words) {
  Book book(write.tx);
  TRY(auto place, lock_place(write, id));
  auto request = store::lock_request(write.tx, id, request_id);
  if (!request) return refuse(RefusalKind::not_found, "pool.request_unknown", "there is no such request");
  if (!book.administers(write.actor, place.row.pool_id)) {
    TRY(const auto head, customers::load_head(write.tx, id));
    TRY_DONE(kit::check_reach(write.actor, head.store_id, place.row.owner_staff_id.value_or(StaffId{})));
  }
  TRY_DONE(check_answerable(*request, write.now));
  if (request->asked_by_id == write.actor.staff_id) {
    return refuse(RefusalKind::forbidden, "pool.own_request", "somebody else answers what you asked for");
  }
  if (answer == RequestState::approved) TRY_DONE(grant(write, book, place, *request));
  const Request before = *request;
  request->state = answer;
  request->answered_by_name = write.actor.name;
  request->answered_at = write.now;
  request->answer = words.answer;
  store::update_request(write.tx, *request);
  kit::AuditEntry entry;
  entry.action = answer == RequestState::approved ? "pool.approve" : "pool.refuse";
  entry.subject_kind = "customer";
  entry.subject_id = id.value;
  entry.customer_id = id.value;
  entry.changes = kit::changes_between(before, *request);
  write.audit(entry);
  Notice notice;
  notice.staff_id = request->asked_by_id;
  notice.kind = NoticeKind::request_answered;
  notice.pool_id = request->pool_id;
  notice.customer_id = id;
  notify(write, notice, "pool.request_answered");
  return *request;
}

}  // namespace homeport::pool
