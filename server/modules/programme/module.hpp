#pragma once

#include <vector>

#include "kit/module.hpp"
#include "modules/programme/service.hpp"

namespace homeport::programme {

// What main needs of the programme. Without sums it suggests no weights.
[[nodiscard]] kit::Module module(SalesByServiceType sums = {});

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints, const SalesByServiceType& sums);
[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::programme
