#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace homeport {

// Longer input is refused unread.
inline constexpr std::size_t kMostPhoneBytes = 100;

// The number as E.164 ("+8613812345678"), or nothing when it isn't a number somebody can be called under. Reads what
// people type: full-width digits, spaces, dashes, dots, parentheses, "+86", "0086", "86-", a leading apostrophe,
// invisible characters. Without a country code it is a number of `default_region` (ISO 3166 alpha-2: "CN"). Letters,
// extensions and short numbers (110) are refused. An unknown region is treated as none: only international forms pass.
[[nodiscard]] std::optional<std::string> normalise_phone(std::string_view raw, std::string_view default_region = "CN");

// True for an ISO 3166 alpha-2 code whose numbering plan is known.
[[nodiscard]] bool is_phone_region(std::string_view region);

// For people without the right to see numbers: "138****5678"; foreign numbers keep "+<country code> ". At least four
// digits are hidden, at most three leading and four trailing shown. Text that is no E.164 number becomes stars only.
[[nodiscard]] std::string mask_phone(std::string_view e164, std::string_view default_region = "CN");

// As it is written at home ("138 1234 5678"), foreign numbers internationally ("+1 201-555-0123"). Text that is no
// E.164 number comes back unchanged.
[[nodiscard]] std::string national_format(std::string_view e164, std::string_view default_region = "CN");

// "CN" for "+86138…"; nothing when the number belongs to no single region.
[[nodiscard]] std::optional<std::string> region_of_phone(std::string_view e164);

}  // namespace homeport
