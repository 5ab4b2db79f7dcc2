#pragma once

#include "kit/endpoint.hpp"

namespace homeport::lab {

void add_routes(kit::Endpoints& endpoints);

}  // namespace homeport::lab
