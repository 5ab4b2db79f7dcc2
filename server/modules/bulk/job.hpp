#pragma once

#include "kit/jobs.hpp"
#include "modules/bulk/service.hpp"

namespace homeport::bulk {

// Goes on with a task from what it finds done.
[[nodiscard]] kit::JobEnd run_task(kit::JobRun& run, const customers::Extensions& extensions);

// Deletes files that are older than kFileDays.
void delete_old_files(kit::Runtime& runtime);

}  // namespace homeport::bulk
