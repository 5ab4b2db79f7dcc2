#pragma once

#include "kit/module.hpp"

namespace homeport::insight {

// What main needs of insight.
[[nodiscard]] kit::Module module();

}  // namespace homeport::insight
