#include "base/crypto.hpp"

#include <array>
#include <cstdint>
#include <new>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include "base/check.hpp"

namespace homeport {
namespace {

constexpr std::string_view kHexAlphabet = "0123456789abcdef";
constexpr std::string_view kBase32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kBase64urlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const std::uint8_t* as_bytes(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }
std::uint8_t* as_bytes(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }

// Looking a method up by name, as EVP_sha256() has it done at each use, costs more than a short digest.
struct DigestMethod {
  explicit DigestMethod(const char* name) : method(EVP_MD_fetch(nullptr, name, nullptr)) {
    if (method == nullptr) throw std::runtime_error("OpenSSL lacks a digest");
  }
  ~DigestMethod() { EVP_MD_free(method); }
  DigestMethod(const DigestMethod&) = delete;
  DigestMethod& operator=(const DigestMethod&) = delete;
  EVP_MD* method;
};

struct DigestContext {
  DigestContext() : context(EVP_MD_CTX_new()) {
    if (context == nullptr) throw std::bad_alloc();
  }
  ~DigestContext() { EVP_MD_CTX_free(context); }
  DigestContext(const DigestContext&) = delete;
  DigestContext& operator=(const DigestContext&) = delete;
  EVP_MD_CTX* context;
};

std::string digest_of(const EVP_MD* method, std::string_view bytes) {
  thread_local const DigestContext kept;
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  if (EVP_DigestInit_ex2(kept.context, method, nullptr) != 1 ||
      EVP_DigestUpdate(kept.context, bytes.data(), bytes.size()) != 1 ||
      EVP_DigestFinal_ex(kept.context, as_bytes(digest), &size) != 1) {
    throw std::runtime_error("OpenSSL could not compute a digest");
  }
  digest.resize(size);
  return digest;
}

std::string hmac_of(const EVP_MD* method, std::string_view key, std::string_view bytes) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  if (HMAC(method, key.data(), static_cast<int>(key.size()), as_bytes(bytes), bytes.size(), as_bytes(digest), &size) ==
      nullptr) {
    throw std::runtime_error("OpenSSL could not compute an HMAC");
  }
  digest.resize(size);
  return digest;
}

// Writes bytes as digits of `bits` bits each, the most significant first, the last filled up with zero bits.
std::string encode_bits(std::string_view bytes, std::size_t bits, std::string_view alphabet) {
  std::string text;
  text.reserve((bytes.size() * 8 + bits - 1) / bits);
  std::uint32_t waiting = 0;
  std::size_t waiting_bits = 0;
  const std::uint32_t mask = (1U << bits) - 1;
  for (const char c : bytes) {
    waiting = (waiting << 8U) | static_cast<std::uint8_t>(c);
    waiting_bits += 8;
    while (waiting_bits >= bits) {
      waiting_bits -= bits;
      text.push_back(alphabet[(waiting >> waiting_bits) & mask]);
    }
  }
  if (waiting_bits > 0) {
    text.push_back(alphabet[(waiting << (bits - waiting_bits)) & mask]);
  }
  return text;
}

// The reverse; refuses what encode_bits would not have written.
std::optional<std::string> decode_bits(std::string_view text, std::size_t bits, std::string_view alphabet) {
  std::string bytes;
  bytes.reserve(text.size() * bits / 8);
  std::uint32_t waiting = 0;
  std::size_t waiting_bits = 0;
  for (const char c : text) {
    const std::size_t digit = alphabet.find(c);
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    waiting = (waiting << bits) | static_cast<std::uint32_t>(digit);
    waiting_bits += bits;
    if (waiting_bits >= 8) {
      waiting_bits -= 8;
      bytes.push_back(static_cast<char>((waiting >> waiting_bits) & 0xFFU));
    }
  }
  const std::uint32_t rest = waiting & ((1U << waiting_bits) - 1);
  if (waiting_bits >= bits || rest != 0) {
    return std::nullopt;
  }
  return bytes;
}

std::string with_ascii_case(std::string_view text, char from, char to) {
  std::string changed(text);
  for (char& c : changed) {
    if (c >= from && c < from + 26) {
      c = static_cast<char>(c - from + to);
    }
  }
  return changed;
}

}  // namespace

