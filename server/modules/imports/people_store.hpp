#pragma once

// The SQL of mended cells and of what imports of customers did; one statement per function.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.hpp"
#include "kit/paging.hpp"
#include "modules/imports/people_types.hpp"

namespace homeport::imports::store {

void save_fix(db::Transaction& tx, ImportId id, const CellFix& fix);
// By row and column.
using Fixes = std::map<std::int64_t, std::map<std::size_t, std::string>>;
[[nodiscard]] Fixes load_fixes(db::Transaction& tx, ImportId id);
[[nodiscard]] std::int64_t count_fixes(db::Transaction& tx, ImportId id);

void insert_effect(db::Transaction& tx, ImportId id, const ImportEffect& effect);
// The row of this import that made or changed that customer.
[[nodiscard]] std::optional<std::int64_t> row_of_customer(db::Transaction& tx, ImportId id, CustomerId customer_id);
// What is still to be undone, the last row first.
[[nodiscard]] std::vector<ImportEffect> effects_to_undo(db::Transaction& tx, ImportId id, std::int64_t before_row,
                                                        std::int64_t limit);
void save_outcome(db::Transaction& tx, ImportId id, const ImportEffect& effect);
[[nodiscard]] kit::ListQuery list_effects(ImportId id, std::optional<UndoOutcome> outcome);
[[nodiscard]] std::int64_t count_effects(db::Transaction& tx, ImportId id);

struct PeopleProgress {
  std::int64_t staged = 0;
  std::int64_t ok = 0;
  std::int64_t skipped = 0;
  std::int64_t refused = 0;
  std::int64_t created = 0;
  std::int64_t updated = 0;
};
// False when the import is not running any more.
[[nodiscard]] bool add_progress(db::Transaction& tx, ImportId id, const PeopleProgress& progress);
void add_undone(db::Transaction& tx, ImportId id, std::int64_t undone, std::int64_t kept);

}  // namespace homeport::imports::store
