// The routes of one customer's place, and the list of all.

#include "base/pinyin.hpp"
#include "base/text.hpp"
#include "db/record_sql.hpp"
#include "modules/pool/http.hpp"
#include "modules/pool/showing.hpp"

namespace homeport::pool {
namespace {

constexpr std::string_view kListPath = "/v1/pool/customers";
constexpr std::string_view kCustomerPath = "/v1/pool/customers/{customer_id}";
constexpr kit::SortChoice kByMove{"move_no", "m.move_no", false};

Result<ListConditions> conditions_of(const kit::Read& read, const kit::Call& call) {
  ListConditions conditions;
  TRY(conditions.pool_id, call.query_id<PoolId>("pool_id"));
  TRY(conditions.owner_staff_id, call.query_id<StaffId>("owner_staff_id"));
  TRY(conditions.state, kit::query_choice<State>(call, "state"));
  TRY(conditions.stage, kit::query_choice<Stage>(call, "stage"));
  TRY(conditions.due_before, call.query_time("due_before"));
  conditions.grade = call.query_text("grade");
  conditions.source = call.query_text("source");
  conditions.region = call.query_text("region");
  conditions.interest = call.query_text("interest");
  if (call.query_text("mine")) conditions.owner_staff_id = read.actor.staff_id;
  if (const auto words = call.query_text("q")) conditions.name_prefix = sort_key_of_name(normalise_name(*words));
  return conditions;
}

std::int64_t sort_value(const store::ListRow& row, const kit::Page& page) {
  const auto& place = row.place;
  if (page.sort.name == "due_at") return place.due_at.value_or(kLastTime).us;
  if (page.sort.name == "taken_at") return place.taken_at.value_or(Time{}).us;
  if (page.sort.name == "last_counted_at") return place.last_counted_at.value_or(Time{}).us;
  return place.entered_at.us;
}

Result<kit::Answer> list_customers(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::list_sorts(), true));
  TRY(const auto conditions, conditions_of(read, call));
  Showing showing(read);
  std::vector<PoolId> mine;
  const bool sees_all = read.actor.may(kManagePermission);
  if (!sees_all) {
    for (const auto& pool : store::load_pools(read.tx)) {
      if (showing.book().belongs(read.actor, pool.id)) mine.push_back(pool.id);
    }
  }
  auto query = store::list_rows(read.actor, conditions, mine, sees_all);
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "t.customer_id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto row = store::read_list_row(rows);
    const auto cursor = kit::cursor_after_integer(sort_value(row, page), row.place.customer_id.value);
    if (!answer.add(to_json(showing.show(row), read.view()), cursor)) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

MoveItem item_of(const kit::Read& read, const Move& move) {
  MoveItem item;
  item.move_no = move.move_no;
  item.at = move.at;
  item.kind = move.kind;
  item.from_state = move.from_state;
  item.to_state = move.to_state;
  item.from_pool_id = move.from_pool_id;
  item.to_pool_id = move.to_pool_id;
  item.from_staff_id = move.from_staff_id;
  if (move.from_staff_id) item.from_staff_name = identity::staff_name(read.tx, *move.from_staff_id);
  item.to_staff_id = move.to_staff_id;
  if (move.to_staff_id) item.to_staff_name = identity::staff_name(read.tx, *move.to_staff_id);
  if (move.by_staff_id) item.by_name = move.by_name;  // by itself otherwise
  item.reason_id = move.reason_id;
  if (move.reason_id) {
    if (const auto reason = store::load_reason(read.tx, *move.reason_id)) item.reason_name = reason->name;
  }
  item.due_reason = move.due_reason;
  item.note = move.note;
  item.sale_id = move.sale_id;
  item.rule_version = move.rule_version;
  return item;
}

Result<kit::Answer> list_moves(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<CustomerId>("customer_id"));
  TRY(const auto page, kit::page_of(call.request(), std::span(&kByMove, 1), true));
  TRY_DONE(show_customer(read, id));
  auto query = store::moves_of(id);
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "m.customer_id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto move = db::read_record<Move>(rows);
    if (!answer.add(to_json(item_of(read, move), read.view()), kit::cursor_after_integer(move.move_no, id.value)))
      break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

// An action on a customer with a body, answered with the customer as he stands then.
template <class Body>
void add_step(kit::Endpoints& endpoints, std::string_view verb, kit::RouteSpec spec,
              Outcome (*step)(kit::Write&, CustomerId, const Body&)) {
  endpoints.write<Body>(http::Method::post, std::string(kCustomerPath) + std::string(verb), std::move(spec),
                        [step](kit::Write& write, const kit::Call& call, const Body& body) -> Result<kit::Answer> {
                          TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                          TRY_DONE(step(write, id, body));
                          return show_customer(write.as_read(), id);
                        });
}

void add_list_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<PoolCustomer>(
      "list_pool_customers", "Public customers of one's pools, and others within reach, with when they go back.",
      kReadPermission);
  list.answer_is_list = true;
  list.query = {{"pool_id", "of this pool", FieldKind::id},
                {"state", "public, tracking or common", FieldKind::text},
                {"mine", "1: one's own", FieldKind::text},
                {"owner_staff_id", "of this person", FieldKind::id},
                {"stage", "fresh, contacted, interested or opportunity", FieldKind::text},
                {"grade", "of this grade", FieldKind::text},
                {"source", "from this source", FieldKind::text},
                {"region", "from this region", FieldKind::text},
                {"interest", "with this interest", FieldKind::text},
                {"due_before", "going back before", FieldKind::time},
                {"q", "the beginning of a name", FieldKind::text}};
  endpoints.read(std::string(kListPath), list, list_customers);
  endpoints.read(std::string(kCustomerPath),
                 kit::spec_of<PoolCustomer>("get_pool_customer", "A customer's place.", kReadPermission,
                                            {"pool.customer_unknown"}),
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                   return show_customer(read, id);
                 });
  auto moves = kit::spec_of<MoveItem>("list_pool_moves",
                                      "Every move of a customer, newest first: who had him, and why not "
                                      "any more.",
                                      kReadPermission);
  moves.answer_is_list = true;
  endpoints.read(std::string(kCustomerPath) + "/moves", moves, list_moves);
}

