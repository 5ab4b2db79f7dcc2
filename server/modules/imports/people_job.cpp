#include "modules/imports/people_job.hpp"

#include <chrono>
#include <future>
#include <memory>

#include "modules/imports/context.hpp"
#include "modules/imports/file_steps.hpp"
#include "modules/imports/people_recording.hpp"
#include "modules/imports/people_service.hpp"
#include "modules/imports/store.hpp"

namespace homeport::imports {
namespace {

constexpr std::size_t kRowsPerWrite = 500;
constexpr std::int64_t kEffectsPerWrite = 100;
constexpr std::chrono::milliseconds kProgressEvery{300};

// What importing and undoing have in common: who acts, and what ends or tells of it.
class Work {
 public:
  Work(kit::JobRun& run, ImportFile import)
      : run_(run), runtime_(run.runtime()), import_(std::move(import)), actor_(starter_of(import_)) {}

 protected:
  // False when somebody cancelled it, or another server has it, or this one is to stop.
  bool may_go_on(ImportState state) {
    if (run_.should_stop()) return false;
    return run_.keep_lease() && is_in_state(runtime_, import_.id, state);
  }

  template <class UseCase>
  Outcome write(UseCase use_case) {
    return kit::in_write(runtime_, actor_, use_case);
  }

  void tell(bool at_once) {
    const auto now = std::chrono::steady_clock::now();
    if (!at_once && now - told_at_ < kProgressEvery) return;
    told_at_ = now;
    tell_progress(runtime_, import_.id);
  }

  void end(ImportState from, ImportState to, const std::optional<std::string>& error) {
    end_import(runtime_, actor_, import_.id, from, to, error);
    tell(true);
  }

  [[nodiscard]] kit::JobEnd interrupted() const { return run_.should_stop() ? kit::JobEnd::again : kit::JobEnd::done; }

  kit::JobRun& run_;
  kit::Runtime& runtime_;
  ImportFile import_;
  kit::Actor actor_;
  std::chrono::steady_clock::time_point told_at_;
};

// While some rows are being written the next are read.
class PeopleImport : public Work {
 public:
  using Work::Work;
  PeopleImport(const PeopleImport&) = delete;
  PeopleImport& operator=(const PeopleImport&) = delete;
  ~PeopleImport() {
    if (sent_) sent_->ended.wait();  // the database works with what is ours
  }

  kit::JobEnd work() {
    store::Fixes fixes;
    auto context = runtime_.database.read([&](db::Transaction& tx) {
      fixes = store::load_fixes(tx, import_.id);
      return make_people_context(tx, actor_, people_mapping_of(import_),
                                 import_.started_at.value_or(runtime_.clock.now()));
    });
    if (!context.ok()) {
      end(ImportState::running, ImportState::failed, context.refusal().detail);
      return kit::JobEnd::done;
    }
    context_ = std::move(context).value();
    std::int64_t seen = 0;
    bool goes_on = true;
    read_people(runtime_, import_, fixes, context_,
                [&](std::variant<PersonRow, RowError>&& read, std::span<const std::string_view> cells) {
                  if (++seen <= import_.rows_staged) return Going::on;
                  waiting_.push_back(prepare_person(std::move(read), cells_json(cells), context_));
                  if (waiting_.size() < kRowsPerWrite) return Going::on;
                  goes_on = record();
                  return goes_on ? Going::on : Going::stop;
                });
    if (goes_on && !waiting_.empty()) goes_on = record();
    if (!finish() || !goes_on) return interrupted();
    end(ImportState::running, ImportState::done, std::nullopt);
    return kit::JobEnd::done;
  }

 private:
  // Rows on their way into the database.
  struct Sent {
    std::vector<ReadPerson> rows;
    std::optional<Outcome> outcome;
    std::promise<void> done;
    std::future<void> ended = done.get_future();
  };

  // Sends what waits, once the rows before it are in: one after another, so that a killed server's import goes on
  // behind the last. False when the import is over.
  bool record() {
    if (!finish() || !may_go_on(ImportState::running)) return false;
    sent_ = std::make_unique<Sent>();
    sent_->rows = std::move(waiting_);
    waiting_.clear();
    db::WriteJob job;
    job.run = [this, &sent = *sent_](db::Transaction& tx) {
      kit::Write write(runtime_, tx, actor_, runtime_.clock.now());
      sent.outcome.emplace(record_people(write, import_, context_, sent.rows));
      return sent.outcome->ok();
    };
    job.done = [&sent = *sent_](const std::exception_ptr& error) {
      error ? sent.done.set_exception(error) : sent.done.set_value();
    };
    if (!runtime_.database.submit(std::move(job))) {
      sent_->done.set_exception(std::make_exception_ptr(db::DatabaseError("the write queue is full")));
    }
    return true;
  }

