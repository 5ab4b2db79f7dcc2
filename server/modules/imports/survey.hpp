#pragma once

// Reading a whole file to say what importing it would do. Private to this module.

#include "kit/use_case.hpp"
#include "modules/imports/context.hpp"
#include "modules/imports/types.hpp"

namespace homeport::imports {

// Blocking; memory grows with the number of different orders, customers and products (16 bytes each), not of rows.
[[nodiscard]] Preview survey(kit::Runtime& runtime, const ImportFile& import, const RowContext& context);

}  // namespace homeport::imports
