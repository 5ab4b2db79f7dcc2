#pragma once

#include <vector>

#include "kit/module.hpp"

namespace homeport::rewards {

// What main needs of rewards.
[[nodiscard]] kit::Module module();

// The pieces it is made of.
void add_routes(kit::Endpoints& endpoints);
void add_gift_routes(kit::Endpoints& endpoints);
void add_voucher_routes(kit::Endpoints& endpoints);
void add_redemption_routes(kit::Endpoints& endpoints);
[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::rewards
