#include "modules/identity/throttle.hpp"

#include "base/crypto.hpp"

namespace homeport::identity {
namespace {

constexpr std::size_t kSetupCodeCharacters = 12;  // 60 bits

// As typed by a person: any case, with spaces or dashes.
std::string typed_code(std::string_view given) {
  std::string code;
  for (const char c : given) {
    if (c == ' ' || c == '-') continue;
    code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return code;
}

}  // namespace

Outcome MinuteLimit::admit(std::string_view key, Time now) {
  const std::lock_guard lock(mutex_);
  const std::int64_t minute = now.us / kMicrosPerMinute;
  if (minute != minute_ || tries_.size() >= kMostAddresses) {
    minute_ = minute;
    tries_.clear();
  }
  if (++tries_[std::string(key)] <= most_) return Done{};
  auto refusal = refuse(RefusalKind::too_many, "identity.too_many_tries",
                        "more than " + std::to_string(most_) + " tries within a minute; wait a little");
  refusal.retry_after_s = 60 - (now.us / kMicrosPerSecond) % 60;
  return refusal;
}

SetupCode::SetupCode() : code_(random_code(kSetupCodeCharacters)) {}

Outcome SetupCode::check(std::string_view given, Time now) {
  TRY_DONE(tries_.admit("", now));
  if (constant_time_equal(sha256(typed_code(given)), sha256(code_))) return Done{};
  return refuse(RefusalKind::forbidden, "identity.wrong_setup_code",
                "this is not the code that the server printed on its terminal", "setup_code");
}

}  // namespace homeport::identity
