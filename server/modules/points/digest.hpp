#pragma once

// The day's end of the ledger: one hash over the heads of all customers' chains, chained over the days, so that whoever
// rewrites a customer's chain from some entry on, hashes and all, is found; and the programme's side of the day, by
// account. Both are taken of entries written before a cut in the past, which nothing is added to any more.

#include <optional>
#include <string>
#include <vector>

#include "kit/runtime.hpp"
#include "kit/use_case.hpp"
#include "modules/points/request_types.hpp"

namespace homeport::points {

// A day is closed so long after its end: no transaction with an earlier time is still on its way.
inline constexpr std::int64_t kCloseAfterSeconds = 300;

struct Heads {
  std::int64_t customers = 0;
  std::string hash;
};
// Of every customer with entries written by `cut_at`, in the order of ids: "customer_id:entry_no:hash;".
[[nodiscard]] Heads heads_at(db::Transaction& tx, Time cut_at);

// base64url of SHA-256(previous ‖ day ‖ cut ‖ customers ‖ heads).
[[nodiscard]] std::string digest_hash(std::string_view previous, const Digest& digest);

// Closes the last day that has ended, if that isn't done yet: digest and programme side. True when it closed one.
bool close_day(kit::Runtime& runtime, const kit::Actor& actor);

// What does not agree: the chain over the days, the heads of the last one, the programme's side.
[[nodiscard]] std::vector<std::string> digest_violations(db::Transaction& tx);
[[nodiscard]] std::vector<std::string> programme_side_violations(db::Transaction& tx);

}  // namespace homeport::points
