#include "modules/lab/service.hpp"

#include <algorithm>

#include "kit/jobs.hpp"
#include "modules/catalogue/service.hpp"
#include "modules/customers/service.hpp"
#include "modules/identity/service.hpp"
#include "modules/lab/rules.hpp"
#include "modules/lab/store.hpp"
#include "modules/programme/service.hpp"
#include "modules/sales/service.hpp"

namespace homeport::lab {
namespace {

Outcome check_margin(const kit::Actor& actor) {
  if (actor.may(kit::kMarginPermission)) return Done{};
  return refuse(RefusalKind::forbidden, "access.margin_required",
                "the lab shows margins: this needs the permission " + std::string(kit::kMarginPermission));
}

kit::AuditEntry audit_entry(std::string action, const Backtest& backtest) {
  kit::AuditEntry entry;
  entry.action = std::move(action);
  entry.subject_kind = "backtest";
  entry.subject_id = backtest.id.value;
  entry.subject_label = backtest.name;
  entry.org_unit_id = backtest.org_unit_id.value;
  return entry;
}

Result<Backtest> within_reach(std::optional<Backtest> backtest, const kit::Actor& actor) {
  TRY_DONE(check_margin(actor));
  if (!backtest || !actor.reaches(backtest->org_unit_id, backtest->created_by)) {
    return refuse(RefusalKind::not_found, "lab.not_found", "there is no such back-test within your reach");
  }
  return std::move(*backtest);
}

Refusal wrong_state(const Backtest& backtest, std::string_view expected) {
  const auto state = word_of(backtest.state);
  return refuse(RefusalKind::conflict, "lab.wrong_state",
                "the back-test is " + std::string(state) + ", it must be " + std::string(expected));
}

// Whose sales are counted: those named, all of them within reach; none named: all within reach.
Outcome settle_stores(const kit::Actor& actor, BacktestRequest& request) {
  for (std::size_t i = 0; i < request.store_ids.size(); ++i) {
    if (actor.reaches_store(request.store_ids[i])) continue;
    return refuse(RefusalKind::forbidden, "access.out_of_scope", "this store is not within your reach",
                  "store_ids[" + std::to_string(i) + "]");
  }
  if (request.store_ids.empty() && actor.kind == kit::Actor::Kind::staff && actor.scope != kit::DataScope::all) {
    for (const auto id : actor.org_unit_ids)
      request.store_ids.push_back(OrgUnitId{id});
  }
  return Done{};
}

// Puts the present tiers and weights in where the request names none.
Outcome fill_in(db::Transaction& tx, BacktestRequest& request) {
  if (request.tiers.empty()) {
    for (const auto& tier : programme::tiers(tx))
      request.tiers.push_back({tier.name, tier.threshold, tier.discount, tier.colour});
  }
  const auto types = catalogue::service_types(tx);
  for (std::size_t i = 0; i < request.weights.size(); ++i) {
    const auto is_it = [&](const catalogue::ServiceType& type) {
      return type.id == request.weights[i].service_type_id;
    };
    if (std::any_of(types.begin(), types.end(), is_it)) continue;
    return refuse(RefusalKind::unprocessable, "lab.service_type_unknown", "there is no such service type",
                  "weights[" + std::to_string(i) + "].service_type_id");
  }
  for (const auto& type : types) {
    const auto is_given = [&](const DraftWeight& weight) { return weight.service_type_id == type.id; };
    if (std::none_of(request.weights.begin(), request.weights.end(), is_given))
      request.weights.push_back({type.id, type.weight});
  }
  return Done{};
}

Outcome check_room(db::Transaction& tx) {
  if (store::count_unfinished(tx) >= kMostUnfinished) {
    return refuse(RefusalKind::conflict, "lab.too_many_waiting",
                  std::to_string(kMostUnfinished) + " back-tests are waiting or running; stop one or wait");
  }
  if (store::count_backtests(tx) >= kMostBacktests) {
    return refuse(RefusalKind::conflict, "lab.too_many_kept",
                  std::to_string(kMostBacktests) + " back-tests are kept; delete some");
  }
  return Done{};
}

}  // namespace

std::string request_json(const BacktestRequest& request) {
  JsonWriter json;
  json.begin_object();
  for (const auto& row : table_of<BacktestRequest>().rows) {
    const void* value = row.locate(&request);
    std::string text;
    if (row.name == "strategy") {
      JsonWriter strategy;
      strategy.begin_object();
      for (const auto& field : table_of<programme::StrategyVersion>().rows) {
        const bool is_given = field.access == Access::read_write || field.access == Access::margin;
        const void* of = field.locate(value);
        if (!is_given || field.name == "effective_from" || (field.type->optional && !field.type->has(of))) continue;
        std::string one;
        append_value_json(one, *field.type, of, View{true});
        strategy.key(field.name).raw(one);
      }
      text = strategy.end_object().take();
    } else {
      append_value_json(text, *row.type, value, View{true});
    }
    json.key(row.name).raw(text);
  }
  return json.end_object().take();
}

std::string document_json(const Backtest& backtest) {
  JsonWriter json;
  json.begin_object().key("backtest").record(backtest, View{true});
  json.key("request").raw(backtest.request_json);
  if (!backtest.result_json.empty()) json.key("result").raw(backtest.result_json);
  return json.end_object().take();
}

Result<Backtest> start(kit::Write& write, BacktestRequest request) {
  TRY_DONE(check_margin(write.actor));
  const auto zone = identity::chain_time_zone(write.tx);
  TRY_DONE(check_request(request, local_date(write.now, zone), write.now));
  TRY_DONE(settle_stores(write.actor, request));
  TRY_DONE(fill_in(write.tx, request));
  const Time from = start_of_day(request.from, zone);
  const Time to = start_of_day(plus_days(request.to, 1), zone);
  if (!sales::was_anything_sold(write.tx, from, to)) {
    return refuse(RefusalKind::unprocessable, "lab.no_sales",
                  "nothing was sold from " + format_date(request.from) + " to " + format_date(request.to), "from_on");
  }
  TRY_DONE(check_room(write.tx));
  Backtest backtest;
  backtest.id = write.new_id<BacktestId>();
  backtest.name = request.name;
  backtest.from = request.from;
  backtest.to = request.to;
  backtest.request_json = request_json(request);
  backtest.created_by = write.actor.staff_id;
  backtest.created_by_name = write.actor.name;
  backtest.org_unit_id = write.actor.org_unit_id;
  backtest.created_at = write.now;
  store::insert_backtest(write.tx, backtest);
  kit::enqueue_job(write, kJobKind, backtest.id.value, "{}");
  write.audit(audit_entry("lab.start", backtest));
  return backtest;
}

Result<Backtest> load(const kit::Read& read, BacktestId id) {
  return within_reach(store::load_backtest(read.tx, id), read.actor);
}

Result<Backtest> cancel(kit::Write& write, BacktestId id) {
  TRY(auto backtest, within_reach(store::lock_backtest(write.tx, id), write.actor));
  if (!is_unfinished(backtest.state)) return wrong_state(backtest, "waiting or running");
  backtest.state = BacktestState::cancelled;
  backtest.finished_at = write.now;
  ++backtest.version;
  store::update_backtest(write.tx, backtest);
  write.audit(audit_entry("lab.cancel", backtest));
  return backtest;
}

Outcome forget(kit::Write& write, BacktestId id) {
  TRY(const auto backtest, within_reach(store::lock_backtest(write.tx, id), write.actor));
  if (is_unfinished(backtest.state)) return wrong_state(backtest, "ended");
  store::delete_customers(write.tx, id);
  store::delete_backtest(write.tx, id);
  write.audit(audit_entry("lab.delete", backtest));
  return Done{};
}

Result<std::vector<ResultCustomer>> customers(const kit::Read& read, BacktestId id, Change change) {
  TRY_DONE(load(read, id));
  auto found = store::load_customers(read.tx, id, change);
  if (!read.actor.may(customers::kReadPermission)) return found;
  for (auto& customer : found) {
    const auto head = customers::load_head(read.tx, customer.customer_id);
    if (head.ok() && read.actor.reaches(head->store_id, head->owner_staff_id.value_or(StaffId{})))
      customer.name = head->name;
  }
  return found;
}

}  // namespace homeport::lab
