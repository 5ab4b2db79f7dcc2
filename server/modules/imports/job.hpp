#pragma once

// The work of an import: first every row is read and kept (staged), then order after order becomes a sale, by time. A
// killed server's import goes on where it stopped: staged rows are known by their number, recorded orders are gone from
// the staged rows in the transaction that recorded them.

#include "kit/jobs.hpp"

namespace homeport::imports {

[[nodiscard]] kit::JobEnd run_import(kit::JobRun& run);

}  // namespace homeport::imports
