#include "kit/routes.hpp"
#include "modules/bulk/module.hpp"
#include "modules/bulk/store.hpp"

namespace homeport::bulk {
namespace {

constexpr std::string_view kTaskPath = "/v1/bulk_tasks/{bulk_task_id}";

Result<kit::Answer> list(const kit::Read& read, const kit::Call&) {
  return kit::whole_list(load_own(read), read.view());
}

Result<kit::Answer> get(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<BulkTaskId>("bulk_task_id"));
  TRY(const auto task, load(read, id));
  return kit::answer_with(task, read.view());
}

Result<kit::Answer> get_refused(const kit::Read& read, const kit::Call& call) {
  static constexpr kit::SortChoice kById{"customer_id", "customer_id", false};
  TRY(const auto id, call.path_id<BulkTaskId>("bulk_task_id"));
  TRY(const auto page, kit::page_of(call.request(), std::span(&kById, 1), false));
  TRY(const auto task, load(read, id));
  kit::ListAnswer answer(page);
  for (const auto& one : store::load_refused(read.tx, id, CustomerId{page.after_id}, page.limit + 1)) {
    const auto cursor = kit::cursor_after_integer(one.customer_id.value, one.customer_id.value);
    if (!answer.add(to_json(one, read.view()), cursor)) break;
  }
  answer.set_count({task.refused, true});
  return kit::Answer{answer.take()};
}

template <class UseCase>
kit::Endpoints::WriteHandler on_task(UseCase use_case) {
  return [use_case](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
    TRY(const auto id, call.path_id<BulkTaskId>("bulk_task_id"));
    TRY(const auto task, use_case(write, id));
    return kit::answer_with(task, write.view());
  };
}

void add_reads(kit::Endpoints& endpoints) {
  auto all = kit::spec_of<BulkTask>("list_bulk_tasks", "One's own edits and exports, newest first, the last 50.", "");
  all.answer_is_list = true;
  endpoints.read("/v1/bulk_tasks", all, list);
  endpoints.read(std::string(kTaskPath),
                 kit::spec_of<BulkTask>("get_bulk_task", "How far one of one's own tasks is.", ""), get);
  auto refused = kit::spec_of<RefusedCustomer>("list_bulk_refusals",
                                               "The customers an edit left as they were, and why.", kEditPermission);
  refused.answer_is_list = true;
  endpoints.read(std::string(kTaskPath) + "/refused", refused, get_refused);

  auto file = kit::spec_of("get_export", "The finished file: CSV in UTF-8 with a byte order mark.", kExportPermission);
  file.refusals = {"bulk.no_file"};
  endpoints.read(std::string(kTaskPath) + "/customers.csv", file,
                 [folder = endpoints.runtime().data_folder](kit::Read& read, const kit::Call& call) {
                   return [&]() -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<BulkTaskId>("bulk_task_id"));
                     kit::Answer answer;
                     TRY(answer.json, read_file(read, folder, id));
                     answer.content_type = "text/csv; charset=utf-8";
                     answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"customers.csv\"");
                     return answer;
                   }();
                 });
}

}  // namespace

void add_routes(kit::Endpoints& endpoints, const ExtensionsPtr& extensions) {
  add_reads(endpoints);
  auto edit =
      kit::spec_of<BulkTask>("start_bulk_edit", "Begins to change many customers in the background.", kEditPermission);
  edit.success_status = 201;
  edit.refusals = {"bulk.nobody", "bulk.nothing_to_change", "bulk.tag_both_ways", "bulk.too_many_tasks",
                   "own_fields.tag_unknown"};
  endpoints.write<NewBulkEdit>(
      http::Method::post, "/v1/bulk_edits", edit,
      [extensions](kit::Write& write, const kit::Call&, const NewBulkEdit& body) -> Result<kit::Answer> {
        TRY(const auto task, start_edit(write, extensions, body));
        return kit::answer_with(task, write.view(), 201);
      });
  auto file = kit::spec_of<BulkTask>("start_export", "Begins to write customers into a file.", kExportPermission);
  file.success_status = 201;
  file.refusals = {"bulk.nobody", "bulk.column_unknown", "bulk.column_twice", "bulk.too_many_tasks"};
  endpoints.write<NewBulkExport>(
      http::Method::post, "/v1/exports", file,
      [extensions](kit::Write& write, const kit::Call&, const NewBulkExport& body) -> Result<kit::Answer> {
        TRY(const auto task, start_export(write, extensions, body));
        return kit::answer_with(task, write.view(), 201);
      });
  auto cancelling = kit::spec_of<BulkTask>("cancel_bulk_task", "Stops a task; who is changed stays changed.", "");
  cancelling.refusals = {"bulk.wrong_state"};
  endpoints.action(http::Method::post, std::string(kTaskPath) + "/cancel", cancelling, on_task(cancel));
  auto undoing = kit::spec_of<BulkTask>("undo_bulk_edit", "Begins to put back what an edit replaced.", kEditPermission);
  undoing.refusals = {"bulk.wrong_state", "bulk.too_many_tasks"};
  endpoints.action(http::Method::post, std::string(kTaskPath) + "/undo", undoing, on_task(undo));
}

}  // namespace homeport::bulk