  // Waits for the rows on their way. False when the import is over: somebody stopped it, or too much of it is wrong.
  bool finish() {
    if (!sent_) return true;
    sent_->ended.wait();
    const auto sent = std::move(sent_);
    sent->ended.get();
    if (!sent->outcome->ok()) {
      if (sent->outcome->refusal().reason == kStopped || !record_one_by_one(sent->rows)) return false;
    }
    tell(false);
    const auto now = runtime_.database.read([&](db::Transaction& tx) { return store::load_import(tx, import_.id); });
    if (!now || now->rows_refused <= kMostErrors) return true;
    end(ImportState::running, ImportState::failed,
        "more than " + std::to_string(kMostErrors) + " rows are wrong; what was imported before can be undone");
    return false;
  }

  // One of them was refused only when it was to be written: a race, or a rule that the file alone does not show.
  bool record_one_by_one(std::span<const ReadPerson> rows) {
    for (const auto& row : rows) {
      auto outcome = write([&](kit::Write& w) { return record_people(w, import_, context_, std::span(&row, 1)); });
      if (!outcome.ok() && outcome.refusal().reason != kStopped) {
        const auto refusal = outcome.refusal();
        outcome = write([&](kit::Write& w) { return refuse_person(w, import_, row, refusal); });
      }
      if (!outcome.ok()) return false;
    }
    return true;
  }

  PeopleContext context_;
  std::vector<ReadPerson> waiting_;
  std::unique_ptr<Sent> sent_;
};

class Undo : public Work {
 public:
  Undo(kit::JobRun& run, ImportFile import, const std::vector<customers::UsePart>& use)
      : Work(run, std::move(import)), use_(use) {}

  kit::JobEnd work() {
    std::int64_t before_row = INT64_MAX;
    for (;;) {
      if (!may_go_on(ImportState::undoing)) return interrupted();
      const auto effects = runtime_.database.read(
          [&](db::Transaction& tx) { return store::effects_to_undo(tx, import_.id, before_row, kEffectsPerWrite); });
      if (effects.empty()) break;
      const auto outcome = write([&](kit::Write& w) -> Outcome {
        for (const auto& effect : effects)
          TRY_DONE(undo(w, effect));
        return Done{};
      });
      if (!outcome.ok()) undo_one_by_one(effects);
      before_row = effects.back().row_no;
      tell(false);
    }
    end(ImportState::undoing, ImportState::undone, std::nullopt);
    return kit::JobEnd::done;
  }

 private:
  Outcome undo(kit::Write& w, ImportEffect effect) {
    TRY_DONE(undo_effect(w, effect, use_));
    effect.outcome = UndoOutcome::undone;
    store::save_outcome(w.tx, import_.id, effect);
    store::add_undone(w.tx, import_.id, 1, 0);
    return Done{};
  }

  void undo_one_by_one(const std::vector<ImportEffect>& effects) {
    for (auto effect : effects) {
      const auto outcome = write([&](kit::Write& w) { return undo(w, effect); });
      if (outcome.ok()) continue;
      effect.outcome = UndoOutcome::kept;
      effect.reason = outcome.refusal().reason;
      CHECK(write([&](kit::Write& w) -> Outcome {
              store::save_outcome(w.tx, import_.id, effect);
              store::add_undone(w.tx, import_.id, 0, 1);
              return Done{};
            }).ok());
    }
  }

  const std::vector<customers::UsePart>& use_;
};

}  // namespace

kit::JobEnd run_people_import(kit::JobRun& run, ImportFile import) {
  return PeopleImport(run, std::move(import)).work();
}

kit::JobEnd run_undo(kit::JobRun& run, const std::vector<customers::UsePart>& use) {
  const ImportId id{run.subject_id()};
  auto import = run.runtime().database.read([&](db::Transaction& tx) { return store::load_import(tx, id); });
  if (!import || import->state != ImportState::undoing) return kit::JobEnd::done;
  return Undo(run, std::move(*import), use).work();
}

}  // namespace homeport::imports
