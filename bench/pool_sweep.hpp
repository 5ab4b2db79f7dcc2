#pragma once

// S11: the sweep of the pool over very many tracked customers, and how long others wait meanwhile.

#include <cstdint>
#include <filesystem>

namespace homeport::bench {

struct SweepOptions {
  std::filesystem::path folder;  // must not exist; removed at the end
  std::int64_t tracking = 100'000;
  std::int64_t due = 1'000;
};

struct SweepResult {
  double sweep_ms = 0;
  double longest_wait_ms = 0;  // of a small write sent all along, one after the other
  std::int64_t returned = 0;
  std::int64_t writes = 0;
};

[[nodiscard]] SweepResult measure_sweep(const SweepOptions& options);

}  // namespace homeport::bench
