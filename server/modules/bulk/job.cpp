#include "modules/bulk/job.hpp"

#include <chrono>
#include <fstream>
#include <map>

#include "base/csv.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "kit/paging.hpp"
#include "modules/bulk/rules.hpp"
#include "modules/bulk/store.hpp"
#include "modules/identity/service.hpp"
#include "modules/own_fields/service.hpp"

namespace homeport::bulk {
namespace {

constexpr std::int64_t kAtOnce = 50;
constexpr std::chrono::milliseconds kTellEvery{300};

customers::ListQuestion question_of(const BulkTask& task) {
  const auto whom = record_from_json<Whom>(task.question_json, View{});
  CHECK(whom.ok());  // we wrote it
  customers::ListQuestion question;
  if (whom->selection == Selection::chosen) question.only = whom->customer_ids;
  for (const auto& parameter : whom->parameters)
    question.parameters.emplace_back(parameter.name, parameter.value);
  return question;
}

class Task {
 public:
  Task(kit::JobRun& run, const customers::Extensions& extensions, BulkTask task)
      : run_(run),
        runtime_(run.runtime()),
        extensions_(extensions),
        task_(std::move(task)),
        actor_(actor_of(task_)),
        question_(question_of(task_)) {}

  kit::JobEnd work() {
    const bool is_through = task_.kind == BulkKind::file        ? write_file()
                            : task_.state == BulkState::undoing ? take_back()
                                                                : edit();
    return is_through || !run_.should_stop() ? kit::JobEnd::done : kit::JobEnd::again;
  }

 private:
  // Is it to go on? Asks for what others may have done to the task meanwhile.
  bool goes_on() {
    if (run_.should_stop() || !run_.keep_lease()) return false;
    const auto now = runtime_.database.read([&](db::Transaction& tx) { return store::load(tx, task_.id); });
    return now && now->state == task_.state;
  }

  template <class Change>
  bool save(Change change) {
    return runtime_.database.write([&](db::Transaction& tx) {
      auto found = store::load(tx, task_.id);
      if (!found || found->state != task_.state) return false;
      change(tx, *found);
      ++found->version;
      if (!store::update(tx, *found)) throw db::SerializationFailure("the task was touched a moment ago");
      task_ = std::move(*found);
      return true;
    });
  }

  // An audit entry of the end, for the trail says how many it was.
  void end(BulkState state, const std::optional<std::string>& error = std::nullopt) {
    const auto ended = kit::in_write(runtime_, actor_, [&](kit::Write& write) -> Outcome {
      auto found = store::load(write.tx, task_.id);
      if (!found || found->state != task_.state) return Done{};
      found->state = state;
      found->error = error;
      found->finished_at = write.now;
      ++found->version;
      if (!store::update(write.tx, *found)) throw db::SerializationFailure("the task was touched a moment ago");
      kit::AuditEntry entry;
      entry.action = state == BulkState::failed ? "bulk.fail" : "bulk.finish";
      entry.subject_kind = "bulk_task";
      entry.subject_id = found->id.value;
      entry.subject_label = std::to_string(state == BulkState::undone ? found->undone : found->changed) + " of " +
                            std::to_string(found->total);
      entry.org_unit_id = found->org_unit_id.value;
      write.audit(entry);
      task_ = std::move(*found);
      return Done{};
    });
    CHECK(ended.ok());
    tell(true);
  }

  Result<std::vector<customers::CustomerListItem>> page_after(CustomerId after) {
    return kit::in_read(runtime_, actor_, [&](const kit::Read& read) {
      return customers::list_after(read, question_, extensions_, after, kit::kLargestPageSize);
    });
  }

  // Writes down whom the edit is about, before the first of them is changed: a change may move them out of the
  // question.
  bool gather() {
    if (task_.is_gathered) return true;
    CustomerId after = runtime_.database.read([&](db::Transaction& tx) { return store::last_gathered(tx, task_.id); });
    for (;;) {
      if (!goes_on()) return false;
      const auto page = page_after(after);
      if (!page.ok()) {
        end(BulkState::failed, page.refusal().detail);
        return false;
      }
      const bool is_last = page->empty();
      const bool is_saved = save([&](db::Transaction& tx, BulkTask& task) {
        for (const auto& item : *page)
          store::insert_waiting(tx, task.id, item.id);
        task.total += static_cast<std::int64_t>(page->size());
        task.is_gathered = is_last;
      });
      if (!is_saved) return false;
      if (task_.total > kMostEdited) {
        end(BulkState::failed,
            "an edit is about at most " + std::to_string(kMostEdited) + " customers; nobody was changed");
        return false;
      }
      if (is_last) return true;
      after = page->back().id;
      tell(false);
    }
  }

