#pragma once

// What a definition may be, and what a value of it may be. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "modules/own_fields/types.hpp"

namespace homeport::own_fields {

// Brings a definition into the form in which it is kept and gives new options their keys. `before` is the definition as
// it was, nullptr for a new one: its options can be retired, never left out. Refusals: own_fields.key_invalid (key),
// request.required (name), own_fields.options_needed, own_fields.options_unwanted, own_fields.option_twice,
// own_fields.option_gone (options), own_fields.digits_unwanted (digits).
[[nodiscard]] Outcome normalise(OwnField& field, const OwnField* before);

// Sets name and name_folded; request.required (name).
[[nodiscard]] Outcome normalise(Tag& tag);

// A value as it is kept. Exactly one of number and folded is set: what conditions compare and indexes hold. number:
// of a number the value times ten to the field's digits, of a date days since 1970, of yes_no 1 or 0.
struct KeptValue {
  std::string value;  // as it is shown
  std::optional<std::int64_t> number;
  std::optional<std::string> folded;
  friend bool operator==(const KeptValue&, const KeptValue&) = default;
};

// Reads what a person or a file says. A choice is named by key or label; one that was retired only passes when
// `kept` has it already. Refusals, all with the field "own_values.<key>": own_fields.not_a_number,
// own_fields.too_precise, own_fields.number_too_large, own_fields.not_a_date, own_fields.not_an_option,
// own_fields.not_yes_or_no, request.too_long.
[[nodiscard]] Result<KeptValue> read_value(const OwnField& field, std::string_view text, std::string_view kept = {});

// The same for the values of conditions, which may be compared with what nobody has.
[[nodiscard]] std::string folded_for_index(std::string_view text);

// The label of an option, else the value itself.
[[nodiscard]] std::string label_of(const OwnField& field, const std::string& value);

}  // namespace homeport::own_fields
