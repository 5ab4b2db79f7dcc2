// The routes of tasks: the list that is also the calendar, and what can be done with one.

#include <map>

#include "kit/routes.hpp"
#include "modules/follow_ups/module.hpp"
#include "modules/follow_ups/store.hpp"
#include "modules/identity/service.hpp"

namespace homeport::follow_ups {
namespace {

constexpr std::string_view kTasksPath = "/v1/customers/{customer_id}/tasks";
constexpr kit::SortChoice kByDue{"due_at", "t.due_at", false};

Result<store::TaskFilter> filter_of(const kit::Read& read, const kit::Call& call) {
  store::TaskFilter filter;
  TRY(filter.staff_id, call.query_id<StaffId>("staff_id"));
  TRY(filter.customer_id, call.query_id<CustomerId>("customer_id"));
  TRY(filter.from, call.query_time("from"));
  TRY(filter.before, call.query_time("to"));
  filter.state = call.query_text("state");
  if (const auto mine = call.query_text("mine")) filter.staff_id = read.actor.staff_id;
  // One's own tasks are one's own, wherever their customers went.
  filter.only_in_reach = filter.staff_id != read.actor.staff_id;
  return filter;
}

void fill_names(const kit::Read& read, std::map<std::int64_t, std::string>& names, store::TaskRow& row) {
  auto [place, is_new] = names.try_emplace(row.item.staff_id.value);
  if (is_new) place->second = identity::staff_name(read.tx, row.item.staff_id);
  row.item.staff_name = place->second;
  const bool is_hidden = customers::is_hidden(row.hidden_bits, customers::HideableField::name);
  if (is_hidden && !read.actor.may(customers::kHiddenPermission)) {
    row.item.customer_name = customers::hidden_name(row.item.customer_name);
  }
}

Result<kit::Answer> list_tasks(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), std::span(&kByDue, 1), false));
  TRY(const auto filter, filter_of(read, call));
  auto query = store::tasks(read.actor, filter);
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "t.task_id");
  kit::ListAnswer answer(page);
  std::map<std::int64_t, std::string> names;
  for (auto rows = query.run(read.tx); rows.next();) {
    auto row = store::read_task_row(rows);
    fill_names(read, names, row);
    const auto cursor = kit::cursor_after_integer(row.item.due_at.us, row.item.task_id.value);
    if (!answer.add(to_json(row.item, read.view()), cursor)) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

Result<kit::Answer> close_from(kit::Write& write, const kit::Call& call, TaskState state) {
  TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
  TRY(const auto id, call.path_id<TaskId>("task_id"));
  TRY(const auto task, close_task(write, customer_id, id, state));
  return kit::answer_with(task, write.view());
}

}  // namespace

void add_task_routes(kit::Endpoints& endpoints) {
  auto list =
      kit::spec_of<Task>("list_tasks", "Tasks by the time they are due; also the calendar.", kWritePermission, {});
  list.permission = kReadPermission;
  list.answer = &table_of<TaskItem>();
  list.answer_is_list = true;
  list.query = {{"mine", "1: one's own", FieldKind::text},
                {"staff_id", "of this person", FieldKind::id},
                {"customer_id", "with this customer", FieldKind::id},
                {"state", "open, done or cancelled", FieldKind::text},
                {"from", "due at or after", FieldKind::time},
                {"to", "due before", FieldKind::time}};
  endpoints.read("/v1/tasks", list, list_tasks);

  auto add = kit::spec_of<Task>("add_task", "Plans something with a customer.", kWritePermission,
                                {"follow_ups.task_in_past", "follow_ups.task_too_far", "follow_ups.too_many_tasks"});
  add.success_status = 201;
  endpoints.write<NewTask>(http::Method::post, std::string(kTasksPath), add,
                           [](kit::Write& write, const kit::Call& call, const NewTask& body) -> Result<kit::Answer> {
                             TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                             TRY(const auto task, add_task(write, id, body));
                             return kit::answer_with(task, write.view(), 201);
                           });
  const std::string path = std::string(kTasksPath) + "/{task_id}";
  const std::vector<std::string> refusals{"follow_ups.task_unknown", "follow_ups.task_closed"};
  endpoints.action(http::Method::post, path + "/done",
                   kit::spec_of<Task>("finish_task", "The task is done.", kWritePermission, refusals),
                   [](kit::Write& write, const kit::Call& call) { return close_from(write, call, TaskState::done); });
  endpoints.action(
      http::Method::post, path + "/cancel",
      kit::spec_of<Task>("cancel_task", "The task is no longer wanted.", kWritePermission, refusals),
      [](kit::Write& write, const kit::Call& call) { return close_from(write, call, TaskState::cancelled); });
  endpoints.edit<Task>(path, kit::spec_of<Task>("edit_task", "Changes the fields given.", kWritePermission, refusals),
                       [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                         TRY(const auto customer_id, call.path_id<CustomerId>("customer_id"));
                         TRY(const auto id, call.path_id<TaskId>("task_id"));
                         TRY(const auto version, call.if_match_version());
                         TRY(const auto task, edit_task(write, customer_id, id, version, call.request().body));
                         return kit::answer_with(task, write.view());
                       });
}

}  // namespace homeport::follow_ups
