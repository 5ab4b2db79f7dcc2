#pragma once

// The work of an import of customers, and of undoing one. Some rows a transaction, which also counts them: a killed
// server's import goes on exactly behind the last of them.

#include <vector>

#include "kit/jobs.hpp"
#include "modules/customers/service.hpp"
#include "modules/imports/types.hpp"

namespace homeport::imports {

[[nodiscard]] kit::JobEnd run_people_import(kit::JobRun& run, ImportFile import);

// `use`: how the modules know a customer who was used.
[[nodiscard]] kit::JobEnd run_undo(kit::JobRun& run, const std::vector<customers::UsePart>& use);

}  // namespace homeport::imports