  bool edit() {
    if (!gather()) return false;
    const auto change = record_from_json<CustomerChange>(task_.change_json, View{});
    CHECK(change.ok());
    return each(ItemOutcome::waiting, BulkState::done,
                [&](const store::Item& item) { return change_one(item.customer_id, *change); });
  }

  bool take_back() {
    const auto change = record_from_json<CustomerChange>(task_.change_json, View{});
    CHECK(change.ok());
    return each(ItemOutcome::changed, BulkState::undone,
                [&](const store::Item& item) { return take_back_one(item, *change); });
  }

  // Does it to all customers with that outcome, each in a transaction of his own; then the task has ended so.
  template <class Do>
  bool each(ItemOutcome waiting, BulkState at_the_end, Do do_it) {
    for (;;) {
      if (!goes_on()) return false;
      const auto items = runtime_.database.read(
          [&](db::Transaction& tx) { return store::next_items(tx, task_.id, waiting, kAtOnce); });
      if (items.empty()) break;
      for (const auto& item : items)
        do_it(item);
      if (!save([&](db::Transaction& tx, BulkTask& task) { count(tx, task); })) return false;
      tell(false);
    }
    end(at_the_end);
    return true;
  }

  static void count(db::Transaction& tx, BulkTask& task) {
    const auto of = [&](ItemOutcome outcome) { return store::count_items(tx, task.id, outcome); };
    task.undone = of(ItemOutcome::undone);
    task.changed = of(ItemOutcome::changed) + task.undone + of(ItemOutcome::kept);
    task.refused = of(ItemOutcome::refused);
    task.done = task.total - of(ItemOutcome::waiting);
  }

  void change_one(CustomerId id, const CustomerChange& change) {
    const auto outcome = kit::in_write(runtime_, actor_, [&](kit::Write& write) -> Outcome {
      TRY(const auto before, customers::load(write.as_read(), id));
      TRY(const auto after, customers::update(write, before, after_change(before, change)));
      bool is_changed = after.version != before.version;
      if (change.status && *change.status != before.status) {
        TRY_DONE(customers::set_status(write, id, *change.status));
        is_changed = true;
      }
      const auto replaced = is_changed ? to_json(replaced_by(before, change), View{}) : std::string{};
      store::set_outcome(write.tx, task_.id, id, is_changed ? ItemOutcome::changed : ItemOutcome::unchanged, replaced,
                         "");
      return Done{};
    });
    if (outcome.ok()) return;
    runtime_.database.write([&](db::Transaction& tx) {
      store::set_outcome(tx, task_.id, id, ItemOutcome::refused, "", outcome.refusal().reason);
    });
  }

  void take_back_one(const store::Item& item, const CustomerChange& change) {
    const auto replaced = record_from_json<Replaced>(item.before_json, View{});
    CHECK(replaced.ok());
    const auto outcome = kit::in_write(runtime_, actor_, [&](kit::Write& write) -> Outcome {
      TRY(const auto before, customers::load(write.as_read(), item.customer_id));
      auto wanted = taken_back(before, change, *replaced);
      const auto status = wanted.status;
      wanted.status = before.status;
      TRY(const auto after, customers::update(write, before, std::move(wanted)));
      bool is_changed = after.version != before.version;
      if (status != before.status) {
        TRY_DONE(customers::set_status(write, item.customer_id, status));
        is_changed = true;
      }
      store::set_undo_outcome(write.tx, task_.id, item.customer_id,
                              is_changed ? ItemOutcome::undone : ItemOutcome::kept);
      return Done{};
    });
    if (outcome.ok()) return;
    runtime_.database.write(
        [&](db::Transaction& tx) { store::set_undo_outcome(tx, task_.id, item.customer_id, ItemOutcome::kept); });
  }

  // Begins anew when it was interrupted: a half-written file is nobody's.
  bool write_file() {
    const auto form = record_from_json<FileForm>(task_.form_json, View{});
    CHECK(form.ok());
    const auto path = file_of(runtime_.data_folder, task_.id);
    std::filesystem::create_directories(path.parent_path());
    auto part = path;
    part += ".part";
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    const auto total = kit::in_read(runtime_, actor_, [&](const kit::Read& read) {
      return customers::count_listed(read, question_, extensions_, kMostExported + 1);
    });
    if (!total.ok() || *total > kMostExported) {
      end(BulkState::failed,
          total.ok() ? "a file holds at most " + std::to_string(kMostExported) + " customers" : total.refusal().detail);
      return false;
    }
    const bool is_begun = save([&](db::Transaction&, BulkTask& task) {
      task.total = *total;
      task.done = 0;
      task.is_gathered = true;
    });
    return is_begun && write_rows(*form, file) && put_in_place(file, part, path);
  }

