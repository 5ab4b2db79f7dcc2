#pragma once

// What may be done with what a customer has said. Pure.

#include <optional>

#include "base/result.hpp"
#include "modules/privacy/types.hpp"

namespace homeport::privacy {

// Whoever never was asked may be called, and nothing else: a shop that knows a number may use it, but messages and
// profiles need a yes. A no is a no.
[[nodiscard]] bool allows(Purpose purpose, std::optional<ConsentState> state);

// privacy.consent_in_future (field "at").
[[nodiscard]] Outcome check_moment(Time at, Time now);

// What was said later decides, whenever it was entered; of two at one moment the one entered last.
[[nodiscard]] bool supersedes(Time said, std::optional<Time> before);

// privacy.reveal_limit (429) when `shown` customers, this one included, are more than the limit.
[[nodiscard]] Outcome check_reveals(std::int64_t shown, std::optional<std::int64_t> limit);

// privacy.confirmation_wrong (field "confirmation") unless the name was typed as it is shown.
[[nodiscard]] Outcome check_confirmation(std::string_view typed, std::string_view name);

}  // namespace homeport::privacy
