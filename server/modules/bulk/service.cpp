#include "modules/bulk/service.hpp"

#include <algorithm>
#include <fstream>

#include "base/json.hpp"
#include "base/text.hpp"
#include "kit/jobs.hpp"
#include "modules/bulk/rules.hpp"
#include "modules/bulk/store.hpp"
#include "modules/identity/service.hpp"
#include "modules/own_fields/service.hpp"

namespace homeport::bulk {
namespace {

customers::ListQuestion question_of(const Whom& whom) {
  customers::ListQuestion question;
  if (whom.selection == Selection::chosen) {
    question.only = whom.customer_ids;
    return question;
  }
  for (const auto& parameter : whom.parameters)
    question.parameters.emplace_back(parameter.name, parameter.value);
  return question;
}

Outcome check_room(kit::Write& write) {
  if (store::count_running(write.tx, write.actor.staff_id) < kMostRunning) return Done{};
  return refuse(RefusalKind::conflict, "bulk.too_many_tasks",
                "at most " + std::to_string(kMostRunning) + " tasks of one person run at a time");
}

// As the values are kept, so that an undo knows them again.
Outcome normalise_values(db::Transaction& tx, std::vector<ValueChange>& values) {
  std::vector<own_fields::OwnValue> wanted;
  wanted.reserve(values.size());
  for (const auto& value : values)
    wanted.push_back({value.field, value.value.value_or("")});
  TRY(const auto checked, own_fields::check_values(tx, wanted, {}));
  for (auto& value : values) {
    value.value.reset();
    for (const auto& one : checked) {
      if (one.shown.field == value.field) value.value = one.shown.value;
    }
  }
  return Done{};
}

Outcome check_targets(kit::Write& write, CustomerChange& change) {
  TRY_DONE(own_fields::check_tags(write.tx, change.add_tag_ids, {}));
  TRY_DONE(normalise_values(write.tx, change.own_values));
  if (change.source) change.source = normalise_name(*change.source);
  if (change.store_id) TRY_DONE(identity::require_store(write.tx, *change.store_id, "change.store_id"));
  if (change.owner_staff_id) {
    TRY_DONE(identity::require_active_staff(write.tx, *change.owner_staff_id, "change.owner_staff_id"));
  }
  return Done{};
}

// Combined points tell the profit to whoever knows what was spent.
Outcome check_margin(const kit::Actor& actor, const FileForm& form) {
  const bool tells = std::any_of(form.columns.begin(), form.columns.end(),
                                 [](const auto& column) { return column.key == kCombinedPoints; });
  return tells ? kit::check_permission(actor, kit::kMarginPermission) : Outcome(Done{});
}

BulkTask new_task(kit::Write& write, BulkKind kind, const Whom& whom) {
  BulkTask task;
  task.id = write.new_id<BulkTaskId>();
  task.kind = kind;
  task.question_json = to_json(whom, View{});
  task.rights = rights_of(write.actor);
  task.created_by = write.actor.staff_id;
  task.created_by_name = write.actor.name;
  task.org_unit_id = write.actor.org_unit_id;
  task.created_at = write.now;
  return task;
}

void start(kit::Write& write, const BulkTask& task, std::string_view action) {
  store::insert(write.tx, task);
  kit::AuditEntry entry;
  entry.action = std::string(action);
  entry.subject_kind = "bulk_task";
  entry.subject_id = task.id.value;
  entry.subject_label = std::string(word_of(task.kind));
  entry.org_unit_id = task.org_unit_id.value;
  // Whom it is about and what is done to them are what the trail is read for.
  entry.changes.push_back({"whom", "null", task.question_json, false});
  if (task.kind == BulkKind::edit) entry.changes.push_back({"change", "null", task.change_json, false});
  if (task.kind == BulkKind::file) entry.changes.push_back({"form", "null", task.form_json, false});
  write.audit(entry);
  (void)kit::enqueue_job(write, kJob, task.id.value, "{}");
  write.wake_jobs_after_commit();
}

Result<BulkTask> change_state(kit::Write& write, BulkTask task, BulkState to, std::string_view action) {
  task.state = to;
  ++task.version;
  if (!store::update(write.tx, task)) throw db::SerializationFailure("the task went on a moment ago");
  kit::AuditEntry entry;
  entry.action = std::string(action);
  entry.subject_kind = "bulk_task";
  entry.subject_id = task.id.value;
  entry.org_unit_id = task.org_unit_id.value;
  write.audit(entry);
  return task;
}

Refusal wrong_state(const BulkTask& task) {
  return refuse(RefusalKind::conflict, "bulk.wrong_state", "the task is " + std::string(word_of(task.state)));
}

}  // namespace

Result<BulkTask> start_edit(kit::Write& write, const ExtensionsPtr& extensions, NewBulkEdit wanted) {
  TRY_DONE(check_whom(wanted.whom));
  TRY_DONE(check_change(wanted.change));
  TRY_DONE(check_targets(write, wanted.change));
  TRY_DONE(customers::check_question(write.as_read(), question_of(wanted.whom), *extensions));
  TRY_DONE(check_room(write));
  auto task = new_task(write, BulkKind::edit, wanted.whom);
  task.change_json = to_json(wanted.change, View{});
  start(write, task, "bulk.start_edit");
  return task;
}

Result<BulkTask> start_export(kit::Write& write, const ExtensionsPtr& extensions, const NewBulkExport& wanted) {
  TRY_DONE(check_whom(wanted.whom));
  TRY_DONE(check_form(wanted.form, own_fields::load_fields(write.tx)));
  TRY_DONE(check_margin(write.actor, wanted.form));
  TRY_DONE(customers::check_question(write.as_read(), question_of(wanted.whom), *extensions));
  TRY_DONE(check_room(write));
  auto task = new_task(write, BulkKind::file, wanted.whom);
  task.form_json = to_json(wanted.form, View{});
  start(write, task, "bulk.start_export");
  return task;
}

Result<BulkTask> load(const kit::Read& read, BulkTaskId id) {
  auto task = store::load(read.tx, id);
  if (!task || task->created_by != read.actor.staff_id) {
    return refuse(RefusalKind::not_found, "bulk.unknown", "there is no such task");
  }
  return std::move(*task);
}

std::vector<BulkTask> load_own(const kit::Read& read) {
  return store::load_of(read.tx, read.actor.staff_id, kMostListed);
}

Result<BulkTask> cancel(kit::Write& write, BulkTaskId id) {
  TRY(auto task, load(write.as_read(), id));
  if (task.state != BulkState::running) return wrong_state(task);
  task.finished_at = write.now;
  return change_state(write, std::move(task), BulkState::cancelled, "bulk.cancel");
}

Result<BulkTask> undo(kit::Write& write, BulkTaskId id) {
  TRY(auto task, load(write.as_read(), id));
  const bool is_over = task.state == BulkState::done || task.state == BulkState::cancelled;
  if (task.kind != BulkKind::edit || !is_over || task.changed == 0) return wrong_state(task);
  TRY_DONE(check_room(write));
  task.finished_at.reset();
  TRY(auto undoing, change_state(write, std::move(task), BulkState::undoing, "bulk.undo"));
  (void)kit::enqueue_job(write, kJob, undoing.id.value, "{}");
  write.wake_jobs_after_commit();
  return undoing;
}

std::filesystem::path file_of(const std::filesystem::path& data_folder, BulkTaskId id) {
  return data_folder / "exports" / (to_string(id) + ".csv");
}

Result<std::string> read_file(const kit::Read& read, const std::filesystem::path& data_folder, BulkTaskId id) {
  TRY(const auto task, load(read, id));
  std::ifstream file(file_of(data_folder, id), std::ios::binary);
  if (task.kind != BulkKind::file || task.state != BulkState::done || !file) {
    return refuse(RefusalKind::conflict, "bulk.no_file", "there is no finished file");
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace homeport::bulk
