// The routes of schemes, grades and the analysis.

#include "kit/routes.hpp"
#include "modules/grading/module.hpp"
#include "modules/grading/store.hpp"

namespace homeport::grading {
namespace {

Purpose purpose_of(const kit::Call& call) {
  return call.query_text("purpose") == "member" ? Purpose::member : Purpose::lead;
}

void add_grade_routes(kit::Endpoints& endpoints) {
  const std::string path = "/v1/customers/{customer_id}/grade";
  endpoints.read(path,
                 kit::spec_of<GradeView>("get_grade", "A customer's grade, and what it is made of.", kReadPermission),
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<CustomerId>("customer_id"));
                   TRY(const auto view, show_grade(read, id));
                   return kit::answer_with(view, read.view());
                 });
  endpoints.write<GradeRequest>(
      http::Method::post, path,
      kit::spec_of<GradeView>("grade_customer", "Grades a customer by hand, or by the rule again.", kWritePermission,
                              {"grading.no_scheme", "grading.grade_unknown"}),
      [](kit::Write& write, const kit::Call& call, const GradeRequest& body) -> Result<kit::Answer> {
        TRY(const auto id, call.path_id<CustomerId>("customer_id"));
        TRY_DONE(grade_by_hand(write, id, body));
        TRY(const auto view, show_grade(write.as_read(), id));
        return kit::answer_with(view, write.view());
      });
  auto analysis = kit::spec_of<Analysis>("lead_analysis", "What became of those who arrived in a period.",
                                         kReadPermission, {"grading.analysis_too_long"});
  analysis.query = {{"pool_id", "of this pool", FieldKind::id},
                    {"from", "first day; default 30 days ago", FieldKind::date},
                    {"to", "last day; default today", FieldKind::date}};
  endpoints.read("/v1/grading/analysis", analysis, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    TRY(const auto pool_id, call.query_id<PoolId>("pool_id"));
    TRY(const auto from, call.query_date("from"));
    TRY(const auto to, call.query_date("to"));
    const Date last = to.value_or(date_in_utc(read.now));
    TRY(const auto made, analyse(read, pool_id, from.value_or(plus_days(last, -30)), last));
    return kit::answer_with(made, read.view());
  });
}

}  // namespace

void add_scheme_routes(kit::Endpoints& endpoints) {
  const std::string path = "/v1/grading/schemes";
  auto list = kit::spec_of<SchemeVersion>("list_grading_schemes", "Versions of a grading scheme, newest first.",
                                          kReadPermission);
  list.answer_is_list = true;
  list.query = {{"purpose", "lead (default) or member", FieldKind::text}};
  endpoints.read(path, list, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    return kit::whole_list(store::load_schemes(read.tx, purpose_of(call), 200), read.view());
  });
  auto current =
      kit::spec_of<SchemeVersion>("get_grading_scheme", "The scheme in force.", kReadPermission, {"grading.no_scheme"});
  current.query = list.query;
  endpoints.read(path + "/current", current, [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
    const auto version = store::current_scheme(read.tx, purpose_of(call));
    if (!version) return refuse(RefusalKind::not_found, "grading.no_scheme", "there is no grading scheme yet");
    return kit::answer_with(*version, read.view());
  });
  const std::vector<std::string> refusals{"grading.parameter_twice",    "grading.weights_zero",
                                          "grading.match_not_a_number", "grading.match_twice",
                                          "grading.grade_twice",        "grading.no_lowest_grade"};
  auto create =
      kit::spec_of<SchemeVersion>("set_grading_scheme", "A new version of a scheme.", kWritePermission, refusals);
  create.success_status = 201;
  endpoints.write<Scheme>(http::Method::post, path, create,
                          [](kit::Write& write, const kit::Call&, const Scheme& body) -> Result<kit::Answer> {
                            TRY(const auto version, create_scheme(write, body));
                            return kit::answer_with(version, write.view(), 201);
                          });
  endpoints.blocking(http::Method::post, path + "/dry_run",
                     kit::spec_of<SchemeTrial>("try_grading_scheme", "How many would have which grade; writes nothing.",
                                               kWritePermission, refusals),
                     &table_of<Scheme>(), http::BodyKind::json, [](kit::Blocking& blocking) -> Result<kit::Answer> {
                       TRY(const auto scheme, record_from_json<Scheme>(blocking.request.body, blocking.view()));
                       auto made = blocking.runtime.database.read([&](db::Transaction& tx) {
                         return try_scheme(kit::Read{tx, *blocking.actor, blocking.now}, scheme);
                       });
                       TRY(const auto trial, std::move(made));
                       return kit::answer_with(trial, blocking.view());
                     });
  endpoints.write<ApplyRequest>(
      http::Method::post, "/v1/grading/apply",
      kit::spec_of<Applied>("apply_grading_scheme", "Grades open customers by the scheme; repeat behind next_after.",
                            kWritePermission, {"grading.no_scheme", "grading.purpose_unsupported"}),
      [](kit::Write& write, const kit::Call&, const ApplyRequest& body) -> Result<kit::Answer> {
        TRY(const auto applied, apply(write, body));
        return kit::answer_with(applied, write.view());
      });
  add_grade_routes(endpoints);
}

}  // namespace homeport::grading
