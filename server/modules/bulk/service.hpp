#pragma once

// Edits and files of many customers: started, watched, cancelled and undone by one person.

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "kit/use_case.hpp"
#include "modules/bulk/field_tables.hpp"
#include "modules/customers/service.hpp"

namespace homeport::bulk {

inline constexpr std::string_view kEditPermission = "bulk.edit";
inline constexpr std::string_view kExportPermission = "bulk.export";
inline constexpr std::string_view kJob = "bulk.task";

using ExtensionsPtr = std::shared_ptr<const customers::Extensions>;

// Refusals: those of check_whom and check_change (rules.hpp), of GET /v1/customers for what is asked,
// own_fields.tag_unknown and its like, those of identity::require_store and require_active_staff, bulk.too_many_tasks.
[[nodiscard]] Result<BulkTask> start_edit(kit::Write& write, const ExtensionsPtr& extensions, NewBulkEdit wanted);
// Refusals: those of check_whom and check_form, of GET /v1/customers, bulk.too_many_tasks.
[[nodiscard]] Result<BulkTask> start_export(kit::Write& write, const ExtensionsPtr& extensions,
                                            const NewBulkExport& wanted);

// bulk.unknown, also for a task of somebody else.
[[nodiscard]] Result<BulkTask> load(const kit::Read& read, BulkTaskId id);
[[nodiscard]] std::vector<BulkTask> load_own(const kit::Read& read);
// Stops a running task; who is changed stays changed. bulk.wrong_state.
[[nodiscard]] Result<BulkTask> cancel(kit::Write& write, BulkTaskId id);
// Begins to put back what an edit replaced. bulk.wrong_state.
[[nodiscard]] Result<BulkTask> undo(kit::Write& write, BulkTaskId id);

[[nodiscard]] std::filesystem::path file_of(const std::filesystem::path& data_folder, BulkTaskId id);
// The whole file; bulk.no_file while it isn't finished, after it was deleted, and of an edit.
[[nodiscard]] Result<std::string> read_file(const kit::Read& read, const std::filesystem::path& data_folder,
                                            BulkTaskId id);

// For the erasure of a customer: what he was before a task can't be brought back.
[[nodiscard]] customers::ErasePart erase_part();

}  // namespace homeport::bulk
