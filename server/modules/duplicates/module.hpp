#pragma once

#include "kit/module.hpp"

namespace homeport::duplicates {

// What main needs of duplicates.
[[nodiscard]] kit::Module module();

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints);
[[nodiscard]] kit::JobEnd run_scan(kit::JobRun& run);

}  // namespace homeport::duplicates
