#pragma once

// What a chain adds to the records of its customers: tags, and fields of its own. What is refused: service.hpp.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/ids.hpp"
#include "base/time.hpp"

namespace homeport::own_fields {

using OwnFieldId = Id<struct OwnFieldTag>;
using TagId = Id<struct CustomerLabelTag>;

enum class OwnFieldKind : std::uint8_t { text, number, date, choice, yes_no };
enum class DefinitionStatus : std::uint8_t { active, disabled };
enum class TagColour : std::uint8_t { grey, red, orange, yellow, green, teal, blue, purple };

inline constexpr std::int64_t kMostOwnFields = 100;  // disabled ones count
inline constexpr std::int64_t kMostTags = 1000;
inline constexpr std::int64_t kMostOptions = 100;  // retired ones count
inline constexpr std::int64_t kMostFieldNameCharacters = 40;
inline constexpr std::int64_t kMostTagNameCharacters = 30;
inline constexpr std::int64_t kMostValueCharacters = 500;
inline constexpr std::int64_t kMostDigits = 6;
// Of a number without its decimal point.
inline constexpr std::int64_t kLargestNumber = 9'000'000'000'000'000;

// One answer of a field of kind choice. `key` stays when the label is put differently; without one the server makes it.
struct OwnFieldOption {
  std::optional<std::string> key;
  std::string label;
  bool is_retired = false;
};

struct OwnField {
  OwnFieldId id;
  std::string key;  // "skin_type": names the field in requests and files
  std::string name;
  OwnFieldKind kind = OwnFieldKind::text;
  std::vector<OwnFieldOption> options;
  std::int64_t digits = 0;  // after the decimal point, of a number
  std::optional<std::string> unit;
  bool is_required = false;    // the office asks for it; programs and files may leave it out
  bool is_searchable = false;  // found by the one search box
  std::int64_t place = 0;      // lower comes first
  DefinitionStatus status = DefinitionStatus::active;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

struct Tag {
  TagId id;
  std::string name;
  std::string name_folded;
  TagColour colour = TagColour::grey;
  DefinitionStatus status = DefinitionStatus::active;
  Time created_at;
  Time updated_at;
  std::int64_t version = 1;
};

// A value as it is sent and shown, always a text: "12.50", "2026-11-22", "yes", the key of an option.
struct OwnValue {
  std::string field;  // the key of the field
  std::string value;
  friend bool operator==(const OwnValue&, const OwnValue&) = default;
};

}  // namespace homeport::own_fields

template <>
struct homeport::Choices<homeport::own_fields::OwnFieldKind> {
  static constexpr std::array<std::string_view, 5> names{"text", "number", "date", "choice", "yes_no"};
};
template <>
struct homeport::Choices<homeport::own_fields::DefinitionStatus> {
  static constexpr std::array<std::string_view, 2> names{"active", "disabled"};
};
template <>
struct homeport::Choices<homeport::own_fields::TagColour> {
  static constexpr std::array<std::string_view, 8> names{"grey",  "red",  "orange", "yellow",
                                                         "green", "teal", "blue",   "purple"};
};

template <>
struct homeport::Fields<homeport::own_fields::OwnFieldOption> {
  using O = homeport::own_fields::OwnFieldOption;
  static constexpr std::string_view name = "OwnFieldOption";
  static constexpr std::array rows{
      field<&O::key>("key", Access::read_write, {.max = 40, .about = "Made by the server when left out."}),
      field<&O::label>("label", Access::read_write,
                       {.min = 1, .max = homeport::own_fields::kMostFieldNameCharacters, .required = true}),
      field<&O::is_retired>("is_retired", Access::read_write, {.about = "Kept where it was chosen, offered no more."}),
  };
};

// The order of the columns in store.cpp; options have a table of their own.
template <>
struct homeport::Fields<homeport::own_fields::OwnField> {
  using F = homeport::own_fields::OwnField;
  static constexpr std::string_view name = "OwnField";
  static constexpr std::array rows{
      field<&F::id>("id", Access::read_only),
      field<&F::key>("key", Access::create_only,
                     {.min = 1, .max = 40, .required = true, .about = "a-z, 0-9 and _; begins with a letter."}),
      field<&F::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::own_fields::kMostFieldNameCharacters, .required = true}),
      field<&F::kind>("kind", Access::create_only, {.required = true}),
      field<&F::options>("options", Access::read_write,
                         {.max = homeport::own_fields::kMostOptions, .about = "Of a choice: what can be chosen."}),
      field<&F::digits>("digits", Access::create_only,
                        {.min = 0,
                         .max = homeport::own_fields::kMostDigits,
                         .about = "Of a number: digits after the decimal point."}),
      field<&F::unit>("unit", Access::read_write, {.max = 20}),
      field<&F::is_required>("is_required", Access::read_write,
                             {.about = "The office asks for it; programs and files may leave it out."}),
      field<&F::is_searchable>("is_searchable", Access::read_write,
                               {.about = "Its values are found by the search box."}),
      field<&F::place>("place", Access::read_write, {.min = 0, .max = 10000, .about = "Lower comes first."}),
      field<&F::status>("status", Access::read_write,
                        {.about = "A disabled field is neither shown nor asked for; its values are kept."}),
      field<&F::created_at>("created_at", Access::read_only),
      field<&F::updated_at>("updated_at", Access::read_only),
      field<&F::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::own_fields::Tag> {
  using T = homeport::own_fields::Tag;
  static constexpr std::string_view name = "Tag";
  static constexpr std::array rows{
      field<&T::id>("id", Access::read_only),
      field<&T::name>("name", Access::read_write,
                      {.min = 1, .max = homeport::own_fields::kMostTagNameCharacters, .required = true}),
      field<&T::name_folded>("name_folded", Access::internal, {.max = 400}),
      field<&T::colour>("colour", Access::read_write),
      field<&T::status>("status", Access::read_write,
                        {.about = "A disabled tag stays where it is and is given to nobody new."}),
      field<&T::created_at>("created_at", Access::read_only),
      field<&T::updated_at>("updated_at", Access::read_only),
      field<&T::version>("version", Access::read_only),
  };
};

template <>
struct homeport::Fields<homeport::own_fields::OwnValue> {
  using V = homeport::own_fields::OwnValue;
  static constexpr std::string_view name = "OwnValue";
  static constexpr std::array rows{
      field<&V::field>("field", Access::read_write, {.min = 1, .max = 40, .required = true}),
      field<&V::value>("value", Access::read_write,
                       {.max = homeport::own_fields::kMostValueCharacters,
                        .required = true,
                        .about = "Always a text: \"12.50\", \"2026-11-22\", \"yes\", the key of an option."}),
  };
};
