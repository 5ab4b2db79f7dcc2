// The routes of whole desks: batches, hand-overs, the board, limits, notices, requests, reasons, presence.

#include "db/record_sql.hpp"
#include "modules/pool/http.hpp"
#include "modules/pool/moving.hpp"
#include "modules/pool/reports.hpp"
#include "modules/pool/store.hpp"

namespace homeport::pool {
namespace {

constexpr kit::SortChoice kByAsked{"asked_at", "r.asked_at", false};
constexpr kit::SortChoice kByNotice{"at", "n.at", false};

RequestItem item_of(const Request& request, std::string customer_name) {
  return {request.customer_id, request.request_id,       request.kind,        request.state,  request.pool_id,
          request.asked_by_id, request.asked_by_name,    request.asked_at,    request.days,   request.reason,
          request.expires_at,  request.answered_by_name, request.answered_at, request.answer, std::move(customer_name)};
}

Result<kit::Answer> list_requests(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), std::span(&kByAsked, 1), true));
  TRY_DONE(kit::query_choice<RequestState>(call, "state"));
  TRY_DONE(kit::query_choice<RequestKind>(call, "kind"));
  std::vector<PoolId> administered;
  Book book(read.tx);
  for (const auto& pool : store::load_pools(read.tx)) {
    if (book.administers(read.actor, pool.id)) administered.push_back(pool.id);
  }
  auto query = store::requests(read.actor, {call.query_text("state"), call.query_text("kind")}, administered);
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "r.request_id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto request = db::read_record<Request>(rows);
    const auto item = item_of(request, rows.string(static_cast<int>(table_of<Request>().rows.size())));
    if (!answer.add(to_json(item, read.view()),
                    kit::cursor_after_integer(request.asked_at.us, request.request_id.value))) {
      break;
    }
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

Result<kit::Answer> list_notices(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), std::span(&kByNotice, 1), true));
  auto query = store::notices_of(read.actor.staff_id, call.query_text("unread").has_value());
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "n.notice_id");
  kit::ListAnswer answer(page);
  const int width = static_cast<int>(table_of<Notice>().rows.size());
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto notice = db::read_record<Notice>(rows);
    NoticeItem item{notice.notice_id,   notice.at,
                    notice.kind,        notice.pool_id,
                    notice.customer_id, {},
                    notice.due_at,      notice.due_reason,
                    notice.stage,       notice.first_reminded_at,
                    notice.count,       notice.read_at};
    item.customer_name = rows.maybe_string(width);
    const auto bits = rows.maybe_integer(width + 1).value_or(0);
    const bool is_hidden = customers::is_hidden(bits, customers::HideableField::name);
    if (item.customer_name && is_hidden && !read.actor.may(customers::kHiddenPermission)) {
      item.customer_name = customers::hidden_name(*item.customer_name);
    }
    if (!answer.add(to_json(item, read.view()), kit::cursor_after_integer(notice.at.us, notice.notice_id.value))) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

void add_reason_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<Reason>("list_return_reasons", "Why customers go back.", kReadPermission);
  list.answer_is_list = true;
  list.query = {{"kind", "give_back, lost, take_back or leaver", FieldKind::text}};
  endpoints.read("/v1/pool/reasons", list, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    TRY(const auto kind, kit::query_choice<ReasonKind>(call, "kind"));
    auto reasons = store::load_reasons(read.tx);
    std::erase_if(reasons, [&kind](const Reason& reason) { return kind && reason.kind != *kind; });
    return kit::whole_list(reasons, read.view());
  });
  auto create =
      kit::spec_of<Reason>("create_return_reason", "Adds a reason.", kManagePermission, {"pool.too_many_reasons"});
  create.success_status = 201;
  endpoints.write<Reason>(http::Method::post, "/v1/pool/reasons", create,
                          [](kit::Write& write, const kit::Call&, const Reason& body) -> Result<kit::Answer> {
                            TRY(const auto reason, create_reason(write, body));
                            return kit::answer_with(reason, write.view(), 201);
                          });
  endpoints.edit<Reason>("/v1/pool/reasons/{reason_id}",
                         kit::spec_of<Reason>("edit_return_reason", "Renames a reason, or takes it out of use.",
                                              kManagePermission, {"pool.reason_unknown"}),
                         [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                           TRY(const auto id, call.path_id<ReasonId>("reason_id"));
                           TRY(const auto version, call.if_match_version());
                           TRY(const auto reason, edit_reason(write, id, version, call.request().body));
                           return kit::answer_with(reason, write.view());
                         });
}

