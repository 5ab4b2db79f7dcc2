#pragma once

#include "kit/endpoint.hpp"

namespace homeport::sales {

void add_offline_routes(kit::Endpoints& endpoints);

}  // namespace homeport::sales
