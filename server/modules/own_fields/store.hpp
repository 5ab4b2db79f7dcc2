#pragma once

// The SQL of own fields and tags; one statement per function.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "db/transaction.hpp"
#include "modules/own_fields/types.hpp"

namespace homeport::own_fields::store {

// False when the key or the name is taken.
[[nodiscard]] bool insert(db::Transaction& tx, const OwnField& field);
[[nodiscard]] bool insert(db::Transaction& tx, const Tag& tag);
// False when the record is no longer at the version before.
[[nodiscard]] bool update(db::Transaction& tx, const OwnField& field);
[[nodiscard]] bool update(db::Transaction& tx, const Tag& tag);

void save_option(db::Transaction& tx, OwnFieldId field, const OwnFieldOption& option, std::int64_t place);

// By place, then by age; without their options.
[[nodiscard]] std::vector<OwnField> load_fields(db::Transaction& tx);
// Adds the options of all of them.
void load_options(db::Transaction& tx, std::span<OwnField> fields);

[[nodiscard]] std::optional<Tag> load_tag(db::Transaction& tx, TagId id);
[[nodiscard]] std::optional<TagId> find_tag(db::Transaction& tx, std::string_view name_folded);
// All of them by name, kMostTags at most.
[[nodiscard]] std::vector<Tag> load_tags(db::Transaction& tx);
[[nodiscard]] std::int64_t count_tags(db::Transaction& tx);

}  // namespace homeport::own_fields::store
