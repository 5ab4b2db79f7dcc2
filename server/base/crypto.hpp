#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace homeport {

// Byte strings are std::string holding any bytes. Functions throw std::runtime_error when the machine fails (no
// randomness, no memory for argon2); what somebody else may have got wrong is an empty optional or false.

inline constexpr std::size_t kSecretKeyBytes = 32;

// Readies libsodium. Everything here does it by itself; other users of the library call this first.
void start_crypto();

// `count` bytes from the operating system's generator.
[[nodiscard]] std::string random_bytes(std::size_t count);

// base64url of `byte_count` random bytes (default 32: 43 characters, 256 bits).
[[nodiscard]] std::string random_token(std::size_t byte_count = 32);

// `characters` from A–Z and 2–7: can be read out and typed. 5 bits each.
[[nodiscard]] std::string random_code(std::size_t characters);

[[nodiscard]] std::string sha256(std::string_view bytes);  // 32 bytes

// SHA-256 of what comes in pieces.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;
  void add(std::string_view bytes);
  [[nodiscard]] std::string finish();  // 32 bytes; ends the stream

 private:
  void* context_;
};

[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);  // 32 bytes
[[nodiscard]] std::string hmac_sha1(std::string_view key, std::string_view bytes);    // 20 bytes, for RFC 6238 only

// Takes as long whether or not, and wherever, the two differ. Texts of different length are simply different.
[[nodiscard]] bool constant_time_equal(std::string_view a, std::string_view b);

[[nodiscard]] std::string hex_encode(std::string_view bytes);                      // lower case
[[nodiscard]] std::optional<std::string> hex_decode(std::string_view text);        // either case, even length
[[nodiscard]] std::string base64url_encode(std::string_view bytes);                // RFC 4648 §5, no padding
[[nodiscard]] std::optional<std::string> base64url_decode(std::string_view text);  // canonical form only
[[nodiscard]] std::string base32_encode(std::string_view bytes);                   // RFC 4648 §6, no padding
[[nodiscard]] std::optional<std::string> base32_decode(std::string_view text);     // either case, padding optional

// Seals with XSalsa20-Poly1305 under a fresh random nonce: 40 bytes longer than the plaintext. The key has
// kSecretKeyBytes.
[[nodiscard]] std::string seal(std::string_view plaintext, std::string_view key);
// Nothing when the key is wrong or a byte was changed.
[[nodiscard]] std::optional<std::string> open_sealed(std::string_view sealed, std::string_view key);

}  // namespace homeport
