#pragma once

#include "kit/jobs.hpp"
#include "modules/rewards/service.hpp"

namespace homeport::rewards {

inline constexpr std::string_view kBatchJob = "rewards.batch";

// Issues the vouchers of the batch that is the job's subject.
[[nodiscard]] kit::JobEnd run_batch(kit::JobRun& run);

}  // namespace homeport::rewards
