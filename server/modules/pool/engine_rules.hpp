#pragma once

// Whose turn it is. Pure and without chance: the next in turn follows from what is stored.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "modules/pool/types.hpp"

namespace homeport::pool {

// Somebody whom the engine could give a customer.
struct EngineCandidate {
  StaffId id;
  std::int64_t weight = 1;
  std::int64_t pass = 0;
  std::int64_t holding = 0;
  bool is_at_work = true;   // in his shift, and present where the pool asks for it
  bool is_full = false;     // capacity of day or week, or hold limit
  bool is_cooling = false;  // had this customer, and the rule binds assignment
  bool is_own_store = false;
};

// Each service costs this much divided by the weight; whoever has paid least is next.
inline constexpr std::int64_t kEngineStride = 1'000'000;

// rotation: everybody alike; weighted: by weight; least_loaded: fewest held for his weight, then by turn. People of the
// customer's own store first where the pool says so. Nothing when nobody can.
[[nodiscard]] std::optional<std::size_t> choose(EngineKind engine, bool prefers_own_store,
                                                std::span<const EngineCandidate> candidates, std::int64_t pool_pass);

// The passes afterwards: nobody saves up turns while away, for nobody starts behind the pool.
struct Passes {
  std::int64_t person = 0;
  std::int64_t pool = 0;
};
[[nodiscard]] Passes after_turn(EngineKind engine, const EngineCandidate& chosen, std::int64_t pool_pass);

// Is that minute of the local day within the shift? The last minute isn't.
[[nodiscard]] bool is_in_shift(const Member& member, std::int32_t iso_weekday, std::int32_t second_of_day);

// The Monday of the day's week.
[[nodiscard]] Date week_of(Date day);

// Assigned so far in the day and in the week; a clock that jumped back gives no second one.
[[nodiscard]] bool has_capacity(const Member& member, const Turn& turn, Date today);
void count_assigned(Turn& turn, Date today);

}  // namespace homeport::pool
