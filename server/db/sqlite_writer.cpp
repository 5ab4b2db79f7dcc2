#include "db/sqlite_writer.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <sqlite3.h>

#include "db/database_thread.hpp"

namespace homeport::db {
namespace {

const Sql kBegin{"BEGIN IMMEDIATE"};
const Sql kCommit{"COMMIT"};
const Sql kRollback{"ROLLBACK"};
const Sql kSavepoint{"SAVEPOINT job"};
const Sql kRelease{"RELEASE job"};
const Sql kRollbackTo{"ROLLBACK TO job"};

// A batch that has worked for this part of its time may be committed although more is waiting.
constexpr int kWorthACommit = 16;
constexpr auto kOptimizeEvery = std::chrono::hours(6);
constexpr auto kLongestSleep = std::chrono::minutes(10);

int note_log_frames(void* into, sqlite3* /*handle*/, const char* /*name*/, int frames) {
  *static_cast<int*>(into) = frames;
  return SQLITE_OK;
}

std::filesystem::path log_of(std::filesystem::path file) { return file += "-wal"; }

// One for each lane.
std::deque<LogSync> syncs_of(const std::filesystem::path& log) {
  std::deque<LogSync> syncs;
  for (int lane = 0; lane < SqliteSyncer::kLanes; ++lane)
    syncs.emplace_back(log);
  return syncs;
}

}  // namespace

SqliteWriter::SqliteWriter(const SqliteOptions& options, std::unique_ptr<SqliteConnection> connection)
    : options_(options),
      queue_(options.write_queue_limit),
      connection_(std::move(connection)),
      checkpointer_(options.file),
      transaction_(*connection_, &options_.seams),
      optimized_at_(std::chrono::steady_clock::now()),
      syncs_(syncs_of(log_of(options.file))),
      syncer_({.sync = [this](int lane) { syncs_[static_cast<std::size_t>(lane)](); },
               .has_room = [this] { queue_.nudge(); },
               .synced = [this](const FinishedBatch& batch) { count(batch); }}) {
  // A commit writes the log and no more; making it durable is the syncer's business. Checkpoints and new beginnings of
  // the log still sync in the order that keeps the file sound.
  connection_->run_once("PRAGMA synchronous = NORMAL");
  sqlite3_wal_hook(connection_->raw(), &note_log_frames, &log_frames_);
  thread_ = std::thread([this] { work(); });
}

SqliteWriter::~SqliteWriter() {
  queue_.close();
  thread_.join();
}

void SqliteWriter::add_status(DatabaseStatus& status) const {
  status.waiting_writes = queue_.size() + unfinished_.load();
  status.commits = commits_.load();
  status.committed_jobs = committed_jobs_.load();
}

void SqliteWriter::work() {
  mark_database_thread();
  using Woken = JobQueue<WriteJob>::Woken;
  for (;;) {
    const auto woken = queue_.wait_and_take_waiting(taken_, options_.batch_limit, kLongestSleep);
    if (woken == Woken::by_end) break;
    unfinished_ += taken_.size();
    while (!taken_.empty())
      run_batch();
    optimize_now_and_then(false);
  }
  optimize_now_and_then(true);
}

void SqliteWriter::run_batch() {
  const auto started = std::chrono::steady_clock::now();
  const auto budget = std::chrono::microseconds(options_.batch_work_us);
  if (const auto failure = syncer_.failure()) return refuse_all(failure);
  while (finished_.size() < options_.batch_limit && !batch_error_) {
    if (taken_.empty()) take_more();
    if (taken_.empty()) break;
    WriteJob job = std::move(taken_.front());
    taken_.pop_front();
    run_one(std::move(job));
    const auto worked = std::chrono::steady_clock::now() - started;
    if (worked > budget || (worked > budget / kWorthACommit && is_large_enough())) break;
  }
  if (!batch_error_) commit();
  hand_over();
  checkpointer_.after_commit(*connection_, log_frames_);
}

// When many come at once they would go on coming at once, with the disk at rest while they are worked on. A quarter of
// them is sent ahead.
bool SqliteWriter::is_large_enough() const {
  return finished_.size() * 3 >= taken_.size() + queue_.size() && syncer_.has_room();
}

// What comes while the disk is busy with earlier commits may as well share the next one.
void SqliteWriter::take_more() {
  const std::size_t most = options_.batch_limit - finished_.size();
  queue_.wait_and_take_unless(taken_, most, [&] { return syncer_.has_room(); });
  unfinished_ += taken_.size();
}

void SqliteWriter::refuse_all(const std::exception_ptr& failure) {
  for (auto& job : taken_)
    finished_.emplace_back().job = std::move(job);
  taken_.clear();
  batch_error_ = failure;
  hand_over();
}

void SqliteWriter::run_one(WriteJob job) {
  FinishedWrite& finished = finished_.emplace_back();
  finished.job = std::move(job);
  // While nothing is kept yet the whole transaction can be undone, and no savepoint is needed.
  const bool is_nested = has_savepoints_ && kept_ > 0;
  try {
    transaction_.restart();
    if (!connection_->in_transaction()) connection_->run(kBegin);
    if (is_nested) connection_->run(kSavepoint);
    const bool wants_to_keep = finished.job.run(transaction_);
    if (transaction_.failure()) std::rethrow_exception(transaction_.failure());
    if (wants_to_keep) {
      keep(finished, is_nested);
    } else {
      undo(is_nested);
    }
  } catch (...) {
    // A swallowed statement error and whatever came of it: the first cause is what counts.
    finished.error = transaction_.take_failure();
    if (!finished.error) finished.error = std::current_exception();
    undo(is_nested);
  }
}

void SqliteWriter::keep(FinishedWrite& finished, bool is_nested) {
  if (is_nested) connection_->run(kRelease);
  finished.is_kept = true;
  finished.actions = transaction_.take_actions();
  ++kept_;
}

void SqliteWriter::undo(bool is_nested) {
  try {
    if (!connection_->in_transaction()) {
      // After some failures (disk full) SQLite has undone everything by itself, the earlier jobs' work too.
      if (kept_ > 0) give_up_batch(finished_.back().error);
    } else if (is_nested) {
      connection_->run(kRollbackTo);
      connection_->run(kRelease);
    } else if (kept_ == 0) {
      connection_->run(kRollback);
    } else if (finished_.back().error || transaction_.has_written()) {
      run_again_in_savepoints();
    }
  } catch (...) {
    give_up_batch(std::current_exception());
  }
}

// Most writes are kept, and most that are refused have written nothing by then. So savepoints, for which each page is
// copied before it is changed, are only there when one of a batch has shown that it needs them. `finished_` is another
// afterwards.
void SqliteWriter::run_again_in_savepoints() {
  connection_->run(kRollback);
  has_savepoints_ = true;
  kept_ = 0;
  for (auto& finished : std::exchange(finished_, {})) {
    if (batch_error_) {
      finished_.emplace_back().job = std::move(finished.job);
    } else {
      run_one(std::move(finished.job));
    }
  }
}

void SqliteWriter::give_up_batch(const std::exception_ptr& error) {
  batch_error_ = error;
  try {
    if (connection_->in_transaction()) connection_->run(kRollback);
  } catch (const DatabaseError&) {
    // The next BEGIN fails then and says so to its job.
  }
}

void SqliteWriter::commit() {
  if (kept_ == 0) return;
  try {
    if (options_.seams.before_commit) options_.seams.before_commit();
    connection_->run(kCommit);
  } catch (...) {
    give_up_batch(std::current_exception());
  }
}

void SqliteWriter::hand_over() {
  syncer_.hand_over({std::exchange(finished_, {}), std::exchange(batch_error_, nullptr)});
  kept_ = 0;
  has_savepoints_ = false;
}

// On the syncer's thread.
void SqliteWriter::count(const FinishedBatch& batch) {
  unfinished_ -= batch.writes.size();
  if (batch.error) return;
  const auto kept =
      std::count_if(batch.writes.begin(), batch.writes.end(), [](const FinishedWrite& write) { return write.is_kept; });
  if (kept == 0) return;
  ++commits_;
  committed_jobs_ += static_cast<std::uint64_t>(kept);
}

void SqliteWriter::optimize_now_and_then(bool is_ending) {
  const auto now = std::chrono::steady_clock::now();
  if (!is_ending && now - optimized_at_ < kOptimizeEvery) return;
  optimized_at_ = now;
  try {
    connection_->run_once("PRAGMA optimize");
  } catch (const DatabaseError&) {
    // Old statistics are no harm.
  }
}

}  // namespace homeport::db