void start_crypto() {
  static const bool started = sodium_init() >= 0;
  if (!started) {
    throw std::runtime_error("libsodium could not be started");
  }
}

std::string random_bytes(std::size_t count) {
  start_crypto();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string random_token(std::size_t byte_count) { return base64url_encode(random_bytes(byte_count)); }

std::string random_code(std::size_t characters) {
  std::string code = random_bytes(characters);
  for (char& c : code) {
    c = kBase32Alphabet[static_cast<std::uint8_t>(c) & 31U];
  }
  return code;
}

std::string sha256(std::string_view bytes) {
  static const DigestMethod sha256_method("SHA256");
  return digest_of(sha256_method.method, bytes);
}
Sha256Stream::Sha256Stream() : context_(EVP_MD_CTX_new()) {
  if (context_ == nullptr || EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL could not start a digest");
  }
}

Sha256Stream::~Sha256Stream() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }

void Sha256Stream::add(std::string_view bytes) {
  if (EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size()) != 1) {
    throw std::runtime_error("OpenSSL could not compute a digest");
  }
}

std::string Sha256Stream::finish() {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  if (EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), as_bytes(digest), &size) != 1) {
    throw std::runtime_error("OpenSSL could not compute a digest");
  }
  digest.resize(size);
  return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) { return hmac_of(EVP_sha256(), key, bytes); }
std::string hmac_sha1(std::string_view key, std::string_view bytes) { return hmac_of(EVP_sha1(), key, bytes); }

bool constant_time_equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hex_encode(std::string_view bytes) { return encode_bits(bytes, 4, kHexAlphabet); }

std::optional<std::string> hex_decode(std::string_view text) {
  return decode_bits(with_ascii_case(text, 'A', 'a'), 4, kHexAlphabet);
}

std::string base64url_encode(std::string_view bytes) { return encode_bits(bytes, 6, kBase64urlAlphabet); }

std::optional<std::string> base64url_decode(std::string_view text) { return decode_bits(text, 6, kBase64urlAlphabet); }

std::string base32_encode(std::string_view bytes) { return encode_bits(bytes, 5, kBase32Alphabet); }

std::optional<std::string> base32_decode(std::string_view text) {
  const std::size_t padding = text.find('=');
  if (padding != std::string_view::npos) {
    if (text.size() % 8 != 0 || text.substr(padding).find_first_not_of('=') != std::string_view::npos) {
      return std::nullopt;
    }
    text = text.substr(0, padding);
  }
  return decode_bits(with_ascii_case(text, 'a', 'A'), 5, kBase32Alphabet);
}

std::string seal(std::string_view plaintext, std::string_view key) {
  CHECK(key.size() == crypto_secretbox_KEYBYTES);
  std::string sealed = random_bytes(crypto_secretbox_NONCEBYTES);
  sealed.resize(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plaintext.size());
  crypto_secretbox_easy(as_bytes(sealed) + crypto_secretbox_NONCEBYTES, as_bytes(plaintext), plaintext.size(),
                        as_bytes(sealed), as_bytes(key));
  return sealed;
}

std::optional<std::string> open_sealed(std::string_view sealed, std::string_view key) {
  CHECK(key.size() == crypto_secretbox_KEYBYTES);
  constexpr std::size_t kOverhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (sealed.size() < kOverhead) {
    return std::nullopt;
  }
  start_crypto();
  std::string plaintext(sealed.size() - kOverhead, '\0');
  if (crypto_secretbox_open_easy(as_bytes(plaintext), as_bytes(sealed) + crypto_secretbox_NONCEBYTES,
                                 sealed.size() - crypto_secretbox_NONCEBYTES, as_bytes(sealed), as_bytes(key)) != 0) {
    return std::nullopt;
  }
  return plaintext;
}

}  // namespace homeport
