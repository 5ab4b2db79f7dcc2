#include "modules/follow_ups/service.hpp"

#include "base/check.hpp"
#include "base/crypto.hpp"
#include "kit/endpoint.hpp"
#include "modules/follow_ups/rules.hpp"
#include "modules/follow_ups/store.hpp"
#include "modules/identity/service.hpp"

namespace homeport::follow_ups {
namespace {

// Somebody else's work is a matter of assigning.
constexpr std::string_view kAssignPermission = "pool.assign";
// A next step without words of its own.
constexpr std::string_view kNextStep = "→";
constexpr std::string_view kFeedPath = "/v1/calendars/";
constexpr std::int64_t kLapsedAtOnce = 200;

Result<customers::CustomerHead> load_reachable(kit::Write& write, CustomerId id) {
  TRY(auto head, customers::load_reached(write.as_read(), id));
  TRY_DONE(customers::check_details_seen(write.actor, head.hidden_bits));
  return head;
}

void audit(kit::Write& write, const customers::CustomerHead& head, std::string action, std::string_view kind,
           std::int64_t id, std::vector<kit::AuditChange> changes) {
  kit::AuditEntry entry;
  entry.action = std::move(action);
  entry.subject_kind = std::string(kind);
  entry.subject_id = id;
  entry.subject_label = head.name;
  entry.customer_id = head.id.value;
  entry.org_unit_id = head.store_id.value;
  entry.changes = std::move(changes);
  write.audit(entry);
}

void tell(kit::Write& write, std::string_view topic, CustomerId customer_id, StaffId staff) {
  if (!staff.is_set()) return;
  JsonWriter json;
  json.begin_object().key("customer_id").id(customer_id.value).end_object();
  http::LiveEvent event;
  event.topic = std::string(topic);
  event.data_json = json.take();
  event.staff_id = staff.value;
  write.tell_live(std::move(event));
}

void tell_tasks_changed(kit::Write& write, CustomerId customer_id, StaffId staff) {
  tell(write, "tasks.changed", customer_id, staff);
}

Result<Task> make_task(kit::Write& write, CustomerId customer_id, StaffId staff, std::string text, Time due_at,
                       std::string_view due_field) {
  TRY_DONE(check_due(due_at, write.now, due_field));
  if (store::count_open_tasks(write.tx, customer_id) >= kMostOpenTasks) {
    return refuse(RefusalKind::conflict, "follow_ups.too_many_tasks",
                  "there are " + std::to_string(kMostOpenTasks) + " open tasks with this customer; close some");
  }
  Task task;
  task.customer_id = customer_id;
  task.task_id = write.new_id<TaskId>();
  task.staff_id = staff;
  task.text = std::move(text);
  task.due_at = due_at;
  task.created_at = write.now;
  store::insert_task(write.tx, task);
  tell_tasks_changed(write, customer_id, staff);
  return task;
}

// The clock of the customer, once the follow-up stands: in the same transaction, with his place in the pool locked.
void settle(const Hooks& hooks, kit::Write& write, FollowUp& made) {
  std::optional<StaffId> owner;
  if (hooks.lock_owner) owner = hooks.lock_owner(write, made.customer_id);
  const auto last = store::last_likenesses(write.tx, made.customer_id, made.staff_id, kLastTextsCompared);
  CountingFacts facts;
  facts.kind = made.kind;
  facts.likeness = made.likeness;
  facts.has_evidence = made.evidence_kind.has_value();
  facts.is_by_owner = !owner || (owner->is_set() && *owner == made.staff_id);
  facts.last_likenesses = last;
  made.counts_reason = assess(facts);
  made.counts = made.counts_reason == Counting::counted;
  store::insert_follow_up(write.tx, made);
  if (made.counts && hooks.counted) hooks.counted(write, made);
}

FollowUp begin_follow_up(kit::Write& write, CustomerId customer_id, Kind kind, std::string_view text) {
  FollowUp made;
  made.customer_id = customer_id;
  made.id = write.new_id<FollowUpId>();
  made.kind = kind;
  made.text = std::string(text);
  made.at = write.now;
  made.staff_id = write.actor.staff_id;
  made.staff_name = write.actor.name;
  made.likeness = likeness_of(text);
  return made;
}

}  // namespace

Result<FollowUp> record(const Hooks& hooks, kit::Write& write, CustomerId customer_id, const NewFollowUp& wanted) {
  TRY(const auto head, load_reachable(write, customer_id));
  if (wanted.next_text && !wanted.next_at) {
    return refuse(RefusalKind::invalid, "request.required", "say when the next step is due", "next_at");
  }
  auto made = begin_follow_up(write, customer_id, wanted.kind, wanted.text);
  made.result = wanted.result;
  if (wanted.next_at) {
    made.next_text = wanted.next_text;
    made.next_at = wanted.next_at;
    TRY(const auto task, make_task(write, customer_id, write.actor.staff_id,
                                   wanted.next_text.value_or(std::string(kNextStep)), *wanted.next_at, "next_at"));
    made.task_id = task.task_id;
  }
  settle(hooks, write, made);
  audit(write, head, "follow_ups.record", "follow_up", made.id.value, kit::changes_of_new(made));
  write.publish({"follow_ups.recorded", customer_id.value, made.id.value, head.store_id.value, "{}"});
  return made;
}

Result<FollowUp> record_evidence(const Hooks& hooks, kit::Write& write, CustomerId customer_id, StaffId staff,
                                 EvidenceKind kind, std::string_view reference, std::string_view text) {
  TRY(const auto head, customers::load_head(write.tx, customer_id));
  auto made = begin_follow_up(write, customer_id, kind == EvidenceKind::message ? Kind::message : Kind::visit, text);
  made.staff_id = staff;
  made.staff_name = identity::staff_name(write.tx, staff);
  made.evidence_kind = kind;
  made.evidence_ref = std::string(reference);
  settle(hooks, write, made);
  audit(write, head, "follow_ups.record", "follow_up", made.id.value, kit::changes_of_new(made));
  return made;
}

Result<Task> add_task(kit::Write& write, CustomerId customer_id, const NewTask& wanted) {
  TRY(const auto head, load_reachable(write, customer_id));
  const StaffId staff = wanted.staff_id.value_or(write.actor.staff_id);
  if (staff != write.actor.staff_id) {
    TRY_DONE(kit::check_permission(write.actor, kAssignPermission));
    TRY_DONE(identity::require_active_staff(write.tx, staff, "staff_id"));
  }
  TRY(const auto task, make_task(write, customer_id, staff, wanted.text, wanted.due_at, "due_at"));
  audit(write, head, "follow_ups.add_task", "task", task.task_id.value, kit::changes_of_new(task));
  return task;
}

namespace {

Result<Task> lock_open_task(kit::Write& write, CustomerId customer_id, TaskId id) {
  auto task = store::lock_task(write.tx, customer_id, id);
  if (!task) return refuse(RefusalKind::not_found, "follow_ups.task_unknown", "there is no such task");
  if (task->staff_id != write.actor.staff_id) TRY_DONE(kit::check_permission(write.actor, kAssignPermission));
  return std::move(*task);
}

Refusal task_closed() {
  return refuse(RefusalKind::conflict, "follow_ups.task_closed", "this task is done or was cancelled");
}

}  // namespace

Result<Task> close_task(kit::Write& write, CustomerId customer_id, TaskId id, TaskState state) {
  TRY(const auto head, load_reachable(write, customer_id));
  TRY(const auto before, lock_open_task(write, customer_id, id));
  if (before.state != TaskState::open) return task_closed();
  Task after = before;
  after.state = state;
  after.closed_at = write.now;
  ++after.version;
  store::update_task(write.tx, after);
  audit(write, head, state == TaskState::done ? "follow_ups.finish_task" : "follow_ups.cancel_task", "task", id.value,
        kit::changes_between(before, after));
  tell_tasks_changed(write, customer_id, after.staff_id);
  return after;
}

Result<Task> edit_task(kit::Write& write, CustomerId customer_id, TaskId id, std::int64_t version,
                       std::string_view json) {
  TRY(const auto head, load_reachable(write, customer_id));
  TRY(const auto before, lock_open_task(write, customer_id, id));
  TRY_DONE(kit::check_version(before, version, write.view()));
  if (before.state != TaskState::open) return task_closed();
  Task after = before;
  TRY_DONE(patch_record(after, json, write.view()));
  if (after.due_at != before.due_at) TRY_DONE(check_due(after.due_at, write.now, "due_at"));
  ++after.version;
  store::update_task(write.tx, after);
  audit(write, head, "follow_ups.edit_task", "task", id.value, kit::changes_between(before, after));
  tell_tasks_changed(write, customer_id, after.staff_id);
  return after;
}

namespace {

Reminded renew(kit::Write& write, const customers::CustomerHead& customer, const Task& before,
               const Reminder& reminder) {
  Task after = before;
  after.staff_id = reminder.staff_id;
  after.text = reminder.text;
  after.lapses_at = reminder.lapses_at;
  if (kit::changes_between(before, after).empty()) return Reminded::known;
  ++after.version;
  store::update_task(write.tx, after);
  audit(write, customer, "follow_ups.edit_task", "task", after.task_id.value, kit::changes_between(before, after));
  tell_tasks_changed(write, customer.id, after.staff_id);
  if (after.staff_id != before.staff_id) tell_tasks_changed(write, customer.id, before.staff_id);
  return Reminded::renewed;
}

}  // namespace

Reminded remind(kit::Write& write, const customers::CustomerHead& customer, const Reminder& reminder) {
  CHECK(!reminder.about.empty() && reminder.lapses_at > write.now);
  const auto last = store::lock_last_reminder(write.tx, customer.id, reminder.about);
  if (last && last->state == TaskState::open) return renew(write, customer, *last, reminder);
  // Taken from somebody with the customer, it is no longer done by anybody.
  const bool is_somebodys = last && (last->state == TaskState::done || last->staff_id == reminder.staff_id);
  if (is_somebodys && last->created_at >= reminder.since) return Reminded::known;
  if (store::count_open_tasks(write.tx, customer.id) >= kMostOpenTasks) return Reminded::no_room;
  Task task;
  task.customer_id = customer.id;
  task.task_id = write.new_id<TaskId>();
  task.staff_id = reminder.staff_id;
  task.text = reminder.text;
  task.due_at = reminder.due_at;
  task.created_at = write.now;
  task.reminds_of = reminder.about;
  task.lapses_at = reminder.lapses_at;
  store::insert_task(write.tx, task);
  audit(write, customer, "follow_ups.add_task", "task", task.task_id.value, kit::changes_of_new(task));
  tell(write, "tasks.given", customer.id, task.staff_id);
  return Reminded::given;
}

std::int64_t end_lapsed_reminders(kit::Runtime& runtime, const kit::Actor& actor) {
  std::int64_t ended = 0;
  for (;;) {
    const auto lapsed = kit::in_write(runtime, actor, [](kit::Write& write) {
      const auto batch = store::cancel_lapsed(write.tx, write.now, kLapsedAtOnce);
      for (const auto& one : batch)
        tell_tasks_changed(write, one.customer_id, one.staff_id);
      return static_cast<std::int64_t>(batch.size());
    });
    ended += lapsed;
    if (lapsed < kLapsedAtOnce) return ended;
  }
}

std::int64_t count_due(const kit::Read& read, Time before) {
  if (!read.actor.may(kReadPermission)) return 0;
  store::TaskFilter filter;
  filter.staff_id = read.actor.staff_id;
  filter.state = "open";
  filter.before = before;
  filter.only_in_reach = false;
  return kit::count_rows(read.tx, store::tasks(read.actor, filter)).total;
}

std::int64_t cancel_tasks(kit::Write& write, CustomerId customer_id, StaffId of) {
  const auto cancelled = store::cancel_open_tasks(write.tx, customer_id, of, write.now);
  if (cancelled > 0) tell_tasks_changed(write, customer_id, of);
  return cancelled;
}

std::int64_t hand_over_tasks(kit::Write& write, CustomerId customer_id, StaffId from, StaffId to) {
  const auto moved = store::move_open_tasks(write.tx, customer_id, from, to);
  if (moved > 0) {
    tell_tasks_changed(write, customer_id, from);
    tell_tasks_changed(write, customer_id, to);
  }
  return moved;
}

std::vector<AlikeTexts> alike_texts(db::Transaction& tx, Time from, Time before, std::int64_t at_least) {
  std::vector<AlikeTexts> found;
  for (const auto& row : store::alike_texts(tx, from, before, at_least, 100))
    found.push_back({row.staff_id, row.staff_name, row.count});
  return found;
}

NewFeed renew_feed(kit::Write& write) {
  const std::string token = random_token();
  store::save_feed(write.tx, write.actor.staff_id, hex_encode(sha256(token)), write.now);
  write.audit({"follow_ups.renew_feed", "staff", write.actor.staff_id.value, write.actor.name});
  return {std::string(kFeedPath) + token};
}

void end_feed(kit::Write& write) {
  store::delete_feed(write.tx, write.actor.staff_id);
  write.audit({"follow_ups.end_feed", "staff", write.actor.staff_id.value, write.actor.name});
}

Result<std::string> calendar_of(db::Transaction& tx, std::string_view token, Time now) {
  const auto staff = store::find_feed(tx, hex_encode(sha256(token)));
  const auto place = staff ? identity::staff_place(tx, *staff) : std::nullopt;
  if (!place || !place->is_active) {
    return refuse(RefusalKind::not_found, "follow_ups.feed_unknown", "there is no calendar at this address");
  }
  std::vector<CalendarEntry> entries;
  for (const auto& row : store::open_tasks_of(tx, *staff, plus_days(now, -kFeedDaysBack), kMostTasksInFeed)) {
    const bool is_hidden = customers::is_hidden(row.hidden_bits, customers::HideableField::name);
    const auto& name = row.item.customer_name;
    entries.push_back({"task-" + to_string(row.item.task_id) + "@homeport", row.item.due_at, row.item.created_at,
                       row.item.text + " · " + (is_hidden ? customers::hidden_name(name) : name)});
  }
  return calendar_text(place->name, entries);
}

customers::TimelineSource timeline_source() {
  return [](const kit::Read& read, CustomerId id, const customers::TimelinePosition& before,
            std::int64_t limit) -> std::vector<customers::TimelineEntry> {
    std::vector<customers::TimelineEntry> entries;
    if (!read.actor.may(kReadPermission)) return entries;
    const auto head = customers::load_head(read.tx, id);
    const bool is_hidden = !head.ok() || head->hidden_bits != 0;
    if (is_hidden && !read.actor.may(customers::kHiddenPermission)) return entries;
    for (const auto& row : store::load_before(read.tx, id, before, limit)) {
      customers::TimelineEntry entry;
      entry.at = row.at;
      entry.id = row.id.value;
      entry.kind = customers::TimelineKind::follow_up;
      entry.title_key = "follow_ups.timeline.recorded";
      entry.params = {{"staff_name", row.staff_name}, {"kind", std::string(word_of(row.kind))}, {"text", row.text}};
      if (row.next_text) entry.params.emplace_back("next_text", *row.next_text);
      entry.subject_kind = "follow_up";
      entry.subject_id = decltype(entry.subject_id)::value_type{row.id.value};
      entries.push_back(std::move(entry));
    }
    return entries;
  };
}

}  // namespace homeport::follow_ups
