#include "modules/imports/http.hpp"

#include "kit/routes.hpp"
#include "modules/imports/service.hpp"

namespace homeport::imports {
namespace {

Result<kit::Answer> post_file(kit::Blocking& call) {
  const kit::Call asked(call.request);
  if (const auto kind = asked.query_text("kind"); kind && *kind != "sales") {
    return refuse(RefusalKind::invalid, "request.not_a_choice", "kind must be sales", "kind");
  }
  TRY(const auto document, bring(call.runtime, *call.actor, brought_file(call.request)));
  return kit::answer_with(document, call.view(), 201);
}

Result<kit::Answer> post_check(kit::Blocking& call) {
  TRY(const auto id, kit::Call(call.request).path_id<ImportId>("import_id"));
  TRY(const auto mapping, record_from_json<CheckRequest>(call.request.body, call.view()));
  TRY(const auto preview, check(call.runtime, *call.actor, id, mapping));
  return kit::answer_with(preview, call.view());
}

Result<kit::Answer> list_imports(kit::Read& read, const kit::Call& call) {
  return list_of_kind(read, call, ImportKind::sales);
}

Result<kit::Answer> get_errors(kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<ImportId>("import_id"));
  TRY(auto csv, errors_as_csv(read, id));
  return errors_file(std::move(csv));
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
