#pragma once

#include "modules/pool/moving.hpp"

namespace homeport::pool {

// Gives at most `limit` waiting customers of the pool, the longest waiting first, to whose turn it is; to the default
// assignee when nobody can. One engine of a pool runs at a time.
EngineRun assign_waiting(kit::Write& write, Book& book, PoolId id, std::int64_t limit);

}  // namespace homeport::pool
