#pragma once

// Importing as use-cases: bring a file, say what its columns mean, look at what would happen, start, cancel. The work
// itself is a job (job.hpp).

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "kit/use_case.hpp"
#include "modules/imports/types.hpp"

namespace homeport::imports {

inline constexpr std::string_view kImportPermission = "sales.import";
// Bring files of customers, import them and undo that: makes and changes customers within one's reach.
inline constexpr std::string_view kPeoplePermission = "customers.import";
inline constexpr std::string_view kJobKind = "imports.run";

struct BroughtFile {
  std::filesystem::path path;  // taken over (moved) when the answer is good
  std::string name;            // as the person calls it
  std::int64_t size_bytes = 0;
};

// Looks at the file and keeps it. Blocking. Refusals: those of inspect (reading.hpp).
[[nodiscard]] Result<ImportDocument> bring(kit::Runtime& runtime, const kit::Actor& actor, const BroughtFile& file);

[[nodiscard]] Result<ImportDocument> load(const kit::Read& read, kit::Runtime& runtime, ImportId id);

// Reads the whole file without writing sales. Blocking. Refusals: imports.not_found, imports.wrong_state,
// those of check_mapping, identity.store_unknown, access.out_of_scope.
[[nodiscard]] Result<Preview> check(kit::Runtime& runtime, const kit::Actor& actor, ImportId id,
                                    const CheckRequest& mapping);

// checked → running; imports.wrong_state.
[[nodiscard]] Result<ImportFile> start(kit::Write& write, ImportId id);
// Before or while running: what is recorded stays, nothing more is. imports.wrong_state.
[[nodiscard]] Result<ImportFile> cancel(kit::Write& write, ImportId id);

// The refused rows as CSV: the file's own columns, then row, field, reason, detail. Only for who brought the file or
// may see margins, as files hold costs.
[[nodiscard]] Result<std::string> errors_as_csv(const kit::Read& read, ImportId id);

// Imports of both kinds, of the caller's reach, that are running now, for home; at most `limit`.
[[nodiscard]] std::vector<ImportFile> running_imports(const kit::Read& read, std::int64_t limit);
// Of sales: checked or uploaded by the caller and neither started nor cancelled.
[[nodiscard]] std::int64_t count_waiting(const kit::Read& read);

}  // namespace homeport::imports
