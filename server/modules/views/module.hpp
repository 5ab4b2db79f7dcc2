#pragma once

#include "kit/module.hpp"

namespace homeport::views {

[[nodiscard]] kit::Module module();

void add_routes(kit::Endpoints& endpoints);

}  // namespace homeport::views
