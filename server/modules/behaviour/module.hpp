#pragma once

#include <vector>

#include "kit/module.hpp"

namespace homeport::behaviour {

// What main needs of behaviour.
[[nodiscard]] kit::Module module();

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints);
[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::behaviour
