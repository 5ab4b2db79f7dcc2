#include "db/sqlite_writer.hpp"

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

constexpr auto kOptimizeEvery = std::chrono::hours(6);
constexpr auto kLongestSleep = std::chrono::minutes(10);

int note_log_frames(void* into, sqlite3* /*handle*/, const char* /*name*/, int frames) {
  *static_cast<int*>(into) = frames;
  return SQLITE_OK;
}

}  // namespace

SqliteWriter::SqliteWriter(const SqliteOptions& options, std::unique_ptr<SqliteConnection> connection)
    : options_(options),
      queue_(options.write_queue_limit),
      connection_(std::move(connection)),
      checkpointer_(options.file),
      transaction_(*connection_, &options_.seams),
      optimized_at_(std::chrono::steady_clock::now()) {
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
    while (!taken_.empty())
      run_batch();
    optimize_now_and_then(false);
  }
  optimize_now_and_then(true);
}

void SqliteWriter::run_batch() {
  const auto started = std::chrono::steady_clock::now();
  const auto budget = std::chrono::microseconds(options_.batch_work_us);
  while (finished_.size() < options_.batch_limit && !batch_error_) {
    if (taken_.empty()) queue_.take_waiting(taken_, options_.batch_limit - finished_.size());
    unfinished_ = taken_.size() + finished_.size();
    if (taken_.empty()) break;
    WriteJob job = std::move(taken_.front());
    taken_.pop_front();
    run_one(std::move(job));
    if (std::chrono::steady_clock::now() - started > budget) break;
  }
  if (!batch_error_) commit();
  tell_all();
  checkpointer_.after_commit(*connection_, log_frames_);
}

void SqliteWriter::run_one(WriteJob job) {
  Finished& finished = finished_.emplace_back();
  finished.job = std::move(job);
  // While nothing is kept yet the whole transaction can be undone, and no savepoint is needed.
  const bool is_nested = kept_ > 0;
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

void SqliteWriter::keep(Finished& finished, bool is_nested) {
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
    } else {
      connection_->run(kRollback);
    }
  } catch (...) {
    give_up_batch(std::current_exception());
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
    ++commits_;
    committed_jobs_ += kept_;
  } catch (...) {
    give_up_batch(std::current_exception());
  }
}

void SqliteWriter::tell_all() noexcept {
  unfinished_ = taken_.size();
  for (auto& finished : finished_) {
    if (finished.is_kept && !batch_error_) {
      for (const auto& action : finished.actions)
        action();
    }
    // A refusal too may rest on what an earlier job of a failed batch had written.
    if (!finished.error) finished.error = batch_error_;
    finished.job.done(std::move(finished.error));
  }
  finished_.clear();
  batch_error_ = nullptr;
  kept_ = 0;
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
