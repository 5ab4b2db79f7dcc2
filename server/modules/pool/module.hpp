#pragma once

#include "kit/module.hpp"
#include "modules/pool/service.hpp"

namespace homeport::pool {

// What main needs of the pool; `hooks`: what modules above know.
[[nodiscard]] kit::Module module(Hooks hooks = {});

// The pieces it is made of.
[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::pool
