#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace homeport {

// Time-based one-time codes of RFC 6238: HMAC-SHA-1, six digits, thirty seconds, one step of drift either way.
inline constexpr std::int64_t kTotpStepSeconds = 30;
inline constexpr std::int64_t kTotpDriftSteps = 1;
inline constexpr std::size_t kTotpDigits = 6;
inline constexpr std::size_t kTotpSecretBytes = 20;

// kTotpSecretBytes random bytes. Kept sealed (crypto.hpp); shown to people as base32.
[[nodiscard]] std::string new_totp_secret();

// The step a moment lies in; grows by one every thirty seconds.
[[nodiscard]] std::int64_t totp_step(Time time);

// The code of a step, six digits with leading zeros.
[[nodiscard]] std::string totp_code(std::string_view secret, std::int64_t step);

// The step whose code this is, if it lies within the drift of `now` and after `last_used_step`, so that no code opens
// the door twice. The caller stores the answer as the new last used step. White space in the code is ignored.
[[nodiscard]] std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Time now,
                                                     std::int64_t last_used_step = -1);

// "otpauth://totp/Issuer:account?secret=…&issuer=…" for the QR code an authenticator app reads.
[[nodiscard]] std::string otpauth_url(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace homeport
