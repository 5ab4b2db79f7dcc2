#pragma once

#include <string_view>

#include "kit/module.hpp"
#include "modules/follow_ups/service.hpp"

namespace homeport::follow_ups {

// What main needs of follow-ups; `hooks`: what the pool wants to know and decide.
[[nodiscard]] kit::Module module(Hooks hooks = {});

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints, const HooksPtr& hooks);
void add_task_routes(kit::Endpoints& endpoints);
[[nodiscard]] std::vector<kit::Invariant> invariants();

// For the retention of leads: a condition in SQL on c.customer_id that holds for whoever was contacted, or was to be.
[[nodiscard]] std::string_view more_than_lead();

}  // namespace homeport::follow_ups
