#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace homeport {

inline constexpr std::size_t kLeastPasswordCharacters = 10;
inline constexpr std::size_t kMostPasswordBytes = 512;

enum class PasswordCost : std::uint8_t {
  interactive,  // 64 MiB and about a tenth of a second of one core: run it on a bounded pool
  least,        // milliseconds: for tests only
};

// argon2id with a random salt; the parameters are part of the answer. Throws std::bad_alloc when memory is short.
[[nodiscard]] std::string hash_password(std::string_view password, PasswordCost cost = PasswordCost::interactive);

// False for a wrong password and for text that is no hash. Costs what the hash says.
[[nodiscard]] bool verify_password(std::string_view hash, std::string_view password);

// True when the hash was made with other parameters than `cost` has today, or isn't one.
[[nodiscard]] bool needs_rehash(std::string_view hash, PasswordCost cost = PasswordCost::interactive);

enum class PasswordProblem : std::uint8_t { not_text, too_short, too_long, too_common, same_as_sign_in_name };

// "too_short" and so on: the last part of a public reason.
[[nodiscard]] std::string_view name_of(PasswordProblem problem);

// Nothing when the password may be used. Length counts code points, not bytes. Too common: on a short built-in list of
// the passwords people choose most, a few characters repeated, or a plain run such as 0123456789.
[[nodiscard]] std::optional<PasswordProblem> problem_with_password(std::string_view password,
                                                                   std::string_view sign_in_name);

}  // namespace homeport
