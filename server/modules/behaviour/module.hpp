#pragma once

#include <string_view>
#include <vector>

#include "kit/module.hpp"

namespace homeport::behaviour {

// What main needs of behaviour.
[[nodiscard]] kit::Module module();

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints);
[[nodiscard]] std::vector<kit::Invariant> invariants();

// For the retention of leads: a condition in SQL on c.customer_id that holds for whoever did something that was noted.
[[nodiscard]] std::string_view more_than_lead();

}  // namespace homeport::behaviour
