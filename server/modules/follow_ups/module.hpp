#pragma once

#include "kit/module.hpp"
#include "modules/follow_ups/service.hpp"

namespace homeport::follow_ups {

// What main needs of follow-ups; `hooks`: what the pool wants to know and decide.
[[nodiscard]] kit::Module module(Hooks hooks = {});

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints, const HooksPtr& hooks);
void add_task_routes(kit::Endpoints& endpoints);
[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::follow_ups
