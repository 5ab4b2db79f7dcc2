#pragma once

#include <string_view>

#include "kit/module.hpp"
#include "modules/pool/service.hpp"

namespace homeport::pool {

// What main needs of the pool; `hooks`: what modules above know.
[[nodiscard]] kit::Module module(Hooks hooks = {});

// The pieces it is made of.
[[nodiscard]] std::vector<kit::Invariant> invariants();

// For the retention of leads: a condition in SQL on c.customer_id that holds for whoever is held or won, was contacted,
// or is asked for.
[[nodiscard]] std::string_view more_than_lead();

}  // namespace homeport::pool
