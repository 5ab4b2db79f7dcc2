#pragma once

// The words of the document a person is given, in both languages: sections, fields, and what choices are called.

#include <optional>
#include <string>
#include <string_view>

#include "modules/identity/types.hpp"

namespace homeport::privacy {

// Nothing for what has no words.
[[nodiscard]] std::optional<std::string_view> section_words(std::string_view section, identity::Language language);
[[nodiscard]] std::optional<std::string_view> field_words(std::string_view field, identity::Language language);
[[nodiscard]] std::optional<std::string_view> choice_words(std::string_view choice, identity::Language language);

}  // namespace homeport::privacy