void add_taking_routes(kit::Endpoints& endpoints) {
  const std::string path(kCustomerPath);
  endpoints.action(
      http::Method::post, path + "/claim",
      kit::spec_of<PoolCustomer>(
          "claim_customer", "Takes a public customer; exactly one of many gets him.", kClaimPermission,
          {"pool.already_claimed", "pool.not_public", "pool.embargo", "pool.cool_down", "pool.daily_limit",
           "pool.hold_limit", "pool.store_hold_limit", "pool.not_member", "pool.assign_only", "pool.clock_behind"}),
      [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY_DONE(claim(write, id));
        return show_customer(write.as_read(), id);
      });
  add_step<AssignRequest>(
      endpoints, "/assign",
      kit::spec_of<PoolCustomer>(
          "assign_customer", "Gives a public customer to somebody.", kAssignPermission,
          {"identity.staff_unknown", "pool.not_member", "pool.hold_limit", "pool.same_owner", "pool.cool_down"}),
      assign);
  add_step<AssignRequest>(
      endpoints, "/transfer",
      kit::spec_of<PoolCustomer>(
          "transfer_customer", "Hands a customer over to somebody else.", kAssignPermission,
          {"identity.staff_unknown", "pool.not_member", "pool.hold_limit", "pool.same_owner", "pool.cool_down"}),
      assign);
  endpoints.action(
      http::Method::post, path + "/reveal",
      kit::spec_of<Revealed>("reveal_customer", "Opens hidden details; logged, and counted against the day.",
                             kClaimPermission, {"pool.reveal_limit", "pool.not_public", "pool.not_member"}),
      [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto revealed, reveal(write, id));
        return kit::answer_with(revealed, write.view());
      });
}

template <PutBack kHow>
Outcome put_back_step(kit::Write& write, CustomerId id, const ReturnRequest& body) {
  return put_back(write, id, kHow, body);
}

Outcome stage_step(kit::Write& write, CustomerId id, const StageRequest& body) {
  return set_stage(write, id, body.stage);
}

