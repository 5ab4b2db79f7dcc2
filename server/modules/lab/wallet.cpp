#include "modules/lab/wallet.hpp"

#include <algorithm>

namespace homeport::lab {

void Wallet::expire_idle(Time at) {
  if (idle_expires_at_ > at) return;
  expired_ += idle_;
  idle_ = 0;
}

Granted Wallet::grant(const Version& version, std::int64_t combined, Time at, const Calendar& calendar) {
  expire_idle(at);
  Granted granted;
  granted.combined = combined;
  granted.is_by_activity = version.is_by_activity;
  const std::int64_t by_rule = multiply_rate(combined, version.wallet_rate);
  granted.points = by_rule;
  if (version.daily_earn_limit > 0) {
    const auto day = static_cast<std::int64_t>(calendar.day_of(at));
    if (day != earned_day_) earned_today_ = 0;
    earned_day_ = day;
    granted.points = std::clamp<std::int64_t>(version.daily_earn_limit - earned_today_, 0, by_rule);
    earned_today_ += granted.points;
  }
  issued_ += granted.points;
  kept_back_ += by_rule - granted.points;
  granted.expires_at = version.expiry_of(at, calendar);
  if (granted.is_by_activity) {
    idle_ += granted.points;
    idle_expires_at_ = granted.expires_at;
  } else if (granted.expires_at <= calendar.to()) {
    expired_ += granted.points;
  }
  return granted;
}

std::int64_t Wallet::take_back(Granted& granted, std::int64_t combined, Time at, const Calendar& calendar) {
  granted.combined_taken += combined;
  if (granted.combined == 0 || granted.points == 0) return 0;
  const std::int64_t share = programme::share_of_units(granted.points, granted.combined, 0, granted.combined_taken);
  std::int64_t taken = share - granted.taken;
  if (granted.is_by_activity) {
    expire_idle(at);
    taken = std::min(taken, idle_);
    idle_ -= taken;
  } else if (granted.expires_at <= at) {
    taken = 0;
  } else if (granted.expires_at <= calendar.to()) {
    expired_ -= taken;
  }
  granted.taken += taken;
  taken_back_ += taken;
  return taken;
}

void Wallet::finish(const Calendar& calendar) { expire_idle(calendar.to()); }

}  // namespace homeport::lab
