#pragma once

// The SQL of bulk tasks; one statement per function.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "modules/bulk/field_tables.hpp"

namespace homeport::bulk::store {

void insert(db::Transaction& tx, const BulkTask& task);
// False when the task is no longer at the version before.
[[nodiscard]] bool update(db::Transaction& tx, const BulkTask& task);
[[nodiscard]] std::optional<BulkTask> load(db::Transaction& tx, BulkTaskId id);
// Newest first.
[[nodiscard]] std::vector<BulkTask> load_of(db::Transaction& tx, kit::StaffId staff, std::int64_t limit);
[[nodiscard]] std::int64_t count_running(db::Transaction& tx, kit::StaffId staff);
// Finished files from before then.
[[nodiscard]] std::vector<BulkTask> old_files(db::Transaction& tx, Time before, std::int64_t limit);

// Does nothing for a customer who is there already.
void insert_waiting(db::Transaction& tx, BulkTaskId id, CustomerId customer);
[[nodiscard]] CustomerId last_gathered(db::Transaction& tx, BulkTaskId id);
struct Item {
  CustomerId customer_id;
  std::string before_json;
};
[[nodiscard]] std::vector<Item> next_items(db::Transaction& tx, BulkTaskId id, ItemOutcome outcome, std::int64_t limit);
void set_outcome(db::Transaction& tx, BulkTaskId id, CustomerId customer, ItemOutcome outcome,
                 std::string_view before_json, std::string_view reason);
// What became of him in an undo; what was replaced and why he was refused stay.
void set_undo_outcome(db::Transaction& tx, BulkTaskId id, CustomerId customer, ItemOutcome outcome);
[[nodiscard]] std::int64_t count_items(db::Transaction& tx, BulkTaskId id, ItemOutcome outcome);
// By customer, after `after`.
[[nodiscard]] std::vector<RefusedCustomer> load_refused(db::Transaction& tx, BulkTaskId id, CustomerId after,
                                                        std::int64_t limit);

}  // namespace homeport::bulk::store
