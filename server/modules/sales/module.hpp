#pragma once

#include "kit/module.hpp"

namespace homeport::sales {

// What main needs of sales.
[[nodiscard]] kit::Module module();

}  // namespace homeport::sales
