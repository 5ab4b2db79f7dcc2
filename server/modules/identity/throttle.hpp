#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"
#include "base/time.hpp"

namespace homeport::identity {

// Hashing a password costs a tenth of a second of a core: so many a minute are plenty for a shop behind one address.
inline constexpr std::int64_t kTriesPerMinute = 60;
inline constexpr std::int64_t kSetupTriesPerMinute = 10;
// When more addresses than this were seen within a minute, counting starts anew; bounds the memory.
inline constexpr std::size_t kMostAddresses = 10'000;

// Counts tries per key in windows of one minute, in memory. Any thread.
class MinuteLimit {
 public:
  explicit MinuteLimit(std::int64_t most) : most_(most) {}

  // identity.too_many_tries with the seconds until the next window.
  [[nodiscard]] Outcome admit(std::string_view key, Time now);

 private:
  std::int64_t most_;
  std::mutex mutex_;
  std::int64_t minute_ = -1;
  std::unordered_map<std::string, std::int64_t> tries_;
};

class SignInThrottle : public MinuteLimit {
 public:
  SignInThrottle() : MinuteLimit(kTriesPerMinute) {}
};

// What serve prints on the terminal while nobody works here yet: whoever can read that may set the chain up.
class SetupCode {
 public:
  SetupCode();

  [[nodiscard]] const std::string& text() const { return code_; }
  // identity.wrong_setup_code; takes as long whatever is wrong. identity.too_many_tries.
  [[nodiscard]] Outcome check(std::string_view given, Time now);

 private:
  std::string code_;
  MinuteLimit tries_{kSetupTriesPerMinute};
};

}  // namespace homeport::identity
