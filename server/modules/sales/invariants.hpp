#pragma once

#include <vector>

#include "kit/invariants.hpp"

namespace homeport::sales {

[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::sales
