#pragma once

// What the files with routes share.

#include <string>
#include <string_view>

#include "kit/routes.hpp"
#include "modules/points/types.hpp"

namespace homeport::points {

void add_wallet_routes(kit::Endpoints& endpoints);
void add_ledger_routes(kit::Endpoints& endpoints);

}  // namespace homeport::points