void add_returning_routes(kit::Endpoints& endpoints) {
  const std::vector<std::string> refusals{"pool.reason_unknown", "pool.not_held", "pool.not_owner",
                                          "pool.switched_off"};
  add_step<ReturnRequest>(
      endpoints, "/give_back",
      kit::spec_of<PoolCustomer>("give_customer_back", "The owner gives a customer back.", kClaimPermission, refusals),
      put_back_step<PutBack::give_back>);
  add_step<ReturnRequest>(
      endpoints, "/lose",
      kit::spec_of<PoolCustomer>("lose_customer", "The customer is lost and public again.", kClaimPermission, refusals),
      put_back_step<PutBack::lost>);
  add_step<ReturnRequest>(
      endpoints, "/take_back",
      kit::spec_of<PoolCustomer>("take_customer_back", "A manager takes a customer back.", kAssignPermission, refusals),
      put_back_step<PutBack::take_back>);
  add_step<NoteRequest>(endpoints, "/reopen",
                        kit::spec_of<PoolCustomer>("reopen_customer", "A won customer is tracked again.",
                                                   kAssignPermission, {"pool.not_won"}),
                        reopen);
  add_step<ProtectRequest>(
      endpoints, "/protect",
      kit::spec_of<PoolCustomer>("protect_customer", "Keeps a customer from going back until a day.", kClaimPermission,
                                 {"pool.protect_limit", "pool.protect_too_long", "pool.not_tracking"}),
      protect);
  endpoints.action(
      http::Method::post, std::string(kCustomerPath) + "/unprotect",
      kit::spec_of<PoolCustomer>("unprotect_customer", "Ends a protection.", kClaimPermission, {"pool.not_protected"}),
      [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY_DONE(unprotect(write, id));
        return show_customer(write.as_read(), id);
      });
  add_step<StageRequest>(
      endpoints, "/stage",
      kit::spec_of<PoolCustomer>("set_customer_stage", "How far things have come with a customer.", kClaimPermission,
                                 {"pool.stage_needs_follow_up", "pool.not_tracking"}),
      stage_step);
}

void add_asking_routes(kit::Endpoints& endpoints, const HooksPtr& hooks) {
  const std::string path(kCustomerPath);
  endpoints.write<WinRequest>(
      http::Method::post, path + "/win",
      kit::spec_of<PoolCustomer>(
          "win_customer", "Won: at once with a sale on record; without one a request is opened (202, PoolRequest).",
          kClaimPermission, {"pool.not_tracking", "pool.request_pending", "pool.not_owner"}),
      [hooks](kit::Write& write, const kit::Call& call, const WinRequest& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto request, win(*hooks, write, id, body));
        if (request) return kit::answer_with(*request, write.view(), 202);
        return show_customer(write.as_read(), id);
      });
  auto extend = kit::spec_of<Request>("ask_for_extension", "The owner asks for more time.", kClaimPermission,
                                      {"pool.extension_too_long", "pool.request_pending", "pool.not_owner"});
  extend.success_status = 202;
  endpoints.write<ExtensionRequest>(
      http::Method::post, path + "/extensions", extend,
      [](kit::Write& write, const kit::Call& call, const ExtensionRequest& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto request, ask_extension(write, id, body));
        return kit::answer_with(request, write.view(), 202);
      });
  for (const auto answer : {RequestState::approved, RequestState::refused}) {
    const bool approves = answer == RequestState::approved;
    endpoints.write<AnswerRequest>(
        http::Method::post, path + "/requests/{request_id}/" + (approves ? "approve" : "refuse"),
        kit::spec_of<Request>(approves ? "approve_pool_request" : "refuse_pool_request",
                              approves ? "Grants what an owner asked for." : "Doesn't grant what an owner asked for.",
                              kApprovePermission, {"pool.request_unknown", "pool.request_closed", "pool.own_request"}),
        [answer](kit::Write& write, const kit::Call& call, const AnswerRequest& body) -> Result<kit::Answer> {
          TRY(const auto id, call.path_id<CustomerId>("customer_id"));
          TRY(const auto request_id, call.path_id<RequestId>("request_id"));
          TRY(const auto request, answer_request(write, id, request_id, answer, body));
          return kit::answer_with(request, write.view());
        });
  }
}

}  // namespace

Result<kit::Answer> show_customer(const kit::Read& read, CustomerId id) {
  const auto row = store::load_list_row(read.tx, id);
  if (!row) return refuse(RefusalKind::not_found, "pool.customer_unknown", "this customer is in no pool");
  Showing showing(read);
  if (!showing.may_see(*row)) {
    return refuse(RefusalKind::not_found, "access.out_of_scope", "there is no such record within your reach");
  }
  return kit::answer_with(showing.show(*row), read.view());
}

void add_customer_routes(kit::Endpoints& endpoints, const HooksPtr& hooks) {
  add_list_routes(endpoints);
  add_taking_routes(endpoints);
  add_returning_routes(endpoints);
  add_asking_routes(endpoints, hooks);
}

}  // namespace homeport::pool
