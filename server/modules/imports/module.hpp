#pragma once

#include <vector>

#include "kit/module.hpp"
#include "modules/customers/service.hpp"

namespace homeport::imports {

// What main needs of imports. `histories`: what the modules tell of a customer; one who has any history stays when the
// import that made him is undone.
[[nodiscard]] kit::Module module(std::vector<customers::TimelinePart> histories = {});
// For the erasure of a customer: what he was before an import changed him.
[[nodiscard]] customers::ErasePart erase_part();

}  // namespace homeport::imports
