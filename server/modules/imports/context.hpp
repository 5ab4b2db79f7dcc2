#pragma once

// What reading rows needs of the chain: its stores, zones and currency. Private to this module.

#include <filesystem>

#include "kit/use_case.hpp"
#include "modules/imports/reading.hpp"
#include "modules/imports/rules.hpp"

namespace homeport::imports {

[[nodiscard]] Result<RowContext> make_context(db::Transaction& tx, const kit::Actor& actor, const CheckRequest& mapping,
                                              Time now);

// How far somebody reaches, as text that is kept with the import he starts: the job is run by the program, which
// reaches everything, and must go no further than he.
[[nodiscard]] std::string reach_text(const kit::Actor& actor);
// Who started it, with the reach he had then. An import nobody started reaches nothing.
[[nodiscard]] kit::Actor importer_of(const ImportFile& import);

[[nodiscard]] std::filesystem::path stored_path(const kit::Runtime& runtime, const ImportFile& import);
[[nodiscard]] Format format_of(const ImportFile& import);
[[nodiscard]] std::vector<std::string> column_names_of(const ImportFile& import);
// The mapping as it was checked; CHECKs that it was.
[[nodiscard]] CheckRequest mapping_of(const ImportFile& import);

}  // namespace homeport::imports
