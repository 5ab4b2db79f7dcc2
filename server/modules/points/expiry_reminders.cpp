#include "modules/points/expiry_reminders.hpp"

#include <algorithm>

#include "modules/follow_ups/service.hpp"
#include "modules/identity/service.hpp"

namespace homeport::points {
namespace {

// The last day on which points can be spent that expire at an instant, as a rule at midnight.
std::string last_day(Time expires_at, TimeZone zone) {
  return format_date(local_date(plus_micros(expires_at, -1), zone));
}

}  // namespace

std::optional<ExpiryReminder> plan_expiry_reminder(std::span<const CustomerExpiry> expiries, Time now) {
  const Time until = plus_days(now, kReminderWindowDays);
  std::optional<ExpiryReminder> reminder;
  for (const auto& expiry : expiries) {
    if (expiry.expires_at <= now || expiry.expires_at > until || expiry.points.hundredths <= 0) continue;
    if (!reminder) reminder = ExpiryReminder{{}, expiry.points, expiry.expires_at, {}, {}};
    reminder->points += expiry.points;
    reminder->last_at = expiry.expires_at;
  }
  if (reminder) {
    const Time within_a_day = std::min(plus_days(now, 1), reminder->first_at);
    reminder->due_at = std::max(plus_days(reminder->first_at, -kTellDaysBefore), within_a_day);
  }
  return reminder;
}

std::string reminder_text(const ExpiryReminder& reminder, identity::Language language, TimeZone zone) {
  const auto all = programme::format_points(reminder.points);
  const auto first = programme::format_points(reminder.first);
  const auto day = last_day(reminder.first_at, zone);
  const bool is_one = reminder.points == reminder.first;
  if (language == identity::Language::zh) {
    return is_one ? "提醒客户：" + all + " 积分可用至 " + day + "，过期作废"
                  : "提醒客户：" + all + " 积分将陆续到期，其中 " + first + " 积分可用至 " + day;
  }
  return is_one ? "Tell the customer: " + all + " points can be spent until " + day + ", then they expire"
                : "Tell the customer: " + all + " points expire soon; " + first + " of them can be spent until " + day;
}

void remind_owner(kit::Write& write, const kit::StoredEvent& stored) {
  const auto customer = customers::load_head(write.tx, CustomerId{stored.event.customer_id});
  if (!customer.ok() || customer->status != customers::CustomerStatus::active) return;
  if (!customer->owner_staff_id) return;
  const auto owner = identity::require_active_staff(write.tx, *customer->owner_staff_id, "owner_staff_id");
  if (!owner.ok()) return;
  const auto wallet = wallet_view(write.tx, customer->id, write.now);
  const auto plan = plan_expiry_reminder(wallet.coming_expiries, write.now);
  if (!plan) return;
  follow_ups::Reminder reminder;
  reminder.staff_id = owner->id;
  reminder.about = std::string(kExpiringTopic);
  const auto zone = identity::chain_time_zone(write.tx);
  reminder.text = reminder_text(*plan, owner->language, zone);
  reminder.due_at = plan->due_at;
  reminder.lapses_at = plan->last_at;
  reminder.since = plus_days(write.now, -kReminderWindowDays);
  follow_ups::remind(write, *customer, reminder);
}

}  // namespace homeport::points
