#pragma once

#include "kit/module.hpp"

namespace homeport::own_fields {

[[nodiscard]] kit::Module module();

void add_routes(kit::Endpoints& endpoints);

}  // namespace homeport::own_fields
