#pragma once

// The SQL of imports and nothing but: one statement per function.

#include <optional>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "modules/imports/types.hpp"

namespace homeport::imports::store {

void insert_import(db::Transaction& tx, const ImportFile& import);
[[nodiscard]] std::optional<ImportFile> load_import(db::Transaction& tx, ImportId id);
// Saves all columns but only over the version given; false when it is another by now.
[[nodiscard]] bool update_import(db::Transaction& tx, const ImportFile& import, std::int64_t old_version);
// An earlier import of the same bytes that ended well.
[[nodiscard]] std::optional<ImportId> find_done_with_hash(db::Transaction& tx, std::string_view content_hash,
                                                          ImportId other_than);
[[nodiscard]] const std::string& import_columns();

struct Progress {
  std::int64_t staged = 0;
  std::int64_t ok = 0;
  std::int64_t skipped = 0;
  std::int64_t refused = 0;
  std::int64_t customers = 0;
  std::int64_t products = 0;
  std::int64_t sales = 0;
  std::int64_t returns = 0;
};
void add(Progress& sum, const Progress& more);
void add_progress(db::Transaction& tx, ImportId id, const Progress& progress);

struct StagedRow {
  ImportRow row;
  std::string cells_json;  // the row as it stands in the file
};
void insert_row(db::Transaction& tx, ImportId id, const StagedRow& row);
struct NextOrder {
  std::string order_ref;
  Time sold_at;
};
// Orders still waiting behind the last one named, by time. An order whose lines have several times is named at each.
[[nodiscard]] std::vector<NextOrder> next_orders(db::Transaction& tx, ImportId id, const NextOrder& after,
                                                 std::int64_t limit);
[[nodiscard]] std::vector<StagedRow> rows_of_order(db::Transaction& tx, ImportId id, std::string_view order_ref);
void delete_order(db::Transaction& tx, ImportId id, std::string_view order_ref);
void delete_rows(db::Transaction& tx, ImportId id);

struct StoredError {
  RowError error;
  std::string order_ref;
  std::string cells_json;
};
void insert_error(db::Transaction& tx, ImportId id, const StoredError& error);
[[nodiscard]] std::optional<std::int64_t> first_bad_row_of_order(db::Transaction& tx, ImportId id,
                                                                 std::string_view order_ref);
[[nodiscard]] std::vector<StoredError> errors_after(db::Transaction& tx, ImportId id, std::int64_t row_no,
                                                    std::int64_t limit);
[[nodiscard]] std::int64_t count_errors(db::Transaction& tx, ImportId id);

struct KeptMapping {
  std::string mapping_json;
  std::string date_format;
};
[[nodiscard]] std::optional<KeptMapping> load_mapping(db::Transaction& tx, std::string_view columns_hash);
void keep_mapping(db::Transaction& tx, std::string_view columns_hash, const KeptMapping& mapping, Time now);

}  // namespace homeport::imports::store
