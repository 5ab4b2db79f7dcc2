#include "db/record_sql.hpp"
#include "kit/routes.hpp"
#include "modules/behaviour/module.hpp"
#include "modules/behaviour/service.hpp"
#include "modules/behaviour/store.hpp"

namespace homeport::behaviour {
namespace {

// --- Kinds and rules ------------------------------------------------------------------------------------------------

Result<kit::Answer> list_kinds(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::kind_sorts(), false));
  auto query = store::kind_rows();
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "k.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto kind = db::read_record<Kind>(rows);
    if (!list.add(to_json(kind, read.view()), kit::cursor_after_integer(kind.created_at.us, kind.id.value))) break;
  }
  return kit::Answer{list.take()};
}

Result<kit::Answer> edit_kind(kit::Write& write, const kit::Call& call) {
  return kit::edit_record<KindId>(
      write, call, "kind_id", [&](KindId id) { return load_kind(write.tx, id); },
      [&](const Kind& before, Kind after) { return update_kind(write, before, std::move(after)); });
}

Result<kit::Answer> list_rules(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::rule_sorts(), true));
  TRY(const auto kind_id, call.query_id<KindId>("kind_id"));
  std::optional<Time> in_force_at;
  if (call.query_text("in_force") == "true") in_force_at = read.now;
  auto query = store::rule_rows(kind_id, call.query_text("code"), in_force_at);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "r.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto rule = db::read_record<Rule>(rows);
    if (!list.add(to_json(rule, read.view()), kit::cursor_after_integer(rule.effective_from.us, rule.id.value))) break;
  }
  return kit::Answer{list.take()};
}

void add_kind_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<Kind>("list_behaviour_kinds", "What can be measured besides purchases.", kReadPermission);
  list.answer_is_list = true;
  endpoints.read("/v1/behaviour_kinds", list, list_kinds);

  auto create = kit::spec_of<Kind>("create_behaviour_kind", "Adds a kind of behaviour.", kWritePermission);
  create.success_status = 201;
  create.refusals = {"behaviour.bad_code", "behaviour.code_taken", "behaviour.too_many_kinds"};
  endpoints.write<Kind>(http::Method::post, "/v1/behaviour_kinds", create,
                        [](kit::Write& write, const kit::Call&, const Kind& body) -> Result<kit::Answer> {
                          TRY(const auto kind, create_kind(write, body));
                          return kit::answer_with(kind, write.view(), 201);
                        });

  auto edit = kit::spec_of<Kind>("edit_behaviour_kind", "Changes the fields given.", kWritePermission);
  edit.is_audited = false;  // an edit that changes nothing leaves no trace
  endpoints.edit<Kind>("/v1/behaviour_kinds/{kind_id}", edit, edit_kind);
}

void add_rule_routes(kit::Endpoints& endpoints) {
  auto list = kit::spec_of<Rule>("list_behaviour_rules", "Versions of rules, latest first.", kReadPermission);
  list.answer_is_list = true;
  list.query = {{"kind_id", "of this kind", FieldKind::id},
                {"code", "versions of this rule"},
                {"in_force", "true: of each rule only the version in force now"}};
  endpoints.read("/v1/behaviour_rules", list, list_rules);

  auto create = kit::spec_of<Rule>("create_behaviour_rule", "Adds a rule, or a new version of the one with this code.",
                                   kWritePermission);
  create.success_status = 201;
  create.refusals = {"behaviour.gives_nothing",         "behaviour.dimension_missing", "behaviour.caps_contradict",
                     "behaviour.effective_in_the_past", "behaviour.valid_range",       "behaviour.rule_of_another_kind",
                     "behaviour.kind_unknown",          "behaviour.kind_disabled",     "behaviour.bad_code"};
  endpoints.write<Rule>(http::Method::post, "/v1/behaviour_rules", create,
                        [](kit::Write& write, const kit::Call&, const Rule& body) -> Result<kit::Answer> {
                          TRY(const auto rule, create_rule(write, body));
                          return kit::answer_with(rule, write.view(), 201);
                        });

  endpoints.read("/v1/behaviour_rules/{behaviour_rule_id}",
                 kit::spec_of<Rule>("get_behaviour_rule", "One version of a rule.", kReadPermission),
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto id, call.path_id<RuleId>("behaviour_rule_id"));
                   TRY(const auto rule, load_rule(read.tx, id));
                   return kit::answer_with(rule, read.view());
                 });

  auto end = kit::spec_of<Rule>("end_behaviour_rule", "From now on the rule gives nothing; answers its last version.",
                                kWritePermission);
  end.success_status = 201;
  end.refusals = {"behaviour.rule_not_latest", "behaviour.rule_ended"};
  endpoints.action(http::Method::post, "/v1/behaviour_rules/{behaviour_rule_id}/end", end,
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto id, call.path_id<RuleId>("behaviour_rule_id"));
                     TRY(const auto rule, end_rule(write, id));
                     return kit::answer_with(rule, write.view(), 201);
                   });
}

