#pragma once

// What importing sales and importing customers have in common: a file kept, found again, moved from state to state, and
// who acts while nobody is there. Private to this module.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kit/use_case.hpp"
#include "modules/imports/reading.hpp"
#include "modules/imports/service.hpp"
#include "modules/imports/types.hpp"

namespace homeport::imports {

// The import of that kind within the actor's reach; imports.not_found.
[[nodiscard]] Result<ImportFile> find_import(db::Transaction& tx, const kit::Actor& actor, ImportKind kind,
                                             ImportId id);
[[nodiscard]] Refusal wrong_state(const ImportFile& import, std::string_view wanted);
[[nodiscard]] kit::AuditEntry audit_entry(std::string action, const ImportFile& import);
// Saves a change made to `import` as it was loaded; request.version_conflict for somebody else's in between.
[[nodiscard]] Outcome save_import(kit::Write& write, ImportFile& import);

// Looks at a file and keeps it, a spreadsheet as the text of its first sheet; the import is not stored yet. Blocking.
struct KeptFile {
  ImportFile import;
  Inspection found;
};
[[nodiscard]] Result<KeptFile> keep_file(kit::Runtime& runtime, const kit::Actor& actor, ImportKind kind,
                                         const BroughtFile& file);
// The columns as they were brought, with samples while the file is there.
[[nodiscard]] Inspection look_again(const kit::Runtime& runtime, const ImportFile& import);
// The first values of a column that say anything.
[[nodiscard]] std::vector<std::string> samples_of(const Inspection& found, std::size_t column);
[[nodiscard]] std::string mapping_key(const ImportFile& import);

[[nodiscard]] Result<ImportFile> start_import(kit::Write& write, ImportKind kind, ImportId id);
[[nodiscard]] Result<ImportFile> cancel_import(kit::Write& write, ImportKind kind, ImportId id);
[[nodiscard]] std::string errors_csv_of(const kit::Read& read, const ImportFile& import);

// Who started the import, with the reach and permissions of that moment. An import nobody started reaches nothing.
[[nodiscard]] kit::Actor starter_of(const ImportFile& import);

// Ends a running (or undoing) import; nothing when somebody ended it meanwhile.
void end_import(kit::Runtime& runtime, const kit::Actor& actor, ImportId id, ImportState from, ImportState to,
                const std::optional<std::string>& error);
[[nodiscard]] bool is_in_state(kit::Runtime& runtime, ImportId id, ImportState state);
// Tells live screens how far it is.
void tell_progress(kit::Runtime& runtime, ImportId id);

}  // namespace homeport::imports
