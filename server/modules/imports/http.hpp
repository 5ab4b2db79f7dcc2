#pragma once

#include "kit/endpoint.hpp"

namespace homeport::imports {

void add_routes(kit::Endpoints& endpoints);
void add_people_routes(kit::Endpoints& endpoints);

}  // namespace homeport::imports