void add_notice_routes(kit::Endpoints& endpoints) {
  auto list =
      kit::spec_of<NoticeItem>("list_pool_notices", "What the caller should know, newest first.", kReadPermission);
  list.answer_is_list = true;
  list.query = {{"unread", "1: only those not read", FieldKind::text}};
  endpoints.read("/v1/pool/notices", list, list_notices);
  auto mark = kit::spec_of<NoticeIds>("read_pool_notices", "Marks notices as read.", kReadPermission);
  mark.is_audited = false;  // reading is no deed
  mark.answer = nullptr;
  mark.success_status = 204;
  endpoints.write<NoticeIds>(http::Method::post, "/v1/pool/notices/read", mark,
                             [](kit::Write& write, const kit::Call&, const NoticeIds& body) -> Result<kit::Answer> {
                               for (const auto id : body.notice_ids)
                                 store::mark_read(write.tx, write.actor.staff_id, id, write.now);
                               return kit::no_content();
                             });
  auto requests = kit::spec_of<RequestItem>("list_pool_requests", "What owners asked for.", kReadPermission);
  requests.answer_is_list = true;
  requests.query = {{"state", "pending, approved or refused", FieldKind::text},
                    {"kind", "extension or win", FieldKind::text}};
  endpoints.read("/v1/pool/requests", requests, list_requests);
  endpoints.read("/v1/pool/presence",
                 kit::spec_of<Presence>("get_presence", "Whether the caller is there.", kReadPermission),
                 [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
                   return kit::answer_with(Presence{store::is_present(read.tx, read.actor.staff_id)}, read.view());
                 });
  auto presence = kit::spec_of<Presence>("set_presence", "Says whether the caller is there to be given customers.",
                                         kReadPermission);
  presence.is_audited = false;  // said many times a day, of oneself
  endpoints.write<Presence>(http::Method::post, "/v1/pool/presence", presence,
                            [](kit::Write& write, const kit::Call&, const Presence& body) -> Result<kit::Answer> {
                              store::save_presence(write.tx, write.actor.staff_id, body.present, write.now);
                              return kit::answer_with(body, write.view());
                            });
}

}  // namespace

void add_batch_routes(kit::Endpoints& endpoints) {
  endpoints.write<ClaimBatch>(
      http::Method::post, "/v1/pool/claims",
      kit::spec_of<BatchAnswer>("claim_customers", "Claims many; each row answers for itself.", kClaimPermission),
      [](kit::Write& write, const kit::Call&, const ClaimBatch& body) -> Result<kit::Answer> {
        return kit::answer_with(claim_batch(write, body.customer_ids), write.view());
      });
  endpoints.write<AssignBatch>(
      http::Method::post, "/v1/pool/assignments",
      kit::spec_of<BatchAnswer>("assign_customers", "Gives many to one person; each row answers for itself.",
                                kAssignPermission),
      [](kit::Write& write, const kit::Call&, const AssignBatch& body) -> Result<kit::Answer> {
        return kit::answer_with(assign_batch(write, body), write.view());
      });
  endpoints.write<HandOver>(
      http::Method::post, "/v1/pool/hand_overs",
      kit::spec_of<Moved>("hand_customers_over",
                          "Everything somebody holds, to others or back; repeat while some remain.", kAssignPermission,
                          {"identity.staff_unknown", "pool.unknown"}),
      [](kit::Write& write, const kit::Call&, const HandOver& body) -> Result<kit::Answer> {
        TRY(const auto moved, hand_over(write, body));
        return kit::answer_with(moved, write.view());
      });
}

void add_desk_routes(kit::Endpoints& endpoints) {
  auto board = kit::spec_of<Board>("pool_board", "Who holds what, and what comes back soon.", kAssignPermission);
  board.query = {{"pool_id", "of this pool", FieldKind::id}};
  endpoints.read("/v1/pool/board", board, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    TRY(const auto id, call.query_id<PoolId>("pool_id"));
    TRY(const auto made, load_board(read, id));
    return kit::answer_with(made, read.view());
  });
  endpoints.read(
      "/v1/pool/limits",
      kit::spec_of<LimitList>("pool_limits", "What the caller may still take, pool by pool.", kReadPermission),
      [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
        return kit::answer_with(load_limits(read), read.view());
      });
  add_reason_routes(endpoints);
  add_notice_routes(endpoints);
}

}  // namespace homeport::pool
