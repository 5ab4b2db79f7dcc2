#pragma once

// What the parts of a record may be, and how they are kept. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/search_tokens.hpp"
#include "modules/profiles/types.hpp"

namespace homeport::profiles {

// Half-width, upper case, no blanks: "沪A12345". profiles.plate_invalid (plate) for what has no letter or digit.
[[nodiscard]] Result<std::string> plate_from(std::string_view raw);

// 17 of A–Z without I, O, Q and 0–9, the ninth the check digit of the others (GB 16735, ISO 3779 as used in China and
// North America). profiles.vin_invalid, profiles.vin_check_digit (vin).
[[nodiscard]] Result<std::string> vin_from(std::string_view raw);

// 15 digits, the last by Luhn. profiles.imei_invalid, profiles.imei_check_digit (imei).
[[nodiscard]] Result<std::string> imei_from(std::string_view raw);

// Bring a part into the form in which it is kept. Refusals: request.required, profiles.plate_or_vin_needed,
// profiles.division_unknown, profiles.country_invalid, customers.phone_invalid, profiles.email_invalid,
// profiles.wechat_invalid, and those above, each with its field.
[[nodiscard]] Outcome normalise(Address& address);
[[nodiscard]] Outcome normalise(Contact& contact);
[[nodiscard]] Outcome normalise(Channel& channel);
[[nodiscard]] Outcome normalise(Vehicle& vehicle);
[[nodiscard]] Outcome normalise(Device& device);

// What the customer is found by through them: by everybody, and by those who may see phones.
struct Tokens {
  SearchTokens open;
  SearchTokens phones;
};
void add_tokens(Tokens& tokens, const Contact& contact);
void add_tokens(Tokens& tokens, const Channel& channel);
void add_tokens(Tokens& tokens, const Vehicle& vehicle);
void add_tokens(Tokens& tokens, const Device& device);

// What a person calls the part, without what not everybody may see.
[[nodiscard]] std::string label_of(const Address& address);
[[nodiscard]] std::string label_of(const Contact& contact);
[[nodiscard]] std::string label_of(const Channel& channel);
[[nodiscard]] std::string label_of(const Vehicle& vehicle);
[[nodiscard]] std::string label_of(const Device& device);

}  // namespace homeport::profiles
