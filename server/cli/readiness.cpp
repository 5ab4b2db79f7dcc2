#include "cli/readiness.hpp"

#include <mutex>
#include <optional>

#include "base/check.hpp"

namespace homeport::cli {
namespace {

const db::Sql kAsk{"SELECT 1"};

struct Question {
  std::mutex mutex;
  std::optional<Time> asked_at;  // none: no question is on its way
  bool answered_well = true;     // the last one
};

bool ask_here(db::Database& database) {
  try {
    database.read_here([](db::Transaction& tx) {
      auto rows = tx.query(kAsk);
      CHECK(rows.next());
    });
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

// Expects the lock.
void ask(db::Database& database, const std::shared_ptr<Question>& question, Time now) {
  db::ReadJob job;
  job.run = [](db::Transaction& tx) {
    auto rows = tx.query(kAsk);
    CHECK(rows.next());
  };
  job.done = [question](const std::exception_ptr& failure) {
    const std::scoped_lock lock(question->mutex);
    question->asked_at.reset();
    question->answered_well = failure == nullptr;
  };
  if (database.submit_read(std::move(job))) {
    question->asked_at = now;
  } else {
    question->answered_well = false;
  }
}

}  // namespace

std::function<bool()> readiness_of(db::Database& database, const Clock& clock, std::int64_t patience_us) {
  if (database.reads_are_local()) {
    return [&database] { return ask_here(database); };
  }
  return [&database, &clock, patience_us, question = std::make_shared<Question>()] {
    const Time now = clock.now();
    const std::scoped_lock lock(question->mutex);
    if (question->asked_at) return question->answered_well && now.us - question->asked_at->us < patience_us;
    ask(database, question, now);
    return question->answered_well;
  };
}

}  // namespace homeport::cli