// --- Events ---------------------------------------------------------------------------------------------------------

Result<kit::Answer> list_events(const kit::Read& read, const kit::Call& call) {
  TRY(const auto page, kit::page_of(call.request(), store::event_sorts(), true));
  store::EventConditions conditions;
  TRY(const auto customer_id, call.query_id<CustomerId>("customer_id"));
  if (customer_id) conditions.customer_ids = customers::kin_of(read.tx, *customer_id);
  TRY(conditions.kind_id, call.query_id<KindId>("kind_id"));
  TRY(conditions.store_id, call.query_id<OrgUnitId>("store_id"));
  TRY(conditions.state, kit::query_choice<EventState>(call, "state"));
  TRY(conditions.from, call.query_time("from"));
  TRY(conditions.to, call.query_time("to"));
  auto query = store::event_rows(read.actor, conditions);
  kit::ListAnswer list(page);
  list.set_count(kit::count_rows(read.tx, query));
  query.page(page, "e.id");
  for (auto rows = query.run(read.tx); rows.next();) {
    const auto event = db::read_record<Event>(rows);
    if (!list.add(to_json(event, read.view()), kit::cursor_after_integer(event.occurred_at.us, event.id.value))) break;
  }
  return kit::Answer{list.take()};
}

Result<kit::Answer> record(kit::Write& write, const kit::Call&, const EventRequest& body) {
  TRY_DONE(customers::load_reached(write.as_read(), body.customer_id));
  TRY(const auto recorded, record_event(write, body));
  return kit::answer_with(recorded.event, write.view(), recorded.is_new ? 201 : 200);
}

Result<kit::Answer> show_marks(const kit::Read& read, const kit::Call& call) {
  TRY(const auto customer_id, customers::reached_customer(read, call));
  return kit::answer_with(Marks{marks_of(read.tx, customer_id)}, read.view());
}

// An event named by the path, of a customer within reach.
struct EventPath {
  CustomerId customer_id;
  EventId id;
};
Result<EventPath> event_path(const kit::Read& read, const kit::Call& call) {
  EventPath path;
  TRY(path.customer_id, customers::reached_customer(read, call));
  TRY(path.id, call.path_id<EventId>("event_id"));
  // It may be of somebody who was merged into this customer.
  for (const auto kin : customers::kin_of(read.tx, path.customer_id)) {
    if (store::load(read.tx, {kin, path.id})) path.customer_id = kin;
  }
  return path;
}

