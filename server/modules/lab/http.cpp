#include "modules/lab/http.hpp"

#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/lab/export.hpp"
#include "modules/lab/service.hpp"
#include "modules/lab/store.hpp"

namespace homeport::lab {
namespace {

constexpr std::array kSorts{kit::SortChoice{"created_at", "b.id", false}};

// The lab is all about margins.
template <class Record>
kit::RouteSpec lab_spec(std::string operation_id, std::string summary) {
  return kit::spec_of<Record>(std::move(operation_id), std::move(summary), kRunPermission, {"access.margin_required"});
}

Result<Change> change_of(const kit::Call& call) {
  const auto text = call.query_text("change").value_or("gains");
  if (text == "gains") return Change::gains;
  if (text == "loses") return Change::loses;
  return refuse(RefusalKind::invalid, "request.not_a_choice", "change must be gains or loses", "change");
}

Result<kit::Answer> list_backtests(kit::Read& read, const kit::Call& call) {
  TRY_DONE(kit::check_permission(read.actor, kit::kMarginPermission));
  TRY(const auto page, kit::page_of(call.request(), kSorts, true));
  kit::ListQuery query("SELECT " + store::backtest_columns() + " FROM lab_backtest b WHERE 1 = 1");
  query.where_in_reach(read.actor, "b.org_unit_id", "b.created_by");
  if (const auto state = call.query_text("state")) query.where_equal("b.state", *state);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "b.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto backtest = db::read_record<Backtest>(rows);
    const auto cursor = kit::cursor_after_integer(backtest.id.value, backtest.id.value);
    if (!list.add(to_json(backtest, read.view()), cursor)) break;
  }
  return kit::Answer{list.take()};
}

Result<kit::Answer> get_backtest(kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<BacktestId>("backtest_id"));
  TRY(const auto backtest, load(read, id));
  kit::Answer answer;
  answer.json = document_json(backtest);
  answer.version = backtest.version;
  return answer;
}

Result<kit::Answer> get_customers(kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<BacktestId>("backtest_id"));
  TRY(const auto change, change_of(call));
  TRY(const auto found, customers(read, id, change));
  return kit::whole_list(found, read.view());
}

Result<kit::Answer> get_csv(kit::Read& read, const kit::Call& call) {
  TRY(const auto id, call.path_id<BacktestId>("backtest_id"));
  TRY(const auto backtest, load(read, id));
  if (backtest.state != BacktestState::done) {
    return refuse(RefusalKind::conflict, "lab.wrong_state", "only a back-test that is done has a result to export");
  }
  const auto name = call.query_text("part").value_or("months");
  const auto part = export_part(name);
  if (!part && name != "customers") {
    return refuse(RefusalKind::invalid, "request.not_a_choice",
                  "part must be totals, months, service_types, tiers, moves or customers", "part");
  }
  kit::Answer answer;
  if (part) {
    answer.json = result_csv(backtest.result_json, *part);
  } else {
    TRY(const auto gaining, customers(read, id, Change::gains));
    TRY(const auto losing, customers(read, id, Change::loses));
    answer.json = customers_csv(gaining, losing);
  }
  answer.content_type = "text/csv; charset=utf-8";
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"backtest-" + name + ".csv\"");
  return answer;
}

void add_reads(kit::Endpoints& endpoints) {
  auto list = lab_spec<Backtest>("list_backtests", "Back-tests within reach, newest first.");
  list.answer_is_list = true;
  list.query = {{"state", "waiting, running, done, failed, cancelled or interrupted"}};
  endpoints.read("/v1/backtests", list, list_backtests);

  auto one = lab_spec<BacktestDocument>("get_backtest", "What a back-test was asked and what came of it.");
  one.refusals.emplace_back("lab.not_found");
  endpoints.read("/v1/backtests/{backtest_id}", one, get_backtest);

  auto ranked = lab_spec<ResultCustomer>("list_backtest_customers", "The customers who would gain or lose most.");
  ranked.answer_is_list = true;
  ranked.query = {{"change", "gains (default) or loses"}};
  endpoints.read("/v1/backtests/{backtest_id}/customers", ranked, get_customers);

  auto csv = kit::spec_of("export_backtest", "A part of the result as CSV.", kRunPermission);
  csv.query = {{"part", "totals, months (default), service_types, tiers, moves or customers"}};
  csv.refusals = {"access.margin_required", "lab.wrong_state"};
  endpoints.read("/v1/backtests/{backtest_id}/export.csv", csv, get_csv);
}

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  add_reads(endpoints);

  auto starting = lab_spec<Backtest>("start_backtest", "Tries a changed strategy on the real sales of a period.");
  starting.success_status = 201;
  starting.refusals = {"access.margin_required",          "lab.period_empty",
                       "lab.period_in_the_future",        "lab.no_sales",
                       "programme.profit_weight_too_low", "programme.weights_do_not_add_up",
                       "programme.thresholds_not_rising", "lab.too_many_waiting"};
  endpoints.write<BacktestRequest>(
      http::Method::post, "/v1/backtests", starting,
      [](kit::Write& write, const kit::Call&, const BacktestRequest& request) -> Result<kit::Answer> {
        TRY(const auto backtest, start(write, request));
        return kit::answer_with(backtest, write.view(), 201);
      });

  auto stopping = lab_spec<Backtest>("cancel_backtest", "Stops a back-test that waits or runs.");
  stopping.refusals.emplace_back("lab.wrong_state");
  endpoints.action(http::Method::post, "/v1/backtests/{backtest_id}/cancel", stopping,
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<BacktestId>("backtest_id"));
                     TRY(const auto backtest, cancel(write, id));
                     return kit::answer_with(backtest, write.view());
                   });

  auto forgetting = kit::spec_of("delete_backtest", "Forgets a back-test that has ended.", kRunPermission);
  forgetting.success_status = 204;
  forgetting.refusals = {"access.margin_required", "lab.wrong_state"};
  endpoints.action(http::Method::del, "/v1/backtests/{backtest_id}", forgetting,
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<BacktestId>("backtest_id"));
                     TRY_DONE(forget(write, id));
                     return kit::no_content();
                   });
}

}  // namespace homeport::lab
