#pragma once

#include <vector>

#include "kit/invariants.hpp"

namespace homeport::identity {

[[nodiscard]] std::vector<kit::Invariant> invariants();

}  // namespace homeport::identity
