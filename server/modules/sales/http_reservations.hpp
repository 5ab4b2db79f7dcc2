#pragma once

#include <memory>

#include "kit/endpoint.hpp"
#include "modules/catalogue/service.hpp"

namespace homeport::sales {

void add_reservation_routes(kit::Endpoints& endpoints, const std::shared_ptr<catalogue::ProductCache>& products);

}  // namespace homeport::sales
