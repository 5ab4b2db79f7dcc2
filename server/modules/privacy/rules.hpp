#pragma once

// What may be done with what a customer has said. Pure.

#include <cstdint>
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

// Leads whose records were last changed before are old enough: the beginning of that day, so many months ago by the
// calendar of `zone`. 1 to kMostLeadMonths.
[[nodiscard]] Time leads_before(Time now, std::int64_t months, TimeZone zone);

// Leads go by night, when nobody waits for the server: from one to five o'clock in `zone`. A machine that is off by
// night catches up by day, when it has missed two of them since the last search and since the rule was made.
inline constexpr std::int32_t kLeadNightFrom = 3'600;
inline constexpr std::int32_t kLeadNightUntil = 5 * 3'600;
inline constexpr std::int32_t kLeadNightsMissed = 2;
// The search that is to begin now or to go on; nothing when none is. One begins on a day.
[[nodiscard]] std::optional<LeadPass> due_pass(const std::optional<LeadPass>& last, Date ruled_on, Time now,
                                               TimeZone zone);

}  // namespace homeport::privacy
