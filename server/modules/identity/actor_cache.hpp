#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.hpp"
#include "kit/access.hpp"

namespace homeport::identity {

// So long a caller is taken for who he was: the delay with which a revocation on another server is noticed.
inline constexpr std::int64_t kRecallSeconds = 5;
// Then everybody is looked up again; bounds the memory.
inline constexpr std::size_t kMostRecalled = 10'000;

// Who was seen a moment ago, by the hash of his token. Any thread.
class ActorCache {
 public:
  struct Seen {
    std::shared_ptr<const kit::Actor> actor;
    Time checked_at;
    Time expires_at;
    bool must_change_password = false;
  };

  // Grows whenever what is in here may have become wrong. Take it before reading the database.
  [[nodiscard]] std::uint64_t generation() const;
  // nullptr actor when nobody was seen lately enough.
  [[nodiscard]] Seen recall(std::string_view token_hash, Time now) const;
  // Dropped when the generation has moved on since it was taken.
  void remember(const std::string& token_hash, const Seen& seen, std::uint64_t generation);
  void forget_all();

 private:
  // The keys are digests: any eight bytes of one are as good as a hash of it. Looking up by view saves a copy.
  struct DigestHash {
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view digest) const {
      return std::hash<std::string_view>{}(digest.substr(0, sizeof(std::uint64_t)));
    }
  };

  mutable std::mutex mutex_;
  std::uint64_t generation_ = 0;
  std::unordered_map<std::string, Seen, DigestHash, std::equal_to<>> seen_;
};

}  // namespace homeport::identity
