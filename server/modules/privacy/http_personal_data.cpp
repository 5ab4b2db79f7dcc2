// Handing out the document a person is given.

#include "kit/routes.hpp"
#include "modules/identity/service.hpp"
#include "modules/privacy/module.hpp"
#include "modules/privacy/personal_data.hpp"

namespace homeport::privacy {
namespace {

constexpr std::string_view kPersonalDataPath = "/v1/customers/{customer_id}/personal_data";

// The caller's own; the chain's where the caller is no person.
identity::Language language_of(const kit::Read& read) {
  if (read.actor.staff_id.is_set()) {
    const auto staff = identity::require_active_staff(read.tx, read.actor.staff_id, "staff_id");
    if (staff.ok()) return staff->language;
  }
  return identity::chain_settings(read.tx).language;
}

kit::Answer file_of(std::string body, std::string content_type, const PersonalData& data, std::string_view ending) {
  kit::Answer answer;
  answer.json = std::move(body);
  answer.content_type = std::move(content_type);
  answer.headers.emplace_back("Cache-Control", "no-store");
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"personal-data-" +
                                                         to_string(data.customer_id) + std::string(ending) + "\"");
  return answer;
}

// Reads in one snapshot and writes afterwards: nobody's sale waits for somebody's history.
Result<kit::Answer> hand_out(const HooksPtr& hooks, kit::Blocking& call, PersonalForm form) {
  const kit::Call asked(call.request);
  TRY(const auto id, asked.path_id<CustomerId>("customer_id"));
  TRY(const auto wanted, kit::query_choice<identity::Language>(asked, "language"));
  auto language = wanted.value_or(identity::Language::zh);
  TRY(const auto data, kit::in_read(call.runtime, *call.actor, [&](const kit::Read& read) {
        if (!wanted) language = language_of(read);
        return collect_personal_data(read, *hooks, id);
      }));
  auto answer = form == PersonalForm::json
                    ? file_of(personal_json(data), "application/json", data, ".json")
                    : file_of(print(personal_paper(data, language)).pdf, "application/pdf", data, ".pdf");
  // Noted before a byte of it leaves.
  call.runtime.database.write([&](db::Transaction& tx) {
    kit::Write write(call.runtime, tx, *call.actor, call.now, &call.request);
    note_export(write, data, form);
  });
  return answer;
}

kit::RouteSpec handing_out(std::string operation_id, std::string summary) {
  auto spec = kit::spec_of(std::move(operation_id), std::move(summary), kExportPermission);
  spec.refusals = {"customers.hidden", "access.permission_missing"};
  spec.weight = kit::Weight::heavy;
  return spec;
}

}  // namespace

void add_personal_data_routes(kit::Endpoints& endpoints, const HooksPtr& hooks) {
  endpoints.blocking(http::Method::post, std::string(kPersonalDataPath),
                     handing_out("export_personal_data",
                                 "Everything that is held of a person, as JSON for himself; it is logged who asked."),
                     nullptr, http::BodyKind::none,
                     [hooks](kit::Blocking& call) { return hand_out(hooks, call, PersonalForm::json); });
  auto paper =
      handing_out("print_personal_data", "The same as a PDF to read, in the caller's language or the one asked for.");
  paper.query = {{"language", "zh or en"}};
  endpoints.blocking(http::Method::post, std::string(kPersonalDataPath) + ".pdf", paper, nullptr, http::BodyKind::none,
                     [hooks](kit::Blocking& call) { return hand_out(hooks, call, PersonalForm::pdf); });
}

}  // namespace homeport::privacy
