#pragma once

// How what people type and readers send becomes what is kept, and what is refused. Pure.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/search_tokens.hpp"
#include "modules/customers/types.hpp"

namespace homeport::customers {

// The number as E.164; customers.phone_invalid (field "phone") for what nobody can be called under.
[[nodiscard]] Result<std::string> phone_from(std::string_view raw);

// The card number as it is kept: half-width, upper case, no blanks; kLeastCardCharacters to kMostCardCharacters of
// [0-9A-Z-]. customers.card_invalid (field "card_number") otherwise.
[[nodiscard]] Result<std::string> card_number_from(std::string_view raw);

// How the value of such a key is kept; nothing for what can't be one.
[[nodiscard]] std::optional<std::string> key_from(KeyKind kind, std::string_view value);

// What a text typed into the find box, scanned or swiped can stand for; neither: it can't be read.
struct CodeReading {
  std::optional<std::string> card_number;
  std::optional<std::string> phone;
};
// A member's card of fewer bytes is that card, whatever phone it might be besides; a longer one could as well be a
// mobile number.
inline constexpr std::size_t kLeastAmbiguousBytes = 10;
// A magnetic track ("%B6225…^NAME^…?", ";6225…=…?", both, or "%card?") gives its card number only; anything else is
// tried as a card number and as a phone in any spelling. Longer than kMostCodeBytes: neither.
[[nodiscard]] CodeReading read_code(std::string_view text);

// Brings name, phone, email and external reference into the form in which they are kept, and sets name_folded.
// `today` in UTC: a birthday may be at most one day later. Refusals: request.required (name), customers.phone_invalid,
// customers.email_invalid, customers.birthday_in_future, each with its field.
[[nodiscard]] Outcome normalise(Customer& customer, Date today);

// The tokens under which the customer is found: name, phone, cards, external reference, email. Each once.
[[nodiscard]] SearchTokens search_tokens_of(const Customer& customer, std::span<const std::string> card_numbers);

// "****1234": for texts that people without the right may see.
[[nodiscard]] std::string mask_card(std::string_view card_number);

// May the actor put a customer into that store, under that owner? access.out_of_scope with the field that leads out
// of his reach.
[[nodiscard]] Outcome check_placement(const kit::Actor& actor, kit::OrgUnitId store, std::optional<kit::StaffId> owner);

// The names of the fields in which two states differ, joined by commas, in table order, without what the server keeps
// for itself.
[[nodiscard]] std::string changed_fields(const Customer& before, const Customer& after);

}  // namespace homeport::customers
