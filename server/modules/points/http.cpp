#include "modules/points/http.hpp"

#include "base/json.hpp"
#include "db/record_sql.hpp"
#include "modules/customers/service.hpp"
#include "modules/points/module.hpp"
#include "modules/points/service.hpp"
#include "modules/points/store.hpp"

namespace homeport::points {
namespace {

Result<kit::Answer> show_account(const kit::Read& read, const kit::Call& call) {
  TRY(const auto id, customers::reached_customer(read, call));
  TRY(const auto at, call.query_time("at"));
  return kit::answer_with(at ? account_head_at(read.tx, id, *at) : account_head(read.tx, id), read.view());
}

Result<kit::Answer> list_entries(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::entry_sorts(), true));
  TRY(const auto id, customers::reached_customer(read, call));
  auto query = store::entry_rows(id);
  const auto count = kit::count_rows(read.tx, query);
  query.page(page, "e.id");
  kit::ListAnswer answer(page);
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto entry = db::read_record<Entry>(rows);
    const auto position = page.sort.name == "at" ? entry.at.us : entry.entry_no;
    if (!answer.add(to_json(entry, read.view()), kit::cursor_after_integer(position, entry.id.value))) break;
  }
  answer.set_count(count);
  return kit::Answer{answer.take()};
}

Result<kit::Answer> explain(const kit::Read& read, const kit::Call& call) {
  TRY(const auto customer_id, customers::reached_customer(read, call));
  TRY(const auto entry_id, call.path_id<EntryId>("entry_id"));
  TRY(const auto explanation, explain_entry(read, customer_id, entry_id));
  JsonWriter json;
  json.begin_object().key("title").text(explanation.title_en).key("title_zh").text(explanation.title_zh);
  json.key("steps").begin_array();
  for (const auto& step : explanation.steps) {
    json.begin_object().key("key").text(step.key);
    json.key("text_en").text(step.text_en).key("text_zh").text(step.text_zh).end_object();
  }
  json.end_array().end_object();
  return kit::Answer{json.take()};
}

void add_account_routes(kit::Endpoints& endpoints) {
  auto account = kit::spec_of<PointsHead>(
      "get_customer_points", "A customer's points, tier and what is missing to the next.", kReadPermission);
  account.query = {{"at", "As the books said at that moment (RFC 3339)."}};
  endpoints.read("/v1/customers/{customer_id}/points", account, show_account);
  auto entries = kit::spec_of<Entry>("list_points_entries", "Every movement of a customer's points, newest first.",
                                     kReadPermission);
  entries.answer_is_list = true;
  endpoints.read("/v1/customers/{customer_id}/points/entries", entries, list_entries);
  auto explanation =
      kit::spec_of("explain_points_entry",
                   "Why an entry is what it is, step by step, in English and Chinese; steps that show cost or "
                   "profit only with finance.margin.read.",
                   kReadPermission, nullptr);
  explanation.refusals = {"points.entry_unknown"};
  endpoints.read("/v1/customers/{customer_id}/points/entries/{entry_id}/explanation", explanation, explain);
}

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  add_account_routes(endpoints);
  add_wallet_routes(endpoints);
  add_ledger_routes(endpoints);
}

}  // namespace homeport::points
