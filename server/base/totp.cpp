#include "base/totp.hpp"

#include <array>
#include <cstdio>

#include "base/check.hpp"
#include "base/crypto.hpp"

namespace homeport {
namespace {

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                            c == '.' || c == '_' || c == '~';
    if (unreserved) {
      encoded.push_back(c);
    } else {
      const auto byte = static_cast<std::uint8_t>(c);
      encoded.push_back('%');
      encoded.push_back(kDigits[byte >> 4U]);
      encoded.push_back(kDigits[byte & 15U]);
    }
  }
  return encoded;
}

// The six digits somebody typed, without the blanks an app shows between them; empty when it is anything else.
std::string digits_of(std::string_view code) {
  std::string digits;
  for (const char c : code) {
    if (c == ' ' || c == '\t') {
      continue;
    }
    if (c < '0' || c > '9' || digits.size() == kTotpDigits) {
      return {};
    }
    digits.push_back(c);
  }
  return digits.size() == kTotpDigits ? digits : std::string{};
}

}  // namespace

std::string new_totp_secret() { return random_bytes(kTotpSecretBytes); }

std::int64_t totp_step(Time time) {
  CHECK(time.us >= 0);
  return time.us / (kTotpStepSeconds * kMicrosPerSecond);
}

std::string totp_code(std::string_view secret, std::int64_t step) {
  CHECK(step >= 0);
  std::string counter(8, '\0');
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[i] = static_cast<char>((static_cast<std::uint64_t>(step) >> (56 - 8 * i)) & 0xFFU);
  }
  const std::string digest = hmac_sha1(secret, counter);
  const std::size_t offset = static_cast<std::uint8_t>(digest.back()) & 15U;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number = (number << 8U) | static_cast<std::uint8_t>(digest[offset + i]);
  }
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%06u", (number & 0x7FFF'FFFFU) % 1'000'000U);
  return text.data();
}

std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Time now,
                                       std::int64_t last_used_step) {
  const std::string digits = digits_of(code);
  const std::int64_t current = totp_step(now);
  std::optional<std::int64_t> matched;
  for (std::int64_t step = current - kTotpDriftSteps; step <= current + kTotpDriftSteps; ++step) {
    if (step >= 0 && step > last_used_step && constant_time_equal(totp_code(secret, step), digits) && !matched) {
      matched = step;
    }
  }
  return matched;
}

std::string otpauth_url(std::string_view secret, std::string_view issuer, std::string_view account) {
  const std::string issuer_text = percent_encoded(issuer);
  return "otpauth://totp/" + issuer_text + ":" + percent_encoded(account) + "?secret=" + base32_encode(secret) +
         "&issuer=" + issuer_text + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace homeport
