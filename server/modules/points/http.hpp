#pragma once

// What the files with routes share.

#include <string>
#include <string_view>

#include "kit/routes.hpp"
#include "modules/points/types.hpp"

namespace homeport::points {

// The customer of the path, if he is within the caller's reach.
[[nodiscard]] Result<CustomerId> reached_customer(const kit::Read& read, const kit::Call& call);

void add_wallet_routes(kit::Endpoints& endpoints);
void add_ledger_routes(kit::Endpoints& endpoints);

}  // namespace homeport::points
