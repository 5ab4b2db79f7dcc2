#include "modules/pool/engine_rules.hpp"

#include <algorithm>

namespace homeport::pool {
namespace {

std::int64_t weight_of(EngineKind engine, const EngineCandidate& candidate) {
  return engine == EngineKind::rotation ? 1 : std::max<std::int64_t>(candidate.weight, 1);
}

bool is_earlier(EngineKind engine, const EngineCandidate& a, const EngineCandidate& b, std::int64_t pool_pass) {
  if (engine == EngineKind::least_loaded) {
    const auto mine = a.holding * weight_of(engine, b);
    const auto theirs = b.holding * weight_of(engine, a);
    if (mine != theirs) return mine < theirs;
  }
  const auto mine = std::max(a.pass, pool_pass);
  const auto theirs = std::max(b.pass, pool_pass);
  return mine != theirs ? mine < theirs : a.id < b.id;
}

std::optional<std::size_t> first_of(EngineKind engine, std::span<const EngineCandidate> candidates,
                                    std::int64_t pool_pass, bool only_own_store) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto& candidate = candidates[i];
    if (!candidate.is_at_work || candidate.is_full || candidate.is_cooling) continue;
    if (only_own_store && !candidate.is_own_store) continue;
    if (!best || is_earlier(engine, candidate, candidates[*best], pool_pass)) best = i;
  }
  return best;
}

}  // namespace

std::optional<std::size_t> choose(EngineKind engine, bool prefers_own_store,
                                  std::span<const EngineCandidate> candidates, std::int64_t pool_pass) {
  if (engine == EngineKind::none) return std::nullopt;
  if (prefers_own_store) {
    if (const auto own = first_of(engine, candidates, pool_pass, true)) return own;
  }
  return first_of(engine, candidates, pool_pass, false);
}

Passes after_turn(EngineKind engine, const EngineCandidate& chosen, std::int64_t pool_pass) {
  const auto start = std::max(chosen.pass, pool_pass);
  return {start + kEngineStride / weight_of(engine, chosen), start};
}

bool is_in_shift(const Member& member, std::int32_t iso_weekday, std::int32_t second_of_day) {
  const char day = static_cast<char>('0' + iso_weekday);
  if (member.weekdays.find(day) == std::string::npos) return false;
  const std::int64_t minute = second_of_day / 60;
  return minute >= member.from_minute && minute < member.to_minute;
}

Date week_of(Date day) { return plus_days(day, 1 - iso_weekday(day)); }

bool has_capacity(const Member& member, const Turn& turn, Date today) {
  const auto of_day = turn.day_on && *turn.day_on >= today ? turn.day_assigned : 0;
  const auto of_week = turn.week_on && *turn.week_on >= week_of(today) ? turn.week_assigned : 0;
  return (!member.day_capacity || of_day < *member.day_capacity) &&
         (!member.week_capacity || of_week < *member.week_capacity);
}

void count_assigned(Turn& turn, Date today) {
  if (!turn.day_on || *turn.day_on < today) {
    turn.day_on = today;
    turn.day_assigned = 0;
  }
  if (!turn.week_on || *turn.week_on < week_of(today)) {
    turn.week_on = week_of(today);
    turn.week_assigned = 0;
  }
  ++turn.day_assigned;
  ++turn.week_assigned;
}

}  // namespace homeport::pool
