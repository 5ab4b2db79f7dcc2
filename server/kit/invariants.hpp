#pragma once

// What must always be true of the data, said by each module, checked by `homeport verify`, by the simulation after
// every step, and after crash tests.

#include <functional>
#include <string>
#include <string_view>
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

// One that a statement looks for: what it finds breaks `about`. `sql` gives one or two ids a row and takes the limit as
// $1; `whose` says what the first of them is. The sentence is "customer 7/12 breaks: …": values, which may be phones,
// are not in it. `sql` must outlive the invariant.
[[nodiscard]] Invariant no_rows(std::string name, std::string about, const db::Sql& sql,
                                std::string_view whose = "customer");

}  // namespace homeport::kit
