#pragma once

#include <string_view>
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

// For the retention of leads: a condition in SQL on c.customer_id that holds for whoever was given a voucher or a gift.
[[nodiscard]] std::string_view more_than_lead();

}  // namespace homeport::rewards
