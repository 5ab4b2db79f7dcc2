#include "modules/identity/actor_cache.hpp"

namespace homeport::identity {

std::uint64_t ActorCache::generation() const {
  const std::lock_guard lock(mutex_);
  return generation_;
}

ActorCache::Seen ActorCache::recall(std::string_view token_hash, Time now) const {
  const std::lock_guard lock(mutex_);
  const auto found = seen_.find(token_hash);
  if (found == seen_.end()) return {};
  const Seen& seen = found->second;
  const bool is_fresh = seen.checked_at <= now && now < plus_seconds(seen.checked_at, kRecallSeconds);
  if (!is_fresh || now >= seen.expires_at) return {};
  return seen;
}

void ActorCache::remember(const std::string& token_hash, const Seen& seen, std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  if (generation != generation_) return;
  if (seen_.size() >= kMostRecalled && !seen_.contains(token_hash)) seen_.clear();
  seen_[token_hash] = seen;
}

void ActorCache::forget_all() {
  const std::lock_guard lock(mutex_);
  ++generation_;
  seen_.clear();
}

}  // namespace homeport::identity
