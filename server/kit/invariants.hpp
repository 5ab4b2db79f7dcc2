#pragma once

// What must always be true of the data, said by each module, checked by `homeport verify`, by the simulation after
// every step, and after crash tests.

#include <functional>
#include <string>
#include <vector>

#include "db/transaction.hpp"

namespace homeport::kit {

struct Invariant {
  std::string name;   // "points.account_equals_entries"
  std::string about;  // one sentence
  // One sentence per violation, at most kViolationLimit of them; empty means it holds.
  std::function<std::vector<std::string>(db::Transaction&)> violations;
};

inline constexpr int kViolationLimit = 20;

}  // namespace homeport::kit
