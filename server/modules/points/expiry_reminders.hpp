#pragma once

// Points that will expire become something to do for whoever looks after the customer.

#include <optional>
#include <span>
#include <string>

#include "kit/outbox.hpp"
#include "modules/identity/types.hpp"
#include "modules/points/request_types.hpp"
#include "modules/points/service.hpp"

namespace homeport::points {

inline constexpr std::string_view kExpiringTopic = "points.expiring";  // and what the reminders are about
// A reminder speaks of what expires so soon, and stands for all of it: nobody is reminded of a customer more often.
inline constexpr std::int64_t kReminderWindowDays = 30;
inline constexpr std::int64_t kTellDaysBefore = 7;  // there is time until then

// What is coming up, as one reminder.
struct ExpiryReminder {
  Points points;  // within kReminderWindowDays
  Points first;   // of those, what expires first
  Time first_at;  // when
  Time last_at;   // when the last of them does
  Time due_at;    // tell the customer by then
};

// Pure. Nothing when nothing expires within kReminderWindowDays. `expiries` are in the order of time.
[[nodiscard]] std::optional<ExpiryReminder> plan_expiry_reminder(std::span<const CustomerExpiry> expiries, Time now);
// One line, with days by the calendar of `zone`: the last on which the points can be spent.
[[nodiscard]] std::string reminder_text(const ExpiryReminder& reminder, identity::Language language, TimeZone zone);

// For the outbox: gives the customer's owner a task. Nothing for customers nobody looks after (they stand in the list
// of what expires), who are disabled, whose owner is gone, or whose points have been spent since.
void remind_owner(kit::Write& write, const kit::StoredEvent& stored);

}  // namespace homeport::points
