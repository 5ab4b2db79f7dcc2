#pragma once

#include <vector>

#include "kit/module.hpp"

namespace homeport::profiles {

[[nodiscard]] kit::Module module();

void add_routes(kit::Endpoints& endpoints);
[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::profiles
