#include "modules/imports/job.hpp"

#include <chrono>
#include <future>

#include "base/text.hpp"
#include "modules/imports/context.hpp"
#include "modules/imports/file_steps.hpp"
#include "modules/imports/people_job.hpp"
#include "modules/imports/recording.hpp"
#include "modules/imports/service.hpp"
#include "modules/imports/store.hpp"

namespace homeport::imports {
namespace {

constexpr std::size_t kStagedPerWrite = 200;
constexpr std::int64_t kOrdersPerRound = 64;
constexpr std::size_t kOrdersPerWrite = 16;
constexpr std::chrono::milliseconds kTellEvery{300};
constexpr std::size_t kMostOrderBytes = 400;  // kept of a row that could not be read

class Import {
 public:
  Import(kit::JobRun& run, ImportFile import)
      : run_(run),
        runtime_(run.runtime()),
        import_(std::move(import)),
        actor_(kit::system_actor(import_.created_by_name)) {
    actor_.staff_id = import_.created_by;
    actor_.org_unit_id = import_.org_unit_id;
    importer_ = starter_of(import_);
  }

  kit::JobEnd work() {
    if (!stage()) return run_.should_stop() ? kit::JobEnd::again : kit::JobEnd::done;
    store::NextOrder last{"", Time{INT64_MIN}};
    for (;;) {
      if (run_.should_stop()) return kit::JobEnd::again;
      if (!run_.keep_lease() || !is_still_wanted()) return kit::JobEnd::done;
      const auto orders = runtime_.database.read(
          [&](db::Transaction& tx) { return store::next_orders(tx, import_.id, last, kOrdersPerRound); });
      if (orders.empty()) break;
      record(orders);
      last = orders.back();
      tell(false);
    }
    end(ImportState::done, std::nullopt);
    return kit::JobEnd::done;
  }

 private:
  struct Waiting {
    std::vector<store::StagedRow> rows;
    std::vector<store::StoredError> errors;
    [[nodiscard]] std::size_t size() const { return rows.size() + errors.size(); }
  };

  // Reads the file from where an earlier run stopped; false when the import is to go no further now.
  bool stage() {
    const auto context = runtime_.database.read([&](db::Transaction& tx) {
      return make_context(tx, importer_, mapping_of(import_), import_.started_at.value_or(runtime_.clock.now()));
    });
    if (!context.ok()) {
      end(ImportState::failed, context.refusal().detail);
      return false;
    }
    if (import_.rows_staged >= import_.rows_total) return true;
    const auto order_column = context->columns[static_cast<std::size_t>(Meaning::order_ref)];
    std::int64_t seen = 0;
    bool is_stopped = false;
    Waiting waiting;
    read_file(stored_path(runtime_, import_), format_of(import_), [&](const RawRow& raw) {
      if (++seen <= import_.rows_staged) return Going::on;
      understand(raw, *context, order_column, waiting);
      if (waiting.size() < kStagedPerWrite) return Going::on;
      is_stopped = run_.should_stop() || !run_.keep_lease() || !is_still_wanted();
      if (is_stopped) return Going::stop;
      keep(waiting);
      tell(false);
      return Going::on;
    });
    if (is_stopped) return false;
    if (waiting.size() != 0) keep(waiting);
    const auto errors =
        runtime_.database.read([&](db::Transaction& tx) { return store::count_errors(tx, import_.id); });
    if (errors > kMostErrors) {
      end(ImportState::failed, "more than " + std::to_string(kMostErrors) + " rows are wrong; nothing was recorded");
      return false;
    }
    return true;
  }

  static void understand(const RawRow& raw, const RowContext& context, std::optional<std::size_t> order_column,
                         Waiting& waiting) {
    if (!raw.problem.empty()) {
      waiting.errors.push_back(
          {{raw.row_no, "", "imports." + std::string(raw.problem), "the row cannot be cut into cells", ""},
           "",
           cells_json(raw.cells)});
      return;
    }
    auto read = read_row(raw.row_no, raw.cells, context);
    if (auto* row = std::get_if<ImportRow>(&read)) {
      waiting.rows.push_back({std::move(*row), cells_json(raw.cells)});
      return;
    }
    const bool has_order = order_column && *order_column < raw.cells.size();
    waiting.errors.push_back(
        {std::get<RowError>(std::move(read)),
         has_order ? std::string(cut_to(raw.cells[*order_column], kMostOrderBytes)) : std::string(),
         cells_json(raw.cells)});
  }

  void keep(Waiting& waiting) {
    runtime_.database.write([&](db::Transaction& tx) {
      for (const auto& row : waiting.rows)
        store::insert_row(tx, import_.id, row);
      for (const auto& error : waiting.errors)
        store::insert_error(tx, import_.id, error);
      store::Progress progress;
      progress.staged = static_cast<std::int64_t>(waiting.size());
      progress.refused = static_cast<std::int64_t>(waiting.errors.size());
      store::add_progress(tx, import_.id, progress);
    });
    import_.rows_staged += static_cast<std::int64_t>(waiting.size());
    waiting.rows.clear();
    waiting.errors.clear();
  }

