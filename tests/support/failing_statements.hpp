#pragma once

// A machine that fails at the statement a test names: at the n-th of the writes that follow, once.
//
//   FailingStatements failures;
//   TestDatabase database(engine, modules, failures.seams());
//   failures.fail_at(3);
//   EXPECT_THROW(database.write(…), std::exception);

#include <atomic>
#include <stdexcept>

#include "db/database.hpp"

namespace homeport::test {

class FailingStatements {
 public:
  // The database must not outlive this.
  [[nodiscard]] db::TestSeams seams() {
    db::TestSeams seams;
    seams.before_statement = [this] { count(); };
    return seams;
  }

  void fail_at(int n) {
    has_failed_ = false;
    left_ = n;
  }
  // No failure any more; tells whether there was one.
  bool disarm() {
    left_ = 0;
    return has_failed_;
  }

 private:
  void count() {
    int left = left_.load();
    while (left > 0 && !left_.compare_exchange_weak(left, left - 1)) {
    }
    if (left != 1) return;
    has_failed_ = true;
    throw std::runtime_error("the machine failed here, as the test asked");
  }

  std::atomic<int> left_{0};
  std::atomic<bool> has_failed_{false};
};

}  // namespace homeport::test
