#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kit/endpoint.hpp"

namespace homeport::identity {

// A query parameter that is one of the names of an enum: request.not_a_choice naming it otherwise.
template <class Enum>
[[nodiscard]] Result<std::optional<std::string>> query_choice(const kit::Call& call, std::string_view name) {
  auto given = call.query_text(name);
  if (!given) return std::optional<std::string>{};
  std::string choices;
  for (const auto choice : Choices<Enum>::names) {
    if (choice == *given) return given;
    choices += (choices.empty() ? "" : ", ") + std::string(choice);
  }
  return refuse(RefusalKind::invalid, "request.not_a_choice", "must be one of: " + choices, std::string(name));
}

}  // namespace homeport::identity
