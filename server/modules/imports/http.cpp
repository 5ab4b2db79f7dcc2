#include "modules/imports/http.hpp"

#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/imports/service.hpp"
#include "modules/imports/store.hpp"

namespace homeport::imports {
namespace {

constexpr std::array kSorts{kit::SortChoice{"created_at", "i.id", false}};

Result<kit::Answer> post_file(kit::Blocking& call) {
  const kit::Call asked(call.request);
  if (const auto kind = asked.query_text("kind"); kind && *kind != "sales") {
    return refuse(RefusalKind::invalid, "request.not_a_choice", "kind must be sales", "kind");
  }
  BroughtFile file;
  file.path = call.request.body_file;
  file.name = asked.query_text("file_name").value_or("").substr(0, 200);
  file.size_bytes = call.request.body_size;
  TRY(const auto document, bring(call.runtime, *call.actor, file));
  return kit::answer_with(document, call.view(), 201);
}

Result<kit::Answer> post_check(kit::Blocking& call) {
  TRY(const auto id, kit::Call(call.request).path_id<ImportId>("import_id"));
  TRY(const auto mapping, record_from_json<CheckRequest>(call.request.body, call.view()));
  TRY(const auto preview, check(call.runtime, *call.actor, id, mapping));
  return kit::answer_with(preview, call.view());
}

Result<kit::Answer> list_imports(kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), kSorts, true));
  kit::ListQuery query("SELECT " + store::import_columns() + " FROM import_file i WHERE i.kind = 'sales'");
  query.where_in_reach(read.actor, "i.org_unit_id", "i.created_by");
  if (const auto state = call.query_text("state")) query.where_equal("i.state", *state);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "i.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto import = db::read_record<ImportFile>(rows);
    if (!list.add(to_json(import, read.view()), kit::cursor_after_integer(import.id.value, import.id.value))) break;
  }
  return kit::Answer{list.take()};
}

Result<kit::Answer> get_errors(kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<ImportId>("import_id"));
  kit::Answer answer;
  TRY(answer.json, errors_as_csv(read, id));
  answer.content_type = "text/csv; charset=utf-8";
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"import-errors.csv\"");
  return answer;
}

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  auto bringing = kit::spec_of<ImportDocument>(
      "bring_import", "Takes a CSV file of sales and says what its columns seem to mean.", kImportPermission);
  bringing.success_status = 201;
  bringing.body_limit_bytes = kMostFileBytes;
  bringing.query = {{"kind", "what the file holds: sales"}, {"file_name", "what the person calls the file"}};
  bringing.refusals = {"imports.file_empty", "imports.not_text", "imports.no_rows", "request.too_large"};
  bringing.weight = kit::Weight::heavy;
  endpoints.blocking(http::Method::post, "/v1/imports", bringing, nullptr, http::BodyKind::upload, post_file);

  auto checking = kit::spec_of<Preview>(
      "check_import", "Reads the whole file by this mapping and says what importing it would do.", kImportPermission);
  checking.refusals = {"imports.column_needed", "imports.column_twice", "imports.wrong_state"};
  checking.weight = kit::Weight::heavy;
  endpoints.blocking(http::Method::post, "/v1/imports/{import_id}/check", checking, &table_of<CheckRequest>(),
                     http::BodyKind::json, post_check);

  auto list = kit::spec_of<ImportFile>("list_imports", "Imports within reach, newest first.", kImportPermission);
  list.answer_is_list = true;
  list.query = {{"state", "uploaded, checked, running, done, failed or cancelled"}};
  endpoints.read("/v1/imports", list, list_imports);

  auto& runtime = endpoints.runtime();
  endpoints.read(
      "/v1/imports/{import_id}",
      kit::spec_of<ImportDocument>("get_import", "One import, its columns and how far it is.", kImportPermission),
      [&runtime](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<ImportId>("import_id"));
        TRY(const auto document, load(read, runtime, id));
        return kit::answer_with(document, read.view());
      });
  endpoints.read(
      "/v1/imports/{import_id}/errors.csv",
      kit::spec_of("get_import_errors", "The refused rows as CSV, to be mended and brought again.", kImportPermission),
      get_errors);

  endpoints.action(http::Method::post, "/v1/imports/{import_id}/start",
                   kit::spec_of<ImportFile>("start_import", "Starts a checked import.", kImportPermission),
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<ImportId>("import_id"));
                     TRY(const auto import, start(write, id));
                     return kit::answer_with(import, write.view());
                   });
  endpoints.action(
      http::Method::post, "/v1/imports/{import_id}/cancel",
      kit::spec_of<ImportFile>("cancel_import", "Stops an import; what is recorded stays.", kImportPermission),
      [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<ImportId>("import_id"));
        TRY(const auto import, cancel(write, id));
        return kit::answer_with(import, write.view());
      });
}

}  // namespace homeport::imports
