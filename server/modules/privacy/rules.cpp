#include "modules/privacy/rules.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"

namespace homeport::privacy {

bool allows(Purpose purpose, std::optional<ConsentState> state) {
  if (state) return *state == ConsentState::given;
  return purpose == Purpose::phone_call;
}

Outcome check_moment(Time at, Time now) {
  if (at <= now) return Done{};
  return refuse(RefusalKind::invalid, "privacy.consent_in_future", "nobody has agreed to anything tomorrow", "at");
}

bool supersedes(Time said, std::optional<Time> before) { return !before || said >= *before; }

Outcome check_reveals(std::int64_t shown, std::optional<std::int64_t> limit) {
  if (!limit || shown <= *limit) return Done{};
  return refuse(RefusalKind::too_many, "privacy.reveal_limit",
                "the phones of " + std::to_string(*limit) +
                    " customers were shown today, which is as many as one person may see");
}

Outcome check_confirmation(std::string_view typed, std::string_view name) {
  if (normalise_name(typed) == normalise_name(name)) return Done{};
  return refuse(RefusalKind::invalid, "privacy.confirmation_wrong",
                "type the name of the customer as it is shown: this can't be undone", "confirmation");
}

Time leads_before(Time now, std::int64_t months, TimeZone zone) {
  CHECK(months >= 1 && months <= kMostLeadMonths);
  const auto day = plus_months(local_date(now, zone), -static_cast<std::int32_t>(months));
  CHECK(day.has_value());
  return start_of_day(*day, zone);
}

std::optional<LeadPass> due_pass(const std::optional<LeadPass>& last, Date ruled_on, Time now, TimeZone zone) {
  const auto today = local_date(now, zone);
  if (last && last->day_on == today) return last->is_done ? std::nullopt : last;
  const auto second = local_second_of_day(now, zone);
  const bool is_night = second >= kLeadNightFrom && second < kLeadNightUntil;
  const auto since = last ? std::max(last->day_on, ruled_on) : ruled_on;
  if (!is_night && since > plus_days(today, -kLeadNightsMissed)) return std::nullopt;
  return LeadPass{today, {}, false};
}

}  // namespace homeport::privacy
