#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/imports/file_steps.hpp"
#include "modules/imports/http.hpp"
#include "modules/imports/people_service.hpp"
#include "modules/imports/store.hpp"

namespace homeport::imports {
namespace {

constexpr std::array kEffectSorts{kit::SortChoice{"row_no", "e.row_no", false}};
constexpr std::string_view kPeoplePath = "/v1/customer_imports/{customer_import_id}";

Result<kit::Answer> post_people_file(kit::Blocking& call) {
  TRY(const auto document, bring_people(call.runtime, *call.actor, brought_file(call.request)));
  return kit::answer_with(document, call.view(), 201);
}

Result<kit::Answer> post_people_check(kit::Blocking& call) {
  TRY(const auto id, kit::Call(call.request).path_id<ImportId>("customer_import_id"));
  TRY(const auto mapping, record_from_json<PeopleMapping>(call.request.body, call.view()));
  TRY(const auto preview, check_people(call.runtime, *call.actor, id, mapping));
  return kit::answer_with(preview, call.view());
}

Result<kit::Answer> list_people_imports(kit::Read& read, const kit::Call& call) {
  return list_of_kind(read, call, ImportKind::customers);
}

Result<kit::Answer> list_effects(kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<ImportId>("customer_import_id"));
  TRY_DONE(find_import(read.tx, read.actor, ImportKind::customers, id));
  TRY(const auto page, kit::page_of(call.request(), kEffectSorts, false));
  TRY(const auto outcome, kit::query_choice<UndoOutcome>(call, "outcome"));
  auto query = store::list_effects(id, outcome);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "e.row_no");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto effect = db::read_record<ImportEffect>(rows);
    if (!list.add(to_json(effect, read.view()), kit::cursor_after_integer(effect.row_no, effect.row_no))) break;
  }
  return kit::Answer{list.take()};
}

Result<kit::Answer> get_people_errors(kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<ImportId>("customer_import_id"));
  TRY(auto csv, people_errors_csv(read, id));
  return errors_file(std::move(csv));
}

void add_file_routes(kit::Endpoints& endpoints) {
  auto bringing = kit::spec_of<PeopleDocument>(
      "bring_customer_import", "Takes a file of customers (CSV or .xlsx) and says what its columns seem to mean.",
      kPeoplePermission);
  bringing.success_status = 201;
  bringing.body_limit_bytes = kMostFileBytes;
  bringing.query = {{"file_name", "what the person calls the file"}};
  bringing.refusals = {"imports.file_empty",
                       "imports.not_text",
                       "imports.no_rows",
                       "imports.spreadsheet_broken",
                       "imports.spreadsheet_too_large",
                       "request.too_large"};
  bringing.weight = kit::Weight::heavy;
  endpoints.blocking(http::Method::post, "/v1/customer_imports", bringing, nullptr, http::BodyKind::upload,
                     post_people_file);

  auto checking = kit::spec_of<PeoplePreview>(
      "check_customer_import", "Reads the whole file by this mapping and says what importing it would do.",
      kPeoplePermission);
  checking.refusals = {"imports.column_needed", "imports.column_twice", "imports.store_needed", "imports.wrong_state"};
  checking.weight = kit::Weight::heavy;
  endpoints.blocking(http::Method::post, std::string(kPeoplePath) + "/check", checking, &table_of<PeopleMapping>(),
                     http::BodyKind::json, post_people_check);

  auto fixing = kit::spec_of<ImportFile>("fix_customer_import",
                                         "Mends cells: they are read instead of those in the file.", kPeoplePermission);
  fixing.refusals = {"imports.column_unknown", "imports.too_many_fixes", "imports.wrong_state"};
  endpoints.write<FixRequest>(
      http::Method::post, std::string(kPeoplePath) + "/fixes", fixing,
      [](kit::Write& write, const kit::Call& call, const FixRequest& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<ImportId>("customer_import_id"));
        TRY(const auto import, fix_cells(write, id, body));
        return kit::answer_with(import, write.view());
      });
}

void add_reading_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<ImportFile>("list_customer_imports", "Imports of customers within reach, newest first.",
                                       kPeoplePermission);
  list.answer_is_list = true;
  list.query = {{"state", "uploaded, checked, running, done, failed, cancelled, undoing or undone"}};
  endpoints.read("/v1/customer_imports", list, list_people_imports);

  auto& runtime = endpoints.runtime();
  endpoints.read(std::string(kPeoplePath),
                 kit::spec_of<PeopleDocument>("get_customer_import", "One import, its columns and how far it is.",
                                              kPeoplePermission),
                 [&runtime](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<ImportId>("customer_import_id"));
                   TRY(const auto document, load_people(read, runtime, id));
                   return kit::answer_with(document, read.view());
                 });
  endpoints.read(std::string(kPeoplePath) + "/errors.csv",
                 kit::spec_of("get_customer_import_errors", "The refused rows as CSV, to be mended and brought again.",
                              kPeoplePermission),
                 get_people_errors);
  auto effects = kit::spec_of<ImportEffect>("list_import_effects", "What each row did, and what undoing it came to.",
                                            kPeoplePermission);
  effects.answer_is_list = true;
  effects.query = {{"outcome", "undone or kept"}};
  endpoints.read(std::string(kPeoplePath) + "/effects", effects, list_effects);
}

using Step = Result<ImportFile> (*)(kit::Write&, ImportId);

void add_step(kit::Endpoints& endpoints, const std::string& verb, std::string summary, Step step) {
  endpoints.action(http::Method::post, std::string(kPeoplePath) + "/" + verb,
                   kit::spec_of<ImportFile>(verb + "_customer_import", std::move(summary), kPeoplePermission),
                   [step](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<ImportId>("customer_import_id"));
                     TRY(const auto import, step(write, id));
                     return kit::answer_with(import, write.view());
                   });
}

}  // namespace

void add_people_routes(kit::Endpoints& endpoints) {
  add_file_routes(endpoints);
  add_reading_routes(endpoints);
  add_step(endpoints, "start", "Starts a checked import.",
           [](kit::Write& write, ImportId id) { return start_import(write, ImportKind::customers, id); });
  add_step(endpoints, "cancel", "Stops an import; what is imported stays until it is undone.",
           [](kit::Write& write, ImportId id) { return cancel_import(write, ImportKind::customers, id); });
  add_step(endpoints, "undo", "Takes back what an import that has ended did, except where somebody changed it since.",
           undo_import);
}

}  // namespace homeport::imports
