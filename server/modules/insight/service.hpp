#pragma once

// What one person sees first in the morning, put together from the modules below.

#include "base/result.hpp"
#include "kit/use_case.hpp"
#include "modules/insight/types.hpp"

namespace homeport::insight {

// Numbers within the actor's reach, and only of what he may read: parts he may not see are empty or absent. "Today" is
// the day of the chain's time zone.
[[nodiscard]] Result<Home> home(const kit::Read& read);

}  // namespace homeport::insight
