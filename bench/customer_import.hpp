#pragma once

// S6: a file of customers brought, checked and imported, against sqlite3 reading the same file into a table.

#include <filesystem>
#include <string>
#include <vector>

#include "figures.hpp"

namespace homeport::bench {

struct CustomerImportOptions {
  std::filesystem::path folder;  // must not exist; removed at the end
  std::string size;
  std::int64_t rows = 20'000;
  int rounds = 3;
};

// Two figures: the seconds of the import (its job, from the first row to the last, with keys, cards, search rows, audit
// and what undoing needs) and of the check before it, each beside `sqlite3 .import`. Throws when rows were refused or
// the program sqlite3 isn't there.
[[nodiscard]] std::vector<Figure> measure_customer_import(const CustomerImportOptions& options);

}  // namespace homeport::bench
