#pragma once

// The strategy lab as use-cases: ask for a back-test, look at it, stop it, forget it. The work itself is a job
// (job.hpp). Everybody here needs lab.run and finance.margin.read.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kit/use_case.hpp"
#include "modules/lab/types.hpp"

namespace homeport::lab {

inline constexpr std::string_view kRunPermission = "lab.run";
inline constexpr std::string_view kJobKind = "lab.backtest";

// Keeps what is asked for, with the present tiers and weights put in where it names none, and queues the work.
// Refusals: those of check_request (rules.hpp); lab.no_sales (422, from_on) when nothing was sold in the period;
// lab.service_type_unknown (422) and access.out_of_scope (403) with their fields; lab.too_many_waiting,
// lab.too_many_kept (409); access.margin_required.
[[nodiscard]] Result<Backtest> start(kit::Write& write, BacktestRequest request);

// lab.not_found; so for one of somebody out of reach.
[[nodiscard]] Result<Backtest> load(const kit::Read& read, BacktestId id);

// Waiting or running → cancelled; lab.wrong_state.
[[nodiscard]] Result<Backtest> cancel(kit::Write& write, BacktestId id);
// Forgets one that has ended; lab.wrong_state.
[[nodiscard]] Outcome forget(kit::Write& write, BacktestId id);

// Those who gain or lose most, with the names this actor may see. lab.not_found.
[[nodiscard]] Result<std::vector<ResultCustomer>> customers(const kit::Read& read, BacktestId id, Change change);

// The request and, when it is done, the result, as one JSON object: BacktestDocument.
[[nodiscard]] std::string document_json(const Backtest& backtest);
// What may be asked for again, without what the server decides.
[[nodiscard]] std::string request_json(const BacktestRequest& request);

}  // namespace homeport::lab
