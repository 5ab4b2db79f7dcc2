#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/follow_ups/module.hpp"
#include "modules/follow_ups/store.hpp"

namespace homeport::follow_ups {
namespace {

constexpr std::string_view kCustomerPath = "/v1/customers/{customer_id}";
constexpr kit::SortChoice kByTime{"at", "f.at", false};

kit::Answer follow_ups_page(const kit::Read& read, kit::ListQuery query, const kit::Page& page) {
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "f.id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto record = db::read_record<FollowUp>(rows);
    if (!answer.add(to_json(record, read.view()), kit::cursor_after_integer(record.at.us, record.id.value))) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

Result<kit::Answer> list_of_customer(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<CustomerId>("customer_id"));
  TRY(const auto page, kit::page_of(call.request(), std::span(&kByTime, 1), true));
  TRY(const auto customer, customers::load(read, id));
  TRY_DONE(customers::check_details_seen(read.actor, customer.hidden_bits));
  return follow_ups_page(read, store::of_customer(id), page);
}

Result<kit::Answer> list_in_reach(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), std::span(&kByTime, 1), true));
  store::FollowUpFilter filter;
  TRY(filter.staff_id, call.query_id<StaffId>("staff_id"));
  TRY(filter.from, call.query_time("from"));
  TRY(filter.before, call.query_time("to"));
  return follow_ups_page(read, store::in_reach(read.actor, filter), page);
}

// Answers by itself: no sign-in, the address is the secret.
Result<kit::Answer> show_calendar(const kit::Blocking& blocking) {
  const std::string token(blocking.request.parameter("token"));
  auto found =
      blocking.runtime.database.read([&](db::Transaction& tx) { return calendar_of(tx, token, blocking.now); });
  TRY(auto text, std::move(found));
  kit::Answer answer{std::move(text)};
  answer.content_type = "text/calendar; charset=utf-8";
  answer.headers.emplace_back("cache-control", "private, no-store");
  return answer;
}

void add_feed_routes(kit::Endpoints& endpoints) {
  endpoints.read("/v1/calendar_feed",
                 kit::spec_of<Feed>("get_calendar_feed", "Whether one's calendar has an address.", kReadPermission),
                 [](kit::Read& read, const kit::Call&) -> Result<kit::Answer> {
                   const auto since = store::load_feed(read.tx, read.actor.staff_id);
                   return kit::answer_with(Feed{since.has_value(), since}, read.view());
                 });
  auto renew = kit::spec_of<NewFeed>("renew_calendar_feed", "A new secret address of one's calendar; the old one dies.",
                                     kReadPermission);
  renew.success_status = 201;
  renew.is_idempotent = false;  // an answer kept would be a secret kept
  endpoints.action(http::Method::post, "/v1/calendar_feed", renew,
                   [](kit::Write& write, const kit::Call&) -> Result<kit::Answer> {
                     return kit::answer_with(renew_feed(write), write.view(), 201);
                   });
  kit::RouteSpec end = kit::spec_of<Feed>("end_calendar_feed", "The address of one's calendar dies.", kReadPermission);
  end.answer = nullptr;
  end.success_status = 204;
  endpoints.action(http::Method::del, "/v1/calendar_feed", end,
                   [](kit::Write& write, const kit::Call&) -> Result<kit::Answer> {
                     end_feed(write);
                     return kit::no_content();
                   });
  kit::RouteSpec show;
  show.operation_id = "get_calendar";
  show.summary = "A person's open tasks as iCalendar, for whoever has the secret address.";
  show.is_public = true;
  show.refusals = {"follow_ups.feed_unknown"};
  endpoints.blocking(http::Method::get, "/v1/calendars/{token}", show, nullptr, http::BodyKind::none,
                     [](kit::Blocking& blocking) { return show_calendar(blocking); });
}

}  // namespace

void add_routes(kit::Endpoints& endpoints, const HooksPtr& hooks) {
  auto of_customer =
      kit::spec_of<FollowUp>("list_follow_ups_of_customer", "Contacts with a customer, newest first.", kReadPermission);
  of_customer.answer_is_list = true;
  of_customer.refusals = {"customers.hidden"};
  const std::string path = std::string(kCustomerPath) + "/follow_ups";
  endpoints.read(path, of_customer, list_of_customer);

  auto in_reach =
      kit::spec_of<FollowUp>("list_follow_ups", "Contacts with customers within reach, newest first.", kReadPermission);
  in_reach.answer_is_list = true;
  in_reach.query = {{"staff_id", "by this person", FieldKind::id},
                    {"from", "at or after", FieldKind::time},
                    {"to", "before", FieldKind::time}};
  endpoints.read("/v1/follow_ups", in_reach, list_in_reach);

  auto record_spec =
      kit::spec_of<FollowUp>("record_follow_up", "Writes a contact at the server's time.", kWritePermission);
  record_spec.success_status = 201;
  record_spec.refusals = {"customers.hidden", "follow_ups.task_in_past", "follow_ups.task_too_far",
                          "follow_ups.too_many_tasks"};
  endpoints.write<NewFollowUp>(
      http::Method::post, path, record_spec,
      [hooks](kit::Write& write, const kit::Call& call, const NewFollowUp& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY(const auto made, record(*hooks, write, id, body));
        return kit::answer_with(made, write.view(), 201);
      });
  add_feed_routes(endpoints);
}

}  // namespace homeport::follow_ups
