#pragma once

// Importing customers as use-cases: bring a file, say what its columns mean, mend cells, look at what would happen,
// start, cancel, undo. The work itself is a job (people_job.hpp). Private to this module.

#include <string>

#include "kit/use_case.hpp"
#include "modules/imports/people_rules.hpp"
#include "modules/imports/people_store.hpp"
#include "modules/imports/reading.hpp"
#include "modules/imports/service.hpp"

namespace homeport::imports {

inline constexpr std::string_view kUndoJobKind = "imports.undo";

// Blocking. Refusals: those of inspect (reading.hpp) and of sheet_to_csv (spreadsheet.hpp).
[[nodiscard]] Result<PeopleDocument> bring_people(kit::Runtime& runtime, const kit::Actor& actor,
                                                  const BroughtFile& file);
[[nodiscard]] Result<PeopleDocument> load_people(const kit::Read& read, kit::Runtime& runtime, ImportId id);

// Cells to be read instead of those in the file; the file has to be checked again. imports.wrong_state once it runs,
// imports.column_unknown, imports.too_many_fixes, access.out_of_scope for who may not see the file's contents.
[[nodiscard]] Result<ImportFile> fix_cells(kit::Write& write, ImportId id, const FixRequest& request);

// Reads the whole file without writing a customer. Blocking. Refusals: imports.not_found, imports.wrong_state, those of
// check_mapping, own_fields.field_unknown (own[i].field), access.out_of_scope (default_store_id),
// imports.too_many_rows.
[[nodiscard]] Result<PeoplePreview> check_people(kit::Runtime& runtime, const kit::Actor& actor, ImportId id,
                                                 const PeopleMapping& mapping);

// Takes back what the import did, as a job: imports.wrong_state unless it has ended, imports.nothing_to_undo.
[[nodiscard]] Result<ImportFile> undo_import(kit::Write& write, ImportId id);

// The refused rows as CSV; access.out_of_scope for who may not see the file's contents.
[[nodiscard]] Result<std::string> people_errors_csv(const kit::Read& read, ImportId id);

// Files hold whole phone numbers: they are shown to who brought them and to who may see phones.
[[nodiscard]] bool may_see_people(const kit::Actor& actor, const ImportFile& import);

// What reading rows needs of the chain.
[[nodiscard]] Result<PeopleContext> make_people_context(db::Transaction& tx, const kit::Actor& actor,
                                                        const PeopleMapping& mapping, Time now);
// The mapping as it was checked; CHECKs that it was.
[[nodiscard]] PeopleMapping people_mapping_of(const ImportFile& import);

// Calls for every row of the file, with the mended cells in their places.
void read_people(
    const kit::Runtime& runtime, const ImportFile& import, const store::Fixes& fixes, const PeopleContext& context,
    const std::function<Going(std::variant<PersonRow, RowError>&&, std::span<const std::string_view>)>& on_row);

}  // namespace homeport::imports