void add_event_routes(kit::Endpoints& endpoints) {
  auto list =
      kit::spec_of<Event>("list_behaviour_events", "What customers did, within reach, newest first.", kReadPermission);
  list.answer_is_list = true;
  list.query = {{"customer_id", "of this customer", FieldKind::id},
                {"kind_id", "of this kind", FieldKind::id},
                {"store_id", "in this store", FieldKind::id},
                {"state", "waiting, granted, not_granted, refused or reversed"},
                {"from", "not before", FieldKind::time},
                {"to", "before", FieldKind::time}};
  endpoints.read("/v1/behaviour_events", list, list_events);

  auto recording = kit::spec_of<Event>(
      "record_behaviour_event",
      "Records what a customer did and grants what its rule gives; a known source_ref answers the first one.",
      kRecordPermission);
  recording.success_status = 201;
  recording.is_audited = false;  // an event that was recorded before changes nothing
  recording.refusals = {"behaviour.kind_unknown",     "behaviour.kind_disabled",    "behaviour.rule_ambiguous",
                        "behaviour.in_the_future",    "behaviour.too_long_ago",     "behaviour.rule_code_unknown",
                        "behaviour.source_ref_taken", "behaviour.customer_disabled"};
  endpoints.write<EventRequest>(http::Method::post, "/v1/behaviour_events", recording, record);

  endpoints.read("/v1/customers/{customer_id}/behaviour_events/{event_id}",
                 kit::spec_of<Event>("get_behaviour_event", "One event.", kReadPermission),
                 [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
                   TRY(const auto path, event_path(read, call));
                   TRY(const auto event, load_event(read.tx, path.customer_id, path.id));
                   return kit::answer_with(event, read.view());
                 });
  endpoints.read(
      "/v1/customers/{customer_id}/behaviour_events/{event_id}/explanation",
      kit::spec_of<Explanation>("explain_behaviour_event",
                                "Why an event gave what it gave, or nothing, in English and Chinese.", kReadPermission),
      [](kit::Read& read, const kit::Call& call) -> Result<kit::Answer> {
        TRY(const auto path, event_path(read, call));
        TRY(const auto explanation, explain_event(read, path.customer_id, path.id));
        return kit::answer_with(explanation, read.view());
      });

  endpoints.read("/v1/customers/{customer_id}/marks",
                 kit::spec_of<Marks>("get_customer_marks", "A customer's marks by dimension.", kReadPermission),
                 show_marks);
}

void add_decision_routes(kit::Endpoints& endpoints) {
  auto approve = kit::spec_of<Event>("approve_behaviour_event", "Grants what waits, if the caps still allow it.",
                                     kApprovePermission);
  approve.refusals = {"behaviour.not_waiting", "behaviour.own_event"};
  endpoints.action(http::Method::post, "/v1/customers/{customer_id}/behaviour_events/{event_id}/approve", approve,
                   [](kit::Write& write, const kit::Call& call) -> Result<kit::Answer> {
                     TRY(const auto path, event_path(write.as_read(), call));
                     TRY(const auto event, approve_event(write, path.customer_id, path.id));
                     return kit::answer_with(event, write.view());
                   });

  auto refusal =
      kit::spec_of<Event>("refuse_behaviour_event", "Refuses what waits; it gives nothing.", kApprovePermission);
  refusal.refusals = approve.refusals;
  endpoints.write<DecisionRequest>(
      http::Method::post, "/v1/customers/{customer_id}/behaviour_events/{event_id}/refuse", refusal,
      [](kit::Write& write, const kit::Call& call, const DecisionRequest& body) -> Result<kit::Answer> {
        TRY(const auto path, event_path(write.as_read(), call));
        TRY(const auto event, refuse_event(write, path.customer_id, path.id, body.reason));
        return kit::answer_with(event, write.view());
      });

  auto reverse = kit::spec_of<Event>("reverse_behaviour_event", "Takes back the points and marks an event gave.",
                                     kApprovePermission);
  reverse.refusals = {"behaviour.not_granted"};
  endpoints.write<DecisionRequest>(
      http::Method::post, "/v1/customers/{customer_id}/behaviour_events/{event_id}/reverse", reverse,
      [](kit::Write& write, const kit::Call& call, const DecisionRequest& body) -> Result<kit::Answer> {
        TRY(const auto path, event_path(write.as_read(), call));
        TRY(const auto event, reverse_event(write, path.customer_id, path.id, body.reason));
        return kit::answer_with(event, write.view());
      });
}

}  // namespace

void add_routes(kit::Endpoints& endpoints) {
  add_kind_routes(endpoints);
  add_rule_routes(endpoints);
  add_event_routes(endpoints);
  add_decision_routes(endpoints);
}

}  // namespace homeport::behaviour
