#pragma once

// Whether requests should be sent to this server: its database answers. What /readyz asks.

#include <functional>
#include <memory>

#include "base/time.hpp"
#include "db/database.hpp"

namespace homeport::cli {

// Returns at once, however long the database takes, so that a thread that serves requests may call it. The embedded
// engine is asked on the spot. Another is asked in the background: until the answer to the first question is there the
// server counts as ready, and no longer once a question has waited for `patience_us`, was refused by a full queue, or
// ended in an error; the next good answer makes it ready again. `database` and `clock` outlive what is returned.
inline constexpr std::int64_t kReadinessPatienceUs = 5'000'000;
[[nodiscard]] std::function<bool()> readiness_of(db::Database& database, const Clock& clock,
                                                 std::int64_t patience_us = kReadinessPatienceUs);

}  // namespace homeport::cli
