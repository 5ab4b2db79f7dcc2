#include "base/password.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>

#include <sodium.h>

#include "base/crypto.hpp"
#include "base/text.hpp"

namespace homeport {
namespace {

struct Limits {
  unsigned long long operations;
  std::size_t memory_bytes;
};

Limits limits_of(PasswordCost cost) {
  switch (cost) {
    case PasswordCost::interactive:
      return {crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE, crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE};
    case PasswordCost::least: return {crypto_pwhash_argon2id_OPSLIMIT_MIN, crypto_pwhash_argon2id_MEMLIMIT_MIN};
  }
  throw std::logic_error("no such password cost");
}

// libsodium wants its hashes terminated and no longer than this.
std::optional<std::string> as_stored_hash(std::string_view hash) {
  if (hash.size() >= crypto_pwhash_argon2id_STRBYTES || !hash.starts_with(crypto_pwhash_argon2id_STRPREFIX) ||
      hash.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  return std::string(hash);
}

// In the form fold_for_search gives. Shorter ones are kept out by their length.
constexpr auto kCommonest = std::to_array<std::string_view>(
    {"0123456789",  "0987654321",    "1111111111",   "1122334455",   "1212121212",   "123123123123", "1234512345",
     "1234554321",  "1234567890",    "1234567891",   "12345678910",  "123456789a",   "123456789q",   "12345qwert",
     "12qwaszx12",  "147258369a",    "1q2w3e4r5t",   "1q2w3e4r5t6y", "1qaz2wsx3edc", "5201314520",   "a123456789",
     "aa123456789", "abc1234567",    "abcd123456",   "abcd1234567",  "abcdefghij",   "abcdefghijk",  "admin12345",
     "admin123456", "administrator", "asd123456789", "asdfasdfasdf", "asdfghjkl123", "asdfghjkl;",   "basketball",
     "changeme123", "computer123",   "football123",  "homeport123",  "iloveyou123",  "iloveyou1314", "letmein123",
     "manchester",  "p@ssw0rd123",   "passw0rd123",  "password01",   "password12",   "password123",  "password1234",
     "q123456789",  "q1w2e3r4t5",    "qazwsxedcrfv", "qq123456789",  "qwer123456",   "qwerty12345",  "qwertyuiop",
     "woaini1314",  "woaini520520"});

// True when every byte is the one before it plus the same step of -1 or 1: 0123456789, jihgfedcba.
bool is_plain_run(std::string_view text) {
  const int step = text.size() < 2 ? 0 : text[1] - text[0];
  if (step != -1 && step != 1) {
    return false;
  }
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] - text[i - 1] != step) {
      return false;
    }
  }
  return true;
}

// True when the text is one piece of at most four bytes over and over: aaaaaaaaaa, 1212121212, 一一一一一一一一一一.
bool is_one_piece_repeated(std::string_view text) {
  constexpr std::size_t kLongestPiece = 4;
  for (std::size_t piece = 1; piece <= kLongestPiece && piece < text.size(); ++piece) {
    if (text.substr(piece) == text.substr(0, text.size() - piece)) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string hash_password(std::string_view password, PasswordCost cost) {
  start_crypto();
  const Limits limits = limits_of(cost);
  std::array<char, crypto_pwhash_argon2id_STRBYTES> hash{};
  if (crypto_pwhash_argon2id_str(hash.data(), password.data(), password.size(), limits.operations,
                                 limits.memory_bytes) != 0) {
    throw std::bad_alloc();
  }
  return hash.data();
}

bool verify_password(std::string_view hash, std::string_view password) {
  start_crypto();
  const auto stored = as_stored_hash(hash);
  return stored && crypto_pwhash_argon2id_str_verify(stored->c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view hash, PasswordCost cost) {
  start_crypto();
  const auto stored = as_stored_hash(hash);
  const Limits limits = limits_of(cost);
  return !stored ||
         crypto_pwhash_argon2id_str_needs_rehash(stored->c_str(), limits.operations, limits.memory_bytes) != 0;
}

std::string_view name_of(PasswordProblem problem) {
  switch (problem) {
    case PasswordProblem::not_text: return "not_text";
    case PasswordProblem::too_short: return "too_short";
    case PasswordProblem::too_long: return "too_long";
    case PasswordProblem::too_common: return "too_common";
    case PasswordProblem::same_as_sign_in_name: return "same_as_sign_in_name";
  }
  return "unknown";
}

std::optional<PasswordProblem> problem_with_password(std::string_view password, std::string_view sign_in_name) {
  if (password.size() > kMostPasswordBytes) {
    return PasswordProblem::too_long;
  }
  if (!is_valid_utf8(password) || has_control_characters(password)) {
    return PasswordProblem::not_text;
  }
  if (count_code_points(password) < kLeastPasswordCharacters) {
    return PasswordProblem::too_short;
  }
  const std::string folded = fold_for_search(password);
  if (folded == fold_for_search(sign_in_name)) {
    return PasswordProblem::same_as_sign_in_name;
  }
  if (is_plain_run(folded) || is_one_piece_repeated(folded) ||
      std::ranges::find(kCommonest, folded) != kCommonest.end()) {
    return PasswordProblem::too_common;
  }
  return std::nullopt;
}

}  // namespace homeport
