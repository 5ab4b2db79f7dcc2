#pragma once

#include <vector>

#include "kit/module.hpp"
#include "modules/customers/service.hpp"

namespace homeport::imports {

// What main needs of imports. `use`: how the modules know a customer who was used; he stays when the import that
// made him is undone.
[[nodiscard]] kit::Module module(std::vector<customers::UsePart> use = {});
// For the erasure of a customer: what he was before an import changed him.
[[nodiscard]] customers::ErasePart erase_part();

}  // namespace homeport::imports
