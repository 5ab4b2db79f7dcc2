#pragma once

#include <string_view>
#include <vector>

#include "kit/module.hpp"
#include "modules/customers/service.hpp"

namespace homeport::points {

// What main needs of points.
[[nodiscard]] kit::Module module();

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints);
[[nodiscard]] std::vector<kit::Invariant> invariants();

// There is an account with entries, whatever they did.
[[nodiscard]] customers::UsePart use_part();
// For the retention of leads: a condition in SQL on c.customer_id that holds for whoever has an entry in the ledger of
// points, or is to have one.
[[nodiscard]] std::string_view more_than_lead();

}  // namespace homeport::points