  // On the embedded engine one order a write: all of a round wait together and share commits, in the order of time.
  // Elsewhere several orders a write, one write after another, so that a customer's sales keep their order and a round
  // trip to commit is paid once for all of them.
  void record(const std::vector<store::NextOrder>& orders) {
    if (runtime_.database.reads_are_local()) return record_one_by_one(orders);
    for (std::size_t from = 0; from < orders.size(); from += kOrdersPerWrite) {
      const std::size_t to = std::min(orders.size(), from + kOrdersPerWrite);
      const std::vector<store::NextOrder> some(orders.begin() + static_cast<std::ptrdiff_t>(from),
                                               orders.begin() + static_cast<std::ptrdiff_t>(to));
      if (!record_together(some)) record_one_by_one(some);
    }
  }

  struct Attempt {
    std::promise<void> done;
    std::future<void> ended = done.get_future();
    std::optional<Outcome> outcome;
    RecordedOrder recorded;
  };

  // False, with nothing written, when one of them is to be refused.
  bool record_together(const std::vector<store::NextOrder>& orders) {
    std::vector<RecordedOrder> recorded;
    const auto outcome = runtime_.database.write([&](db::Transaction& tx) -> Outcome {
      kit::Write write(runtime_, tx, actor_, runtime_.clock.now());
      recorded.assign(orders.size(), {});  // it may run again
      for (std::size_t i = 0; i < orders.size(); ++i)
        TRY_DONE(record_order(write, {import_, importer_}, orders[i].order_ref, products_, recorded[i]));
      return Done{};
    });
    if (!outcome.ok()) return false;
    for (auto& one : recorded)
      products_.keep(std::move(one.met));
    return true;
  }

  void record_one_by_one(const std::vector<store::NextOrder>& orders) {
    const std::size_t at_once = runtime_.database.reads_are_local() ? orders.size() : 1;
    std::vector<Attempt> attempts(orders.size());
    for (std::size_t from = 0; from < orders.size(); from += at_once) {
      const std::size_t to = std::min(orders.size(), from + at_once);
      for (std::size_t i = from; i < to; ++i)
        submit(orders[i].order_ref, attempts[i]);
      // All of them have ended before one of them may throw: they are ours to keep until then.
      for (std::size_t i = from; i < to; ++i)
        attempts[i].ended.wait();
      for (std::size_t i = from; i < to; ++i)
        finish(orders[i].order_ref, attempts[i]);
    }
  }

  void submit(const std::string& order_ref, Attempt& attempt) {
    db::WriteJob job;
    job.run = [this, &order_ref, &attempt](db::Transaction& tx) {
      kit::Write write(runtime_, tx, actor_, runtime_.clock.now());
      attempt.recorded = {};  // it may run again
      attempt.outcome.emplace(record_order(write, {import_, importer_}, order_ref, products_, attempt.recorded));
      return attempt.outcome->ok();
    };
    job.done = [&attempt](const std::exception_ptr& error) {
      error ? attempt.done.set_exception(error) : attempt.done.set_value();
    };
    if (!runtime_.database.submit(std::move(job))) {
      attempt.done.set_exception(std::make_exception_ptr(db::DatabaseError("the write queue is full")));
    }
  }

  void finish(const std::string& order_ref, Attempt& attempt) {
    attempt.ended.get();
    if (attempt.outcome->ok()) return products_.keep(std::move(attempt.recorded.met));
    runtime_.database.write([&](db::Transaction& tx) {
      kit::Write write(runtime_, tx, actor_, runtime_.clock.now());
      refuse_order(write, import_, order_ref, attempt.outcome->refusal(), attempt.recorded.bad_row);
    });
  }

  bool is_still_wanted() { return is_in_state(runtime_, import_.id, ImportState::running); }

  void end(ImportState state, const std::optional<std::string>& error) {
    end_import(runtime_, actor_, import_.id, ImportState::running, state, error);
    tell(true);
  }

  void tell(bool at_once) {
    const auto now = std::chrono::steady_clock::now();
    if (!at_once && now - told_at_ < kTellEvery) return;
    told_at_ = now;
    tell_progress(runtime_, import_.id);
  }

  kit::JobRun& run_;
  kit::Runtime& runtime_;
  ImportFile import_;
  kit::Actor actor_;      // who writes: the program
  kit::Actor importer_;   // for whom, and how far he reaches
  MetProducts products_;  // used by recording, which this thread waits for, and by this thread in between
  std::chrono::steady_clock::time_point told_at_;
};

}  // namespace

kit::JobEnd run_import(kit::JobRun& run) {
  const ImportId id{run.subject_id()};
  auto import = run.runtime().database.read([&](db::Transaction& tx) { return store::load_import(tx, id); });
  if (!import || import->state != ImportState::running) return kit::JobEnd::done;
  if (import->kind == ImportKind::customers) return run_people_import(run, std::move(*import));
  return Import(run, std::move(*import)).work();
}

}  // namespace homeport::imports
