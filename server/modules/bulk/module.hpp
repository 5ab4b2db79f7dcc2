#pragma once

#include "kit/module.hpp"
#include "modules/bulk/service.hpp"

namespace homeport::bulk {

// `extensions`: what higher modules show in the list of customers and filter it by.
[[nodiscard]] kit::Module module(customers::Extensions extensions = {});

void add_routes(kit::Endpoints& endpoints, const ExtensionsPtr& extensions);

}  // namespace homeport::bulk
