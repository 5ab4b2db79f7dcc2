#pragma once

// S5: the customer list and its search box among few and among very many customers.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "figures.hpp"

namespace homeport::bench {

struct ListOptions {
  std::filesystem::path folder;  // must not exist; removed at the end
  std::string size;
  std::int64_t few = 10'000;    // customers to compare with
  std::int64_t many = 100'000;  // not less
  int rounds = 3;
  std::int64_t round_ms = 4'000;
};

// One figure per question, its p99: asked over HTTP on two connections, in turn of the few and of the many.
[[nodiscard]] std::vector<Figure> measure_lists(const ListOptions& options);

}  // namespace homeport::bench
