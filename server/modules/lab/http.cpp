#include "modules/lab/http.hpp"

#include "db/record_sql.hpp"
#include "modules/lab/export.hpp"
#include "modules/lab/service.hpp"
#include "modules/lab/store.hpp"

namespace homeport::lab {
namespace {

constexpr std::array kSorts{kit::SortChoice{"created_at", "b.id", false}};

kit::RouteSpec spec_of(std::string operation_id, std::string summary, const RecordTable* answer) {
  kit::RouteSpec spec;
  spec.operation_id = std::move(operation_id);
  spec.summary = std::move(summary);
  spec.permission = std::string(kRunPermission);
  spec.answer = answer;
  spec.refusals = {"access.margin_required"};
  return spec;
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
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const auto& customer : found)
    json.record(customer, read.view());
  json.end_array().key("total").integer(static_cast<std::int64_t>(found.size()));
  json.key("total_is_exact").boolean(true).end_object();
  return kit::Answer{json.take()};
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
  auto list = spec_of("list_backtests", "Back-tests within reach, newest first.", &table_of<Backtest>());
  list.answer_is_list = true;
  list.query = {{"state", "waiting, running, done, failed, cancelled or interrupted"}};
  endpoints.read("/v1/backtests", list, list_backtests);

  auto one = spec_of("get_backtest", "What a back-test was asked and what came of it.", &table_of<BacktestDocument>());
  one.refusals.emplace_back("lab.not_found");
  endpoints.read("/v1/backtests/{backtest_id}", one, get_backtest);

  auto ranked =
      spec_of("list_backtest_customers", "The customers who would gain or lose most.", &table_of<ResultCustomer>());
  ranked.answer_is_list = true;
  ranked.query = {{"change", "gains (default) or loses"}};
  endpoints.read("/v1/backtests/{backtest_id}/customers", ranked, get_customers);

  auto csv = spec_of("export_backtest", "A part of the result as CSV.", nullptr);
  csv.query = {{"part", "totals, months (default), service_types, tiers, moves or customers"}};
  csv.refusals.emplace_back("lab.wrong_state");
  endpoints.read("/v1/backtests/{backtest_id}/export.csv", csv, get_csv);
}

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  add_reads(endpoints);

  auto starting =
      spec_of("start_backtest", "Tries a changed strategy on the real sales of a period.", &table_of<Backtest>());
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

  auto stopping = spec_of("cancel_backtest", "Stops a back-test that waits or runs.", &table_of<Backtest>());
  stopping.refusals.emplace_back("lab.wrong_state");
  endpoints.action(http::Method::post, "/v1/backtests/{backtest_id}/cancel", stopping,
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<BacktestId>("backtest_id"));
                     TRY(const auto backtest, cancel(write, id));
                     return kit::answer_with(backtest, write.view());
                   });

  auto forgetting = spec_of("delete_backtest", "Forgets a back-test that has ended.", nullptr);
  forgetting.success_status = 204;
  forgetting.refusals.emplace_back("lab.wrong_state");
  endpoints.action(http::Method::del, "/v1/backtests/{backtest_id}", forgetting,
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<BacktestId>("backtest_id"));
                     TRY_DONE(forget(write, id));
                     return kit::no_content();
                   });
}

}  // namespace homeport::lab
