#pragma once

#include "kit/use_case.hpp"
#include "modules/identity/types.hpp"

namespace homeport::identity {

// Locks and loads a person with his roles. Refuses identity.staff_unknown or access.out_of_scope, and
// identity.person_beyond_your_rights when the caller may not manage this person.
[[nodiscard]] Result<Staff> load_managed_staff(kit::Write& write, StaffId id);

}  // namespace homeport::identity
