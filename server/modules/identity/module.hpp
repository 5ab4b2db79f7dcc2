#pragma once

#include "kit/module.hpp"
#include "modules/identity/service.hpp"

namespace homeport::identity {

// Tables, permissions, jobs and invariants, without routes: what migrating and verifying a database needs.
[[nodiscard]] kit::Module module();
// With routes, served by `identity`, which must outlive them.
[[nodiscard]] kit::Module module(Identity& identity);

}  // namespace homeport::identity
