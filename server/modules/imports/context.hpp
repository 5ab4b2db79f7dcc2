#pragma once

// What reading rows needs of the chain: its stores, zones and currency. Private to this module.

#include <filesystem>

#include "kit/use_case.hpp"
#include "modules/imports/reading.hpp"
#include "modules/imports/rules.hpp"

namespace homeport::imports {

[[nodiscard]] Result<RowContext> make_context(db::Transaction& tx, const kit::Actor& actor, const CheckRequest& mapping,
                                              Time now);

// Finds the stores in the actor's reach by name or code; access.out_of_scope and those of identity::require_store when
// `default_store` is none of them.
using StoreFinder = std::function<std::optional<OrgUnitId>(std::string_view)>;
[[nodiscard]] Result<StoreFinder> find_stores(db::Transaction& tx, const kit::Actor& actor,
                                              std::optional<OrgUnitId> default_store);

[[nodiscard]] std::filesystem::path stored_path(const kit::Runtime& runtime, const ImportFile& import);
[[nodiscard]] Format format_of(const ImportFile& import);
[[nodiscard]] std::vector<std::string> column_names_of(const ImportFile& import);
// The mapping as it was checked; CHECKs that it was.
[[nodiscard]] CheckRequest mapping_of(const ImportFile& import);

}  // namespace homeport::imports
