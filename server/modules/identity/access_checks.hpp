#pragma once

// Checks that several use-cases make on the database's present state.

#include <string_view>

#include "kit/use_case.hpp"
#include "modules/identity/rules.hpp"

namespace homeport::identity {

// What the caller may do, read in this transaction: a right taken away a moment ago is gone.
[[nodiscard]] Rights rights_of_actor(db::Transaction& tx, const kit::Actor& actor);
[[nodiscard]] Rights rights_of_staff(db::Transaction& tx, StaffId id);

// To somebody who sees the whole chain: `reason`. To others what a record out of reach answers, so that nothing tells
// the two apart.
[[nodiscard]] Refusal unknown_to(const kit::Actor& actor, std::string_view reason, std::string_view what);

}  // namespace homeport::identity
