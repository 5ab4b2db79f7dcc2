#pragma once

// Definitions of own fields and tags, and what customers asks of them. Who has which tag and value is kept by
// customers, beside the record they belong to.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/search_tokens.hpp"
#include "kit/use_case.hpp"
#include "modules/own_fields/types.hpp"

namespace homeport::own_fields {

inline constexpr std::string_view kWritePermission = "own_fields.write";
// Whoever may see customers may see what can be said of them.
inline constexpr std::string_view kReadPermission = "customers.read";

// News: the texts under which customers are found have changed. The subject is the definition.
inline constexpr std::string_view kTagChanged = "own_fields.tag_changed";
inline constexpr std::string_view kFieldChanged = "own_fields.field_changed";

// All definitions, disabled ones too: fields by place with their options, tags by name.
[[nodiscard]] std::vector<OwnField> load_fields(db::Transaction& tx);
[[nodiscard]] std::vector<Tag> load_tags(db::Transaction& tx);

// Refusals: those of normalise (rules.hpp), own_fields.key_taken (key), own_fields.too_many_fields.
[[nodiscard]] Result<OwnField> create_field(kit::Write& write, OwnField wanted);
// Saves `after`, made from `before`. Nothing changed: nothing is written.
[[nodiscard]] Result<OwnField> update_field(kit::Write& write, const OwnField& before, OwnField after);
// own_fields.field_unknown.
[[nodiscard]] Result<OwnField> load_field(db::Transaction& tx, OwnFieldId id);

// own_fields.tag_taken (name), own_fields.too_many_tags.
[[nodiscard]] Result<Tag> create_tag(kit::Write& write, Tag wanted);
[[nodiscard]] Result<Tag> update_tag(kit::Write& write, const Tag& before, Tag after);
// own_fields.tag_unknown.
[[nodiscard]] Result<Tag> load_tag(db::Transaction& tx, TagId id);

// A value that passed, as it is to be kept (KeptValue in rules.hpp says what the last two hold).
struct CheckedValue {
  OwnFieldId field_id;
  OwnValue shown;
  std::optional<std::int64_t> number;
  std::optional<std::string> folded;
};

// Reads the values of one record; empty ones are left out, the others come back in the order of field ids. `kept`:
// what the record has now. Refusals: those of read_value (rules.hpp), own_fields.field_unknown, own_fields.value_twice.
[[nodiscard]] Result<std::vector<CheckedValue>> check_values(db::Transaction& tx, std::span<const OwnValue> wanted,
                                                             std::span<const OwnValue> kept);

// What a person or a file says of one field; no transaction needed. Refusals: those of read_value (rules.hpp).
[[nodiscard]] Result<CheckedValue> read_entered(const OwnField& field, std::string_view text);

// A value of a condition: compared with what records have, so a retired option passes. Refusals of read_value.
[[nodiscard]] Result<CheckedValue> read_compared(const OwnField& field, std::string_view text);
// As texts are folded to be compared.
[[nodiscard]] std::string folded_text(std::string_view text);

// request.required (field "own_values.<key>") for the first active required field without a value.
[[nodiscard]] Outcome require_values(db::Transaction& tx, std::span<const OwnValue> values);

// own_fields.tag_unknown, own_fields.tag_disabled (tag_ids) unless `kept` has it.
[[nodiscard]] Outcome check_tags(db::Transaction& tx, std::span<const TagId> wanted, std::span<const TagId> kept);

// What the search index holds of them.
[[nodiscard]] SearchTokens search_tokens(db::Transaction& tx, std::span<const TagId> tags,
                                         std::span<const OwnValue> values);

}  // namespace homeport::own_fields
