#pragma once

// S7: a back-test over years of sales, against a plain sum over their lines.

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

#include "cli/application.hpp"
#include "figures.hpp"

namespace homeport::bench {

struct BacktestOptions {
  std::filesystem::path folder;  // must not exist; removed at the end
  std::string size;
  std::int64_t lines = 200'000;
  int rounds = 3;
};

// Makes a chain with that many sale lines (three quarters of a line to a customer and month, five returns in a hundred
// sales, eight service types), then takes in turn the sum and the back-test of a changed strategy over all of it, as
// the job does it. Throws where the two sides don't see the same lines.
[[nodiscard]] Figure measure_backtest(const BacktestOptions& options);

// Back-tests of everything sold so far, one after another, as long as it lives: what tills are measured beside.
class EndlessBacktests {
 public:
  explicit EndlessBacktests(cli::Application& application);
  ~EndlessBacktests();
  EndlessBacktests(const EndlessBacktests&) = delete;
  EndlessBacktests& operator=(const EndlessBacktests&) = delete;

 private:
  std::atomic<bool> is_over_{false};
  std::thread thread_;
};

}  // namespace homeport::bench
