#pragma once

#include <vector>

#include "kit/module.hpp"
#include "modules/catalogue/service.hpp"

namespace homeport::catalogue {

// What main needs of the catalogue; seed_defaults goes to identity's set-up.
[[nodiscard]] kit::Module module();

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints);
[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::catalogue
