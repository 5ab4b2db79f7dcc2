#pragma once

#include "kit/module.hpp"

namespace homeport::imports {

// What main needs of imports.
[[nodiscard]] kit::Module module();

}  // namespace homeport::imports
