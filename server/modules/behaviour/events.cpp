// Events: recorded, judged, decided and taken back. Everything that counts towards a cap happens while the member's row
// is locked.

#include <algorithm>
#include <map>

#include "modules/behaviour/service.hpp"
#include "modules/behaviour/store.hpp"
#include "modules/identity/service.hpp"
#include "modules/points/service.hpp"

namespace homeport::behaviour {
namespace {

constexpr std::string_view kSourceByHand = "office";

Refusal wrong(std::string reason, std::string detail, std::string field) {
  return refuse(RefusalKind::unprocessable, std::move(reason), std::move(detail), std::move(field));
}

std::optional<StaffId> staff_of(const kit::Write& write) {
  return write.actor.staff_id.is_set() ? std::optional(write.actor.staff_id) : std::nullopt;
}

void audit(kit::Write& write, std::string_view action, const Event& event, const Kind& kind,
           std::vector<kit::AuditChange> changes) {
  kit::AuditEntry entry;
  entry.action = std::string(action);
  entry.subject_kind = "behaviour_event";
  entry.subject_id = event.id.value;
  entry.subject_label = kind.name_en;
  entry.customer_id = event.customer_id.value;
  entry.org_unit_id = event.store_id.value;
  entry.changes = std::move(changes);
  write.audit(entry);
}

Result<Kind> kind_for(db::Transaction& tx, std::string_view code) {
  auto kind = store::find_kind(tx, code);
  if (!kind) return wrong("behaviour.kind_unknown", "there is no kind of behaviour with this code", "kind");
  if (kind->status != KindStatus::active) {
    return wrong("behaviour.kind_disabled", kind->name_en + " is disabled", "kind");
  }
  return std::move(*kind);
}

// The rule that was in force when it happened; none is an answer too.
Result<std::optional<Rule>> rule_for(db::Transaction& tx, const Kind& kind, const std::optional<std::string>& code,
                                     Time at) {
  auto all = store::rules_in_force(tx, kind.id, at);
  if (code) {
    for (auto& rule : all) {
      if (rule.code == *code) return std::optional(std::move(rule));
    }
    const auto latest = store::latest_rule(tx, *code);
    if (latest && latest->kind_id == kind.id) return std::optional<Rule>{};
    return wrong("behaviour.rule_code_unknown", kind.name_en + " has no rule " + *code, "rule_code");
  }
  std::vector<Rule> active;
  std::string codes;
  for (const auto& rule : all) {
    if (rule.status == RuleStatus::ended || (rule.effective_to && *rule.effective_to <= at)) continue;
    codes += (active.empty() ? "" : ", ") + rule.code;
    active.push_back(rule);
  }
  if (active.size() > 1) {
    return wrong("behaviour.rule_ambiguous", "several rules apply, say which one: " + codes, "rule_code");
  }
  if (!active.empty()) return std::optional(std::move(active.front()));
  if (!all.empty()) return std::optional(std::move(all.front()));
  return std::optional<Rule>{};
}

Result<customers::CustomerHead> customer_for(db::Transaction& tx, CustomerId id) {
  auto head = customers::load_head(tx, id);
  if (!head.ok()) return wrong("behaviour.customer_unknown", "there is no such customer", "customer_id");
  if (head->status != customers::CustomerStatus::active) {
    return wrong("behaviour.customer_disabled", head->name + " is disabled", "customer_id");
  }
  return head;
}

// What counts for those who were merged into the customer counts for him.
void add_to(Counted& counted, const Counted& more) {
  counted.in_day += more.in_day;
  counted.in_month += more.in_month;
  counted.in_all += more.in_all;
  if (more.last_before)
    counted.last_before = std::max(counted.last_before.value_or(*more.last_before), *more.last_before);
  if (more.first_after)
    counted.first_after = std::min(counted.first_after.value_or(*more.first_after), *more.first_after);
}

// Asks the rule; with the member locked.
Judgement judge_event(db::Transaction& tx, const Event& event, const Rule* rule, bool is_approved) {
  Counted counted;
  if (rule != nullptr) {
    const auto calendar = calendar_of(event.occurred_at, identity::chain_time_zone(tx));
    for (const auto kin : customers::kin_of(tx, event.customer_id))
      add_to(counted, store::count_events(tx, kin, rule->code, event.id, event.occurred_at, calendar));
  }
  return judge(rule, counted, event.occurred_at, is_approved);
}

void apply(Event& event, const Judgement& judgement) {
  event.state = judgement.state;
  event.why_not = judgement.why_not;
  event.why_count = judgement.why_count;
}

Outcome grant_points(kit::Write& write, Event& event, const Kind& kind) {
  if (event.state != EventState::granted || event.points.hundredths == 0) return Done{};
  points::Grant grant;
  grant.points = event.points;
  grant.kind = points::GrantKind::behaviour;
  grant.source_kind = "behaviour_event";
  grant.source_id = event.id.value;
  grant.note = kind.code;
  TRY(event.entry_id, points::grant(write, event.customer_id, grant));
  return Done{};
}

void publish(kit::Write& write, const Event& event, std::string_view topic) {
  JsonWriter payload;
  payload.begin_object().key("kind_id").id(event.kind_id.value).key("points").integer(event.points.hundredths);
  payload.key("marks").integer(event.marks).key("dimension").text(event.dimension.value_or("")).end_object();
  write.publish({std::string(topic), event.customer_id.value, event.id.value, event.store_id.value, payload.take()});
}

void tell_if_granted(kit::Write& write, const Event& event) {
  if (event.state == EventState::granted) publish(write, event, "behaviour.event_granted");
}

// The event that this reference stands for already.
Result<Recorded> recorded_before(db::Transaction& tx, const EventRequest& request, const Kind& kind,
                                 const store::EventPlace& place) {
  auto event = store::load(tx, place);
  CHECK(event.has_value());
  const bool is_his = event->customer_id == request.customer_id ||
                      customers::successor_of(tx, event->customer_id) == request.customer_id;
  if (is_his && event->kind_id == kind.id) return Recorded{std::move(*event), false};
  return refuse(RefusalKind::conflict, "behaviour.source_ref_taken", "this reference stands for another event already",
                "source_ref");
}

// What waits for a decision, with its member locked, for somebody else than who recorded it.
Result<Event> waiting_event(kit::Write& write, CustomerId customer_id, EventId id) {
  TRY_DONE(load_event(write.tx, customer_id, id));
  store::lock_member(write.tx, customer_id, 0);
  TRY(auto event, load_event(write.tx, customer_id, id));
  if (event.state != EventState::waiting) {
    return refuse(RefusalKind::conflict, "behaviour.not_waiting", "this event doesn't wait for a decision");
  }
  if (event.recorded_by && event.recorded_by == staff_of(write)) {
    return refuse(RefusalKind::forbidden, "behaviour.own_event", "another person than who recorded it decides");
  }
  event.decided_at = write.now;
  event.decided_by = staff_of(write);
  ++event.version;
  return event;
}

Event new_event(kit::Write& write, const EventRequest& request, const Kind& kind,
                const customers::CustomerHead& customer) {
  Event event;
  event.customer_id = customer.id;
  event.id = write.new_id<EventId>();
  event.kind_id = kind.id;
  event.occurred_at = request.occurred_at.value_or(write.now);
  event.store_id = request.store_id.value_or(customer.store_id);
  event.source = request.source && !request.source->empty() ? *request.source : std::string(kSourceByHand);
  if (request.source_ref && !request.source_ref->empty()) event.source_ref = request.source_ref;
  event.evidence = request.evidence;
  event.recorded_at = write.now;
  event.recorded_by = staff_of(write);
  return event;
}

}  // namespace

Result<Recorded> record_event(kit::Write& write, const EventRequest& request) {
  TRY(const auto kind, kind_for(write.tx, request.kind));
  TRY(const auto customer, customer_for(write.tx, request.customer_id));
  auto event = new_event(write, request, kind, customer);
  TRY_DONE(check_occurred(event.occurred_at, write.now));
  if (request.store_id) TRY_DONE(identity::require_store(write.tx, *request.store_id));
  if (event.source_ref &&
      !store::insert_source(write.tx, event.source, *event.source_ref, {event.customer_id, event.id})) {
    const auto place = store::find_source(write.tx, event.source, *event.source_ref);
    CHECK(place.has_value());
    return recorded_before(write.tx, request, kind, *place);
  }
  TRY(const auto rule, rule_for(write.tx, kind, request.rule_code, event.occurred_at));
  store::lock_member(write.tx, event.customer_id, 1);
  if (rule) {
    event.rule_id = rule->id;
    event.rule_code = rule->code;
    event.points = rule->points;
    event.marks = rule->marks;
    event.dimension = rule->dimension;
  }
  apply(event, judge_event(write.tx, event, rule ? &*rule : nullptr, false));
  TRY_DONE(grant_points(write, event, kind));
  store::insert(write.tx, event);
  audit(write, "behaviour.record_event", event, kind, kit::changes_of_new(event));
  tell_if_granted(write, event);
  return Recorded{std::move(event), true};
}

Result<Event> load_event(db::Transaction& tx, CustomerId customer_id, EventId id) {
  auto event = store::load(tx, {customer_id, id});
  if (!event) return refuse(RefusalKind::not_found, "behaviour.event_unknown", "there is no such event");
  return std::move(*event);
}

Result<Event> approve_event(kit::Write& write, CustomerId customer_id, EventId id) {
  TRY(auto event, waiting_event(write, customer_id, id));
  const auto before = event;
  TRY(const auto kind, load_kind(write.tx, event.kind_id));
  TRY(const auto rule, load_rule(write.tx, *event.rule_id));
  apply(event, judge_event(write.tx, event, &rule, true));
  TRY_DONE(grant_points(write, event, kind));
  store::update(write.tx, event);
  auto changes = kit::changes_between(before, event);
  audit(write, "behaviour.approve_event", event, kind, std::move(changes));
  tell_if_granted(write, event);
  return event;
}

Result<Event> refuse_event(kit::Write& write, CustomerId customer_id, EventId id, std::string_view reason) {
  TRY(auto event, waiting_event(write, customer_id, id));
  const auto before = event;
  TRY(const auto kind, load_kind(write.tx, event.kind_id));
  event.state = EventState::refused;
  event.why_not = WhyNot::refused;
  event.decision_note = std::string(reason);
  store::update(write.tx, event);
  audit(write, "behaviour.refuse_event", event, kind, kit::changes_between(before, event));
  return event;
}

Result<Event> reverse_event(kit::Write& write, CustomerId customer_id, EventId id, std::string_view reason) {
  TRY_DONE(load_event(write.tx, customer_id, id));
  store::lock_member(write.tx, customer_id, 0);
  TRY(auto event, load_event(write.tx, customer_id, id));
  if (event.state != EventState::granted) {
    return refuse(RefusalKind::conflict, "behaviour.not_granted",
                  "this event has given nothing that could be taken back");
  }
  const auto before = event;
  TRY(const auto kind, load_kind(write.tx, event.kind_id));
  if (event.entry_id) {
    TRY(event.reversal_entry_id, points::take_back(write, customer_id, *event.entry_id, "behaviour_event", id.value));
  }
  event.state = EventState::reversed;
  event.reversed_at = write.now;
  event.reversed_by = staff_of(write);
  event.reverse_reason = std::string(reason);
  ++event.version;
  store::update(write.tx, event);
  audit(write, "behaviour.reverse_event", event, kind, kit::changes_between(before, event));
  publish(write, event, "behaviour.event_reversed");
  return event;
}

Result<Explanation> explain_event(const kit::Read& read, CustomerId customer_id, EventId id) {
  TRY(const auto event, load_event(read.tx, customer_id, id));
  TRY(const auto kind, load_kind(read.tx, event.kind_id));
  std::optional<Rule> rule;
  if (event.rule_id) rule = store::load(read.tx, *event.rule_id);
  Explanation explanation;
  explanation.steps =
      explain(event, kind, rule ? &*rule : nullptr, local_date(event.occurred_at, identity::chain_time_zone(read.tx)));
  return explanation;
}

std::vector<MarkSum> marks_of(db::Transaction& tx, CustomerId customer_id) {
  std::map<std::string, MarkSum> by_dimension;
  for (const auto kin : customers::kin_of(tx, customer_id)) {
    for (auto& sum : store::mark_sums(tx, kin)) {
      const auto [found, is_first] = by_dimension.try_emplace(sum.dimension, sum);
      if (is_first) continue;
      auto& whole = found->second;
      whole.marks += sum.marks;
      whole.plus_marks += sum.plus_marks;
      whole.minus_marks += sum.minus_marks;
      whole.event_count += sum.event_count;
      whole.last_at = std::max(whole.last_at, sum.last_at);
    }
  }
  std::vector<MarkSum> sums;
  sums.reserve(by_dimension.size());
  for (auto& [dimension, sum] : by_dimension)
    sums.push_back(std::move(sum));
  return sums;
}

std::int64_t count_waiting(const kit::Read& read) {
  store::EventConditions conditions;
  conditions.state = EventState::waiting;
  auto query = store::event_rows(read.actor, conditions);
  query.text(" AND coalesce(e.recorded_by, 0) <> ").bind(read.actor.staff_id.value);
  return kit::count_rows(read.tx, query).total;
}

}  // namespace homeport::behaviour
