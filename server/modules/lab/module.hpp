#pragma once

#include "kit/module.hpp"

namespace homeport::lab {

// What main needs of the lab.
[[nodiscard]] kit::Module module();

}  // namespace homeport::lab
