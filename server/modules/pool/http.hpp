#pragma once

// What the route files of the pool share.

#include <string>
#include <utility>
#include <vector>

#include "kit/routes.hpp"
#include "modules/pool/service.hpp"

namespace homeport::pool {

// The customer as this caller sees him now.
[[nodiscard]] Result<kit::Answer> show_customer(const kit::Read& read, CustomerId id);

void add_pool_routes(kit::Endpoints& endpoints, const HooksPtr& hooks);
void add_rule_routes(kit::Endpoints& endpoints);
void add_customer_routes(kit::Endpoints& endpoints, const HooksPtr& hooks);
void add_batch_routes(kit::Endpoints& endpoints);
void add_desk_routes(kit::Endpoints& endpoints);

}  // namespace homeport::pool
