#pragma once

#include "kit/module.hpp"
#include "modules/grading/service.hpp"

namespace homeport::grading {

// What main needs of grading; `hooks`: what points and rewards do for it.
[[nodiscard]] kit::Module module(Hooks hooks = {});

// The pieces it is made of.
void add_scheme_routes(kit::Endpoints& endpoints);
void add_selection_routes(kit::Endpoints& endpoints, const HooksPtr& hooks);
[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::grading
