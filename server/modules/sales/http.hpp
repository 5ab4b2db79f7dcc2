#pragma once

#include "kit/endpoint.hpp"

namespace homeport::sales {

void add_routes(kit::Endpoints& endpoints);

}  // namespace homeport::sales