  bool write_rows(const FileForm& form, std::ofstream& file) {
    const CsvWriter writer;
    std::string out(CsvWriter::kByteOrderMark);
    std::vector<std::string> cells;
    for (const auto& column : form.columns)
      cells.push_back(column.title);
    writer.write_row(cells, out);
    CustomerId after;
    for (std::int64_t written = 0;;) {
      if (!goes_on()) return false;
      const auto page = page_after(after);
      if (!page.ok()) {
        end(BulkState::failed, page.refusal().detail);
        return false;
      }
      add_rows(form, writer, *page, out);
      file << out;
      out.clear();
      if (page->empty()) return true;
      after = page->back().id;
      written += static_cast<std::int64_t>(page->size());
      const bool is_saved = save([&](db::Transaction&, BulkTask& task) {
        task.done = written;
        task.total = std::max(task.total, written);
      });
      if (!is_saved) return false;
      tell(false);
    }
  }

  void add_rows(const FileForm& form, const CsvWriter& writer, std::span<const customers::CustomerListItem> items,
                std::string& out) {
    runtime_.database.read([&](db::Transaction& tx) {
      const auto fields = own_fields::load_fields(tx);
      std::map<std::int64_t, std::string> tags;
      for (auto& tag : own_fields::load_tags(tx))
        tags[tag.id.value] = std::move(tag.name);
      std::map<std::int64_t, std::string> staff;
      FileContext context;
      context.fields = fields;
      context.tag_name = [&](own_fields::TagId id) { return tags[id.value]; };
      context.staff_name = [&](kit::StaffId id) {
        auto [place, is_new] = staff.try_emplace(id.value);
        if (is_new) place->second = identity::staff_name(tx, id);
        return place->second;
      };
      context.zone = identity::chain_time_zone(tx);
      context.language = form.language;
      std::vector<std::string> cells;
      for (const auto& item : items) {
        cells.clear();
        for (const auto& column : form.columns)
          cells.push_back(cell(item, column.key, context));
        writer.write_row(cells, out);
      }
    });
  }

  bool put_in_place(std::ofstream& file, const std::filesystem::path& part, const std::filesystem::path& path) {
    file.close();
    if (!file) {
      end(BulkState::failed, "the file could not be written; the log of the server says why");
      log::error("bulk.file_not_written", {{"task_id", task_.id.value}});
      return false;
    }
    std::filesystem::rename(part, path);
    end(BulkState::done);
    return true;
  }

  void tell(bool at_once) {
    const auto now = std::chrono::steady_clock::now();
    if (runtime_.events == nullptr || (!at_once && now - told_at_ < kTellEvery)) return;
    told_at_ = now;
    http::LiveEvent event;
    event.topic = "bulk.progress";
    event.data_json = to_json(task_, View{});
    event.staff_id = task_.created_by.value;
    runtime_.events->publish(std::move(event));
  }

  kit::JobRun& run_;
  kit::Runtime& runtime_;
  const customers::Extensions& extensions_;
  BulkTask task_;
  kit::Actor actor_;  // who started it, with the rights he had
  customers::ListQuestion question_;
  std::chrono::steady_clock::time_point told_at_;
};

}  // namespace

kit::JobEnd run_task(kit::JobRun& run, const customers::Extensions& extensions) {
  const BulkTaskId id{run.subject_id()};
  auto task = run.runtime().database.read([&](db::Transaction& tx) { return store::load(tx, id); });
  const bool is_wanted = task && (task->state == BulkState::running || task->state == BulkState::undoing);
  if (!is_wanted) return kit::JobEnd::done;
  return Task(run, extensions, std::move(*task)).work();
}

void delete_old_files(kit::Runtime& runtime) {
  const Time before = plus_days(runtime.clock.now(), -kFileDays);
  const auto old =
      runtime.database.read([&](db::Transaction& tx) { return store::old_files(tx, before, kit::kLargestPageSize); });
  for (auto task : old) {
    const auto path = file_of(runtime.data_folder, task.id);
    std::error_code ignored;  // it may never have been written
    std::filesystem::remove(path, ignored);
    auto part = path;
    part += ".part";
    std::filesystem::remove(part, ignored);
    task.state = BulkState::expired;
    ++task.version;
    runtime.database.write([&](db::Transaction& tx) { (void)store::update(tx, task); });
  }
}

}  // namespace homeport::bulk
